//! Steps on a way: done, at hand, to come.

use leptos::prelude::*;

use super::{Icon, Sign};

/// One step.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its words.
    pub label: &'static str,
    /// Whether it is done.
    pub done: bool,
    /// Where it is done, and the word that leads there; shown at the first step that is not done.
    pub action: Option<(String, &'static str)>,
}

/// A list of steps with a bar of how far one is; `progress` says it in words, such as «3 of 5».
#[component]
pub fn Stepper(#[prop(into)] progress: String, steps: Vec<Step>) -> impl IntoView {
    let done = steps.iter().filter(|step| step.done).count();
    let all = steps.len();
    let next = steps.iter().position(|step| !step.done);
    let items = steps.into_iter().enumerate().map(move |(place, step)| {
        let at_hand = next == Some(place);
        let class = match (step.done, at_hand) {
            (true, _) => "stepper__step stepper__step--done",
            (false, true) => "stepper__step stepper__step--next",
            (false, false) => "stepper__step",
        };
        let action = step.action.filter(|_| at_hand).map(|(href, word)| view! { <a href=href>{word}</a> });
        let mark = step.done.then(|| view! { <Icon sign=Sign::Check /> });
        view! {
            <li class=class aria-current=at_hand.then_some("step")>
                <span class="stepper__mark">{mark}</span>
                <span>{step.label}</span>
                {action}
            </li>
        }
    });
    view! {
        <div class="stepper">
            <progress max=all value=done aria-label=progress></progress>
            <ol>{items.collect_view()}</ol>
        </div>
    }
    .into_any()
}

//! One of two or three ways to look at something, as buttons that hold together. They are radio buttons to the form.

use leptos::prelude::*;

use super::{Icon, Sign};

/// One way.
#[derive(Clone, Copy, Debug)]
pub struct Segment {
    /// What is sent.
    pub value: &'static str,
    /// What is read.
    pub word: &'static str,
    /// Its icon.
    pub sign: Option<Sign>,
}

/// Segments; `label` names them to readers.
#[component]
pub fn Segments(
    label: &'static str,
    name: &'static str,
    segments: Vec<Segment>,
    chosen: String,
    /// The form they belong to, when they stand outside of it.
    #[prop(optional)]
    form: Option<&'static str>,
) -> impl IntoView {
    let all = segments.into_iter().map(move |segment| {
        let checked = segment.value == chosen;
        view! {
            <label class="segments__one">
                <input type="radio" name=name value=segment.value checked=checked form=form />
                {segment.sign.map(|sign| view! { <Icon sign=sign /> })}
                <span>{segment.word}</span>
            </label>
        }
    });
    view! { <fieldset class="segments"><legend class="hidden-visually">{label}</legend>{all.collect_view()}</fieldset> }
        .into_any()
}

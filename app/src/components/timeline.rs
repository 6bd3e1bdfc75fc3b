//! What happened, newest first, and who did it.

use leptos::prelude::*;

use super::{Icon, Sign};

/// One thing that happened.
#[derive(Clone, Debug)]
pub struct Moment {
    /// The icon.
    pub sign: Sign,
    /// Whether it is the good end.
    pub good: bool,
    /// What happened.
    pub what: String,
    /// The kind of who did it.
    pub kind: &'static str,
    /// Their name.
    pub who: String,
    /// When, in words.
    pub when: String,
}

/// A timeline.
#[component]
pub fn Timeline(moments: Vec<Moment>) -> impl IntoView {
    let items = moments.into_iter().map(|moment| {
        let mark = if moment.good { "timeline__mark timeline__mark--good" } else { "timeline__mark" };
        view! {
            <li class="timeline__item">
                <span class=mark><Icon sign=moment.sign /></span>
                <div>
                    <p class="timeline__what">{moment.what}</p>
                    <p class="timeline__who">
                        <span class="tag">{moment.kind}</span>
                        {format!(" {}", moment.who)}
                    </p>
                </div>
                <span class="timeline__when">{moment.when}</span>
            </li>
        }
    });
    view! { <ol class="timeline">{items.collect_view()}</ol> }.into_any()
}

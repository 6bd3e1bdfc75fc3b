//! A short word about what was just done. It goes away by itself; nothing needed stands only there.

use leptos::prelude::*;

use super::{Icon, Sign};

/// A toast, announced politely.
#[component]
pub fn Toast(
    #[prop(into)] text: String,
    /// Where one action of it leads, and its word.
    #[prop(optional)]
    action: Option<(String, &'static str)>,
) -> impl IntoView {
    let action = action.map(|(href, word)| view! { <a href=href>{word}</a> });
    view! {
        <div class="toast" role="status">
            <Icon sign=Sign::Check />
            <span>{text}</span>
            {action}
        </div>
    }
    .into_any()
}

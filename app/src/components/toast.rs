//! A short word about what was just done. It goes away by itself; nothing needed stands only there.

use leptos::prelude::*;

use super::{Icon, Sign};

/// A toast, announced politely; one action comes as a child.
#[component]
pub fn Toast(#[prop(into)] text: String, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    view! {
        <div class="toast">
            <Icon sign=Sign::Check />
            <span>{text}</span>
            {children.map(|children| children())}
        </div>
    }
    .into_any()
}

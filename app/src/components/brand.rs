//! The mark, and the mark with a name.

use leptos::prelude::*;

/// The mark: a ring on a stem, the "p" that is also a link.
#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
            <path stroke-linecap="round" d="M8.5 18v-7.5a4 4 0 1 1 4 4" />
        </svg>
    }
    .into_any()
}

/// The mark with a name, leading home.
#[component]
pub fn Brand(#[prop(into)] name: String, href: &'static str) -> impl IntoView {
    view! {
        <a class="brand" href=href>
            <Mark />
            <span>{name}</span>
        </a>
    }
    .into_any()
}

//! What a list shows while there is nothing in it: what will be here, and one thing to do.

use leptos::prelude::*;

/// An empty state; the one action comes as a child.
#[component]
pub fn Empty(
    title: &'static str,
    text: &'static str,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <section class="empty">
            <svg class="empty__drawing" viewBox="0 0 88 60" fill="none" stroke="currentColor" aria-hidden="true">
                <path d="M14 60V18a15 15 0 1 1 15 15 15 15 0 0 1-15-15" />
                <path
                    class="accent"
                    stroke="currentColor"
                    stroke-width="2"
                    d="M38 60V18a15 15 0 1 1 15 15 15 15 0 0 1-15-15"
                />
                <path stroke-dasharray="2 4" d="M62 60V18a15 15 0 0 1 24-12" />
            </svg>
            <h2>{title}</h2>
            <p>{text}</p>
            {children.map(|children| children())}
        </section>
    }
    .into_any()
}

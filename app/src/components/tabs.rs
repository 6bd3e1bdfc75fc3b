//! Links between parts of one place.

use leptos::prelude::*;

/// One of them.
#[derive(Clone, Debug)]
pub struct Tab {
    /// Where to.
    pub href: String,
    /// Its word.
    pub word: &'static str,
    /// Whether the reader is there.
    pub here: bool,
}

/// A row of tabs.
#[component]
pub fn Tabs(
    label: &'static str,
    tabs: Vec<Tab>,
    #[prop(default = "tabs")] class: &'static str,
) -> impl IntoView {
    let links = tabs.into_iter().map(|tab| {
        let current = tab.here.then_some("page");
        view! { <a href=tab.href aria-current=current data-live="">{tab.word}</a> }
    });
    view! { <nav class=class aria-label=label>{links.collect_view()}</nav> }.into_any()
}

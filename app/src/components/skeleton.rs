//! Where something will be that a script is still fetching.

use leptos::prelude::*;

/// A few quiet lines; scripts take them away.
#[component]
pub fn Skeleton(#[prop(default = 3)] lines: usize) -> impl IntoView {
    let lines = (0..lines).map(|_| view! { <span class="skeleton__line"></span> });
    view! { <span class="skeleton" aria-hidden="true">{lines.collect_view()}</span> }.into_any()
}

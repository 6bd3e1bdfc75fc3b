//! The way through a list: back to the newest, on to the older.

use leptos::prelude::*;

use crate::site::Site;

/// A pager; on a list of one page it shows nothing.
#[component]
pub fn Pager(
    site: Site,
    /// Where the first page is, when this is not it.
    newest: Option<String>,
    /// Where the next page is, when there is one.
    older: Option<String>,
) -> impl IntoView {
    let words = &site.words().shared;
    let some = newest.is_some() || older.is_some();
    let newest = newest.map(|href| {
        view! { <a class="button button--small" href=href data-live="">{words.newest}</a> }
    });
    let older = older.map(|href| {
        view! { <a class="button button--small" rel="next" href=href data-live="">{words.older}</a> }
    });
    some.then(|| view! { <nav class="pager" aria-label=words.older>{newest}{older}</nav> }).into_any()
}

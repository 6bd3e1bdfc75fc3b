//! Finding anything.

use axum::extract::Query;
use leptos::prelude::*;
use paylinks::search::Search;
use paylinks_app::pages::dashboard::{SearchPage, found, places};
use serde::Deserialize;

use super::page::{Answer, Page};

/// The longest thing that is looked for.
const LONGEST: usize = 100;

/// What is looked for.
#[derive(Deserialize)]
pub(crate) struct Wish {
    #[serde(default)]
    q: String,
}

/// What is found: pages and actions by their names, links and payments by what people remember of them.
pub(crate) async fn find(page: Page, Query(wish): Query<Wish>) -> Answer {
    let person = page.person().await?;
    let query: String = wish.q.trim().chars().take(LONGEST).collect();
    let mut findings = places(page.site, &query);
    if !query.is_empty() {
        findings.extend(found(page.site, page.ask(Search { q: query.clone() }).await?));
    }
    Ok(page.show(|| {
        view! { <SearchPage site=page.site person=person query=query findings=findings /> }
    }))
}

//! Finding anything.

use axum::extract::Query;
use leptos::prelude::*;
use paylinks_app::pages::dashboard::{SearchPage, places};
use serde::Deserialize;

use super::page::{Answer, Page};

/// What is looked for.
#[derive(Deserialize)]
pub(crate) struct Wish {
    #[serde(default)]
    q: String,
}

/// What is found.
pub(crate) async fn find(page: Page, Query(wish): Query<Wish>) -> Answer {
    let person = page.person().await?;
    let query = wish.q.trim().to_owned();
    let findings = places(page.site, &query);
    Ok(page.show(|| {
        view! { <SearchPage site=page.site person=person query=query findings=findings /> }
    }))
}

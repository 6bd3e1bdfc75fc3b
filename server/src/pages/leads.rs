//! Leads in the dashboard.

use axum::extract::Query;
use leptos::prelude::*;
use paylinks::leads::ListLeads;
use paylinks::payment_links::GetPayLink;
use paylinks_app::pages::dashboard::LeadsPage;
use serde::Deserialize;

use super::page::{Answer, Page};

/// Letters of a search at most.
const LONGEST: usize = 100;

/// What of the list.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct Wish {
    q: String,
    pay_link_id: String,
    cursor: String,
}

/// The list.
pub(crate) async fn list(page: Page, Query(query): Query<Wish>) -> Answer {
    let person = page.person().await?;
    let given = |text: String| Some(text).filter(|text| !text.is_empty());
    let q = query.q.trim().chars().filter(|letter| !letter.is_control()).take(LONGEST).collect();
    let wish = ListLeads {
        q: given(q),
        pay_link_id: given(query.pay_link_id),
        cursor: given(query.cursor),
        limit: None,
    };
    let link = match &wish.pay_link_id {
        // A link that was deleted has its leads still.
        Some(id) => page.ask(GetPayLink { id: id.clone() }).await.ok().map(|link| (link.id, link.title)),
        None => None,
    };
    let list = page.ask(wish.clone()).await?;
    Ok(page.show(|| view! { <LeadsPage site=page.site person=person list=list wish=wish link=link /> }))
}

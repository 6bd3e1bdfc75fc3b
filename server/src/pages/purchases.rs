//! The buyer's own pages. Whoever has proven an e-mail reaches them, with or without a business.

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use leptos::prelude::*;
use paylinks::actor::Who;
use paylinks::error::Error;
use paylinks::page::MAX_LIMIT;
use paylinks::purchases::{ExportBuyerData, ListPurchases, PresignDownload, RequestErasure, erasure_asked};
use paylinks::subscriptions::ListOwnSubscriptions;
use paylinks_app::links as at;
use paylinks_app::pages::PurchasesPage;
use serde::Deserialize;

use super::page::{Answer, Page, go};

/// Where in the list.
#[derive(Deserialize)]
pub(crate) struct Wish {
    cursor: Option<String>,
}

/// What was bought.
pub(crate) async fn list(page: Page, Query(wish): Query<Wish>) -> Answer {
    let first = wish.cursor.is_none();
    let list = page.ask(ListPurchases { limit: None, cursor: wish.cursor }).await?;
    let subscriptions = if first {
        page.ask(ListOwnSubscriptions { limit: Some(MAX_LIMIT), cursor: None }).await?.data
    } else {
        Vec::new()
    };
    let erasure = erasure_asked(page.core(), &page.actor).await?;
    let Who::Person { email, .. } = page.actor.who.clone() else {
        return Err(Error::unauthenticated().into());
    };
    Ok(page.show(|| {
        view! {
            <PurchasesPage site=page.site email=email list=list subscriptions=subscriptions erasure=erasure />
        }
    }))
}

/// A click on a file: its address is made now.
pub(crate) async fn file(page: Page, Path((id, key)): Path<(String, String)>) -> Answer {
    let wish = PresignDownload { purchase_id: Some(id), pay_link_id: None, key: Some(key) };
    Ok(go(&page.ask(wish).await?.url))
}

/// What is kept of the buyer, as a file.
pub(crate) async fn data(page: Page) -> Answer {
    let data = page.ask(ExportBuyerData {}).await?;
    let text = serde_json::to_string_pretty(&data).map_err(Error::internal)?;
    let name = format!("attachment; filename=\"paylinks-{}.json\"", data.exported_at.day());
    let head = [(CONTENT_TYPE, "application/json".to_owned()), (CONTENT_DISPOSITION, name)];
    let response: Response = (head, text).into_response();
    Ok(response)
}

/// Asks for erasure.
pub(crate) async fn erase(page: Page) -> Answer {
    page.ask(RequestErasure {}).await?;
    Ok(go(at::PURCHASES))
}

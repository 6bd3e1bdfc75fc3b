//! Payments in the dashboard.

use axum::extract::{Path, Query};
use leptos::prelude::*;
use paylinks::payments::{GetTransaction, ListTransactions, Status};
use paylinks_app::pages::dashboard::{PaymentPage, PaymentsPage};
use serde::Deserialize;

use super::page::{Answer, Page};

/// Where in the list, and which part of it.
#[derive(Deserialize)]
pub(crate) struct Wish {
    cursor: Option<String>,
    status: Option<String>,
}

/// The list.
pub(crate) async fn list(page: Page, Query(wish): Query<Wish>) -> Answer {
    let person = page.person().await?;
    let later = wish.cursor.is_some();
    // A state nobody knows shows everything: addresses get old.
    let filter = wish.status.and_then(|text| Status::parse(&text).ok());
    let status = filter.map(|status| status.as_str().to_owned());
    let list =
        page.ask(ListTransactions { cursor: wish.cursor, status, ..ListTransactions::default() }).await?;
    Ok(page.show(|| {
        view! { <PaymentsPage site=page.site person=person list=list filter=filter later=later /> }
    }))
}

/// One payment.
pub(crate) async fn show(page: Page, Path(id): Path<String>) -> Answer {
    let person = page.person().await?;
    let payment = page.ask(GetTransaction { id }).await?;
    Ok(page.show(|| view! { <PaymentPage site=page.site person=person payment=payment /> }))
}

//! Payments in the dashboard.

use axum::extract::{Path, Query};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::StatusCode;
use leptos::prelude::*;
use paylinks::error::Error;
use paylinks::payment_links::{GetPayLink, ListPayLinks};
use paylinks::payments::{GetTransaction, ListTransactions, Transaction};
use paylinks::receipts::{DocumentFile, File, GetReceiptPdf};
use paylinks::wire::List;
use paylinks_app::functions::SendReceipt;
use paylinks_app::links as at;
use paylinks_app::pages::dashboard::{
    LinkChoice, PaymentFilter, PaymentPage, PaymentsPage, PaymentsView, is_about_filters,
};
use serde::Deserialize;

use super::form::{self, Posted};
use super::outcome::document;
use super::page::{Answer, Fail, Page, go};

/// Links to choose from; further ones are reached from their own pages.
const CHOICES: i64 = 100;

/// The list.
pub(crate) async fn list(page: Page, Query(filter): Query<PaymentFilter>) -> Answer {
    let person = page.person().await?;
    let found = match filter.wish() {
        Ok(wish) => found(&page, wish).await?,
        Err(error) => Err(error.into()),
    };
    let own = page.ask(ListPayLinks { limit: Some(CHOICES), ..ListPayLinks::default() }).await?.data;
    let offer = own.iter().find(|link| link.active).or(own.first()).map(|link| link.slug.clone());
    let choice = |link: paylinks::payment_links::PayLink| LinkChoice { id: link.id, title: link.title };
    let mut links: Vec<LinkChoice> = own.into_iter().map(choice).collect();
    if !filter.link.is_empty() && links.iter().all(|link| link.id != filter.link) {
        // One that is not among the newest, or not there any more.
        links.extend(page.ask(GetPayLink { id: filter.link.clone() }).await.ok().map(choice));
    }
    let status = if found.is_ok() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let shown = PaymentsView { filter, found, links, offer };
    Ok(page.show_as(status, || view! { <PaymentsPage site=page.site person=person shown=shown /> }))
}

/// What the filters let through, or what is wrong with them.
async fn found(
    page: &Page,
    wish: ListTransactions,
) -> Result<Result<List<Transaction>, paylinks_app::forms::Problem>, Fail> {
    match page.core().ask(&page.actor, wish).await {
        Ok(list) => Ok(Ok(list)),
        Err(error) if is_about_filters(&error) => Ok(Err(error.into())),
        Err(error) => Err(error.into()),
    }
}

/// What was just done to a payment.
#[derive(Deserialize)]
pub(crate) struct Wish {
    done: Option<String>,
}

/// One payment.
pub(crate) async fn show(page: Page, Path(id): Path<String>, Query(wish): Query<Wish>) -> Answer {
    let person = page.person().await?;
    let payment = page.ask(GetTransaction { id }).await?;
    let sent = wish.done.as_deref() == Some("sent");
    Ok(page.show(|| view! { <PaymentPage site=page.site person=person payment=payment sent=sent /> }))
}

/// Mails its receipt to the buyer once more.
pub(crate) async fn send_receipt(page: Page, Path(id): Path<String>) -> Answer {
    page.me().await?;
    form::press::<SendReceipt>(&page, Posted::empty().with("id", &id)).await?;
    Ok(go(&at::after(&at::payment(&id), "sent", &[])))
}

/// Its receipt as a file, in the buyer's language.
pub(crate) async fn receipt_pdf(page: Page, Path(id): Path<String>) -> Answer {
    page.me().await?;
    let file = page.ask(GetReceiptPdf { id, language: None }).await?;
    kept(file)
}

/// A document of an operation, to be kept as a file.
pub(super) fn kept(file: DocumentFile) -> Answer {
    let bytes = STANDARD.decode(file.content).map_err(Error::internal)?;
    Ok(document(File { name: file.filename, bytes }))
}

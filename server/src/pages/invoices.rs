//! Invoices: the merchant's list and settings, and the buyer's own.

use axum::body::Bytes;
use axum::extract::{Path, Query};
use axum::response::Response;
use http::StatusCode;
use leptos::prelude::*;
use paylinks::checkout_sessions::CheckoutOutcome;
use paylinks::error::Error;
use paylinks::invoices::{
    self, GetInvoice, GetInvoicePdf, GetInvoiceSettings, Invoice, InvoiceDetail, ListInvoices,
};
use paylinks_app::forms::Form;
use paylinks_app::functions::{SaveInvoice, SaveInvoicing, SaveOwnInvoice};
use paylinks_app::links as at;
use paylinks_app::pages::buyer_form;
use paylinks_app::pages::checkout::InvoicePage;
use paylinks_app::pages::dashboard::{InvoiceDetailPage, InvoicesPage, InvoicingPage, invoicing_form};
use serde::Deserialize;

use super::form::{self, Posted, Refused};
use super::outcome::{document, language, paid, payment};
use super::page::{Answer, Fail, Page, go, key, site};
use super::payments::kept;

/// Which page of the list, and what was just done.
#[derive(Deserialize)]
pub(crate) struct Wish {
    cursor: Option<String>,
    saved: Option<String>,
}

/// The list.
pub(crate) async fn list(page: Page, Query(wish): Query<Wish>) -> Answer {
    let person = page.person().await?;
    let later = wish.cursor.is_some();
    let list = page.ask(ListInvoices { limit: None, cursor: wish.cursor }).await?;
    Ok(page.show(|| view! { <InvoicesPage site=page.site person=person list=list later=later /> }))
}

/// One of them, as a page or a file.
pub(crate) async fn show(page: Page, Path(id): Path<String>, Query(wish): Query<Wish>) -> Answer {
    if let Some(id) = id.strip_suffix(".pdf") {
        page.me().await?;
        return kept(page.ask(GetInvoicePdf { id: id.to_owned(), language: None }).await?);
    }
    let detail = page.ask(GetInvoice { id }).await?;
    let form = buyer_form(&key()?, &detail.invoice);
    one(&page, StatusCode::OK, detail, form, wish.saved.is_some()).await
}

/// Corrects it.
pub(crate) async fn correct(page: Page, Path(id): Path<String>, body: Bytes) -> Answer {
    match form::run::<SaveInvoice>(&page, Posted::read(&body).with("id", &id)).await? {
        Ok(()) => Ok(go(&format!("{}?saved", at::invoice(&id)))),
        Err(Refused { form, status, .. }) => {
            let detail = page.ask(GetInvoice { id }).await?;
            one(&page, status, detail, form, false).await
        }
    }
}

async fn one(page: &Page, status: StatusCode, detail: InvoiceDetail, form: Form, saved: bool) -> Answer {
    let person = page.person().await?;
    Ok(page.show_as(status, || {
        view! { <InvoiceDetailPage site=page.site person=person detail=detail form=form saved=saved /> }
    }))
}

/// How they are numbered and what they say of the merchant.
pub(crate) async fn settings(page: Page, Query(wish): Query<Wish>) -> Answer {
    let settings = page.ask(GetInvoiceSettings {}).await?;
    let form = invoicing_form(&key()?, &settings);
    numbering(&page, StatusCode::OK, settings.next_number, form, wish.saved.is_some()).await
}

/// Keeps that.
pub(crate) async fn save_settings(page: Page, body: Bytes) -> Answer {
    match form::run::<SaveInvoicing>(&page, Posted::read(&body)).await? {
        Ok(()) => Ok(go(&format!("{}?saved", at::INVOICING))),
        Err(Refused { form, status, .. }) => {
            let settings = page.ask(GetInvoiceSettings {}).await?;
            numbering(&page, status, settings.next_number, form, false).await
        }
    }
}

async fn numbering(page: &Page, status: StatusCode, next: String, form: Form, saved: bool) -> Answer {
    let person = page.person().await?;
    Ok(page.show_as(status, || {
        view! { <InvoicingPage site=page.site person=person next=next form=form saved=saved /> }
    }))
}

/// The buyer's own, as a page or a file.
pub(crate) async fn own(
    page: Page,
    Path((slug, session)): Path<(String, String)>,
    Query(wish): Query<Wish>,
) -> Answer {
    let file = session.strip_suffix(".pdf");
    let session = file.unwrap_or(&session);
    let Some(outcome) = paid(&page, &slug, session).await? else {
        return Ok(go(&at::outcome(&slug, session)));
    };
    let invoice = of(&page, &outcome).await?;
    if file.is_some() {
        let payment = payment(&page, &outcome).await?;
        let language = language(&page, &outcome);
        return Ok(document(invoices::pdf(page.core(), &invoice, &payment, Some(language)).await?));
    }
    let form = buyer_form(&key()?, &invoice);
    Ok(own_page(&page, StatusCode::OK, outcome, invoice, form, wish.saved.is_some()))
}

/// Completes it.
pub(crate) async fn complete(
    page: Page,
    Path((slug, session)): Path<(String, String)>,
    body: Bytes,
) -> Answer {
    let posted = Posted::read(&body).with("slug", &slug).with("checkout_session_id", &session);
    match form::run::<SaveOwnInvoice>(&page, posted).await? {
        Ok(()) => Ok(go(&format!("{}?saved", at::own_invoice(&slug, &session)))),
        Err(Refused { form, status, .. }) => {
            let Some(outcome) = paid(&page, &slug, &session).await? else {
                return Ok(go(&at::outcome(&slug, &session)));
            };
            let invoice = of(&page, &outcome).await?;
            Ok(own_page(&page, status, outcome, invoice, form, false))
        }
    }
}

/// The invoice of a paid attempt; payments from before there were invoices have none.
async fn of(page: &Page, outcome: &CheckoutOutcome) -> Result<Invoice, Fail> {
    let payment = payment(page, outcome).await?;
    Ok(invoices::of_payment(page.core(), &payment.id).await?.ok_or_else(Error::not_found)?)
}

fn own_page(
    page: &Page,
    status: StatusCode,
    outcome: CheckoutOutcome,
    invoice: Invoice,
    form: Form,
    saved: bool,
) -> Response {
    let site = site(&page.state, language(page, &outcome));
    page.show_as(status, || {
        view! { <InvoicePage site=site outcome=outcome invoice=invoice form=form saved=saved /> }
    })
}

//! What is done to invoices.

use leptos::server;
use paylinks::invoices::{CompleteInvoice, CorrectInvoice, UpdateInvoiceSettings};

use super::run;
use crate::forms::Problem;

/// Corrects the buyer's side of an invoice.
#[server(prefix = "/fn", endpoint = "save-invoice")]
pub async fn save_invoice(
    id: String,
    #[server(default)] name: String,
    #[server(default)] company: String,
    #[server(default)] tax_id: String,
    #[server(default)] address: String,
    #[server(default)] idempotency_key: String,
) -> Result<(), Problem> {
    let change = CorrectInvoice {
        id,
        name: Some(name),
        company: Some(company),
        tax_id: Some(tax_id),
        address: Some(address),
    };
    run(&idempotency_key, change).await.map(drop)
}

/// Completes the buyer's side of their own invoice.
#[server(prefix = "/fn", endpoint = "save-own-invoice")]
pub async fn save_own_invoice(
    slug: String,
    checkout_session_id: String,
    #[server(default)] name: String,
    #[server(default)] company: String,
    #[server(default)] tax_id: String,
    #[server(default)] address: String,
    #[server(default)] idempotency_key: String,
) -> Result<(), Problem> {
    let change = CompleteInvoice {
        slug,
        checkout_session_id,
        name: Some(name),
        company: Some(company),
        tax_id: Some(tax_id),
        address: Some(address),
    };
    run(&idempotency_key, change).await.map(drop)
}

/// Changes how invoices are numbered and what they say of the merchant.
#[server(prefix = "/fn", endpoint = "save-invoicing")]
pub async fn save_invoicing(
    #[server(default)] prefix: String,
    #[server(default)] company: String,
    #[server(default)] tax_id: String,
    #[server(default)] registration: String,
    #[server(default)] address: String,
    #[server(default)] idempotency_key: String,
) -> Result<(), Problem> {
    let change = UpdateInvoiceSettings {
        prefix: Some(prefix),
        company: Some(company),
        tax_id: Some(tax_id),
        registration: Some(registration),
        address: Some(address),
    };
    run(&idempotency_key, change).await.map(drop)
}

//! Subscriptions: made and changed in `subscriptions`, billed in `invoices`, carried on by time in `cycle`.

mod calendar;
mod cycle;
mod invoices;
mod shape;
mod subscriptions;

use serde_json::Value;

pub(crate) use self::cycle::due;
pub(crate) use self::invoices::{confirmation_secret, list, list_payments, pay, payments_of, retrieve};
pub(crate) use self::subscriptions::{
    cancel, create, list as list_subscriptions, retrieve as retrieve_subscription, update,
};
use crate::state::{Kind, State};

/// The invoice that a payment intent pays, if any.
fn invoice_of(state: &State, account: &str, intent: &Value) -> Option<Value> {
    let row = state.get(Kind::InvoiceOfIntent, account, intent["id"].as_str()?)?;
    state.get(Kind::Invoice, account, row["invoice"].as_str()?)
}

/// A payment intent has succeeded: if it pays an invoice, that is paid now.
pub(crate) fn intent_succeeded(state: &mut State, account: &str, intent: &Value) {
    if let Some(invoice) = invoice_of(state, account, intent) {
        invoices::paid(state, account, invoice, intent);
    }
}

/// A try to pay has failed: if it was for an invoice, that stays open.
pub(crate) fn intent_failed(state: &mut State, account: &str, intent: &Value) {
    if let Some(invoice) = invoice_of(state, account, intent) {
        invoices::failed(state, account, invoice);
    }
}

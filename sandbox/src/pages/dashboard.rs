//! The Express dashboard behind a login link, and the receipt that a charge points to.

use std::sync::Arc;

use askama::Template;
use axum::body::Body;
use axum::extract::{Path, State as Extract};
use axum::http::Response;
use serde_json::Value;

use super::{CLOSED, gone, money, render};
use crate::state::Kind;
use crate::{Inner, account_links, balance_transactions};

struct Row {
    amount: String,
    status: String,
    card: String,
    description: String,
}

#[derive(Template)]
#[template(path = "dashboard.html")]
struct Page {
    account: String,
    available: Vec<String>,
    pending: Vec<String>,
    payments: Vec<Row>,
    root: &'static str,
}

fn row(charge: &Value) -> Row {
    let text = |path: &str| charge.pointer(path).and_then(Value::as_str).unwrap_or_default();
    Row {
        amount: money(charge["amount"].as_i64().unwrap_or(0), text("/currency")),
        status: if charge["refunded"] == true { "refunded" } else { text("/status") }.to_owned(),
        card: format!(
            "{} •••• {}",
            text("/payment_method_details/card/brand"),
            text("/payment_method_details/card/last4")
        ),
        description: text("/description").to_owned(),
    }
}

/// `GET /express/{token}`.
pub(super) async fn show(Extract(inner): Extract<Arc<Inner>>, Path(token): Path<String>) -> Response<Body> {
    let state = inner.lock();
    let Some((found, _)) =
        account_links::find_token(&state, &token).filter(|(row, open)| *open && row["express"] == true)
    else {
        return gone("This login link has expired. Ask the platform for a new one.");
    };
    let account = found["account"].as_str().unwrap_or_default().to_owned();
    let totals = balance_transactions::totals(&state, &account);
    let page = Page {
        available: totals.iter().map(|(currency, sum)| money(sum.0, currency)).collect(),
        pending: totals.iter().map(|(currency, sum)| money(sum.1, currency)).collect(),
        payments: state.newest(Kind::Charge, &account).take(50).map(|charge| row(&charge)).collect(),
        account,
        root: "../",
    };
    render(&page, CLOSED)
}

#[derive(Template)]
#[template(path = "receipt.html")]
struct Receipt {
    charge: String,
    row: Row,
    root: &'static str,
}

/// `GET /receipts/{account}/{charge}`.
pub(super) async fn receipt(
    Extract(inner): Extract<Arc<Inner>>,
    Path((account, charge)): Path<(String, String)>,
) -> Response<Body> {
    let found = inner.lock().get(Kind::Charge, &account, &charge);
    match found.filter(|c| c["status"] == "succeeded") {
        Some(found) => render(&Receipt { charge, row: row(&found), root: "../../" }, CLOSED),
        None => gone("This receipt is unknown."),
    }
}

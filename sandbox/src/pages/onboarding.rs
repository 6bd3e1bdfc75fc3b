//! The page behind an account link: what Stripe would ask, and three ways to leave.

use std::sync::Arc;

use askama::Template;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State as Extract};
use axum::http::Response;
use serde_json::Value;

use super::{CLOSED, gone, render, see_other};
use crate::accounts::{self, Outcome};
use crate::{Inner, account_links, form};

#[derive(Template)]
#[template(path = "onboarding.html")]
struct Page<'a> {
    account: &'a str,
    country: &'a str,
    email: &'a str,
    currency: String,
    due: Vec<&'a str>,
    root: &'a str,
}

fn text<'a>(value: &'a Value, path: &str) -> &'a str {
    value.pointer(path).and_then(Value::as_str).unwrap_or_default()
}

/// The account that an open token leads to, or where to send the visitor instead.
fn open(inner: &Inner, token: &str) -> Result<(Value, Value), Box<Response<Body>>> {
    let state = inner.lock();
    let Some((row, open)) =
        account_links::find_token(&state, token).filter(|(row, _)| row["express"] != true)
    else {
        return Err(Box::new(gone("This onboarding link is unknown.")));
    };
    match accounts::find(&state, text(&row, "/account")) {
        Some(account) if open => Ok((row, account)),
        _ => Err(Box::new(see_other(text(&row, "/refresh_url")))),
    }
}

/// `GET /connect/onboarding/{token}`.
pub(super) async fn show(Extract(inner): Extract<Arc<Inner>>, Path(token): Path<String>) -> Response<Body> {
    let (_, account) = match open(&inner, &token) {
        Ok(found) => found,
        Err(response) => return *response,
    };
    let due = account.pointer("/requirements/currently_due").and_then(Value::as_array);
    let page = Page {
        account: text(&account, "/id"),
        country: text(&account, "/country"),
        email: text(&account, "/email"),
        currency: text(&account, "/default_currency").to_uppercase(),
        due: due.into_iter().flatten().filter_map(Value::as_str).collect(),
        root: "../../",
    };
    render(&page, CLOSED)
}

/// `POST /connect/onboarding/{token}`.
pub(super) async fn finish(
    Extract(inner): Extract<Arc<Inner>>,
    Path(token): Path<String>,
    body: Bytes,
) -> Response<Body> {
    let (row, account) = match open(&inner, &token) {
        Ok(found) => found,
        Err(response) => return *response,
    };
    let fields = form::decode(&[&String::from_utf8_lossy(&body)]);
    let outcome = match fields.text("outcome") {
        Some("complete") => Outcome::Complete,
        Some("later") => Outcome::Later,
        Some("restricted") => Outcome::Restricted,
        _ => return see_other(&format!("{}/connect/onboarding/{token}", inner.lock().base_url)),
    };
    inner.change(|state| {
        account_links::use_up(state, &token);
        accounts::finish_onboarding(state, text(&account, "/id"), outcome);
    });
    see_other(text(&row, "/return_url"))
}

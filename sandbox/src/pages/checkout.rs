//! Stripe's own pay page, for browsers without scripts too.

use std::sync::Arc;

use askama::Template;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State as Extract};
use axum::http::{Response, StatusCode};
use serde_json::Value;

use super::{CLOSED, gone, money, render, see_other};
use crate::checkout_sessions::{Typed, find_page, pay};
use crate::state::{Kind, State};
use crate::{Inner, form};

#[derive(Template)]
#[template(path = "checkout.html")]
struct Page {
    title: String,
    amount: String,
    email: String,
    fixed_email: bool,
    name: String,
    error: String,
    cancel_url: String,
    root: &'static str,
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

fn page(state: &State, account: &str, session: &Value, error: &str, typed: (&str, &str)) -> Page {
    let hidden = state.get(Kind::CheckoutData, account, text(session, "id")).unwrap_or_default();
    let names = hidden["names"].as_array().cloned().unwrap_or_default();
    let names: Vec<&str> = names.iter().filter_map(Value::as_str).collect();
    let known = text(session, "customer_email");
    Page {
        title: names.join(", "),
        amount: money(session["amount_total"].as_i64().unwrap_or(0), text(session, "currency")),
        email: if known.is_empty() { typed.0 } else { known }.to_owned(),
        fixed_email: !known.is_empty(),
        name: typed.1.to_owned(),
        error: error.to_owned(),
        cancel_url: text(session, "cancel_url").to_owned(),
        root: "../../",
    }
}

/// The session while it can be paid, or where to send the visitor instead.
fn open(state: &State, id: &str) -> Result<(String, Value), Box<Response<Body>>> {
    let Some((account, session)) = find_page(state, id) else {
        return Err(Box::new(gone("This payment page is unknown.")));
    };
    match text(&session, "status") {
        "open" => Ok((account, session)),
        "complete" => Err(Box::new(see_other(text(&session, "success_url")))),
        _ => Err(Box::new(gone("This payment page has expired. Go back to the shop and start again."))),
    }
}

/// `GET /c/pay/{id}`; the bank's page leads back here too.
pub(super) async fn show(Extract(inner): Extract<Arc<Inner>>, Path(id): Path<String>) -> Response<Body> {
    let state = inner.lock();
    let (account, session) = match open(&state, &id) {
        Ok(found) => found,
        Err(response) => return *response,
    };
    let intent = state.get(Kind::PaymentIntent, &account, text(&session, "payment_intent"));
    let error = intent.as_ref().and_then(|intent| intent["last_payment_error"]["message"].as_str());
    let typed = &session["customer_details"];
    let typed = (text(typed, "email"), text(typed, "name"));
    render(&page(&state, &account, &session, error.unwrap_or_default(), typed), CLOSED)
}

/// `POST /c/pay/{id}`.
pub(super) async fn press(
    Extract(inner): Extract<Arc<Inner>>,
    Path(id): Path<String>,
    body: Bytes,
) -> Response<Body> {
    let fields = form::decode(&[&String::from_utf8_lossy(&body)]);
    let field = |name: &str| fields.text(name).unwrap_or_default();
    let (month, year) = field("expiry").split_once('/').unwrap_or_default();
    let typed = Typed {
        email: field("email"),
        name: field("name"),
        number: field("number"),
        month: month.trim(),
        year: year.trim(),
        cvc: field("cvc"),
    };
    inner.change(|state| {
        let (account, session) = match open(state, &id) {
            Ok(found) => found,
            Err(response) => return *response,
        };
        match pay(state, &account, session.clone(), &typed) {
            Ok(intent) => match intent["next_action"]["redirect_to_url"]["url"].as_str() {
                Some(bank) => see_other(bank),
                None => see_other(text(&session, "success_url")),
            },
            Err(error) => {
                let message = error.fields["message"].as_str().unwrap_or_default().to_owned();
                let page = page(state, &account, &session, &message, (typed.email, typed.name));
                let mut response = render(&page, CLOSED);
                *response.status_mut() = StatusCode::PAYMENT_REQUIRED;
                response
            }
        }
    })
}

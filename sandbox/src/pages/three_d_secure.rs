//! The bank's page: complete or fail the authentication, in a frame on the shop's page or as a page of its own.

use std::sync::Arc;

use askama::Template;
use axum::body::{Body, Bytes};
use axum::extract::{Path, RawQuery, State as Extract};
use axum::http::Response;
use serde_json::Value;

use super::{CLOSED, FRAMED, gone, money, render, see_other};
use crate::payment_intents::{answer_challenge, find_challenge};
use crate::{Inner, form};

#[derive(Template)]
#[template(path = "three_d_secure.html")]
struct Page {
    amount: String,
    root: &'static str,
}

#[derive(Template)]
#[template(path = "three_d_secure_done.html")]
struct Done<'a> {
    source: &'a str,
    result: &'a str,
    root: &'a str,
}

fn is_redirect(query: Option<&str>) -> bool {
    form::decode(&[query.unwrap_or_default()]).text("redirect") == Some("1")
}

/// `GET /3ds/{source}`.
pub(super) async fn show(
    Extract(inner): Extract<Arc<Inner>>,
    Path(source): Path<String>,
    RawQuery(query): RawQuery,
) -> Response<Body> {
    let found = find_challenge(&inner.lock(), &source);
    let Some((challenge, intent)) = found else { return gone("This authentication is unknown.") };
    let redirect = is_redirect(query.as_deref());
    if challenge["result"].is_string() {
        return finished(&source, &challenge, &intent, redirect);
    }
    // A card that is kept for later has no amount.
    let currency = intent["currency"].as_str().unwrap_or_default();
    let amount = intent["amount"].as_i64().map(|minor| money(minor, currency)).unwrap_or_default();
    let page = Page { amount, root: "../" };
    render(&page, if redirect { CLOSED } else { FRAMED })
}

/// `POST /3ds/{source}`.
pub(super) async fn answer(
    Extract(inner): Extract<Arc<Inner>>,
    Path(source): Path<String>,
    RawQuery(query): RawQuery,
    body: Bytes,
) -> Response<Body> {
    let complete = form::decode(&[&String::from_utf8_lossy(&body)]).text("result") == Some("complete");
    let answered = inner.change(|state| answer_challenge(state, &source, complete));
    let Some((challenge, intent)) = answered else { return gone("This authentication is unknown.") };
    finished(&source, &challenge, &intent, is_redirect(query.as_deref()))
}

fn finished(source: &str, challenge: &Value, intent: &Value, redirect: bool) -> Response<Body> {
    let result = challenge["result"].as_str().unwrap_or("failed");
    match challenge["return_url"].as_str() {
        Some(url) if redirect => see_other(&with_result(url, intent, result)),
        _ => render(&Done { source, result, root: "../" }, FRAMED),
    }
}

/// The shop's address with what Stripe adds to it.
fn with_result(url: &str, intent: &Value, result: &str) -> String {
    let (url, fragment) = url.split_once('#').map_or((url, String::new()), |(u, f)| (u, format!("#{f}")));
    let separator = if url.contains('?') { '&' } else { '?' };
    let text = |name: &str| intent[name].as_str().unwrap_or_default();
    let kind = if intent["object"] == "setup_intent" { "setup_intent" } else { "payment_intent" };
    format!(
        "{url}{separator}{kind}={}&{kind}_client_secret={}&redirect_status={result}{fragment}",
        text("id"),
        text("client_secret")
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::with_result;

    #[test]
    fn the_result_joins_what_the_address_already_says() {
        let intent = json!({ "id": "pi_1", "client_secret": "pi_1_secret_x" });
        let added = "payment_intent=pi_1&payment_intent_client_secret=pi_1_secret_x&redirect_status=failed";
        assert_eq!(
            with_result("https://shop.example/done", &intent, "failed"),
            format!("https://shop.example/done?{added}")
        );
        assert_eq!(
            with_result("https://shop.example/done?a=1#top", &intent, "failed"),
            format!("https://shop.example/done?a=1&{added}#top")
        );
    }
}

//! Stripe's hosted pages, plain and honest about being a stand-in. They work without JavaScript.

mod checkout;
mod dashboard;
mod onboarding;
mod three_d_secure;

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::body::Body;
use axum::http::{Response, StatusCode, header};
use axum::routing::get;

use crate::Inner;

const STYLE: &str = include_str!("../../assets/pages.css");
/// Pages that stand alone. A form leads on to any shop, hence the open `form-action`.
const CLOSED: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action *; base-uri 'none'; frame-ancestors 'none'";
/// Pages that a shop shows in a frame.
const FRAMED: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; form-action *; base-uri 'none'; frame-ancestors *";

/// All pages.
pub(crate) fn routes() -> Router<Arc<Inner>> {
    Router::new()
        .route("/pages.css", get(style))
        .route("/connect/onboarding/{token}", get(onboarding::show).post(onboarding::finish))
        .route("/c/pay/{id}", get(checkout::show).post(checkout::press))
        .route("/express/{token}", get(dashboard::show))
        .route("/receipts/{account}/{charge}", get(dashboard::receipt))
        .route("/3ds/{source}", get(three_d_secure::show).post(three_d_secure::answer))
}

async fn style() -> Response<Body> {
    answer(StatusCode::OK, "text/css; charset=utf-8", CLOSED, STYLE.into())
}

fn answer(status: StatusCode, kind: &str, policy: &str, body: Body) -> Response<Body> {
    Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, kind)
        .header(header::CACHE_CONTROL, "no-store")
        .header(header::CONTENT_SECURITY_POLICY, policy)
        .header(header::REFERRER_POLICY, "same-origin")
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .body(body)
        .unwrap_or_default()
}

fn render(page: &impl Template, policy: &str) -> Response<Body> {
    match page.render() {
        Ok(html) => answer(StatusCode::OK, "text/html; charset=utf-8", policy, html.into()),
        Err(error) => {
            tracing::error!(%error, "a sandbox page does not render");
            answer(StatusCode::INTERNAL_SERVER_ERROR, "text/plain", policy, Body::empty())
        }
    }
}

fn see_other(url: &str) -> Response<Body> {
    Response::builder()
        .status(StatusCode::SEE_OTHER)
        .header(header::LOCATION, url)
        .header(header::CACHE_CONTROL, "no-store")
        .header(header::REFERRER_POLICY, "same-origin")
        .body(Body::empty())
        .unwrap_or_else(|_| gone("This address leads nowhere."))
}

#[derive(Template)]
#[template(path = "gone.html")]
struct Gone<'a> {
    message: &'a str,
    root: &'a str,
}

fn gone(message: &str) -> Response<Body> {
    let mut response = render(&Gone { message, root: "../" }, CLOSED);
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

/// Minor units as people write them.
fn money(amount: i64, currency: &str) -> String {
    let sign = if amount < 0 { "-" } else { "" };
    let amount = amount.unsigned_abs();
    format!("{sign}{}.{:02} {}", amount / 100, amount % 100, currency.to_uppercase())
}

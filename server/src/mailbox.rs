//! The mail of sandbox mode as JSON, newest first. Does not exist with a real Stripe key.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::header::CONTENT_TYPE;
use paylinks::error::Error;

use crate::{AppState, problem};

/// Every mail kept here: `id, to, subject, text, html, links`.
pub(crate) async fn list(State(state): State<AppState>) -> Response {
    let read = tokio::task::spawn_blocking(move || state.core.mailer.mailbox()).await;
    let mails = read.map_err(Error::internal).and_then(|mails| mails);
    match mails.and_then(|mails| serde_json::to_string(&mails).map_err(Error::internal)) {
        Ok(json) => ([(CONTENT_TYPE, "application/json")], json).into_response(),
        Err(error) => problem::json(&error),
    }
}

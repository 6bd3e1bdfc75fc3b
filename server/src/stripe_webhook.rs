//! Stripe's news: the raw body and its signature go to the core; 200 once they are safely stored.

use axum::Json;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::HeaderMap;
use paylinks::error::{Code, Error, Kind, Result};
use paylinks::inbox;

use crate::{AppState, problem};

/// The largest event that is read.
const BODY_LIMIT: usize = 1024 * 1024;

/// Takes one event.
pub(crate) async fn receive(State(state): State<AppState>, headers: HeaderMap, body: Body) -> Response {
    match accept(&state, &headers, body).await {
        Ok(()) => Json(serde_json::json!({ "received": true })).into_response(),
        Err(error) => problem::json(&error),
    }
}

async fn accept(state: &AppState, headers: &HeaderMap, body: Body) -> Result<()> {
    let raw = to_bytes(body, BODY_LIMIT)
        .await
        .map_err(|error| Error::new(Kind::TooLarge, Code::BodyTooLarge).because(error))?;
    let signature = headers.get("stripe-signature").and_then(|value| value.to_str().ok());
    inbox::accept(&state.core, &raw, signature.unwrap_or_default()).await
}

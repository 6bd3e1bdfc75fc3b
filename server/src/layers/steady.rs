//! Requests that end well: a panic is a 500, nothing runs for ever, and what changes something runs to its
//! end even when the caller hangs up half-way.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use futures::FutureExt as _;
use paylinks::error::{Code, Error};
use tracing::Instrument as _;

use super::refusal;
use crate::AppState;
use crate::actor::Visitor;

/// Longer than any operation takes with its retries to Stripe; the work itself goes on behind it.
const PATIENCE: Duration = Duration::from_secs(60);

/// Answers a panic like any other failure of ours.
pub(super) async fn no_panic(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let visitor = Visitor::read(&parts, state.core.config.https());
    let path = parts.uri.path().to_owned();
    let answer = AssertUnwindSafe(next.run(Request::from_parts(parts, body))).catch_unwind().await;
    answer.unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        let text = text.or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string));
        let cause = std::io::Error::other(format!("panic: {}", text.unwrap_or_default()));
        refusal(&state, &path, &visitor, &Error::internal(cause))
    })
}

/// Gives up waiting after [`PATIENCE`].
pub(super) async fn in_time(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let visitor = Visitor::read(&parts, state.core.config.https());
    let path = parts.uri.path().to_owned();
    let answer = tokio::time::timeout(PATIENCE, next.run(Request::from_parts(parts, body))).await;
    answer.unwrap_or_else(|late| {
        refusal(&state, &path, &visitor, &Error::unavailable(Code::DatabaseBusy).because(late))
    })
}

/// Runs requests that change something in a task of their own: dropping the connection does not stop them.
pub(super) async fn to_the_end(request: Request, next: Next) -> Response {
    if request.method().is_safe() && !request.uri().path().starts_with("/api/") {
        return next.run(request).await;
    }
    match tokio::spawn(next.run(request).in_current_span()).await {
        Ok(response) => response,
        Err(error) => std::panic::resume_unwind(error.into_panic()),
    }
}

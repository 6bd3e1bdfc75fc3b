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

use super::Surface;
use crate::{AppState, Asker};

/// Longer than any operation takes with its retries to Stripe; the work itself goes on behind it.
const PATIENCE: Duration = Duration::from_mins(1);

/// Answers a panic like any other failure of ours, and gives up waiting after [`PATIENCE`].
pub(super) async fn answer_anyway(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let surface = Surface::of(request.uri().path());
    let asker = Asker::of(&request);
    let answer = AssertUnwindSafe(tokio::time::timeout(PATIENCE, next.run(request))).catch_unwind().await;
    let error = match answer {
        Ok(Ok(response)) => return response,
        Ok(Err(late)) => Error::unavailable(Code::DatabaseBusy).because(late),
        Err(panic) => {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or_default();
            Error::internal(std::io::Error::other(format!("panic: {text}")))
        }
    };
    surface.refuse(&state, &error, &asker)
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

//! Requests that end well: a panic is a 500, nothing runs for ever, and what changes something runs to its
//! end even when the caller hangs up half-way.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use futures::FutureExt as _;
use paylinks::error::{Code, Error, Result};
use tracing::Instrument as _;

use crate::files;

/// Longer than any operation takes with its retries to Stripe; the work itself goes on behind it.
const PATIENCE: Duration = Duration::from_mins(1);

/// Turns a panic into a failure like any other, and gives up waiting after [`PATIENCE`].
pub(super) async fn answer(request: Request, next: Next) -> Result<Response> {
    // A large file takes as long as it takes; its door watches that the bytes keep coming.
    let patience =
        if files::takes_long(request.method(), request.uri().path()) { Duration::MAX } else { PATIENCE };
    let answer = AssertUnwindSafe(tokio::time::timeout(patience, to_the_end(request, next)));
    match answer.catch_unwind().await {
        Ok(Ok(response)) => Ok(response),
        Ok(Err(late)) => Err(Error::unavailable(Code::DatabaseBusy).because(late)),
        Err(panic) => {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or_default();
            Err(Error::internal(std::io::Error::other(format!("panic: {text}"))))
        }
    }
}

/// Runs requests that change something in a task of their own: dropping the connection does not stop them.
async fn to_the_end(request: Request, next: Next) -> Response {
    if request.method().is_safe() && !request.uri().path().starts_with("/api/") {
        return next.run(request).await;
    }
    match tokio::spawn(next.run(request).in_current_span()).await {
        Ok(response) => response,
        Err(error) => std::panic::resume_unwind(error.into_panic()),
    }
}

//! The request id, and one summary line per request: never a query, a body or a secret.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::response::Response;
use http::{HeaderName, HeaderValue};
use paylinks::id;
use tracing::Instrument as _;

use crate::asker::RequestId;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Gives the request an id, runs it under a span of that id, and logs how it went.
pub(super) async fn one_line<F: Future<Output = Response>>(
    mut request: Request,
    run: impl FnOnce(Request) -> F,
) -> Response {
    let id = next_id();
    request.extensions_mut().insert(RequestId(id.clone()));
    let method = request.method().clone();
    // The pattern, not the address: addresses hold tokens and ids of people.
    let route = request.extensions().get::<MatchedPath>().cloned();
    let started = Instant::now();
    let span = tracing::info_span!("request", id);
    let mut response = run(request).instrument(span).await;
    let route = route.as_ref().map_or("unknown", MatchedPath::as_str);
    let status = response.status().as_u16();
    let ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    // Without its span, which would have to be written a second time.
    tracing::info!(parent: None, id, method = method.as_str(), route, status, ms, "answered");
    if let Ok(value) = HeaderValue::try_from(id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}

/// Ids that no two requests share: random for the process, counted within it.
fn next_id() -> String {
    static PROCESS: LazyLock<String> = LazyLock::new(|| id::random_hex(8).unwrap_or_default());
    static COUNT: AtomicU64 = AtomicU64::new(1);
    format!("{}-{:x}", *PROCESS, COUNT.fetch_add(1, Ordering::Relaxed))
}

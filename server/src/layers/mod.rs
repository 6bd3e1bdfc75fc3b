//! What surrounds every request: request id and one log line, security headers, panics caught, time bounded,
//! work that outlives a caller who hangs up, and the guards of pages.

mod cross_site;
mod headers;
mod log;
mod peer;
mod steady;
mod surface;

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use paylinks::error::Error;
use paylinks::limits::{Limit, PUBLIC_PER_IP};
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::csrf::CsrfLayer;

pub use self::surface::Surface;
use crate::actor::address;
use crate::{AppState, Asker, pages};

/// Surrounds the whole house.
pub(crate) fn wrap(router: Router, state: &AppState) -> Router {
    let router = router.layer(from_fn_with_state(state.clone(), surround));
    if state.core.config.trusted_proxies.is_empty() {
        return router;
    }
    router.layer(from_fn_with_state(state.clone(), peer::believe))
}

/// From the outside in: the headers of the address, pay pages that are kept, one log line, not too many pay
/// pages for one address, an answer whatever happens. One layer: each one more costs every request copies of
/// all that is beneath it.
async fn surround(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let surface = Surface::of(request.uri().path());
    let mut response = match pages::kept(&state, &request) {
        Some(page) => page,
        None => log::one_line(request, |request| inside(&state, surface, request, next)).await,
    };
    headers::secure(&state, surface, response.headers_mut());
    response
}

async fn inside(state: &AppState, surface: Surface, request: Request, next: Next) -> Response {
    let asker = Asker::of(&request);
    let answer = match too_many(state, surface, &request) {
        Some(error) => Err(error),
        None => steady::answer(request, next).await,
    };
    answer.unwrap_or_else(|error| surface.refuse(state, &error, &asker))
}

/// Why this address gets no more pay pages for now, if so.
fn too_many(state: &AppState, surface: Surface, request: &Request) -> Option<Error> {
    if surface != Surface::Checkout {
        return None;
    }
    state.core.limits.check(&Limit::new(&PUBLIC_PER_IP, address(request.extensions()))).err()
}

/// Guards what answers to cookies: no request from another site.
pub(crate) fn guard_pages(pages: Router, state: &AppState) -> Router {
    // A proxy may name another host than browsers do: our own origin is always one of ours.
    let csrf = CsrfLayer::new();
    let csrf = csrf.clone().add_trusted_origin(&state.core.config.public_url).unwrap_or(csrf);
    pages.layer(csrf).layer(from_fn_with_state(state.clone(), cross_site::refuse))
}

/// Text is sent compressed; pictures and fonts are already, and a few bytes are not worth it.
pub(crate) fn compression() -> CompressionLayer<impl Predicate> {
    let predicate = SizeAbove::new(512)
        .and(NotForContentType::IMAGES)
        .and(NotForContentType::SSE)
        .and(NotForContentType::const_new("font/"));
    CompressionLayer::new().compress_when(predicate)
}

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
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use paylinks::limits::{Limit, PUBLIC_PER_IP};
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::csrf::CsrfLayer;

pub use self::surface::Surface;
use crate::actor::address;
use crate::{AppState, Asker, pages};

/// Surrounds the whole house; the first layer named is the innermost.
pub(crate) fn wrap(router: Router, state: &AppState) -> Router {
    let router = router
        .layer(from_fn(steady::to_the_end))
        .layer(from_fn_with_state(state.clone(), steady::answer_anyway))
        .layer(from_fn(log::one_line))
        .layer(from_fn_with_state(state.clone(), pages::kept))
        .layer(from_fn_with_state(state.clone(), headers::secure));
    if state.core.config.trusted_proxies.is_empty() {
        return router;
    }
    router.layer(from_fn_with_state(state.clone(), peer::believe))
}

/// Guards what answers to cookies: no request from another site, and not too many from one address.
pub(crate) fn guard_pages(pages: Router, state: &AppState) -> Router {
    // A proxy may name another host than browsers do: our own origin is always one of ours.
    let csrf = CsrfLayer::new();
    let csrf = csrf.clone().add_trusted_origin(&state.core.config.public_url).unwrap_or(csrf);
    pages
        .layer(csrf)
        .layer(from_fn_with_state(state.clone(), cross_site::refuse))
        .layer(from_fn_with_state(state.clone(), limit_pay_pages))
}

/// Guards the pay page, which answers to no cookie: not too many requests from one address.
pub(crate) fn guard_pay_page(pay_page: Router, state: &AppState) -> Router {
    pay_page.layer(from_fn_with_state(state.clone(), limit_pay_pages))
}

/// Text is sent compressed; pictures and fonts are already, and a few bytes are not worth it.
pub(crate) fn compression() -> CompressionLayer<impl Predicate> {
    let predicate = SizeAbove::new(512)
        .and(NotForContentType::IMAGES)
        .and(NotForContentType::SSE)
        .and(NotForContentType::const_new("font/"));
    CompressionLayer::new().compress_when(predicate)
}

async fn limit_pay_pages(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let surface = Surface::of(request.uri().path());
    if surface == Surface::Checkout {
        let limit = Limit::new(&PUBLIC_PER_IP, address(request.extensions()));
        if let Err(error) = state.core.limits.check(&limit) {
            return surface.refuse(&state, &error, &Asker::of(&request));
        }
    }
    next.run(request).await
}

//! What surrounds every request: request id and one log line, security headers, panics caught, time bounded,
//! work that outlives a caller who hangs up, and the guards of pages.

mod cross_site;
mod headers;
mod log;
mod steady;
mod surface;

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use paylinks::error::Error;
use paylinks::limits::{Limit, PUBLIC_PER_IP};
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::csrf::CsrfLayer;

pub use self::surface::Surface;
use crate::AppState;
use crate::actor::Visitor;

/// Surrounds the whole house; the first layer named is the innermost.
pub(crate) fn wrap(router: Router, state: &AppState) -> Router {
    router
        .layer(from_fn(steady::to_the_end))
        .layer(from_fn_with_state(state.clone(), steady::in_time))
        .layer(from_fn_with_state(state.clone(), steady::no_panic))
        .layer(from_fn(log::one_line))
        .layer(from_fn_with_state(state.clone(), headers::secure))
}

/// Guards what answers to cookies: no request from another site, and not too many from one address.
pub(crate) fn guard_pages(pages: Router, state: &AppState) -> Router {
    pages
        .layer(CsrfLayer::new())
        .layer(from_fn_with_state(state.clone(), cross_site::refuse))
        .layer(from_fn_with_state(state.clone(), limit_pay_pages))
}

/// Text is sent compressed; streams and pictures are not.
pub(crate) fn compression() -> CompressionLayer<impl Predicate> {
    let predicate = DefaultPredicate::new().and(NotForContentType::const_new("font/woff2"));
    CompressionLayer::new().compress_when(predicate)
}

async fn limit_pay_pages(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let surface = Surface::of(request.uri().path());
    if surface == Surface::Checkout {
        let (parts, body) = request.into_parts();
        let visitor = Visitor::read(&parts, state.core.config.https());
        if let Err(error) = state.core.limits.check(&Limit::new(&PUBLIC_PER_IP, &visitor.ip)) {
            return surface.refuse(&state, &error, visitor.language);
        }
        return next.run(Request::from_parts(parts, body)).await;
    }
    next.run(request).await
}

/// An error that a layer answers by itself, in the form of the surface that was asked.
fn refusal(state: &AppState, path: &str, visitor: &Visitor, error: &Error) -> Response {
    Surface::of(path).refuse(state, error, visitor.language)
}

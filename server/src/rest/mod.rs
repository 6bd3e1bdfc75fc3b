//! The REST door: every operation of the catalogue at its own path below `/api/v1`, and lists as files.

mod caller;
mod export;
mod handler;
pub(crate) mod input;
#[cfg(test)]
mod input_tests;
pub mod openapi;
pub(crate) mod schema;

use axum::Router;
use axum::response::Response;
use axum::routing::MethodRouter;
use http::Method;
use paylinks::error::{Code, Error};
use paylinks::leads::ListLeads;
use paylinks::operation::{self, Entry};
use paylinks::payment_links::ListPayLinks;
use paylinks::payments::ListTransactions;
use paylinks::products::ListProducts;

use crate::{AppState, problem};

/// Where the API begins.
pub const BASE: &str = "/api/v1";

/// The routes of `catalogue`, relative to [`BASE`].
pub fn routes(state: AppState, catalogue: &'static [Entry]) -> Router {
    let mut paths: Vec<(&str, MethodRouter<AppState>)> = Vec::new();
    for entry in catalogue {
        let route = handler::route(entry);
        match paths.iter_mut().find(|(path, _)| *path == entry.spec.path) {
            Some((_, methods)) => *methods = std::mem::take(methods).merge(route),
            None => paths.push((entry.spec.path, route)),
        }
    }
    let router = paths.into_iter().fold(Router::new(), |router, (path, methods)| router.route(path, methods));
    let router = export::add::<ListTransactions>(export::add::<ListPayLinks>(router));
    let router = export::add::<ListProducts>(export::add::<ListLeads>(router));
    router.method_not_allowed_fallback(wrong_method).fallback(unknown).with_state(state)
}

/// The HTTP method of an operation's method.
#[must_use]
pub fn method(method: operation::Method) -> Method {
    match method {
        operation::Method::Get => Method::GET,
        operation::Method::Post => Method::POST,
        operation::Method::Patch => Method::PATCH,
        operation::Method::Put => Method::PUT,
        operation::Method::Delete => Method::DELETE,
    }
}

async fn unknown() -> Response {
    problem::json(&Error::not_found())
}

async fn wrong_method() -> Response {
    problem::json(&Error::invalid(Code::MethodNotAllowed))
}

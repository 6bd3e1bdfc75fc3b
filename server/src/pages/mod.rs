//! Pages.

use axum::Router;
use axum::response::Response;
use paylinks::error::Error;
use paylinks::language::Language;

use crate::{AppState, problem};

/// The routes of all pages.
pub fn routes(state: AppState) -> Router {
    Router::new().with_state(state)
}

/// The page that says what went wrong and what to do now.
pub fn refuse(_state: &AppState, error: &Error, _language: Language) -> Response {
    problem::json(error)
}

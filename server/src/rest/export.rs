//! Lists as files for programs: beside each list of the API, with the same filters and the same rights.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::get;
use http::request::Parts;
use paylinks::error::Result;
use paylinks::export::{self, Export};
use paylinks::operation::Entry;
use serde_json::{Map, Value};

use super::schema::Shape;
use super::{caller, input};
use crate::{AppState, download, problem};

/// Adds the file of a list at the list's own path, with `/export` behind it.
pub(super) fn add<E: Export>(router: Router<AppState>) -> Router<AppState> {
    let shape = Arc::new(Shape::of(&Entry::of::<E>()));
    let handler = move |State(state): State<AppState>, request: Request| {
        let shape = Arc::clone(&shape);
        async move {
            let (parts, _) = request.into_parts();
            answer::<E>(&state, &shape, &parts).await.unwrap_or_else(|error| problem::json(&error))
        }
    };
    router.route(&format!("{}/export", E::SPEC.path), get(handler))
}

async fn answer<E: Export>(state: &AppState, shape: &Shape, parts: &Parts) -> Result<Response> {
    let actor = caller::find(state, parts, false).await?;
    let query = input::read_query(parts.uri.query());
    let mut wish = input::merge(shape, Map::new(), &query, &[])?;
    input::apply_currency(shape, &parts.headers, false, &mut wish)?;
    let file = export::export::<E>(&state.core, &actor, Value::Object(wish)).await?;
    Ok(download::answer(file, false))
}

//! One request to one operation: read the input, find the caller, call the entry, write the answer.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{RawPathParams, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodFilter, MethodRouter, on};
use http::header::{ACCEPT, ACCEPT_LANGUAGE, ALLOW, CONTENT_TYPE};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use paylinks::error::{Code, Error, Kind, Result};
use paylinks::language::Language;
use paylinks::operation::{self, Access, Call, Effect, Entry};
use serde_json::{Map, Value};

use super::schema::Shape;
use super::{caller, input};
use crate::{AppState, problem};

/// The page that spends a mailed link after a person has looked at it.
const CONFIRM_PAGE: &str = "/sign-in/confirm";

/// What the handler of one operation knows.
struct Target {
    entry: &'static Entry,
    shape: Shape,
    status: StatusCode,
}

/// The route of one operation.
pub(super) fn route(entry: &'static Entry) -> MethodRouter<AppState> {
    let status = StatusCode::from_u16(entry.spec.status).unwrap_or(StatusCode::OK);
    let target = Arc::new(Target { entry, shape: Shape::of(entry), status });
    let filter = match entry.spec.method {
        operation::Method::Get => MethodFilter::GET,
        operation::Method::Post => MethodFilter::POST,
        operation::Method::Patch => MethodFilter::PATCH,
        operation::Method::Put => MethodFilter::PUT,
        operation::Method::Delete => MethodFilter::DELETE,
    };
    on(filter, move |State(state): State<AppState>, path: RawPathParams, request: Request| async move {
        let path = path.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        serve(&target, &state, path, request).await
    })
}

async fn serve(target: &Target, state: &AppState, path: Vec<(String, String)>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let spends = parts.method == Method::HEAD || parts.method == Method::GET;
    if spends && target.entry.spec.effect != Effect::Read {
        // Mail scanners and link previews send HEAD or open links like a browser: neither may spend one.
        if parts.method == Method::HEAD {
            return without_head();
        }
        if is_navigation(&parts.headers) {
            let token = input::read_query(parts.uri.query()).into_iter().find(|(name, _)| name == "token");
            return confirm(&token.map(|(_, token)| token).unwrap_or_default());
        }
    }
    match answer(target, state, path, &parts, body).await {
        Ok(value) => {
            let json = [(CONTENT_TYPE, HeaderValue::from_static("application/json"))];
            (target.status, json, value.to_string()).into_response()
        }
        // Buyers read what is wrong with what they typed; programs read its code.
        Err(error) if target.entry.spec.access == Access::Public => {
            let preferred = parts.headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
            problem::json_in(&error, Language::negotiate(preferred.unwrap_or_default()))
        }
        Err(error) => problem::json(&error),
    }
}

async fn answer(
    target: &Target,
    state: &AppState,
    path: Vec<(String, String)>,
    parts: &Parts,
    body: Body,
) -> Result<Value> {
    let spec = &target.entry.spec;
    let public = spec.access == Access::Public;
    let actor = caller::find(state, parts, public).await?;
    let body = if spec.method == operation::Method::Get {
        Map::new()
    } else {
        let bytes = to_bytes(body, spec.body_limit)
            .await
            .map_err(|error| Error::new(Kind::TooLarge, Code::BodyTooLarge).because(error))?;
        input::read_body(&parts.headers, &bytes)?
    };
    let query = input::read_query(parts.uri.query());
    let mut merged = input::merge(&target.shape, body, &query, &path)?;
    let changes = matches!(spec.method, operation::Method::Patch | operation::Method::Put);
    input::apply_currency(&target.shape, &parts.headers, changes, &mut merged)?;
    let call = Call { idempotency_key: idempotency_key(&parts.headers)? };
    (target.entry.call)(&state.core, &actor, call, Value::Object(merged)).await
}

fn idempotency_key(headers: &HeaderMap) -> Result<Option<String>> {
    let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
    let text = value.to_str().map_err(|_| Error::field("Idempotency-Key", Code::KeyInvalid))?;
    Ok(Some(text.to_owned()))
}

/// Whether a person's browser is opening this address as a page.
fn is_navigation(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let accept = text(ACCEPT.as_str());
    let place = |kind: &str| accept.find(kind).unwrap_or(usize::MAX);
    text("sec-fetch-mode") == "navigate" || place("text/html") < place("application/json")
}

fn confirm(token: &str) -> Response {
    let query: String = form_urlencoded::byte_serialize(token.as_bytes()).collect();
    Redirect::to(&format!("{CONFIRM_PAGE}?token={query}")).into_response()
}

fn without_head() -> Response {
    let mut response = problem::json(&Error::invalid(Code::MethodNotAllowed));
    response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET"));
    response
}

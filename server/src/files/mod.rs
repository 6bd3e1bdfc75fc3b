//! The door of files: bytes come in by `PUT` and go out by `GET`, at addresses that hold a signature. What goes out is
//! never shown in place: nothing that a merchant uploads may run on our origin.

pub(crate) mod head;
mod range;

use std::fmt::Display;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, Path, Query, Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use futures::stream::BoxStream;
use futures::{Stream, StreamExt as _};
use http::header::{CONTENT_LENGTH, CONTENT_RANGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use paylinks::actor::Actor;
use paylinks::error::{Error, Result};
use paylinks::limits::{FILES_PER_IP, Limit};
use paylinks::purchases;
use paylinks::uploads::{self, Ticket};
use serde::Deserialize;
use serde_json::json;

use self::range::Wanted;
use crate::actor::Visitor;
use crate::{AppState, Asker, pages, problem};

/// How long a sender may pause.
const PAUSE: Duration = Duration::from_mins(1);
/// A page of ours that says what went wrong: it holds nothing of the file, so it may look and work like one.
const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; \
     font-src 'self'; img-src 'self' data:; form-action 'none'; base-uri 'none'; object-src 'none'; \
     frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types paylinks; report-to csp; \
     report-uri /csp-report";

/// The routes of files. They stand outside of compression: a part of a file is a part of its own bytes.
pub(crate) fn routes(state: AppState) -> Router {
    let door = get(give).put(take).layer(DefaultBodyLimit::disable());
    Router::new().route("/files/{key}/{name}", door).with_state(state)
}

/// What an address holds beside the file's key.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Signed {
    r#for: String,
    expires: i64,
    signature: String,
}

impl From<Signed> for Ticket {
    fn from(signed: Signed) -> Self {
        Self { holder: signed.r#for, expires: signed.expires, signature: signed.signature }
    }
}

/// Whether a request may take as long as its bytes do.
pub(crate) fn takes_long(method: &Method, path: &str) -> bool {
    let upload = method == Method::PUT && path.starts_with("/files/");
    upload || (method == Method::POST && path.starts_with("/dashboard/links/") && path.ends_with("/files"))
}

/// The bytes of a body; a sender who falls silent is given up.
pub(crate) fn patiently<'b, E: Display + Send + 'b>(
    bytes: impl Stream<Item = std::result::Result<Bytes, E>> + Send + 'b,
) -> BoxStream<'b, std::result::Result<Bytes, String>> {
    let bytes = Box::pin(bytes);
    futures::stream::unfold(Some(bytes), |state| async move {
        let mut bytes = state?;
        match tokio::time::timeout(PAUSE, bytes.next()).await {
            Err(_) => Some((Err("the sender fell silent".to_owned()), None)),
            Ok(None) => None,
            Ok(Some(Ok(piece))) => Some((Ok(piece), Some(bytes))),
            Ok(Some(Err(error))) => Some((Err(error.to_string()), None)),
        }
    })
    .boxed()
}

/// Takes the bytes of a file in.
async fn take(
    State(state): State<AppState>,
    Path((key, _)): Path<(String, String)>,
    Query(signed): Query<Signed>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let visitor = Visitor::read(&parts, state.core.config.https());
    match receive(&state, &visitor, &key, signed.into(), &parts.headers, body).await {
        Ok(received) => Json(json!({ "size": received.size, "sha256": received.sha256 })).into_response(),
        Err(error) => problem::json(&error),
    }
}

async fn receive(
    state: &AppState,
    visitor: &Visitor,
    key: &str,
    ticket: Ticket,
    headers: &HeaderMap,
    body: Body,
) -> Result<uploads::Received> {
    state.core.limits.check(&Limit::new(&FILES_PER_IP, &visitor.ip))?;
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let content_type = text(CONTENT_TYPE).unwrap_or_default();
    let length = text(CONTENT_LENGTH).and_then(|text| text.parse().ok());
    let bytes = patiently(body.into_data_stream());
    uploads::receive(&state.core, key, &ticket, content_type, length, bytes).await
}

/// Gives a file out: all of it, or the part that is asked for.
async fn give(
    State(state): State<AppState>,
    Path((key, _)): Path<(String, String)>,
    Query(signed): Query<Signed>,
    request: Request,
) -> Response {
    let (parts, _) = request.into_parts();
    let visitor = Visitor::read(&parts, state.core.config.https());
    let asker = Asker::of_parts(&parts);
    let given = answer(&state, &visitor.actor(), &key, signed.into(), &parts.method, &parts.headers).await;
    given.unwrap_or_else(|error| {
        // Nobody is led back to an address that has run out.
        let mut response = pages::refuse(&state, &error, &Asker { again: None, ..asker });
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(PAGE_POLICY));
        response
    })
}

async fn answer(
    state: &AppState,
    actor: &Actor,
    key: &str,
    ticket: Ticket,
    method: &Method,
    headers: &HeaderMap,
) -> Result<Response> {
    let core = &state.core;
    core.limits.check(&Limit::new(&FILES_PER_IP, &actor.ip))?;
    let delivery = purchases::deliver(core, key, &ticket).await?;
    let size = u64::try_from(delivery.file.size).map_err(Error::internal)?;
    let etag = head::etag(&delivery.file.key)?;
    let mut head = head::of(&delivery.file, &etag)?;
    let (status, part) = match Wanted::read(headers, &etag, size) {
        Wanted::All => (StatusCode::OK, 0..size),
        Wanted::Part(part) => {
            head.insert(CONTENT_RANGE, value(format!("bytes {}-{}/{size}", part.start, part.end - 1))?);
            (StatusCode::PARTIAL_CONTENT, part)
        }
        Wanted::Nothing => {
            head.insert(CONTENT_RANGE, value(format!("bytes */{size}"))?);
            return Ok((StatusCode::RANGE_NOT_SATISFIABLE, head).into_response());
        }
    };
    head.insert(CONTENT_LENGTH, HeaderValue::from(part.end - part.start));
    if method == Method::HEAD {
        return Ok((status, head).into_response());
    }
    let pieces = core.files.give_out(&delivery.object_key, part).await?;
    purchases::note(core, actor, &delivery).await?;
    // What fails under way cannot be told any more: the connection breaks off, and the caller asks for the rest.
    let pieces = pieces.inspect(|piece| {
        if let Err(error) = piece {
            problem::log(error);
        }
    });
    Ok((status, head, Body::from_stream(pieces)).into_response())
}

fn value(text: String) -> Result<HeaderValue> {
    HeaderValue::try_from(text).map_err(Error::internal)
}

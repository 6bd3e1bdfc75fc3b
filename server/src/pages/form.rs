//! Forms: the fields are read once, the page's server function runs, and what was wrong comes back with
//! everything that was typed. Nothing of it ever stands in an address.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::multipart::MultipartError;
use axum::extract::{Multipart, Request};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::StatusCode;
use leptos::prelude::{Owner, provide_context};
use leptos::reactive::computed::ScopedFuture;
use paylinks::error::{Code, Error, Kind};
use paylinks_app::forms::{Form, Problem};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use server_fn::ServerFn;

use super::page::{Fail, Page};
use crate::problem;

/// The largest answer of a server function.
const ANSWER_LIMIT: usize = 1 << 20;
/// What is kept of one part of a form with files.
const PART_LIMIT: usize = 640 * 1024;
/// The most parts that such a form has.
const PARTS_LIMIT: usize = 20;

/// The fields of a posted form.
pub(crate) struct Posted(Vec<(String, String)>);

impl Posted {
    /// Reads a form's body.
    pub(crate) fn read(body: &Bytes) -> Self {
        Self(form_urlencoded::parse(body).into_owned().collect())
    }

    /// Reads a form with files in it; a file becomes base64, and one that was not chosen is empty. Of a file that
    /// is too large only the beginning is kept: the operation refuses it by its size.
    ///
    /// # Errors
    /// `BODY_TOO_LARGE`, or `INVALID` for what is no such form.
    pub(crate) async fn read_parts(mut parts: Multipart) -> Result<Self, Error> {
        let broken = |error: MultipartError| {
            let too_large = error.status() == StatusCode::PAYLOAD_TOO_LARGE;
            let refusal = if too_large {
                Error::new(Kind::TooLarge, Code::BodyTooLarge)
            } else {
                Error::invalid(Code::Invalid)
            };
            refusal.because(error)
        };
        let mut posted = Self::empty();
        while let Some(mut part) = parts.next_field().await.map_err(broken)? {
            let name = part.name().unwrap_or_default().to_owned();
            let is_file = part.file_name().is_some();
            let mut bytes = Vec::new();
            while let Some(chunk) = part.chunk().await.map_err(broken)? {
                let room = PART_LIMIT.saturating_sub(bytes.len());
                bytes.extend_from_slice(chunk.get(..room).unwrap_or(&chunk));
            }
            let text = || String::from_utf8_lossy(&bytes).into_owned();
            posted.0.push((name, if is_file { STANDARD.encode(&bytes) } else { text() }));
            if posted.0.len() > PARTS_LIMIT {
                return Err(Error::invalid(Code::Invalid));
            }
        }
        Ok(posted)
    }

    /// A form that is only a button.
    pub(crate) const fn empty() -> Self {
        Self(Vec::new())
    }

    /// Sets a field that the address knows better than the form.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.0.retain(|(known, _)| known != name);
        self.0.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Every value of a field that was sent more than once.
    pub(crate) fn all(&self, name: &str) -> Vec<&str> {
        self.0.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str()).collect()
    }

    /// The form as it stands, with nothing wrong in it.
    pub(crate) fn into_form(self) -> Form {
        self.0.into_iter().fold(Form::default(), |form, (name, value)| form.with(&name, value))
    }

    /// Whether a field was sent, empty or not.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }

    /// Every field as it was sent.
    pub(crate) fn into_pairs(self) -> Vec<(String, String)> {
        self.0
    }

    /// One field; empty when it was not sent.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    fn parse<F: DeserializeOwned>(&self) -> Result<F, Error> {
        let fields = self.0.iter().map(|(name, value)| (name.clone(), Value::String(value.clone())));
        let fields = Value::Object(fields.collect::<Map<_, _>>());
        serde_json::from_value(fields).map_err(|error| Error::invalid(Code::Invalid).because(error))
    }
}

/// A form that came back.
pub(crate) struct Refused {
    /// Everything typed and what was wrong.
    pub(crate) form: Form,
    /// The status of the page that shows it.
    pub(crate) status: StatusCode,
    /// Why it came back.
    pub(crate) error: Error,
}

/// Runs the server function of a form: its answer, or the form as it comes back.
pub(crate) async fn run<F>(page: &Page, posted: Posted) -> Result<Result<F::Output, Refused>, Fail>
where
    F: ServerFn<Error = Problem> + DeserializeOwned + 'static,
{
    let problem = match call::<F>(page, posted.parse()?).await {
        Ok(output) => return Ok(Ok(output)),
        Err(problem) => problem,
    };
    let error = Error::from(problem.clone());
    let status = match error.kind {
        Kind::Unauthenticated | Kind::Forbidden | Kind::NotFound => return Err(error.into()),
        Kind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        _ => problem::status(&error),
    };
    problem::log(&error);
    Ok(Err(Refused { form: Form::returned(posted.0, problem), status, error }))
}

/// Runs the server function of a form that is only a button: what goes wrong is told on a page of its own.
pub(crate) async fn press<F>(page: &Page, posted: Posted) -> Result<F::Output, Fail>
where
    F: ServerFn<Error = Problem> + DeserializeOwned + 'static,
{
    call::<F>(page, posted.parse()?).await.map_err(|problem| Fail::Told(problem.into()))
}

/// Runs a server function as whoever asks.
async fn call<F: ServerFn<Error = Problem> + 'static>(
    page: &Page,
    function: F,
) -> Result<F::Output, Problem> {
    let (core, actor) = (page.core().clone(), page.actor.clone());
    let answer = Owner::new().with(|| {
        provide_context(core);
        provide_context(actor);
        ScopedFuture::new(function.run_body())
    });
    answer.await
}

/// Server functions as the framework calls them, for forms that scripts send.
pub(crate) async fn function(page: Page, request: Request) -> Response {
    let (core, actor) = (page.core().clone(), page.actor);
    let context = move || {
        provide_context(core.clone());
        provide_context(actor.clone());
    };
    let response = leptos_axum::handle_server_fns_with_context(context, request).await.into_response();
    if response.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return response;
    }
    // The framework answers every refusal with 500; the problem inside knows better.
    let (mut parts, body) = response.into_parts();
    let body = to_bytes(body, ANSWER_LIMIT).await.unwrap_or_default();
    if let Ok(problem) = serde_json::from_slice::<Problem>(&body) {
        parts.status = problem::status(&Error::from(problem));
    }
    Response::from_parts(parts, Body::from(body))
}

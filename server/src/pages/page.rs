//! What every page handler starts from, and how it ends: a page, a way to another one, or an error told.

use std::sync::{Arc, OnceLock};

use axum::extract::{FromRequestParts, Request, State};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};
use http::header::{CONTENT_LANGUAGE, VARY};
use http::request::Parts;
use http::{HeaderValue, Method, StatusCode};
use leptos::prelude::IntoView;
use paylinks::actor::{Actor, Who};
use paylinks::core::Core;
use paylinks::error::{Error, Kind};
use paylinks::id;
use paylinks::language::Language;
use paylinks::merchants::{GetMe, Me};
use paylinks::operation::Operation;
use paylinks_app::links;
use paylinks_app::site::{Assets, Site, Theme};
use paylinks_app::{Business, Person};
use tower_sessions::Session;

use crate::actor::{PageActor, Visitor};
use crate::{AppState, render};

/// A request for a page: who asks, in which language.
pub(crate) struct Page {
    pub(crate) state: AppState,
    pub(crate) actor: Actor,
    pub(crate) visitor: Visitor,
    pub(crate) site: Site,
    pub(crate) session: Session,
}

impl FromRequestParts<AppState> for Page {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let PageActor(actor) = PageActor::from_request_parts(parts, state).await?;
        let session = Session::from_request_parts(parts, state).await.map_err(IntoResponse::into_response)?;
        let visitor = Visitor::read(parts, state.core.config.https());
        let site = Site { theme: visitor.theme, ..site(state, actor.language) };
        Ok(Self { state: state.clone(), actor, visitor, site, session })
    }
}

/// The site around a page.
pub(crate) fn site(state: &AppState, language: Language) -> Site {
    static ASSETS: OnceLock<Assets> = OnceLock::new();
    let url = |name| state.assets.url(name);
    let assets = ASSETS.get_or_init(|| Assets {
        app_css: url("app.css"),
        checkout_css: url("checkout.css"),
        in_accent: url("brand"),
        app_js: url("js/app.js"),
        checkout_js: url("js/checkout.js"),
        print_js: url("js/print.js"),
        icon: url("icons/icon.svg"),
    });
    Site { language, sandbox: state.core.config.sandbox(), theme: Theme::System, assets }
}

impl Page {
    /// The core.
    pub(crate) fn core(&self) -> &Core {
        &self.state.core
    }

    /// Runs an operation as whoever asks.
    pub(crate) async fn ask<O: Operation>(&self, operation: O) -> Result<O::Output, Fail> {
        Ok(self.core().ask(&self.actor, operation).await?)
    }

    /// Whether somebody is signed in.
    pub(crate) fn signed_in(&self) -> bool {
        matches!(self.actor.who, Who::Person { .. })
    }

    /// Who is signed in, past the first questions.
    pub(crate) async fn me(&self) -> Result<Me, Fail> {
        let me = self.ask(GetMe {}).await?;
        if me.needs_onboarding { Err(Fail::go(links::ONBOARDING)) } else { Ok(me) }
    }

    /// Who is signed in, as the dashboard's frame shows it.
    pub(crate) async fn person(&self) -> Result<Person, Fail> {
        Ok(person(&self.me().await?))
    }

    /// The answer with this page.
    pub(crate) fn show<V: IntoView>(&self, page: impl FnOnce() -> V) -> Response {
        self.show_as(StatusCode::OK, page)
    }

    /// The answer with this page under a status.
    pub(crate) fn show_as<V: IntoView>(&self, status: StatusCode, page: impl FnOnce() -> V) -> Response {
        let mut response = (status, Html(render::document(page))).into_response();
        // What a page says depends on who asks and in which language.
        let vary = HeaderValue::from_static("cookie, accept-language");
        response.headers_mut().insert(VARY, vary);
        response.headers_mut().insert(CONTENT_LANGUAGE, HeaderValue::from_static(self.site.language.tag()));
        response
    }
}

/// A fresh idempotency key for a form.
pub(crate) fn key() -> Result<String, Fail> {
    Ok(id::random_hex(16)?)
}

/// The frame's view of who is signed in.
pub(crate) fn person(me: &Me) -> Person {
    let own = Business { id: me.merchant.id.clone(), name: me.merchant.name.clone(), here: true };
    Person {
        email: me.email.clone(),
        name: me.name.clone(),
        merchant: me.merchant.name.clone(),
        logo: None,
        businesses: vec![own],
    }
}

/// What a handler answers.
pub(crate) type Answer = Result<Response, Fail>;

/// See the other page.
pub(crate) fn go(place: &str) -> Response {
    Redirect::to(place).into_response()
}

/// Why a handler has no page to show.
pub(crate) enum Fail {
    /// It is told.
    Told(Error),
    /// The answer is elsewhere.
    Go(String),
}

impl Fail {
    /// The answer is at `place`.
    pub(crate) fn go(place: &str) -> Self {
        Self::Go(place.to_owned())
    }
}

impl From<Error> for Fail {
    fn from(error: Error) -> Self {
        Self::Told(error)
    }
}

impl IntoResponse for Fail {
    fn into_response(self) -> Response {
        match self {
            Self::Go(place) => go(&place),
            Self::Told(error) => {
                let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
                response.extensions_mut().insert(Arc::new(error));
                response
            }
        }
    }
}

/// Turns a told error into its page; somebody not signed in is led to sign-in and back.
pub(crate) async fn tell(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let visitor = Visitor::read(&parts, state.core.config.https());
    let path = parts.uri.path_and_query().map(ToString::to_string).unwrap_or_default();
    let method = parts.method.clone();
    let response = next.run(Request::from_parts(parts, body)).await;
    let Some(error) = response.extensions().get::<Arc<Error>>() else { return response };
    if error.kind == Kind::Unauthenticated {
        let back =
            if method == Method::GET && links::is_ours(&path) { path } else { links::DASHBOARD.to_owned() };
        return go(&links::sign_in_then(&back));
    }
    super::refuse(&state, error, visitor.language)
}

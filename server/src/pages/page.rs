//! What every page handler starts from, and how it ends: a page, a way to another one, or an error told.

use std::sync::{Arc, OnceLock};

use axum::extract::{FromRequestParts, Request, State};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};
use http::header::{CONTENT_LANGUAGE, REFERER, VARY};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, StatusCode};
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
use crate::{AppState, Asker, render};

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
        buyer_css: url("buyer.css"),
        in_accent: url("brand"),
        app_js: url("js/app.js"),
        checkout_js: url("js/checkout.js"),
        card_js: url("js/card.js"),
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
        self.answer(status, render::document(page))
    }

    /// The answer with the text of a page.
    pub(crate) fn answer(&self, status: StatusCode, html: String) -> Response {
        let mut response = (status, Html(html)).into_response();
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
    let businesses = me.merchants.iter().map(|merchant| Business {
        here: merchant.id == me.merchant.id,
        id: merchant.id.clone(),
        name: if merchant.name.is_empty() { me.email.clone() } else { merchant.name.clone() },
    });
    // Below the origin that the browser came to, whatever its name.
    let logo = me.merchant.logo.as_ref().and_then(|logo| logo.url.rsplit_once('/'));
    Person {
        email: me.email.clone(),
        name: me.name.clone(),
        merchant: me.merchant.name.clone(),
        logo: logo.map(|(_, file)| format!("/brand/{file}")),
        businesses: businesses.collect(),
    }
}

/// What a handler answers.
pub(crate) type Answer = Result<Response, Fail>;

/// The page of ours that a form was sent from, without what was said there only once.
pub(crate) fn came_from(headers: &HeaderMap, origin: &str) -> Option<String> {
    without_wishes(headers.get(REFERER)?.to_str().ok()?.strip_prefix(origin)?)
}

/// A path of ours without what is said only once; none for what leads elsewhere.
pub(crate) fn without_wishes(address: &str) -> Option<String> {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let once =
        |pair: &str| ["lang", "saved", "done", "ids"].contains(&pair.split('=').next().unwrap_or_default());
    let rest: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && !once(pair)).collect();
    let path = if rest.is_empty() { path.to_owned() } else { format!("{path}?{}", rest.join("&")) };
    links::is_ours(&path).then_some(path)
}

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
    let asker = Asker::of_parts(&parts);
    let inside = parts.uri.path().starts_with(links::DASHBOARD).then(|| parts.clone());
    let response = next.run(Request::from_parts(parts, body)).await;
    let Some(error) = response.extensions().get::<Arc<Error>>().cloned() else { return response };
    if error.kind == Kind::Unauthenticated {
        return go(&links::sign_in_then(&asker.again.unwrap_or_else(|| links::DASHBOARD.to_owned())));
    }
    if let Some(parts) = inside.filter(|_| !matches!(error.kind, Kind::Internal | Kind::Unavailable))
        && let Some((site, person)) = who(parts, &state).await
    {
        return super::tell(site, &error, &asker, Some(person));
    }
    super::refuse(&state, &error, &asker)
}

/// Who is signed in and how they read, for a page that has only an error to show.
async fn who(mut parts: Parts, state: &AppState) -> Option<(Site, Person)> {
    let page = Page::from_request_parts(&mut parts, state).await.ok()?;
    Some((page.site, page.person().await.ok()?))
}

/// Every address of the dashboard that is not there.
pub(crate) async fn nowhere() -> Fail {
    Fail::Told(Error::not_found())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn back(address: &str) -> Option<String> {
        let headers = HeaderMap::from_iter([(REFERER, HeaderValue::from_str(address).unwrap())]);
        came_from(&headers, "http://127.0.0.1:3000")
    }

    #[test]
    fn the_way_back_stays_here() {
        let path = |address: &str| back(address).unwrap();
        assert_eq!(path("http://127.0.0.1:3000/dashboard/links?q=a&lang=ro"), "/dashboard/links?q=a");
        assert_eq!(path("http://127.0.0.1:3000/dashboard/links?done=off&q=a&ids=1"), "/dashboard/links?q=a");
        assert_eq!(path("http://127.0.0.1:3000/"), "/");
        for foreign in
            ["https://evil.test/", "http://127.0.0.1:30001/x", "http://127.0.0.1:3000//evil.test", ""]
        {
            assert_eq!(back(foreign), None, "{foreign}");
        }
    }
}

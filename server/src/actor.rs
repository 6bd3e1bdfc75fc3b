//! Who is at a page: the visitor (address, language, browser) and, when signed in, the person.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::ops::Deref;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::response::Response;
use http::header::{ACCEPT_LANGUAGE, COOKIE, USER_AGENT};
use http::request::Parts;
use http::{Extensions, HeaderMap, HeaderValue, Uri};
use paylinks::actor::{Actor, Door};
use paylinks::error::Result;
use paylinks::language::Language;
use paylinks::{id, merchants};
use paylinks_app::links;
use paylinks_app::site::Theme;
use tower_sessions::Session;

use crate::{AppState, Asker, Surface, problem, sessions};

/// How much of the browser's own name is kept.
const USER_AGENT_LENGTH: usize = 300;
/// Seconds that the sign-in cookie lives: as long as the mailed link.
const BROWSER_SECONDS: u32 = 600;
/// Seconds that a buyer's attempt is kept in the browser: as long as the attempt itself.
const ATTEMPT_SECONDS: u32 = 24 * 3600;
/// Seconds that the choices of language and theme live.
const CHOICE_SECONDS: u32 = 365 * 24 * 3600;

/// What is known of any caller before anybody signs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visitor {
    /// The address of the other end of the connection.
    pub ip: String,
    /// What the browser calls itself.
    pub user_agent: String,
    /// The language asked for: `?lang`, else the cookie, else the browser's own.
    pub language: Language,
    /// Whether `?lang` or the cookie chose the language, rather than the browser's own preference.
    pub language_chosen: bool,
    /// The reader's choice of light and dark, from a cookie.
    pub theme: Theme,
    /// The value of the sign-in cookie that ties a mailed link to its browser.
    pub browser: Option<String>,
}

impl Visitor {
    /// Reads it from the head of a request.
    #[must_use]
    pub fn read(parts: &Parts, https: bool) -> Self {
        let agent = parts.headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let (language, language_chosen) = language(&parts.uri, &parts.headers);
        Self {
            ip: address(&parts.extensions),
            user_agent: agent.chars().take(USER_AGENT_LENGTH).collect(),
            language,
            language_chosen,
            theme: theme(&parts.headers),
            browser: cookie(&parts.headers, browser_cookie_name(https)).map(ToOwned::to_owned),
        }
    }

    /// Puts what is known of the visitor on an actor.
    #[must_use]
    pub fn dress(&self, actor: Actor) -> Actor {
        Actor {
            ip: self.ip.clone(),
            user_agent: self.user_agent.clone(),
            language: self.language,
            browser: self.browser.clone(),
            ..actor
        }
    }

    /// The anonymous actor of a page.
    #[must_use]
    pub fn actor(&self) -> Actor {
        self.dress(Actor { door: Door::Page, ..Actor::default() })
    }
}

impl FromRequestParts<AppState> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        state: &AppState,
    ) -> std::result::Result<Self, Infallible> {
        Ok(Self::read(parts, state.core.config.https()))
    }
}

/// The actor of a page: the signed-in person, or nobody.
#[derive(Clone, Debug)]
pub struct PageActor(pub Actor);

impl Deref for PageActor {
    type Target = Actor;

    fn deref(&self) -> &Actor {
        &self.0
    }
}

impl FromRequestParts<AppState> for PageActor {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> std::result::Result<Self, Response> {
        let visitor = Visitor::read(parts, state.core.config.https());
        let Some(session) = parts.extensions.get::<Session>().cloned() else {
            return Ok(Self(visitor.actor()));
        };
        let surface = Surface::of(parts.uri.path());
        let found = person(state, &session).await;
        let found = found.map_err(|error| surface.refuse(state, &error, &Asker::of_parts(parts)))?;
        let Some(person) = found else { return Ok(Self(visitor.actor())) };
        let language = if visitor.language_chosen { visitor.language } else { person.language };
        let session_id = session.id().map(|id| id.to_string());
        Ok(Self(Actor { door: Door::Page, session_id, language, ..visitor.dress(person) }))
    }
}

/// The signed-in person behind a session; a person who is gone ends the session.
async fn person(state: &AppState, session: &Session) -> Result<Option<Actor>> {
    let Some(user_id) = sessions::user(session).await? else { return Ok(None) };
    let chosen = sessions::merchant(session).await?;
    match merchants::actor_for(&state.core, &user_id, chosen.as_deref()).await {
        Ok(actor) => Ok(Some(actor)),
        Err(error) if problem::status(&error).is_client_error() => {
            sessions::sign_out(session).await?;
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// The caller's address. Of IPv6 only the network counts: one household has billions of addresses.
pub(crate) fn address(extensions: &Extensions) -> String {
    let known = extensions.get::<ConnectInfo<SocketAddr>>();
    match known.map(|ConnectInfo(address)| address.ip().to_canonical()) {
        None => "unknown".to_owned(),
        Some(IpAddr::V4(address)) => address.to_string(),
        Some(IpAddr::V6(address)) => {
            let network = u128::from(address) >> 64 << 64;
            format!("{}/64", Ipv6Addr::from(network))
        }
    }
}

/// The language asked for, and whether `?lang` or the cookie chose it.
pub(crate) fn language(uri: &Uri, headers: &HeaderMap) -> (Language, bool) {
    let query = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
    let asked = query.filter(|(name, _)| name == "lang").find_map(|(_, tag)| Language::parse(&tag));
    let chosen = asked.or_else(|| Language::parse(cookie(headers, "lang")?));
    let preferred = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    (chosen.unwrap_or_else(|| Language::negotiate(preferred)), chosen.is_some())
}

/// The choice of light and dark, from its cookie.
pub(crate) fn theme(headers: &HeaderMap) -> Theme {
    cookie(headers, "theme").and_then(Theme::parse).unwrap_or_default()
}

/// The value of the browser-binding cookie to use, and the header that sets it when it is new.
///
/// # Errors
/// Internal, when the system has no randomness.
pub fn browser_tie(visitor: &Visitor, https: bool) -> Result<(String, Option<HeaderValue>)> {
    let known = visitor.browser.as_ref().filter(|value| value.len() == 64);
    if let Some(known) = known.filter(|value| value.bytes().all(|byte| byte.is_ascii_hexdigit())) {
        return Ok((known.clone(), None));
    }
    let value = id::random_hex(32)?;
    let header = set_cookie(browser_cookie_name(https), &value, BROWSER_SECONDS, https);
    Ok((value, header))
}

/// The header that forgets the browser-binding cookie once its link is used.
#[must_use]
pub fn forget_browser_tie(https: bool) -> Option<HeaderValue> {
    set_cookie(browser_cookie_name(https), "", 0, https)
}

/// The header that keeps a choice of language.
#[must_use]
pub fn language_cookie(language: Language, https: bool) -> Option<HeaderValue> {
    set_cookie("lang", language.tag(), CHOICE_SECONDS, https)
}

/// The header that keeps a choice of theme.
#[must_use]
pub fn theme_cookie(theme: Theme, https: bool) -> Option<HeaderValue> {
    set_cookie("theme", theme.as_str(), CHOICE_SECONDS, https)
}

/// The header that keeps a buyer's attempt on one pay page in this browser; an empty token forgets it.
pub(crate) fn attempt_cookie(slug: &str, token: &str, https: bool) -> Option<HeaderValue> {
    let seconds = if token.is_empty() { 0 } else { ATTEMPT_SECONDS };
    set_cookie_at(&links::pay(slug), attempt_cookie_name(https), token, seconds, https)
}

/// The token of the attempt that this browser holds for the page it asks for.
pub(crate) fn attempt_token(headers: &HeaderMap, https: bool) -> Option<String> {
    cookie(headers, attempt_cookie_name(https)).map(ToOwned::to_owned)
}

/// Bound to a path, it cannot be bound to the host by its name too.
const fn attempt_cookie_name(https: bool) -> &'static str {
    if https { "__Secure-attempt" } else { "attempt" }
}

fn set_cookie(name: &str, value: &str, seconds: u32, https: bool) -> Option<HeaderValue> {
    set_cookie_at("/", name, value, seconds, https)
}

fn set_cookie_at(path: &str, name: &str, value: &str, seconds: u32, https: bool) -> Option<HeaderValue> {
    let secure = if https { "; Secure" } else { "" };
    let text = format!("{name}={value}; Path={path}; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::try_from(text).ok()
}

fn browser_cookie_name(https: bool) -> &'static str {
    if https { "__Host-ml" } else { "ml" }
}

/// The value of the cookie of this name.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = all.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(own, _)| *own == name).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visitor(uri: &str, headers: &[(&str, &str)], https: bool) -> Visitor {
        let mut request = http::Request::get(uri);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Visitor::read(&request.body(()).unwrap().into_parts().0, https)
    }

    #[test]
    fn the_address_line_chooses_before_the_cookie_and_the_browser() {
        let both = [("cookie", "a=b; lang=ro"), ("accept-language", "en")];
        assert_eq!(visitor("/?lang=en", &both, false).language, Language::En);
        assert_eq!(visitor("/", &both, false).language, Language::Ro);
        let browser = visitor("/", &[("accept-language", "ro")], false);
        assert_eq!((browser.language, browser.language_chosen), (Language::Ro, false));
    }

    #[test]
    fn a_forwarded_address_is_not_believed() {
        assert_eq!(visitor("/", &[("x-forwarded-for", "9.9.9.9")], false).ip, "unknown");
    }

    #[test]
    fn https_knows_only_the_host_bound_cookie() {
        let headers = [("cookie", "ml=planted")];
        assert_eq!(visitor("/", &headers, true).browser, None);
        let (value, header) = browser_tie(&visitor("/", &headers, true), true).unwrap();
        assert_eq!(value.len(), 64);
        let header = header.unwrap();
        let text = header.to_str().unwrap();
        assert!(text.starts_with("__Host-ml=") && text.ends_with("HttpOnly; SameSite=Lax; Secure"));
        let again = visitor("/", &[("cookie", &format!("__Host-ml={value}"))], true);
        assert_eq!(browser_tie(&again, true).unwrap(), (value, None));
    }
}

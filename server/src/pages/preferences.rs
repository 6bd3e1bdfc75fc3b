//! How somebody reads: theme and language, kept in cookies of this browser.

use axum::body::Bytes;
use axum::response::{AppendHeaders, IntoResponse, Response};
use http::HeaderMap;
use http::header::SET_COOKIE;
use paylinks::language::Language;
use paylinks_app::links;
use paylinks_app::site::Theme;

use super::form::Posted;
use super::page::{Page, came_from, go, without_wishes};
use crate::actor::{language_cookie, theme_cookie};

/// Keeps a choice and leads back to where it was made: where the form says, else where the browser does.
pub(crate) async fn keep(page: Page, headers: HeaderMap, body: Bytes) -> Response {
    let posted = Posted::read(&body);
    let https = page.core().config.https();
    let theme = Theme::parse(posted.get("theme")).and_then(|theme| theme_cookie(theme, https));
    let language = Language::parse(posted.get("lang")).and_then(|language| language_cookie(language, https));
    let cookies = [theme, language].into_iter().flatten();
    let cookies: Vec<_> = cookies.map(|value| (SET_COOKIE, value)).collect();
    // A page that tells no referrer names itself in its form.
    let back = without_wishes(posted.get("back"));
    let back = back.or_else(|| came_from(&headers, &page.core().config.public_url));
    (AppendHeaders(cookies), go(&back.unwrap_or_else(|| links::DASHBOARD.to_owned()))).into_response()
}

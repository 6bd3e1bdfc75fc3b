//! How somebody reads: theme and language, kept in cookies of this browser.

use axum::body::Bytes;
use axum::response::{AppendHeaders, IntoResponse, Response};
use http::HeaderMap;
use http::header::{REFERER, SET_COOKIE};
use paylinks::language::Language;
use paylinks_app::links;
use paylinks_app::site::Theme;

use super::form::Posted;
use super::page::{Page, go};
use crate::actor::{language_cookie, theme_cookie};

/// Keeps a choice and leads back to where it was made: where the form says, else where the browser does.
pub(crate) async fn keep(page: Page, headers: HeaderMap, body: Bytes) -> Response {
    let posted = Posted::read(&body);
    let https = page.core().config.https();
    let theme = Theme::parse(posted.get("theme")).and_then(|theme| theme_cookie(theme, https));
    let language = Language::parse(posted.get("lang")).and_then(|language| language_cookie(language, https));
    let cookies = [theme, language].into_iter().flatten();
    let cookies: Vec<_> = cookies.map(|value| (SET_COOKIE, value)).collect();
    let named = without_language(posted.get("back"));
    let from = headers.get(REFERER).and_then(|value| value.to_str().ok());
    let back = named.or_else(|| without_language(from?.strip_prefix(&page.core().config.public_url)?));
    (AppendHeaders(cookies), go(&back.unwrap_or_else(|| links::DASHBOARD.to_owned()))).into_response()
}

/// A path of this site, without a language that it asks for; none for what leads elsewhere.
fn without_language(path: &str) -> Option<String> {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let rest: Vec<&str> =
        query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("lang=")).collect();
    let path = if rest.is_empty() { path.to_owned() } else { format!("{path}?{}", rest.join("&")) };
    links::is_ours(&path).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::without_language;

    #[test]
    fn the_way_back_stays_here() {
        for (asked, path) in [
            ("/dashboard/links?q=a&lang=ro", "/dashboard/links?q=a"),
            ("/sign-in/confirm?token=t&lang=en&x", "/sign-in/confirm?token=t&x"),
            ("/", "/"),
        ] {
            assert_eq!(without_language(asked).unwrap(), path);
        }
        for foreign in ["https://evil.test/", "1/x", "//evil.test", "/\\evil.test", ""] {
            assert_eq!(without_language(foreign), None, "{foreign}");
        }
    }
}

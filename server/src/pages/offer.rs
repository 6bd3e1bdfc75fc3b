//! What a pay page offers, for programs: the answer of the public operation, at the page's own address.

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::header::{ACCEPT, CACHE_CONTROL, VARY};
use http::{HeaderMap, HeaderValue, Uri};
use paylinks::actor::{Actor, Door};
use paylinks::payment_links::GetPublicPayLink;

use super::wish;
use crate::{AppState, problem};

/// Whether JSON is asked for by name, and no page.
pub(super) fn wants_json(headers: &HeaderMap) -> bool {
    let accept = headers.get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut kinds = accept.split(',').map(|part| part.split(';').next().unwrap_or_default().trim());
    let asked = kinds.clone().any(|kind| kind.eq_ignore_ascii_case("application/json"));
    asked && !kinds.any(|kind| kind.eq_ignore_ascii_case("text/html"))
}

/// The offer, or why there is none, as the API says it.
pub(super) async fn tell(app: &AppState, slug: String, ip: String, uri: &Uri) -> Response {
    let code = Some(wish::code(uri)).filter(|code| !code.is_empty());
    let ask = GetPublicPayLink { slug, quantity: wish::read(uri).quantity, code };
    let actor = Actor { ip, door: Door::Rest, ..Actor::default() };
    let mut response = match app.core.ask(&actor, ask).await {
        Ok(offer) => Json(offer).into_response(),
        Err(error) => problem::json(&error),
    };
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    vary(response)
}

/// The answer depends on what is asked for.
pub(super) fn vary(mut response: Response) -> Response {
    response.headers_mut().append(VARY, HeaderValue::from_static("accept"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_get_the_page_and_programs_the_offer() {
        let asks = |accept: &'static str| {
            wants_json(&HeaderMap::from_iter([(ACCEPT, HeaderValue::from_static(accept))]))
        };
        assert!(asks("application/json") && asks("application/json;q=0.9, */*;q=0.1"));
        assert!(!asks("text/html,application/xhtml+xml,*/*;q=0.8") && !asks("*/*") && !asks(""));
        assert!(!asks("text/html, application/json"));
    }
}

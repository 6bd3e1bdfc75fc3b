//! Refuses unsafe requests to pages unless the browser itself says that they come from us. This stands in
//! front of tower-http's layer, which lets requests pass that say nothing at all.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::header::{HOST, ORIGIN};
use http::{HeaderMap, Method};
use paylinks::error::{Code, Error};

use super::Surface;
use crate::{AppState, Asker};

/// Answers 403 to an unsafe request that another site may have made.
pub(super) async fn refuse(State(state): State<AppState>, request: Request, next: Next) -> Response {
    if is_ours(request.method(), request.headers(), &state.core.config.public_url) {
        return next.run(request).await;
    }
    let asker = Asker::of(&request);
    Surface::of(request.uri().path()).refuse(&state, &Error::forbidden(Code::CrossSite), &asker)
}

/// `Sec-Fetch-Site` decides; without it `Origin` must be ours; without both the answer is no.
fn is_ours(method: &Method, headers: &HeaderMap, public_url: &str) -> bool {
    if method.is_safe() {
        return true;
    }
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    match (text("sec-fetch-site"), text(ORIGIN.as_str())) {
        (Some(site), _) => site == "same-origin",
        (None, Some(origin)) => {
            let authority = origin.split_once("://").map(|(_, authority)| authority);
            origin == public_url || (authority.is_some() && authority == text(HOST.as_str()))
        }
        (None, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn post(pairs: &[(&'static str, &str)]) -> bool {
        let headers =
            pairs.iter().map(|(name, value)| (http::HeaderName::from_static(name), value.parse().unwrap()));
        is_ours(&Method::POST, &headers.collect(), "https://pay.example.com")
    }

    #[test]
    fn only_our_own_pages_may_post() {
        assert!(post(&[("sec-fetch-site", "same-origin")]));
        assert!(post(&[("sec-fetch-site", "same-origin"), ("origin", "null")]));
        assert!(post(&[("origin", "https://pay.example.com")]));
        assert!(post(&[("origin", "http://127.0.0.1:3000"), ("host", "127.0.0.1:3000")]));
        for site in ["cross-site", "same-site", "none"] {
            assert!(!post(&[("sec-fetch-site", site), ("origin", "https://pay.example.com")]), "{site}");
        }
        assert!(!post(&[("origin", "https://evil.example")]));
        assert!(!post(&[("origin", "null")]));
        assert!(!post(&[]));
    }

    #[test]
    fn reading_is_free() {
        assert!(is_ours(&Method::GET, &HeaderMap::new(), ""));
    }
}

//! What search engines are told: which pages sell, and where the list of them is.

use std::fmt::Write as _;

use axum::extract::State;
use axum::http::Extensions;
use axum::response::{IntoResponse, Response};
use http::HeaderValue;
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use paylinks::limits::{Limit, PUBLIC_PER_IP};
use paylinks::payment_links;
use paylinks_app::links as at;

use crate::actor::address;
use crate::{AppState, problem};

/// Pages in the list at most, the ones changed last; a list may have 50 000.
const MOST: i64 = 5_000;
const ROBOTS: &str = "User-agent: *\nDisallow: /api/\nDisallow: /dashboard\nDisallow: /dev/\nDisallow: /sandbox/\n\
     Disallow: /sign-in/\n";

/// What robots may read.
pub(crate) async fn robots(State(app): State<AppState>) -> Response {
    let text = format!("{ROBOTS}Sitemap: {}\n", app.core.config.url(at::SITEMAP));
    answer(text, "text/plain; charset=utf-8", "public, max-age=86400")
}

/// The pages that sell.
pub(crate) async fn sitemap(State(app): State<AppState>, extensions: Extensions) -> Response {
    let limit = Limit::new(&PUBLIC_PER_IP, address(&extensions));
    let slugs = match app.core.limits.check(&limit) {
        Ok(()) => payment_links::public_slugs(&app.core, MOST).await,
        Err(error) => Err(error),
    };
    match slugs {
        Ok(slugs) => {
            let mut text = String::from(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
                 <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
            );
            for slug in slugs {
                let url = app.core.config.url(&at::pay(&slug.slug));
                // Addresses hold nothing that XML would read.
                let _ = writeln!(text, "<url><loc>{url}</loc><lastmod>{}</lastmod></url>", slug.updated_at);
            }
            text.push_str("</urlset>\n");
            answer(text, "application/xml", "public, max-age=3600")
        }
        Err(error) => problem::json(&error),
    }
}

fn answer(text: String, kind: &'static str, keep: &'static str) -> Response {
    let fixed = HeaderValue::from_static;
    ([(CONTENT_TYPE, fixed(kind)), (CACHE_CONTROL, fixed(keep))], text).into_response()
}

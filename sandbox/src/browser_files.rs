//! The scripts that browsers load: the stand-in for Stripe.js and the frame it draws card fields in.

use axum::body::Body;
use axum::extract::Path;
use axum::http::{Response, StatusCode, header};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "assets/js/"]
struct Files;

/// Serves `/endive/{file}`.
pub(crate) async fn serve(Path(name): Path<String>) -> Response<Body> {
    let Some(file) = Files::get(&name).filter(|_| !name.starts_with('.')) else {
        return plain(StatusCode::NOT_FOUND);
    };
    let mut response = Response::builder()
        .header(header::CONTENT_TYPE, content_type(&name))
        .header(header::CACHE_CONTROL, "no-cache")
        .header(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")
        .header("cross-origin-resource-policy", "cross-origin")
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    if content_type(&name).starts_with("text/html") {
        // Any page may frame the card fields, as at Stripe.
        response = response.header(
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-ancestors *",
        );
    }
    response.body(Body::from(file.data.into_owned())).unwrap_or_else(|_| plain(StatusCode::NOT_FOUND))
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    }
}

fn plain(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

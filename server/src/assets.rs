//! Styles, scripts and pictures: the sheets of `style/` joined into one, and `public/` as it is, below
//! `/assets/<hash>/` where they may be kept for ever. Release builds carry them; debug builds read the disk.

use std::borrow::Cow;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use http::{HeaderValue, StatusCode};
use paylinks::error::Error;
use paylinks::id::sha256_hex;
use rust_embed::RustEmbed;

use crate::{AppState, problem};

/// The joined sheet's name.
const SHEET: &str = "style.css";
/// The sheet that names the order of layers; it comes first.
const LAYERS: &str = "layers.css";
const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "no-cache";
const A_DAY: &str = "public, max-age=86400";

#[derive(RustEmbed)]
#[folder = "../style"]
#[allow_missing = true]
struct Style;

#[derive(RustEmbed)]
#[folder = "../public"]
#[allow_missing = true]
struct Public;

/// Where the assets of this build are.
#[derive(Clone, Debug)]
pub struct Assets {
    hash: String,
}

impl Assets {
    /// Reads every asset once to name this build.
    #[must_use]
    pub fn load() -> Self {
        let mut names: Vec<_> = Public::iter().collect();
        names.sort();
        let mut all = sha256_hex(&sheet());
        for name in names {
            let hash = Public::get(&name).map(|file| file.metadata.sha256_hash()).unwrap_or_default();
            all = sha256_hex(&format!("{all} {name} {hash:?}"));
        }
        all.truncate(12);
        Self { hash: all }
    }

    /// The address of an asset, such as `style.css` or `js/app.js`.
    #[must_use]
    pub fn url(&self, name: &str) -> String {
        format!("/assets/{}/{name}", self.hash)
    }
}

/// All sheets as one: the order of layers first, then each sheet, in the order of its layer.
fn sheet() -> String {
    let read = |name: &str| Style::get(name).map(|file| String::from_utf8_lossy(&file.data).into_owned());
    let layers = read(LAYERS).unwrap_or_default();
    let mut names: Vec<_> = Style::iter().filter(|name| name != LAYERS).collect();
    names.sort_by_key(|name| (rank(&layers, name), name.clone()));
    let rest = names.iter().filter_map(|name| read(name));
    std::iter::once(layers.clone()).chain(rest).collect::<Vec<_>>().join("\n")
}

/// The place of a sheet's layer in the `@layer` statement: `tokens.css`, or all of `components/`.
fn rank(layers: &str, name: &str) -> usize {
    let layer = name.split('/').next().unwrap_or(name).trim_end_matches(".css");
    let statement =
        layers.split_once("@layer").map_or("", |(_, rest)| rest.split(';').next().unwrap_or(rest));
    let mut order = statement.split(',').map(str::trim);
    order.position(|known| known == layer).unwrap_or(usize::MAX)
}

/// One asset.
pub(crate) async fn serve(
    State(state): State<AppState>,
    Path((hash, path)): Path<(String, String)>,
) -> Response {
    // An old page asks with an old hash; answering with new bytes would mix two builds.
    if hash != state.assets.hash {
        return problem::json(&Error::not_found());
    }
    let keep = if cfg!(debug_assertions) { ASK_AGAIN } else { FOR_EVER };
    if path == SHEET {
        return file(sheet().into_bytes().into(), "text/css", keep);
    }
    public(&path, keep)
}

/// What robots may read: pay pages, not the dashboard.
pub(crate) async fn robots() -> Response {
    public("robots.txt", A_DAY)
}

/// The icon that browsers ask for by themselves.
pub(crate) async fn favicon() -> Response {
    let icon = public("favicon.ico", A_DAY);
    if icon.status() == StatusCode::OK { icon } else { public("icons/icon.svg", A_DAY) }
}

fn public(path: &str, keep: &'static str) -> Response {
    match Public::get(path) {
        Some(found) => file(found.data, found.metadata.mimetype(), keep),
        None => problem::json(&Error::not_found()),
    }
}

fn file(data: Cow<'static, [u8]>, mime: &str, keep: &'static str) -> Response {
    let text = mime.starts_with("text/") || mime.ends_with("javascript") || mime.ends_with("json");
    let mime = if text { format!("{mime}; charset=utf-8") } else { mime.to_owned() };
    let body = match data {
        Cow::Borrowed(bytes) => axum::body::Body::from(bytes),
        Cow::Owned(bytes) => axum::body::Body::from(bytes),
    };
    let mut response = body.into_response();
    if let Ok(mime) = HeaderValue::try_from(mime) {
        response.headers_mut().insert(CONTENT_TYPE, mime);
    }
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(keep));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_come_in_the_order_of_their_layers() {
        let layers = "/* one statement */\n@layer reset, tokens, components, pages;\n";
        let mut names =
            vec!["pages/links.css", "unknown.css", "components/card.css", "reset.css", "tokens.css"];
        names.sort_by_key(|name| (rank(layers, name), *name));
        assert_eq!(
            names,
            ["reset.css", "tokens.css", "components/card.css", "pages/links.css", "unknown.css"]
        );
    }

    #[test]
    fn the_address_carries_the_build() {
        let assets = Assets::load();
        assert_eq!(assets.hash.len(), 12);
        assert_eq!(assets.url("js/app.js"), format!("/assets/{}/js/app.js", assets.hash));
        assert_eq!(Assets::load().hash, assets.hash);
    }

    #[test]
    fn scripts_are_served_as_modules_need_them() {
        let response = file(Cow::Borrowed(b"export {}"), "text/javascript", FOR_EVER);
        assert_eq!(response.headers()[CONTENT_TYPE], "text/javascript; charset=utf-8");
        assert_eq!(response.headers()[CACHE_CONTROL], FOR_EVER);
    }
}

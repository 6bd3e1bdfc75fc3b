//! Styles, scripts and pictures: the sheets of `style/` joined as `style/bundles.txt` says, and `public/` as
//! it is, below `/assets/<hash>/` where they may be kept for ever. Release builds carry them; debug builds
//! read the disk.

use std::borrow::Cow;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::HeaderValue;
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use paylinks::branding::Palette;
use paylinks::colour::Rgb;
use paylinks::error::Error;
use paylinks::id::sha256_hex;
use rust_embed::RustEmbed;

use crate::{AppState, problem, slim};

/// The list of joined sheets: `name: file file …` on each line.
const BUNDLES: &str = "bundles.txt";
pub(crate) const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "no-cache";
const A_DAY: &str = "public, max-age=86400";
/// Pay pages, the front page and the way in may be found; what is behind a sign-in has nothing to find.

#[derive(RustEmbed)]
#[folder = "../style"]
#[allow_missing = true]
struct Style;

#[derive(RustEmbed)]
#[folder = "../public"]
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
        let list = style(BUNDLES).unwrap_or_default();
        let sheets = bundles(&list).map(|(name, files)| sha256_hex(&format!("{name} {}", join(&files))));
        let mut parts: Vec<String> = sheets.collect();
        let mut names: Vec<_> = Public::iter().collect();
        names.sort();
        parts.extend(names.iter().filter_map(|name| {
            let file = Public::get(name)?;
            Some(format!("{name} {:?}", file.metadata.sha256_hash()))
        }));
        let mut all = sha256_hex(&parts.join("\n"));
        all.truncate(12);
        Self { hash: all }
    }

    /// The address of an asset, such as `app.css` or `js/app.js`.
    #[must_use]
    pub fn url(&self, name: &str) -> String {
        format!("/assets/{}/{name}", self.hash)
    }
}

fn style(name: &str) -> Option<String> {
    Style::get(name).map(|file| String::from_utf8_lossy(&file.data).into_owned())
}

/// The joined sheets with the files of each, in order.
fn bundles(list: &str) -> impl Iterator<Item = (&str, Vec<&str>)> {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let (name, files) = line.split_once(':')?;
        Some((name.trim(), files.split_whitespace().collect()))
    })
}

fn join(files: &[&str]) -> String {
    files.iter().filter_map(|name| style(name)).collect::<Vec<_>>().join("\n")
}

/// The joined sheet of this name.
fn sheet(name: &str) -> Option<String> {
    let list = style(BUNDLES)?;
    let found = bundles(&list).find(|(own, _)| *own == name);
    found.map(|(_, files)| slim::sheet(&join(&files)))
}

/// A sheet of buyers' pages in a seller's accent, at `brand/<rrggbb>/checkout.css`: the sheet, and behind it the tokens
/// that the accent gives. The address carries the accent because no page has a style inline.
fn sheet_in_accent(path: &str) -> Option<String> {
    let (digits, name) = path.strip_prefix("brand/")?.split_once('/')?;
    let accent = Rgb::parse(digits).filter(|accent| accent.hex() == digits)?;
    ["checkout.css", "buyer.css"]
        .contains(&name)
        .then(|| sheet(name).map(|sheet| sheet + &Palette::of(accent).sheet()))?
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
    match sheet(&path).or_else(|| sheet_in_accent(&path)) {
        Some(sheet) => file(sheet.into_bytes().into(), "text/css", keep),
        None => public(&path, keep),
    }
}

/// The icon that browsers ask for by themselves.
pub(crate) async fn favicon() -> Response {
    public("icons/icon.svg", A_DAY)
}

fn public(path: &str, keep: &'static str) -> Response {
    match Public::get(path) {
        Some(found) if found.metadata.mimetype().ends_with("javascript") => {
            let script = slim::script(&String::from_utf8_lossy(&found.data));
            file(script.into_bytes().into(), "text/javascript", keep)
        }
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
    fn a_bundle_names_its_files_in_order() {
        let list = "# a word\napp.css: layers.css tokens.css\n\ncheckout.css: layers.css\n";
        let all: Vec<_> = bundles(list).collect();
        let expected = [("app.css", vec!["layers.css", "tokens.css"]), ("checkout.css", vec!["layers.css"])];
        assert_eq!(all, expected);
    }

    #[test]
    fn every_sheet_is_in_a_bundle_and_every_bundle_is_whole() {
        let list = style(BUNDLES).unwrap_or_default();
        let named: Vec<&str> = bundles(&list).flat_map(|(_, files)| files).collect();
        for name in &named {
            assert!(style(name).is_some(), "{name} is missing");
        }
        for name in Style::iter().filter(|name| name.ends_with(".css")) {
            assert!(named.contains(&name.as_ref()), "{name} is in no bundle");
        }
    }

    #[test]
    fn a_sheet_in_an_accent_ends_with_its_tokens() {
        let plain = sheet("checkout.css").unwrap();
        let own = sheet_in_accent("brand/a03060/checkout.css").unwrap();
        assert!(own.starts_with(&plain) && own[plain.len()..].contains("--accent: light-dark(#"));
        for path in
            ["A03060/checkout.css", "a0306/checkout.css", "a03060/app.css", "a03060", "a03060;}/checkout.css"]
        {
            assert_eq!(sheet_in_accent(&format!("brand/{path}")), None, "{path}");
        }
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

//! The head of an answer with a file: its name in every alphabet, and that it is kept, never shown.

use std::fmt::Write as _;

use http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG,
};
use http::{HeaderMap, HeaderValue};
use paylinks::error::{Error, Result};
use paylinks::uploads::LinkFile;

/// What runs nothing, loads nothing and belongs to no origin.
pub(crate) const POLICY: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";
/// Types that some program would read as a page, whatever their merchant called them.
const PLAIN: &str = "application/octet-stream";

/// The file's mark: its bytes never change.
pub(super) fn etag(key: &str) -> Result<HeaderValue> {
    HeaderValue::try_from(format!("\"{key}\"")).map_err(Error::internal)
}

/// The head of a file, but for its length.
pub(super) fn of(file: &LinkFile, etag: &HeaderValue) -> Result<HeaderMap> {
    let fixed = HeaderValue::from_static;
    let value = |text: String| HeaderValue::try_from(text).map_err(Error::internal);
    Ok(HeaderMap::from_iter([
        (CONTENT_TYPE, value(shown_type(&file.content_type).to_owned())?),
        (CONTENT_DISPOSITION, value(disposition(&file.name))?),
        (CONTENT_SECURITY_POLICY, fixed(POLICY)),
        (CACHE_CONTROL, fixed("private, no-store")),
        (ACCEPT_RANGES, fixed("bytes")),
        (ETAG, etag.clone()),
    ]))
}

/// The type as its merchant named it, unless a browser might read it as text that runs.
fn shown_type(content_type: &str) -> &str {
    let kind = content_type.split('/').next().unwrap_or_default();
    let runs = ["html", "xml", "script", "svg", "css"].iter().any(|part| content_type.contains(part));
    let known = ["application", "audio", "video", "image", "font", "text", "model"].contains(&kind);
    if known && !runs { content_type } else { PLAIN }
}

/// `Content-Disposition` as RFC 6266 has it: a plain name for old programs, the real one for all others.
fn disposition(name: &str) -> String {
    let plain: String =
        name.chars()
            .map(|c| {
                if c.is_ascii_graphic() && !matches!(c, '"' | '\\' | '%' | ';') || c == ' ' { c } else { '_' }
            })
            .collect();
    let encoded = name.bytes().fold(String::new(), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
        encoded
    });
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_survives_in_every_alphabet() {
        assert_eq!(
            disposition("Curs \"bun\" ș.pdf"),
            "attachment; filename=\"Curs _bun_ _.pdf\"; filename*=UTF-8''Curs%20%22bun%22%20%C8%99.pdf"
        );
        assert_eq!(disposition("a.zip"), "attachment; filename=\"a.zip\"; filename*=UTF-8''a.zip");
        assert!(!disposition("a\r\nSet-Cookie: x").contains('\n'));
    }

    #[test]
    fn what_runs_is_only_bytes() {
        for kind in
            ["text/xml", "application/rss+xml", "text/css", "x-world/x-vrml", "application/x-javascript"]
        {
            assert_eq!(shown_type(kind), PLAIN, "{kind}");
        }
        for kind in ["application/pdf", "video/mp4", "text/plain"] {
            assert_eq!(shown_type(kind), kind);
        }
    }
}

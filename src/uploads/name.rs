//! What a file may be called and of which kind it may be. What a browser would run as a page is not sold as it is.

use crate::error::{Code, Error, Fields, Result};

/// The longest name in characters.
const LONGEST: usize = 200;
/// What browsers and systems run when it is opened.
const REFUSED_ENDINGS: [&str; 21] = [
    "html", "htm", "xhtml", "xht", "shtml", "mht", "mhtml", "svg", "svgz", "hta", "js", "mjs", "vbs", "wsf",
    "scr", "pif", "com", "bat", "cmd", "lnk", "url",
];
const REFUSED_TYPES: [&str; 8] = [
    "text/html",
    "application/xhtml+xml",
    "image/svg+xml",
    "text/javascript",
    "application/javascript",
    "application/ecmascript",
    "multipart/related",
    "message/rfc822",
];

/// Checks a name: the last part of a path, in one line, that says what the file is called everywhere.
///
/// # Errors
/// `REQUIRED`, `BAD_FILE_NAME` or `FILE_TYPE_REFUSED` on `filename`.
pub(super) fn check_name(text: &str) -> Result<String> {
    let name = text.trim().trim_end_matches('.');
    if name.is_empty() {
        return Err(Error::field("filename", Code::Required));
    }
    // Marks of direction make «gpj.exe» read «exe.jpg».
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    let sound = name.chars().count() <= LONGEST
        && !name.starts_with('.')
        && !name
            .chars()
            .any(|c| hidden(c) || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|'));
    if !sound {
        return Err(Fields::default().with("filename", Code::BadFileName, Some(LONGEST.to_string())).error());
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    if REFUSED_ENDINGS.contains(&ending.as_str()) {
        return Err(Error::field("filename", Code::FileTypeRefused));
    }
    Ok(name.to_owned())
}

/// Checks a media type and gives it in small letters, without parameters.
///
/// # Errors
/// `BAD_MEDIA_TYPE` or `FILE_TYPE_REFUSED` on `contentType`.
pub(super) fn check_type(text: &str) -> Result<String> {
    let essence = text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let token = |part: &str| {
        (1..=100).contains(&part.len())
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&byte))
    };
    match essence.split_once('/') {
        Some((kind, sub)) if token(kind) && token(sub) => {}
        _ => return Err(Error::field("contentType", Code::BadMediaType)),
    }
    if REFUSED_TYPES.contains(&essence.as_str()) {
        return Err(Error::field("contentType", Code::FileTypeRefused));
    }
    Ok(essence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_they_are() {
        for name in ["Curs de gătit.pdf", "a.tar.gz", "日本語.zip", "setup.exe", "O'Neil & co.pdf"] {
            assert_eq!(check_name(name).unwrap(), name);
        }
        assert_eq!(check_name(" a.pdf. ").unwrap(), "a.pdf");
        let code = |name: &str| check_name(name).unwrap_err().fields[0].code;
        for name in
            ["../a.pdf", "a\\b", ".htaccess", "a\r\nb.pdf", "x\u{202e}fdp.exe", &"a".repeat(201), "a\"b"]
        {
            assert_eq!(code(name), Code::BadFileName, "{name}");
        }
        assert_eq!(code(" . "), Code::Required);
        for name in ["index.html", "a.SVG", "run.js", "a.pdf.bat"] {
            assert_eq!(code(name), Code::FileTypeRefused, "{name}");
        }
    }

    #[test]
    fn types_are_types() {
        assert_eq!(check_type("Application/PDF; charset=utf-8").unwrap(), "application/pdf");
        let code = |text: &str| check_type(text).unwrap_err().fields[0].code;
        for text in ["", "pdf", "a/b/c", "a/ b", "/", "text/plain\r\nx: y"] {
            assert_eq!(code(text), Code::BadMediaType, "{text}");
        }
        assert_eq!(code("text/html"), Code::FileTypeRefused);
        assert_eq!(code("IMAGE/SVG+XML"), Code::FileTypeRefused);
    }
}

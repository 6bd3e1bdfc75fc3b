//! Which part of a file is asked for. One part at most: who asks for several gets the whole, as RFC 9110 allows.

use std::ops::Range;

use http::header::{IF_RANGE, RANGE};
use http::{HeaderMap, HeaderValue};

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// The whole file.
    All,
    /// A part that lies within it.
    Part(Range<u64>),
    /// A part that lies outside.
    Nothing,
}

impl Wanted {
    /// Reads the headers of a request for a file of `size` bytes, which is never empty.
    pub(super) fn read(headers: &HeaderMap, etag: &HeaderValue, size: u64) -> Self {
        // Whoever has the beginning of another file gets all of this one.
        let same = headers.get(IF_RANGE).is_none_or(|known| known == etag);
        let range = headers.get(RANGE).filter(|_| same).and_then(|value| value.to_str().ok());
        range.and_then(|text| Self::parse(text, size)).unwrap_or(Self::All)
    }

    /// None for what is no range, and for several.
    fn parse(text: &str, size: u64) -> Option<Self> {
        let (unit, range) = text.split_once('=')?;
        let (from, to) = range.trim().split_once('-')?;
        if !unit.trim().eq_ignore_ascii_case("bytes") {
            return None;
        }
        let number = |text: &str| {
            let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            // More digits than a size can have are still a number.
            digits.then(|| text.parse().unwrap_or(u64::MAX))
        };
        let part = match (from.trim(), to.trim()) {
            ("", last) => {
                let last = number(last)?;
                if last == 0 {
                    return Some(Self::Nothing);
                }
                size.saturating_sub(last)..size
            }
            (from, "") => number(from)?..size,
            (from, to) => {
                let (from, to) = (number(from)?, number(to)?);
                if to < from {
                    return None;
                }
                from..to.saturating_add(1).min(size)
            }
        };
        Some(if part.start < size { Self::Part(part) } else { Self::Nothing })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_part_is_found_whatever_its_form() {
        let read = |text: &str| Wanted::parse(text, 10).unwrap_or(Wanted::All);
        for (text, part) in [
            ("bytes=0-0", 0..1),
            ("bytes=0-", 0..10),
            ("bytes=9-", 9..10),
            ("bytes=3-5", 3..6),
            ("bytes=3-99999999999999999999999", 3..10),
            ("bytes=-1", 9..10),
            ("bytes=-100", 0..10),
            ("Bytes = 2-3", 2..4),
        ] {
            assert_eq!(read(text), Wanted::Part(part), "{text}");
        }
        for text in ["bytes=10-", "bytes=10-20", "bytes=-0", "bytes=99999999999999999999-"] {
            assert_eq!(read(text), Wanted::Nothing, "{text}");
        }
        for text in
            ["", "bytes", "bytes=", "bytes=a-b", "bytes=5-3", "items=0-1", "bytes=0-1,3-4", "bytes=--1"]
        {
            assert_eq!(read(text), Wanted::All, "{text}");
        }
    }

    #[test]
    fn the_rest_of_another_file_is_not_given() {
        let etag = HeaderValue::from_static("\"a\"");
        let ask = |known: &'static str| {
            let mut headers = HeaderMap::from_iter([(RANGE, HeaderValue::from_static("bytes=5-"))]);
            headers.insert(IF_RANGE, HeaderValue::from_static(known));
            Wanted::read(&headers, &etag, 10)
        };
        assert_eq!(ask("\"a\""), Wanted::Part(5..10));
        for other in ["\"b\"", "W/\"a\"", "Sat, 29 Oct 1994 19:43:31 GMT"] {
            assert_eq!(ask(other), Wanted::All, "{other}");
        }
    }
}

//! Keyset paging: a limit, an opaque cursor, and one page of rows.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::error::{Code, Error, Result};

/// Rows per page when nobody says otherwise.
pub const DEFAULT_LIMIT: i64 = 20;
/// Rows per page at most; a larger wish is clamped.
pub const MAX_LIMIT: i64 = 100;

/// Where a page starts and how long it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageRequest {
    /// Rows wanted, 1 to [`MAX_LIMIT`].
    pub limit: i64,
    /// The last row of the page before: its moment in milliseconds and its id.
    pub after: Option<(i64, String)>,
}

impl PageRequest {
    /// Reads the wire's `limit` and `cursor`.
    ///
    /// # Errors
    /// `BAD_LIMIT` below one, `BAD_CURSOR` for text that no list of ours gave out.
    pub fn read(limit: Option<i64>, cursor: Option<&str>) -> Result<Self> {
        let limit = limit.unwrap_or(DEFAULT_LIMIT);
        if limit < 1 {
            return Err(Error::field("limit", Code::BadLimit));
        }
        let after = cursor.filter(|text| !text.is_empty()).map(read_cursor).transpose()?;
        Ok(Self { limit: limit.min(MAX_LIMIT), after })
    }

    /// The moment to continue below; the far future on the first page.
    #[must_use]
    pub fn before_moment(&self) -> i64 {
        self.after.as_ref().map_or(i64::MAX, |(moment, _)| *moment)
    }

    /// The id to continue below at that moment; after every id on the first page.
    #[must_use]
    pub fn before_id(&self) -> &str {
        self.after.as_ref().map_or("~", |(_, id)| id)
    }
}

fn read_cursor(text: &str) -> Result<(i64, String)> {
    let bad = || Error::field("cursor", Code::BadCursor);
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| bad())?;
    let plain = String::from_utf8(bytes).map_err(|_| bad())?;
    let (moment, id) = plain.split_once('.').ok_or_else(bad)?;
    if !crate::id::is_id(id) {
        return Err(bad());
    }
    Ok((moment.parse().map_err(|_| bad())?, id.to_owned()))
}

/// One page of rows.
#[derive(Clone, Debug)]
pub struct Page<T> {
    /// The rows, newest first.
    pub rows: Vec<T>,
    /// The cursor of the next page, when there is one.
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// Makes a page from up to `limit + 1` rows; `key` gives a row's moment and id.
    #[must_use]
    pub fn cut(mut rows: Vec<T>, request: &PageRequest, key: impl Fn(&T) -> (i64, String)) -> Self {
        let limit = usize::try_from(request.limit).unwrap_or(usize::MAX);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(|row| {
            let (moment, id) = key(row);
            URL_SAFE_NO_PAD.encode(format!("{moment}.{id}"))
        });
        Self { rows, next }
    }

    /// The same page with every row turned into something else.
    pub fn map<U>(self, turn: impl FnMut(T) -> U) -> Page<U> {
        Page { rows: self.rows.into_iter().map(turn).collect(), next: self.next }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_leads_to_the_next_page() {
        let id = crate::id::new_id(crate::clock::Timestamp(7));
        let first = PageRequest::read(Some(1), None).unwrap();
        let page = Page::cut(vec![1, 2], &first, |_| (7, id.clone()));
        assert_eq!(page.rows, [1]);
        let second = PageRequest::read(None, page.next.as_deref()).unwrap();
        assert_eq!(second.after, Some((7, id)));
    }

    #[test]
    fn limits_and_cursors_are_checked() {
        assert_eq!(PageRequest::read(Some(0), None).unwrap_err().code, Code::BadLimit);
        assert_eq!(PageRequest::read(Some(500), None).unwrap().limit, MAX_LIMIT);
        assert_eq!(PageRequest::read(None, Some("zzz")).unwrap_err().code, Code::BadCursor);
    }
}

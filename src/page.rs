//! Keyset paging: a limit, an opaque cursor, and one page of rows. A page never looks at more than [`WINDOW`]
//! rows: where few of them pass the filters it ends early, and its cursor goes on from there.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::error::{Code, Error, Result};

/// Rows per page when nobody says otherwise.
pub const DEFAULT_LIMIT: i64 = 20;
/// Rows per page at most; a larger wish is clamped.
pub const MAX_LIMIT: i64 = 100;

/// Rows that one page looks at, at most, for those that pass its filters.
pub(crate) const WINDOW: i64 = 5_000;

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
        let limit = read_limit(limit)?;
        let after = cursor.filter(|text| !text.is_empty()).map(read_cursor).transpose()?;
        Ok(Self { limit, after })
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

/// Reads the wire's `limit`.
///
/// # Errors
/// `BAD_LIMIT` below one.
pub(crate) fn read_limit(limit: Option<i64>) -> Result<i64> {
    let limit = limit.unwrap_or(DEFAULT_LIMIT);
    if limit < 1 {
        return Err(Error::field("limit", Code::BadLimit));
    }
    Ok(limit.min(MAX_LIMIT))
}

/// The cursor that continues below this row.
pub(crate) fn write_cursor(moment: i64, id: &str) -> String {
    URL_SAFE_NO_PAD.encode(format!("{moment}.{id}"))
}

/// The cursor that continues behind the row at `place`; `list` tells the order and the filters it belongs to.
pub(crate) fn write_place(list: &str, place: &[String]) -> Result<String> {
    let text = serde_json::to_string(&(list, place)).map_err(Error::internal)?;
    Ok(URL_SAFE_NO_PAD.encode(text))
}

/// The place that [`write_place`] wrote for the same list.
///
/// # Errors
/// `CURSOR_OTHER_LIST` for a cursor of another order or other filters, `BAD_CURSOR` for what is none.
pub(crate) fn read_place(text: &str, list: &str) -> Result<Vec<String>> {
    let bad = || Error::field("cursor", Code::BadCursor);
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| bad())?;
    let (own, place): (String, Vec<String>) = serde_json::from_slice(&bytes).map_err(|_| bad())?;
    if own != list {
        return Err(Error::field("cursor", Code::CursorOtherList));
    }
    if place.last().is_none_or(|id| !crate::id::is_id(id)) || place.iter().any(|text| text.contains('\0')) {
        return Err(bad());
    }
    Ok(place)
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
    /// The rows in the order of the list.
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
            write_cursor(moment, &id)
        });
        Self { rows, next }
    }

    /// The same page with every row turned into something else.
    pub fn map<U>(self, turn: impl FnMut(T) -> U) -> Page<U> {
        Page { rows: self.rows.into_iter().map(turn).collect(), next: self.next }
    }

    /// The same, where a row may turn out to be wrong.
    ///
    /// # Errors
    /// The first row's that is.
    pub fn try_map<U>(self, turn: impl FnMut(T) -> Result<U>) -> Result<Page<U>> {
        let rows: Result<Vec<U>> = self.rows.into_iter().map(turn).collect();
        Ok(Page { rows: rows?, next: self.next })
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
    fn a_place_is_good_for_its_own_list_only() {
        let id = crate::id::new_id(crate::clock::Timestamp(7));
        let place = ["tea \u{202e}\"".to_owned(), id];
        let cursor = write_place("title", &place).unwrap();
        assert_eq!(read_place(&cursor, "title").unwrap(), place);
        assert_eq!(read_place(&cursor, "revenue").unwrap_err().code, Code::CursorOtherList);
        let forged = |place: &[&str]| {
            let place: Vec<String> = place.iter().map(|text| (*text).to_owned()).collect();
            read_place(&write_place("title", &place).unwrap(), "title").unwrap_err().code
        };
        for place in
            [&[][..], &["tea"], &["tea", "' or 1=1"], &["t\0", "0197a3f0-0000-7000-8000-0123456789ab"]]
        {
            assert_eq!(forged(place), Code::BadCursor, "{place:?}");
        }
        assert_eq!(read_place("AAAA", "title").unwrap_err().code, Code::BadCursor);
    }

    #[test]
    fn limits_and_cursors_are_checked() {
        assert_eq!(PageRequest::read(Some(0), None).unwrap_err().code, Code::BadLimit);
        assert_eq!(PageRequest::read(Some(500), None).unwrap().limit, MAX_LIMIT);
        assert_eq!(PageRequest::read(None, Some("zzz")).unwrap_err().code, Code::BadCursor);
    }
}

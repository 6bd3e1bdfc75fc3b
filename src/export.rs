//! Lists as files: every row that the filters let through, read page by page, so that memory stays the same
//! however long the list is. Cells that a spreadsheet would run as a formula are disarmed.

use std::future::Future;

use futures::stream::{self, BoxStream, StreamExt as _};
use serde_json::Value;

use crate::actor::Actor;
use crate::clock::Timestamp;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::money::{Currency, Money};
use crate::operation::{Operation, read};
use crate::page::Page;

/// Rows that are read and written at a time.
pub(crate) const ROWS: i64 = 500;

/// A list that can be had as a file with the same rights and the same filters.
pub trait Export: Operation + Clone + Sync {
    /// What the file holds, in one word.
    const FILE: &'static str;
    /// The first row: the columns' names. They never change their meaning; new ones come at the end.
    const COLUMNS: &'static [&'static str];

    /// Up to [`ROWS`] rows behind `cursor`, one cell for each column.
    fn rows(
        self,
        core: &Core,
        actor: &Actor,
        cursor: Option<String>,
    ) -> impl Future<Output = Result<Page<Vec<Cell>>>> + Send;
}

/// A file on its way: its name and its bytes.
pub struct File {
    /// The name to keep it under, such as `payments-2026-11-21.csv`.
    pub name: String,
    /// RFC 4180 in UTF-8, in pieces of up to [`ROWS`] rows.
    pub pieces: BoxStream<'static, Result<Vec<u8>>>,
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell(String);

impl Cell {
    /// Words from outside. An apostrophe goes before everything that a spreadsheet would take for the
    /// beginning of a formula: at the start, and behind what some spreadsheets take for the end of a cell.
    #[must_use]
    pub fn text(text: &str) -> Self {
        let mut cell = String::with_capacity(text.len());
        let mut fresh = true;
        for letter in text.chars() {
            let runs =
                matches!(letter, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' | '\0');
            if fresh && runs {
                cell.push('\'');
            }
            cell.push(letter);
            fresh = matches!(letter, ';' | '\t' | '\n' | '\r') || (fresh && letter == ' ');
        }
        Self(cell)
    }

    /// Words from outside that may be missing.
    #[must_use]
    pub fn maybe(text: Option<&str>) -> Self {
        Self::text(text.unwrap_or_default())
    }

    /// A whole number, such as minor units.
    #[must_use]
    pub fn number(number: i64) -> Self {
        Self(number.to_string())
    }

    /// An amount in major units with a point: `49.99`.
    #[must_use]
    pub fn major(minor: i64, currency: Currency) -> Self {
        Self(Money::new(minor, currency).decimal())
    }

    /// A moment: RFC 3339 in UTC.
    #[must_use]
    pub fn moment(at: Timestamp) -> Self {
        Self(at.to_string())
    }

    /// `true` or `false`.
    #[must_use]
    pub fn flag(flag: bool) -> Self {
        Self(flag.to_string())
    }

    /// Nothing.
    #[must_use]
    pub fn empty() -> Self {
        Self(String::new())
    }
}

/// The list that `input` asks for, as a file. Refusals come before the first byte.
///
/// # Errors
/// As [`Core::run`]: no right, too often, or bad input.
pub async fn export<E: Export>(core: &Core, actor: &Actor, input: Value) -> Result<File> {
    // Who may not call learns nothing about the input.
    crate::core::check_access(E::SPEC.access, actor)?;
    let wish: E = read(input)?;
    core.admit(actor, &wish)?;
    core.admit_export(actor)?;
    let first = wish.clone().rows(core, actor, None).await?;
    let head = write([E::COLUMNS.iter().map(|name| (*name).to_owned()).collect()])?;
    let walk = Walk { core: core.clone(), actor: actor.clone(), wish, next: Some(first) };
    let rest = stream::try_unfold(walk, |mut walk| async move {
        let Some(page) = walk.next.take() else { return Ok(None) };
        let piece = write(page.rows.into_iter().map(|row| row.into_iter().map(|cell| cell.0).collect()))?;
        if let Some(cursor) = page.next {
            let page = walk.wish.clone().rows(&walk.core, &walk.actor, Some(cursor)).await?;
            walk.next = Some(page);
        }
        Ok(Some((piece, walk)))
    });
    Ok(File {
        name: format!("{}-{}.csv", E::FILE, core.clock.now().day()),
        pieces: stream::iter([Ok(head)]).chain(rest).boxed(),
    })
}

struct Walk<E> {
    core: Core,
    actor: Actor,
    wish: E,
    next: Option<Page<Vec<Cell>>>,
}

fn write(rows: impl IntoIterator<Item = Vec<String>>) -> Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::with_capacity(16 * 1024));
    for row in rows {
        writer.write_record(&row).map_err(Error::internal)?;
    }
    writer.into_inner().map_err(|error| Error::internal(error.into_error()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn disarmed(text: &str) -> String {
        Cell::text(text).0
    }

    #[test]
    fn formulas_are_disarmed() {
        for text in ["=1+1", "+40712345678", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1", " =1", "\0"] {
            let cell = disarmed(text);
            assert!(cell.trim_start_matches(' ').starts_with('\''), "{text:?} became {cell:?}");
            assert_eq!(cell.replace('\'', ""), text);
        }
        assert_eq!(disarmed("tea;=cmd|' /C calc'!A0"), "tea;'=cmd|' /C calc'!A0");
        assert_eq!(disarmed("a\n+b"), "a\n'+b");
        for text in ["ada@example.com", "Ceai - verde", "1-2=3", "Ion", "", "a b"] {
            assert_eq!(disarmed(text), text);
        }
    }

    #[test]
    fn rows_are_rfc_4180() {
        let row = vec!["a,b".to_owned(), "say \"hi\"".to_owned(), "two\r\nlines".to_owned(), String::new()];
        let text = String::from_utf8(write([row.clone()]).unwrap()).unwrap();
        assert_eq!(text, "\"a,b\",\"say \"\"hi\"\"\",\"two\r\nlines\",\r\n");
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let back: Vec<String> =
            reader.records().next().unwrap().unwrap().iter().map(ToOwned::to_owned).collect();
        assert_eq!(back, row);
    }
}

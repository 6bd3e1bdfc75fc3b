//! How many pieces a buyer may take at once.

use serde::{Deserialize, Serialize};

use crate::error::{Code, Fields, Result};
use crate::pricing::MOST_PIECES;

/// The bounds of the buyer's choice of pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantity {
    /// The fewest.
    pub min: i64,
    /// The most; None for as many as an order may have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<i64>,
}

impl Quantity {
    /// What a request says, over what stood there before: without a word it stays, `ask: false` ends it, and a bound
    /// begins it. A bound of 0 is taken away.
    #[must_use]
    pub fn read(before: Option<Self>, ask: Option<bool>, min: Option<i64>, max: Option<i64>) -> Option<Self> {
        let bounded = min.is_some_and(|min| min != 0) || max.is_some_and(|max| max != 0);
        if !ask.unwrap_or(before.is_some() || bounded) {
            return None;
        }
        let before = before.unwrap_or(Self { min: 1, max: None });
        let min = min.unwrap_or(before.min);
        Some(Self { min: if min == 0 { 1 } else { min }, max: max.or(before.max).filter(|max| *max != 0) })
    }

    /// The most pieces.
    #[must_use]
    pub fn most(self) -> i64 {
        self.max.unwrap_or(MOST_PIECES)
    }

    /// The nearest number that a buyer may choose.
    #[must_use]
    pub fn nearest(self, pieces: i64) -> i64 {
        pieces.clamp(self.min, self.most().max(self.min))
    }

    /// Checks the bounds themselves.
    ///
    /// # Errors
    /// `BAD_COUNT` on `minQuantity`, `BAD_QUANTITY` on `maxQuantity`.
    pub(super) fn check(self) -> Result<()> {
        let mut wrong = Fields::default();
        if !(1..=MOST_PIECES).contains(&self.min) {
            wrong.push_detail("minQuantity", Code::BadCount, MOST_PIECES.to_string());
        } else if !(self.min..=MOST_PIECES).contains(&self.most()) {
            wrong.push_detail("maxQuantity", Code::BadQuantity, span(self.min, MOST_PIECES));
        }
        wrong.check()
    }

    /// The pieces that a buyer takes.
    ///
    /// # Errors
    /// `BAD_QUANTITY` on `quantity` outside of the bounds.
    pub(crate) fn take(self, pieces: i64) -> Result<i64> {
        if (self.min..=self.most()).contains(&pieces) {
            return Ok(pieces);
        }
        Err(Fields::default().with("quantity", Code::BadQuantity, Some(span(self.min, self.most()))).error())
    }
}

fn span(least: i64, most: i64) -> String {
    format!("{least}–{most}")
}

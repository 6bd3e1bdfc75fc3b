//! The tax of a line: a rate, and whether the price holds it already. Which rate is right is the seller's to know.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::share;
use crate::error::{Code, Fields, Result};

/// The highest rate, hundredths of a percent.
pub(super) const MOST_BPS: i64 = 10_000;

/// A tax on a price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Tax {
    /// The rate in hundredths of a percent: 2100 is 21 %.
    #[serde(rename = "taxRateBps", alias = "bps")]
    pub bps: i64,
    /// Whether the price holds the tax already; otherwise it comes on top.
    #[serde(rename = "taxInclusive", alias = "inclusive")]
    pub inclusive: bool,
}

impl Tax {
    /// The tax of what costs `minor`, rounded half up.
    #[must_use]
    pub fn of(self, minor: i64) -> i64 {
        share(minor, self.bps, if self.inclusive { 10_000 + self.bps } else { 10_000 })
    }

    /// Checks the rate.
    ///
    /// # Errors
    /// `BAD_RATE` on `taxRateBps`.
    pub fn check(self) -> Result<Self> {
        if (1..=MOST_BPS).contains(&self.bps) {
            return Ok(self);
        }
        Err(Fields::default().with("taxRateBps", Code::BadRate, None).error())
    }
}

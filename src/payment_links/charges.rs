//! What comes on top of a link's price or is in it: tax, and the platform's fee.

use serde::{Deserialize, Serialize};

use crate::error::{Code, Error, Result};
use crate::pricing::{FeeModel, Tax};

/// Tax and fee of a link.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Charges {
    /// The tax of everything that it sells; None without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax: Option<Tax>,
    /// Who pays the platform's fee.
    #[serde(skip_serializing_if = "FeeModel::is_usual")]
    pub fee_model: FeeModel,
}

impl Charges {
    /// What a request says, over what stood there before: without a word it stays, a rate of 0 takes the tax away, and
    /// a new tax is in the price unless it says otherwise.
    #[must_use]
    pub fn read(
        before: Self,
        rate_bps: Option<i64>,
        inclusive: Option<bool>,
        fee_model: Option<FeeModel>,
    ) -> Self {
        let bps = rate_bps.unwrap_or(before.tax.map_or(0, |tax| tax.bps));
        let inclusive = inclusive.unwrap_or(before.tax.is_none_or(|tax| tax.inclusive));
        let tax = (bps != 0).then_some(Tax { bps, inclusive });
        Self { tax, fee_model: fee_model.unwrap_or(before.fee_model) }
    }

    /// Whether there is nothing of it.
    #[must_use]
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }

    /// Whether the buyer pays more than the price.
    #[must_use]
    pub fn on_top(self) -> bool {
        self.fee_model == FeeModel::Buyer || self.tax.is_some_and(|tax| !tax.inclusive)
    }

    /// Checks the tax.
    ///
    /// # Errors
    /// `BAD_RATE` on `taxRateBps`.
    pub(super) fn check(self) -> Result<()> {
        self.tax.map_or(Ok(()), |tax| tax.check().map(drop))
    }
}

/// Reads the word of a form.
///
/// # Errors
/// `BAD_CHOICE` on `feeModel`.
pub fn read_fee_model(text: &str) -> Result<FeeModel> {
    match text {
        "" | "MERCHANT" => Ok(FeeModel::Merchant),
        "BUYER" => Ok(FeeModel::Buyer),
        _ => Err(Error::field("feeModel", Code::BadChoice)),
    }
}

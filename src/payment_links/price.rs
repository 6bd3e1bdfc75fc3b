//! How a link's price comes about.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Unit;
use crate::error::{Code, Error, Result};

/// How a link's price comes about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PriceType {
    /// The seller's own.
    #[default]
    Fixed,
    /// The buyer's choice within the seller's bounds.
    PayWhatYouWant,
    /// Nothing: whoever leaves an address may have it.
    Free,
}

impl PriceType {
    /// The word in the database, and on the wire of the API reference's dialect.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fixed => "FIXED",
            Self::PayWhatYouWant => "PAY_WHAT_YOU_WANT",
            Self::Free => "FREE",
        }
    }

    /// The word in the dialect of a request.
    #[must_use]
    pub const fn wire(self, unit: Unit) -> &'static str {
        match (self, unit) {
            (Self::PayWhatYouWant, Unit::Major) => "FLEXIBLE",
            _ => self.as_str(),
        }
    }

    /// Reads the word of either dialect.
    ///
    /// # Errors
    /// `PRICE_TYPE_UNSUPPORTED` on the field `priceType`.
    pub fn parse(text: &str) -> Result<Self> {
        match text {
            "FIXED" => Ok(Self::Fixed),
            "PAY_WHAT_YOU_WANT" | "FLEXIBLE" => Ok(Self::PayWhatYouWant),
            "FREE" => Ok(Self::Free),
            _ => Err(Error::field("priceType", Code::PriceTypeUnsupported)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_dialects_are_read_and_each_gets_its_own_word() {
        for text in ["PAY_WHAT_YOU_WANT", "FLEXIBLE"] {
            let read = PriceType::parse(text).unwrap();
            assert_eq!(read, PriceType::PayWhatYouWant);
            assert_eq!((read.wire(Unit::Minor), read.wire(Unit::Major)), ("PAY_WHAT_YOU_WANT", "FLEXIBLE"));
        }
        assert_eq!(PriceType::parse("FREE").unwrap().wire(Unit::Major), "FREE");
        assert_eq!(PriceType::parse("FIXED").unwrap().wire(Unit::Major), "FIXED");
        assert_eq!(PriceType::parse("fixed").unwrap_err().code, Code::PriceTypeUnsupported);
    }
}

//! What of a link no list looks for, kept as one JSON text.

use serde::{Deserialize, Deserializer, Serialize};

use super::{Availability, Charges, PageLanguage, Quantity, Recurring, seats};
use crate::collecting::Collecting;
use crate::error::{Code, Error, Fields, Result};
use crate::money::Money;
use crate::uploads::LinkFile;

/// How many amounts a seller may suggest.
pub const SUGGESTIONS: usize = 3;

/// What of a link no list looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Details {
    /// Amounts that buyers who choose find ready to take, minor units, in the seller's order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub suggested_amounts_minor: Vec<i64>,
    /// The most that buyers may choose to pay, minor units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_amount_minor: Option<i64>,
    /// The language of its pages.
    pub language: PageLanguage,
    /// How often the link sells; None for as often as anybody pays.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_uses: Option<i64>,
    /// How many pieces a buyer may take; None for one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Quantity>,
    /// How often one buyer may buy; None for as often as they like.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_per_buyer: Option<i64>,
    /// When the link sells.
    #[serde(skip_serializing_if = "Availability::is_usual")]
    pub availability: Availability,
    /// What buyers of a digital product get, in the seller's order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<LinkFile>,
    /// What is asked beyond contact and address.
    #[serde(skip_serializing_if = "Collecting::is_empty")]
    pub collecting: Collecting,
    /// How it is paid again and again; None for once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recurring: Option<Recurring>,
    /// Its tax, and who pays the platform's fee.
    #[serde(skip_serializing_if = "Charges::is_usual")]
    pub charges: Charges,
}

impl TryFrom<String> for Details {
    type Error = serde_json::Error;

    fn try_from(text: String) -> std::result::Result<Self, serde_json::Error> {
        serde_json::from_str(&text)
    }
}

impl Details {
    /// The text in the database.
    ///
    /// # Errors
    /// Internal, when it is not JSON.
    pub(super) fn text(&self) -> Result<String> {
        serde_json::to_string(self).map_err(Error::internal)
    }

    /// Reads the text of the database inside of JSON.
    pub(super) fn inside<'de, D: Deserializer<'de>>(from: D) -> std::result::Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(from)?;
        serde_json::from_str(&text).map_err(serde::de::Error::custom)
    }

    /// Checks how often the link sells, in all and to one buyer.
    ///
    /// # Errors
    /// `BAD_COUNT` on `maxUses` or `maxPerBuyer`; `LIMIT_NEEDS_EMAIL` on `maxPerBuyer` when buyers are not asked for theirs.
    pub(super) fn check_uses(&self, collects_email: bool) -> Result<()> {
        let mut wrong = Fields::default();
        for (field, most) in [("maxUses", self.max_uses), ("maxPerBuyer", self.max_per_buyer)] {
            if most.is_some_and(|most| !(1..=seats::MOST).contains(&most)) {
                wrong.push_detail(field, Code::BadCount, seats::MOST.to_string());
            }
        }
        if self.max_per_buyer.is_some() && !collects_email {
            wrong.push("maxPerBuyer", Code::LimitNeedsEmail);
        }
        wrong.check()
    }

    /// Checks the bounds of a choice that begins at `least`.
    ///
    /// # Errors
    /// `AMOUNT_TOO_SMALL`, `AMOUNT_TOO_LARGE` and the like on `minAmount`, `maxAmountMinor` or
    /// `suggestedAmountsMinor.0` and so on; `TOO_MANY_ITEMS` on `suggestedAmountsMinor`.
    pub(super) fn check_choice(&self, least: Money) -> Result<()> {
        let mut wrong = Fields::default();
        wrong.take(least.chargeable("minAmount"))?;
        if let Some(most) = self.max_amount_minor {
            wrong.take(within(most, least, None, "maxAmountMinor"))?;
        }
        let field = "suggestedAmountsMinor";
        if self.suggested_amounts_minor.len() > SUGGESTIONS {
            wrong.push_detail(field, Code::TooManyItems, SUGGESTIONS.to_string());
        }
        for (index, minor) in self.suggested_amounts_minor.iter().enumerate() {
            wrong.take(within(*minor, least, self.max_amount_minor, &format!("{field}.{index}")))?;
        }
        wrong.check()
    }

    /// Whether a buyer may choose to pay `minor`.
    ///
    /// # Errors
    /// `AMOUNT_TOO_SMALL`, `AMOUNT_TOO_LARGE` and the like on `amount`.
    pub(crate) fn choosable(&self, minor: i64, least: Money) -> Result<Money> {
        within(minor, least, self.max_amount_minor, "amount")
    }
}

fn within(minor: i64, least: Money, most: Option<i64>, field: &str) -> Result<Money> {
    let money = Money::new(minor, least.currency).chargeable(field)?;
    let out = |code, bound| {
        let bound = Money::new(bound, least.currency).to_string();
        Err(Fields::default().with(field, code, Some(bound)).error())
    };
    match most {
        _ if minor < least.minor => out(Code::AmountTooSmall, least.minor),
        Some(most) if minor > most => out(Code::AmountTooLarge, most),
        _ => Ok(money),
    }
}

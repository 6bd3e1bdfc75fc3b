//! What a promotion code says, checked as a whole; and whether it is for this offer.

use super::{MOST, PromotionCode, PromotionState};
use crate::clock::Timestamp;
use crate::error::{Code, Error, Fields, Result};
use crate::money::{Currency, MAX_MINOR};
use crate::payment_links::{PriceType, Terms};
use crate::pricing::{Discount, Off};

/// How many links a code may name.
pub(super) const MOST_LINKS: usize = 100;

/// A stored code.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Promotion {
    /// The code's id.
    pub id: String,
    /// Whose it is.
    pub merchant_id: String,
    /// What buyers write, in capitals.
    pub code: String,
    /// Whether it is switched on.
    pub active: bool,
    /// The percent that are taken off.
    pub percent_off: Option<i64>,
    /// The amount that is taken off, minor units.
    pub amount_off_minor: Option<i64>,
    /// The amount's currency, ISO 4217.
    pub currency: Option<String>,
    /// When it begins, milliseconds.
    pub starts_at: Option<i64>,
    /// When it ends, milliseconds.
    pub ends_at: Option<i64>,
    /// How often it can be used.
    pub max_uses: Option<i64>,
    /// How often one buyer can use it.
    pub max_per_buyer: Option<i64>,
    /// Whether it is only for buyers who have not bought from the merchant before.
    pub first_purchase_only: bool,
    /// The links it is for, JSON; empty for all.
    pub links: String,
    /// Payments with it that went through.
    pub used_count: i64,
    /// Payments with it that are under way.
    pub held_count: i64,
    /// Counts its changes.
    pub version: i64,
    /// When it was made, milliseconds.
    pub created_at: i64,
    /// When it was last changed, milliseconds.
    pub updated_at: i64,
}

/// Checks what buyers write and gives it in capitals.
///
/// # Errors
/// `REQUIRED` or `BAD_CODE` on the field `code`.
pub fn check_code(text: &str) -> Result<String> {
    let code = text.trim().to_ascii_uppercase();
    if code.is_empty() {
        return Err(Error::field("code", Code::Required));
    }
    let sound = (3..=32).contains(&code.len())
        && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    if sound { Ok(code) } else { Err(Error::field("code", Code::BadCode)) }
}

impl Promotion {
    /// The links it is for; empty for all.
    #[must_use]
    pub fn link_ids(&self) -> Vec<String> {
        serde_json::from_str(&self.links).unwrap_or_default()
    }

    /// Whether it depends on who uses it.
    pub(super) fn is_personal(&self) -> bool {
        self.first_purchase_only || self.max_per_buyer.is_some()
    }

    /// How often one buyer can use it. A first purchase is made once.
    pub(super) fn per_buyer(&self) -> i64 {
        let most = self.max_per_buyer.unwrap_or(i64::MAX);
        if self.first_purchase_only { 1 } else { most }
    }

    /// What it takes off an order.
    #[must_use]
    pub fn discount(&self) -> Discount {
        let off = match (self.percent_off, self.amount_off_minor) {
            (Some(percent), _) => Off::Percent(percent * 100),
            (None, minor) => Off::Amount(minor.unwrap_or(0)),
        };
        Discount { name: self.code.clone(), off, only: None }
    }

    /// How it stands.
    #[must_use]
    pub fn state(&self, now: Timestamp) -> PromotionState {
        match self.active {
            false => PromotionState::Inactive,
            _ if self.max_uses.is_some_and(|most| self.used_count >= most) => PromotionState::UsedUp,
            _ if self.ends_at.is_some_and(|ends| ends <= now.0) => PromotionState::Ended,
            _ if self.starts_at.is_some_and(|starts| starts > now.0) => PromotionState::NotStarted,
            _ => PromotionState::Active,
        }
    }

    /// Whether buyers can use it now for what this link sells. What is switched off is not told from what is not there.
    pub(super) fn check_for(&self, link_id: &str, terms: &Terms, now: Timestamp) -> Result<()> {
        let links = self.link_ids();
        let other_currency =
            self.amount_off_minor.is_some() && self.currency.as_deref() != Some(terms.currency.code());
        let refused = match self.state(now) {
            PromotionState::Inactive => Code::CodeUnknown,
            PromotionState::UsedUp => Code::CodeUsedUp,
            PromotionState::Ended => Code::CodeEnded,
            PromotionState::NotStarted => Code::CodeNotStarted,
            PromotionState::Active if !links.is_empty() && !links.iter().any(|id| id == link_id) => {
                Code::CodeOtherOffer
            }
            // Whoever chooses what to pay needs no discount.
            PromotionState::Active if other_currency || terms.price_type != PriceType::Fixed => {
                Code::CodeOtherOffer
            }
            PromotionState::Active => return Ok(()),
        };
        Err(Error::field("code", refused))
    }

    /// Checks every field.
    ///
    /// # Errors
    /// One error with every field that is not right.
    pub(super) fn check(self) -> Result<Self> {
        let mut wrong = Fields::default();
        let code = wrong.take(check_code(&self.code))?;
        match (self.percent_off, self.amount_off_minor) {
            (Some(_), Some(_)) | (None, None) => wrong.push("percentOff", Code::DiscountOne),
            (Some(percent), None) if !(1..=99).contains(&percent) => {
                wrong.push_detail("percentOff", Code::BadCount, "99");
            }
            (None, Some(minor)) if minor < 1 => wrong.push("amountOffMinor", Code::AmountNotPositive),
            (None, Some(minor)) if minor > MAX_MINOR => {
                wrong.push_detail("amountOffMinor", Code::AmountTooLarge, MAX_MINOR.to_string());
            }
            _ => {}
        }
        if self.starts_at.zip(self.ends_at).is_some_and(|(starts, ends)| ends <= starts) {
            wrong.push("endsAt", Code::BadRange);
        }
        for (field, most) in [("maxUses", self.max_uses), ("maxPerBuyer", self.max_per_buyer)] {
            if most.is_some_and(|most| !(1..=MOST).contains(&most)) {
                wrong.push_detail(field, Code::BadCount, MOST.to_string());
            }
        }
        if self.link_ids().len() > MOST_LINKS {
            wrong.push_detail("payLinkIds", Code::TooManyItems, MOST_LINKS.to_string());
        }
        wrong.check()?;
        Ok(Self { code: code.unwrap_or_default(), ..self })
    }

    /// The code on the wire.
    pub(super) fn wire(self, now: Timestamp) -> PromotionCode {
        PromotionCode {
            state: self.state(now),
            pay_link_ids: self.link_ids(),
            id: self.id,
            code: self.code,
            active: self.active,
            percent_off: self.percent_off,
            amount_off_minor: self.amount_off_minor,
            currency: self.currency.as_deref().and_then(|code| Currency::parse(code).ok()),
            starts_at: self.starts_at.map(Timestamp),
            ends_at: self.ends_at.map(Timestamp),
            max_uses: self.max_uses,
            max_per_buyer: self.max_per_buyer,
            first_purchase_only: self.first_purchase_only,
            used_count: self.used_count,
            held_count: self.held_count,
            created_at: Timestamp(self.created_at),
            updated_at: Timestamp(self.updated_at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_capitals_without_ornaments() {
        assert_eq!(check_code(" vara-20 ").unwrap(), "VARA-20");
        for text in ["ab", "two words", "ȘASE", "a/b", "%00", &"x".repeat(33)] {
            assert_eq!(check_code(text).unwrap_err().code, Code::BadCode, "{text}");
        }
        assert_eq!(check_code(" ").unwrap_err().code, Code::Required);
    }
}

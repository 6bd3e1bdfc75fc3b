//! The least and the most that one payment to a merchant may come to. Held when a link is saved, so that nobody offers
//! what cannot be paid, and again when a payment starts.

mod operations;
mod store;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use self::operations::{GetPaymentLimits, SetPaymentLimits};
pub(crate) use self::store::sql::ALL as STATEMENTS;
use crate::checkout_sessions::Wish;
use crate::core::Core;
use crate::error::{Code, Error, Fields, Result};
use crate::money::{Currency, Money};
use crate::payment_links::{PriceType, Terms};

/// The bounds of one payment in one currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PaymentLimit {
    /// The currency they hold for.
    pub currency: Currency,
    /// The least that a payment may come to, minor units; null for what cards take at least.
    pub min_amount_minor: Option<i64>,
    /// The most that a payment may come to, minor units; null for what Stripe takes at most.
    pub max_amount_minor: Option<i64>,
}

/// The bounds of payments in every currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PaymentLimits {
    /// One for each currency.
    pub limits: Vec<PaymentLimit>,
}

impl PaymentLimit {
    /// Whether a payment of `money` lies within.
    fn holds(&self, money: Money, field: &str) -> Result<()> {
        let out = |code, minor| {
            let bound = Money::new(minor, self.currency).to_string();
            Err(Fields::default().with(field, code, Some(bound)).error())
        };
        match (self.min_amount_minor, self.max_amount_minor) {
            (Some(least), _) if money.minor < least => out(Code::AmountTooSmall, least),
            (_, Some(most)) if money.minor > most => out(Code::AmountTooLarge, most),
            _ => Ok(()),
        }
    }

    /// The bounds themselves.
    fn check(&self, index: usize) -> Result<()> {
        let field = |name| format!("limits.{index}.{name}");
        let (mut wrong, least) =
            (Fields::default(), self.min_amount_minor.unwrap_or(self.currency.smallest()));
        let money = |minor| Money::new(minor, self.currency);
        wrong.take(money(least).chargeable(&field("minAmountMinor")))?;
        if let Some(most) = self.max_amount_minor {
            let name = field("maxAmountMinor");
            if most < least {
                wrong.push_detail(name, Code::AmountTooSmall, money(least).to_string());
            } else {
                wrong.take(money(most).chargeable(&name))?;
            }
        }
        wrong.check()
    }
}

/// Holds a payment against its merchant's bounds.
///
/// # Errors
/// `AMOUNT_TOO_SMALL` or `AMOUNT_TOO_LARGE` on `amount`.
pub(crate) async fn check(core: &Core, merchant_id: &str, money: Money) -> Result<()> {
    let found = store::find(&core.db, merchant_id, money.currency).await?;
    found.map_or(Ok(()), |limit| limit.holds(money, "amount"))
}

/// Holds what a link asks for against its merchant's bounds: the least order that it sells.
///
/// # Errors
/// `AMOUNT_TOO_SMALL` or `AMOUNT_TOO_LARGE` on `amount`, or on `minAmount` where buyers choose.
pub(crate) async fn check_link(core: &Core, merchant_id: &str, terms: &Terms) -> Result<()> {
    let Some(limit) = store::find(&core.db, merchant_id, terms.currency).await? else { return Ok(()) };
    let open = terms.price_type == PriceType::PayWhatYouWant;
    let wish = Wish { amount_minor: open.then_some(terms.amount_minor), ..Wish::default() };
    let least = wish.order(terms, &core.config)?.total();
    limit.holds(least, if open { "minAmount" } else { "amount" })
}

/// One bound for each currency, and none twice.
fn check_all(limits: &[PaymentLimit]) -> Result<()> {
    let mut wrong = Fields::default();
    for (index, limit) in limits.iter().enumerate() {
        if limits.iter().take(index).any(|other| other.currency == limit.currency) {
            return Err(Error::field(format!("limits.{index}.currency"), Code::BadCurrency));
        }
        wrong.take(limit.check(index))?;
    }
    wrong.check()
}

//! What an order comes to: lines, a discount, the tax of each line, the platform's fee and who pays it. Nothing here
//! knows a database or a clock. Everything is whole minor units of one currency, and the parts always add up.

mod discount;
mod order;
mod tax;
#[cfg(test)]
mod tests;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use self::discount::{Discount, Off};
pub use self::order::{Line, Order};
pub use self::tax::Tax;
use crate::error::{Code, Error, Fields, Result};
use crate::money::{Currency, MAX_MINOR, Money, platform_fee};

/// The most pieces of one line.
pub const MOST_PIECES: i64 = 10_000;

/// Who pays the platform's fee.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum FeeModel {
    /// The seller: it comes off what the buyer pays.
    #[default]
    Merchant,
    /// The buyer: it is added, and shown before paying.
    Buyer,
}

impl FeeModel {
    /// The word on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Merchant => "MERCHANT",
            Self::Buyer => "BUYER",
        }
    }

    /// Whether it is the usual one.
    #[must_use]
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

/// One thing that is bought, before anything is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The line of the link or the product that it comes from; None for the link itself.
    pub id: Option<String>,
    /// The product of the catalogue that it was taken from.
    pub product_id: Option<String>,
    /// What it is.
    pub title: String,
    /// The price of one piece, minor units.
    pub unit_minor: i64,
    /// How many pieces.
    pub quantity: i64,
    /// Its tax.
    pub tax: Option<Tax>,
}

impl Item {
    /// One piece without tax.
    #[must_use]
    pub fn one(title: impl Into<String>, unit_minor: i64) -> Self {
        Self { id: None, product_id: None, title: title.into(), unit_minor, quantity: 1, tax: None }
    }
}

/// What is bought, and on which terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basket {
    /// The currency of every price in it.
    pub currency: Currency,
    /// What is bought; lines with no pieces are left out of the order.
    pub items: Vec<Item>,
    /// What is taken off.
    pub discount: Option<Discount>,
    /// The platform's fee in hundredths of a percent.
    pub fee_bps: u32,
    /// Who pays it.
    pub fee_model: FeeModel,
}

impl Basket {
    /// Counts it. The discount is shared out over its lines, then each line is taxed, then the fee is taken from or
    /// added to the sum.
    ///
    /// # Errors
    /// `AMOUNT_TOO_LARGE` on `quantity` when it comes to more than Stripe takes.
    pub fn order(&self) -> Result<Order> {
        let mut lines = Vec::with_capacity(self.items.len());
        for item in self.items.iter().filter(|item| item.quantity > 0) {
            lines.push(Line::of(item).ok_or_else(|| self.too_much())?);
        }
        if let Some(discount) = &self.discount {
            discount.share_out(&mut lines);
        }
        for line in &mut lines {
            line.tax();
        }
        let order = Order::of(self.currency, lines).ok_or_else(|| self.too_much())?;
        let discount = self.discount.as_ref().map(|discount| discount.name.clone());
        let mut order = Order { discount: discount.filter(|_| order.discount_minor > 0), ..order };
        if self.fee_model == FeeModel::Buyer {
            order.surcharge_minor = platform_fee(order.total_minor, self.fee_bps);
            order.total_minor += order.surcharge_minor;
        }
        if order.total_minor > MAX_MINOR { Err(self.too_much()) } else { Ok(order) }
    }

    fn too_much(&self) -> Error {
        let most = Money::new(MAX_MINOR, self.currency).to_string();
        Fields::default().with("quantity", Code::AmountTooLarge, Some(most)).error()
    }
}

/// `whole × part / of`, rounded half up; zero when `of` is not above zero. What does not fit is the largest there is.
fn share(whole: i64, part: i64, of: i64) -> i64 {
    if of <= 0 {
        return 0;
    }
    let (whole, part, of) = (i128::from(whole), i128::from(part), i128::from(of));
    i64::try_from((2 * whole * part + of) / (2 * of)).unwrap_or(i64::MAX)
}

//! What a buyer wants of a link, and what it comes to.

use crate::config::Config;
use crate::error::{Code, Error, Result};
use crate::payment_links::{PriceType, Terms};
use crate::pricing::{Basket, Discount, Item, Order};

/// What a buyer wants of a link.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// How many pieces; the fewest when nothing is said.
    pub quantity: Option<i64>,
    /// What the buyer chose to pay for a piece, minor units; only where they choose.
    pub amount_minor: Option<i64>,
    /// What a promotion code takes off.
    pub discount: Option<Discount>,
}

impl Wish {
    /// Whether nothing is wished for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The nearest wish that the link can fill: what a page shows.
    #[must_use]
    pub fn nearest(self, terms: &Terms) -> Self {
        let quantity =
            terms.details.quantity.map(|bounds| bounds.nearest(self.quantity.unwrap_or(bounds.min)));
        let chosen = self.amount_minor.filter(|minor| terms.details.choosable(*minor, terms.price()).is_ok());
        let open = terms.price_type == PriceType::PayWhatYouWant;
        let suggested = terms.details.suggested_amounts_minor.first().copied();
        Self { quantity, amount_minor: if open { chosen.or(suggested) } else { None }, ..self }
    }

    /// What it comes to. A buyer who has yet to choose an amount is told of nothing.
    ///
    /// # Errors
    /// `BAD_QUANTITY` or `NO_QUANTITY` on `quantity`, `AMOUNT_TOO_SMALL` and the like on `amount`.
    pub fn order(&self, terms: &Terms, config: &Config) -> Result<Order> {
        let quantity = match (terms.details.quantity, self.quantity) {
            (Some(bounds), pieces) => bounds.take(pieces.unwrap_or(bounds.min))?,
            (None, None | Some(1)) => 1,
            (None, Some(_)) => return Err(Error::field("quantity", Code::NoQuantity)),
        };
        let unit_minor = match (terms.price_type, self.amount_minor) {
            (PriceType::PayWhatYouWant, Some(minor)) => terms.details.choosable(minor, terms.price())?.minor,
            (PriceType::PayWhatYouWant, None) => 0,
            (PriceType::Fixed | PriceType::Free, _) => terms.amount_minor,
        };
        let charges = terms.details.charges;
        let item = Item { quantity, tax: charges.tax, ..Item::one(terms.title.as_str(), unit_minor) };
        let basket = Basket {
            currency: terms.currency,
            items: vec![item],
            discount: self.discount.clone(),
            fee_bps: config.fee_bps,
            fee_model: charges.fee_model,
        };
        basket.order()
    }
}

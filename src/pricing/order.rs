//! What an order came to. A checkout session and its payment keep exactly this, so that receipts, exports and invoices
//! never count again.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Item, MOST_PIECES, Tax};
use crate::error::{Error, Result};
use crate::money::{Currency, MAX_MINOR, Money, platform_fee};

/// One line of an order. All amounts are minor units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Line {
    /// The line of the link or the product that it comes from; null for the link itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The product of the catalogue that it was taken from; null without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product_id: Option<String>,
    /// What was bought.
    pub title: String,
    /// The price of one piece.
    pub unit_minor: i64,
    /// How many pieces.
    pub quantity: i64,
    /// The price of all pieces, before discount and tax.
    pub subtotal_minor: i64,
    /// What was taken off.
    #[serde(default)]
    pub discount_minor: i64,
    /// Rate and kind of the tax; null without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax: Option<Tax>,
    /// The tax, in the price or on top of it.
    #[serde(default)]
    pub tax_minor: i64,
    /// What the line comes to: subtotal less discount, and the tax when it comes on top.
    pub total_minor: i64,
}

impl Line {
    /// The line before discount and tax; None when it is more than Stripe takes.
    pub(super) fn of(item: &Item) -> Option<Self> {
        let sound = (0..=MAX_MINOR).contains(&item.unit_minor) && item.quantity <= MOST_PIECES;
        let subtotal_minor = item.unit_minor.checked_mul(item.quantity).filter(|_| sound)?;
        Some(Self {
            id: item.id.clone(),
            product_id: item.product_id.clone(),
            title: item.title.clone(),
            unit_minor: item.unit_minor,
            quantity: item.quantity,
            subtotal_minor,
            discount_minor: 0,
            tax: item.tax,
            tax_minor: 0,
            total_minor: subtotal_minor,
        })
    }

    /// Adds up what the line comes to, once its discount stands.
    pub(super) fn tax(&mut self) {
        let rest = self.subtotal_minor - self.discount_minor;
        self.tax_minor = self.tax.map_or(0, |tax| tax.of(rest));
        let on_top = self.tax.is_some_and(|tax| !tax.inclusive);
        self.total_minor = if on_top { rest + self.tax_minor } else { rest };
    }

    /// The title with the number of pieces, when there are several: `3 × Tea`.
    #[must_use]
    pub fn name(&self) -> String {
        if self.quantity == 1 { self.title.clone() } else { format!("{} × {}", self.quantity, self.title) }
    }
}

/// What an order comes to. All amounts are minor units of `currency`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Order {
    /// The currency of all amounts.
    pub currency: Currency,
    /// What is bought.
    pub lines: Vec<Line>,
    /// The lines before discount and tax.
    pub subtotal_minor: i64,
    /// What is taken off.
    #[serde(default)]
    pub discount_minor: i64,
    /// What the buyer reads beside it, such as the code; null without a discount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<String>,
    /// The tax of all lines, in the prices or on top of them.
    #[serde(default)]
    pub tax_minor: i64,
    /// The platform's fee, where the buyer pays it.
    #[serde(default)]
    pub surcharge_minor: i64,
    /// What the buyer pays.
    pub total_minor: i64,
}

impl Order {
    /// Adds up the lines; None when they are more than Stripe takes.
    pub(super) fn of(currency: Currency, lines: Vec<Line>) -> Option<Self> {
        let mut order = Self { currency, ..Self::default() };
        for line in &lines {
            order.subtotal_minor = order.subtotal_minor.checked_add(line.subtotal_minor)?;
            order.discount_minor += line.discount_minor;
            order.tax_minor += line.tax_minor;
            order.total_minor += line.total_minor;
        }
        Some(Self { lines, ..order })
    }

    /// An order of one piece, with nothing else to say: what attempts came to before orders were kept.
    #[must_use]
    pub fn plain(title: impl Into<String>, price: Money) -> Self {
        let item = Item::one(title, price.minor);
        let line = Line::of(&item).into_iter().collect();
        Self::of(price.currency, line).unwrap_or_default()
    }

    /// Whether there is nothing to say but a title and a price.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        let one = self.lines.len() == 1 && self.lines.iter().all(|line| line.quantity == 1);
        one && self.discount_minor == 0 && self.tax_minor == 0 && self.surcharge_minor == 0
    }

    /// What the buyer pays.
    #[must_use]
    pub const fn total(&self) -> Money {
        Money::new(self.total_minor, self.currency)
    }

    /// What is bought, in one line of text.
    #[must_use]
    pub fn summary(&self) -> String {
        self.lines.iter().map(Line::name).collect::<Vec<_>>().join("; ")
    }

    /// How many pieces of everything.
    #[must_use]
    pub fn pieces(&self) -> i64 {
        self.lines.iter().map(|line| line.quantity).sum()
    }

    /// The tax that comes on top of the prices, and the tax that is in them.
    #[must_use]
    pub fn taxes(&self) -> (i64, i64) {
        self.lines.iter().fold((0, 0), |(on_top, inside), line| match line.tax {
            Some(tax) if tax.inclusive => (on_top, inside + line.tax_minor),
            _ => (on_top + line.tax_minor, inside),
        })
    }

    /// The rate that all taxed lines share, hundredths of a percent; None when they differ or none is taxed.
    #[must_use]
    pub fn tax_rate(&self) -> Option<i64> {
        let mut rates = self.lines.iter().filter_map(|line| line.tax).map(|tax| tax.bps);
        let first = rates.next()?;
        rates.all(|rate| rate == first).then_some(first)
    }

    /// The platform's fee, whoever pays it: counted from the total without it.
    #[must_use]
    pub fn platform_fee(&self, fee_bps: u32) -> i64 {
        platform_fee(self.total_minor - self.surcharge_minor, fee_bps)
    }

    /// The text in the database.
    ///
    /// # Errors
    /// Internal, when it is not JSON.
    pub fn text(&self) -> Result<String> {
        serde_json::to_string(self).map_err(Error::internal)
    }

    /// Reads the text of the database; without one it was a plain order.
    ///
    /// # Errors
    /// Internal, when the text is no order.
    pub fn read(text: Option<&str>, title: &str, price: Money) -> Result<Self> {
        let order = text.map(serde_json::from_str).transpose().map_err(Error::internal)?;
        Ok(order.unwrap_or_else(|| Self::plain(title, price)))
    }
}

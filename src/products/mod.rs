//! The catalogue: what a merchant sells, with a price for each currency, a tax and a stock. Links take a snapshot of it,
//! so that a change here changes nothing that is being bought.

mod file;
mod operations;
mod store;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use self::operations::{
    ArchiveProduct, CreateProduct, GetProduct, ListProducts, ProductStatus, RestoreProduct, UpdateProduct,
};
pub(crate) use self::store::sql::ALL as STATEMENTS;
use crate::clock::Timestamp;
use crate::error::{Code, Error, Fields, Result};
use crate::merchants::check_name;
use crate::money::{Currency, Money};
use crate::pricing::Tax;

/// The most pieces that a stock may have.
const MOST_STOCK: i64 = 1_000_000;

/// A product's price in one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Price {
    /// The currency.
    pub currency: Currency,
    /// The price of one piece, minor units.
    pub amount_minor: i64,
}

/// A product of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Product {
    /// The product's id.
    pub id: String,
    /// What it is.
    pub name: String,
    /// What buyers read about it.
    pub description: String,
    /// Its price in each currency that it has one in.
    pub prices: Vec<Price>,
    /// The tax rate in hundredths of a percent; null without a tax.
    pub tax_rate_bps: Option<i64>,
    /// Whether the prices hold the tax already.
    pub tax_inclusive: bool,
    /// Pieces that are there, those held for buyers included; null for as many as anybody wants.
    pub stock: Option<i64>,
    /// Pieces held for buyers who are paying.
    pub held: i64,
    /// Pieces sold so far.
    pub sold: i64,
    /// Whether new links may take it; false when it is archived.
    pub active: bool,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl Product {
    /// Its price in this currency.
    #[must_use]
    pub fn price(&self, currency: Currency) -> Option<Money> {
        let price = self.prices.iter().find(|price| price.currency == currency)?;
        Some(Money::new(price.amount_minor, currency))
    }

    /// Its tax.
    #[must_use]
    pub fn tax(&self) -> Option<Tax> {
        self.tax_rate_bps.map(|bps| Tax { bps, inclusive: self.tax_inclusive })
    }

    /// Checks every field and gives the tidied product, or all fields that are not right at once.
    fn check(self) -> Result<Self> {
        let mut wrong = Fields::default();
        let name = wrong.take(check_name(&self.name, "name", 120))?;
        let description = self.description.trim().replace("\r\n", "\n");
        if description.chars().count() > 2000 {
            wrong.push_detail("description", Code::TooLong, "2000");
        }
        if description.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
            wrong.push("description", Code::BadCharacters);
        }
        wrong.take(check_prices(&self.prices))?;
        wrong.take(self.tax().map_or(Ok(()), |tax| tax.check().map(drop)))?;
        if self.stock.is_some_and(|stock| !(0..=MOST_STOCK).contains(&stock)) {
            wrong.push_detail("stock", Code::BadStock, MOST_STOCK.to_string());
        }
        wrong.check()?;
        Ok(Self { name: name.unwrap_or_default(), description, ..self })
    }
}

/// One price at least, and one for each currency at most.
fn check_prices(prices: &[Price]) -> Result<()> {
    if prices.is_empty() {
        return Err(Error::field("prices", Code::Required));
    }
    let mut wrong = Fields::default();
    for (index, price) in prices.iter().enumerate() {
        if prices.iter().take(index).any(|other| other.currency == price.currency) {
            wrong.push(format!("prices.{index}.currency"), Code::BadCurrency);
        }
        let money = Money::new(price.amount_minor, price.currency);
        wrong.take(money.chargeable(&format!("prices.{index}.amountMinor")))?;
    }
    wrong.check()
}

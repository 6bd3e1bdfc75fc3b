//! What a link would be like, before it is saved.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::{Charges, check_slug, store};
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Code, Result};
use crate::money::{Currency, MAX_MINOR};
use crate::operation::{Operation, Spec};
use crate::pricing::{Basket, FeeModel, Item, Order};

/// Tells what a price would leave to the merchant and whether an address is free. Nothing is reserved.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct QuotePayLink {
    /// The link that is being changed: of its own address nothing is said.
    pub id: Option<String>,
    /// The last part of the pay page's address.
    pub slug: Option<String>,
    /// The price in minor units.
    pub amount_minor: Option<i64>,
    /// The price's currency.
    pub currency: Option<Currency>,
    /// The tax rate in hundredths of a percent.
    pub tax_rate_bps: Option<i64>,
    /// Whether the price holds the tax already; true when left out.
    pub tax_inclusive: Option<bool>,
    /// Who pays the platform's fee.
    pub fee_model: Option<FeeModel>,
}

/// What a link would be like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PayLinkQuote {
    /// The platform's fee from one payment in minor units; null without an amount that can be charged.
    pub platform_fee: Option<i64>,
    /// What the buyer pays for one piece, minor units: the price, a tax on top and a fee that the buyer pays.
    pub total_amount: Option<i64>,
    /// What the buyer pays less the platform's fee, minor units; Stripe's own fee still comes off.
    pub net_amount: Option<i64>,
    /// Whether the address can be taken; null when none was asked about, and for the link's own.
    pub slug_free: Option<bool>,
    /// Why it cannot: `BAD_SLUG`, `SLUG_RESERVED` or `SLUG_TAKEN`.
    pub slug_problem: Option<String>,
}

impl Operation for QuotePayLink {
    const SPEC: Spec = Spec {
        title: "Quote a payment link",
        summary: "Tells what a price leaves after the platform's fee, and whether an address is free.",
        ..Spec::read("quote_paylink", "PayLinks", "/paylinks/quote")
    };
    type Output = PayLinkQuote;

    async fn run(self, core: &Core, actor: &Actor) -> Result<PayLinkQuote> {
        let merchant_id = actor.merchant()?;
        let order = self.order(core.config.fee_bps);
        let fee = order.as_ref().map(|order| order.platform_fee(core.config.fee_bps));
        let total = order.map(|order| order.total_minor);
        let (slug_free, problem) = match self.slug.as_deref().map(check_slug) {
            None => (None, None),
            Some(Err(error)) => (Some(false), error.fields.first().map(|field| field.code)),
            Some(Ok(slug)) => match store::slug_holder(&core.db, &slug).await? {
                None => (Some(true), None),
                Some((owner, id)) if owner == merchant_id && Some(&id) == self.id.as_ref() => (None, None),
                Some(_) => (Some(false), Some(Code::SlugTaken)),
            },
        };
        Ok(PayLinkQuote {
            platform_fee: fee,
            total_amount: total,
            net_amount: total.zip(fee).map(|(total, fee)| total - fee),
            slug_free,
            slug_problem: problem.map(|code| code.as_str().to_owned()),
        })
    }
}

impl QuotePayLink {
    /// What one piece comes to; None when it cannot be charged.
    fn order(&self, fee_bps: u32) -> Option<Order> {
        let unit_minor = self.amount_minor.filter(|minor| (1..=MAX_MINOR).contains(minor))?;
        let Charges { tax, fee_model } =
            Charges::read(Charges::default(), self.tax_rate_bps, self.tax_inclusive, self.fee_model);
        let tax = tax.filter(|tax| tax.check().is_ok());
        let items = vec![Item { tax, ..Item::one("", unit_minor) }];
        let currency = self.currency.unwrap_or_default();
        Basket { currency, items, discount: None, fee_bps, fee_model }.order().ok()
    }
}

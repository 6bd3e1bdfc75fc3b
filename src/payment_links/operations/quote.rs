//! What a link would be like, before it is saved.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::{check_slug, store};
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Code, Result};
use crate::money::{Currency, MAX_MINOR, platform_fee};
use crate::operation::{Operation, Spec};

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
}

/// What a link would be like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PayLinkQuote {
    /// The platform's fee from one payment in minor units; null without an amount that can be charged.
    pub platform_fee: Option<i64>,
    /// The amount less the platform's fee, minor units; Stripe's own fee still comes off.
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
        let charged = self.amount_minor.filter(|minor| (1..=MAX_MINOR).contains(minor));
        let fee = charged.map(|minor| platform_fee(minor, core.config.fee_bps));
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
            net_amount: charged.zip(fee).map(|(amount, fee)| amount - fee),
            slug_free,
            slug_problem: problem.map(|code| code.as_str().to_owned()),
        })
    }
}

//! One search over everything a merchant has, for the palette: a few links and a few payments.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::actor::Actor;
use crate::clock::Timestamp;
use crate::core::Core;
use crate::error::{Code, Error, Result};
use crate::money::Currency;
use crate::needle::Needle;
use crate::operation::{Operation, Spec};
use crate::payment_links::{self, PaymentLink, PriceType};
use crate::payments::{self, Payment, Status, receipt_number};

/// Finds of each kind at most.
const MOST: i64 = 5;

/// Finds links and payments: by title, slug, e-mail, name, last four digits, id, receipt number or payment intent.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Search {
    /// What to look for, 1 to 100 characters.
    #[schemars(example = &"tea")]
    pub q: String,
}

/// What was found: links first, of each kind the best and newest first.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Found {
    /// Up to five links and five payments.
    pub data: Vec<Find>,
}

/// One thing that was found.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "lowercase", rename_all_fields = "camelCase")]
pub enum Find {
    /// A payment link.
    Link {
        /// The link's id.
        id: String,
        /// What is sold.
        title: String,
        /// The pay page.
        detail: String,
        /// The last part of the pay page's address.
        slug: String,
        /// Whether it sells.
        active: bool,
        /// `FIXED`, `PAY_WHAT_YOU_WANT` or `FREE`.
        price_type: PriceType,
        /// The price in minor units, the least of it when buyers choose.
        amount_minor: i64,
        /// The price's currency.
        currency: Currency,
        /// When it was made.
        created_at: Timestamp,
    },
    /// A payment.
    Payment {
        /// The payment's id.
        id: String,
        /// Who paid: the buyer's name, else the e-mail, else the receipt's number.
        title: String,
        /// What was sold.
        detail: String,
        /// What was to be paid, minor units.
        amount_minor: i64,
        /// The currency.
        currency: Currency,
        /// Where it stands.
        status: Status,
        /// The buyer's e-mail.
        customer_email: Option<String>,
        /// The buyer's name.
        customer_name: Option<String>,
        /// The card's last four digits.
        card_last4: Option<String>,
        /// The number on the receipt.
        receipt_number: String,
        /// When it was started.
        created_at: Timestamp,
    },
}

impl Operation for Search {
    const SPEC: Spec = Spec {
        title: "Search",
        summary: "Finds payment links and payments of the merchant by what people remember of them.",
        ..Spec::read("search", "Search", "/search")
    };
    type Output = Found;

    async fn run(self, core: &Core, actor: &Actor) -> Result<Found> {
        let merchant_id = actor.merchant()?;
        let needle = Needle::read(Some(&self.q))?.ok_or_else(|| Error::field("q", Code::Required))?;
        let links = payment_links::look_for(core, merchant_id, &needle, MOST).await?;
        let payments = payments::look_for(core, merchant_id, &needle, MOST).await?;
        let links = links.into_iter().map(|link| of_link(core, link));
        Ok(Found { data: links.chain(payments.into_iter().map(of_payment)).collect() })
    }
}

fn of_link(core: &Core, link: PaymentLink) -> Find {
    let (price, price_type) = (link.price(), link.price_type());
    Find::Link {
        id: link.id,
        title: link.title,
        detail: core.config.url(&format!("/p/{}", link.slug)),
        slug: link.slug,
        active: link.active,
        price_type,
        amount_minor: price.minor,
        currency: price.currency,
        created_at: Timestamp(link.created_at),
    }
}

fn of_payment(payment: Payment) -> Find {
    let amount = payment.amount();
    let number = receipt_number(&payment.id);
    let buyer = payment.customer_name.clone().or_else(|| payment.customer_email.clone());
    Find::Payment {
        title: buyer.unwrap_or_else(|| number.clone()),
        status: payment.status(),
        id: payment.id,
        detail: payment.link_title,
        amount_minor: amount.minor,
        currency: amount.currency,
        customer_email: payment.customer_email,
        customer_name: payment.customer_name,
        card_last4: payment.card_last4,
        receipt_number: number,
        created_at: Timestamp(payment.created_at),
    }
}

//! Operations on payments, in PayLinks' own words: transactions.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::filter::Filter;
use super::{Payment, Status, find, store};
use crate::actor::Actor;
use crate::checkout_sessions::Address;
use crate::clock::Timestamp;
use crate::collecting::Answers;
use crate::core::Core;
use crate::error::Result;
use crate::events::{self, TimelineEntry};
use crate::money::Currency;
use crate::operation::{Operation, Spec};
use crate::page::PageRequest;
use crate::pricing::Order;
use crate::wire::List;

/// Lists the merchant's payments, newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ListTransactions {
    /// Rows per page, 1 to 100; 20 when left out.
    #[schemars(example = 20)]
    pub limit: Option<i64>,
    /// `nextCursor` of the page before.
    pub cursor: Option<String>,
    /// Only this status: PENDING, COMPLETED, REFUNDED, FAILED, DISPUTED, CANCELED.
    #[schemars(example = &"COMPLETED")]
    pub status: Option<String>,
    /// Only payments in this currency; nothing is converted.
    pub currency: Option<Currency>,
    /// Only payments of this link.
    pub pay_link_id: Option<String>,
    /// Only payments started then or later: a UTC day such as 2026-11-21, or RFC 3339.
    pub from: Option<String>,
    /// Only payments started then or earlier; a day counts to its end.
    pub to: Option<String>,
    /// Only payments of this much or more, minor units of their own currency.
    pub min_amount_minor: Option<i64>,
    /// Only payments of this much or less, minor units of their own currency.
    pub max_amount_minor: Option<i64>,
    /// Only payments with this text in the buyer's e-mail or name or in the link's title; or with exactly
    /// these last four digits of the card, id, receipt number or payment intent.
    pub q: Option<String>,
}

/// A payment. All amounts are minor units.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Transaction {
    /// The payment's id.
    pub id: String,
    /// The link it came through.
    pub pay_link_id: String,
    /// What was to be paid, minor units.
    pub amount: i64,
    /// The same as `amount`.
    pub amount_minor: i64,
    /// The currency.
    pub currency: Currency,
    /// Where it stands.
    pub status: Status,
    /// The buyer's e-mail.
    pub customer_email: Option<String>,
    /// The buyer's name.
    pub customer_name: Option<String>,
    /// The payment intent at Stripe.
    pub stripe_payment_intent_id: String,
    /// The platform's fee, minor units.
    pub platform_fee: i64,
    /// Amount less the platform's fee, minor units; before Stripe's own fee.
    pub net_amount: i64,
    /// What was given back, minor units.
    pub refunded_amount: i64,
    /// How it was paid, such as `card` or `apple_pay`.
    pub payment_method: Option<String>,
    /// The card's brand.
    pub card_brand: Option<String>,
    /// The card's last four digits.
    pub card_last4: Option<String>,
    /// When it was started.
    pub created_at: Timestamp,
    /// The link it came through, as it was then.
    pub pay_link: PayLinkRef,
}

/// The link a payment came through.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PayLinkRef {
    /// The link's id.
    pub id: String,
    /// What was sold.
    pub title: String,
    /// The link's slug.
    pub slug: String,
}

impl From<&Payment> for Transaction {
    fn from(payment: &Payment) -> Self {
        let amount = payment.amount();
        Self {
            id: payment.id.clone(),
            pay_link_id: payment.link_id.clone(),
            amount: amount.minor,
            amount_minor: amount.minor,
            currency: amount.currency,
            status: payment.status(),
            customer_email: payment.customer_email.clone(),
            customer_name: payment.customer_name.clone(),
            stripe_payment_intent_id: payment.stripe_payment_intent_id.clone(),
            platform_fee: payment.platform_fee_minor,
            net_amount: payment.net_minor,
            refunded_amount: payment.refunded_minor,
            payment_method: payment.method.clone(),
            card_brand: payment.card_brand.clone(),
            card_last4: payment.card_last4.clone(),
            created_at: Timestamp(payment.created_at),
            pay_link: PayLinkRef {
                id: payment.link_id.clone(),
                title: payment.link_title.clone(),
                slug: payment.link_slug.clone(),
            },
        }
    }
}

impl Operation for ListTransactions {
    const SPEC: Spec = Spec {
        title: "List transactions",
        summary: "Lists the merchant's payments with amount, status, buyer and fee.",
        mcp: Some("get_transactions"),
        webmcp: Some("list_transactions"),
        ..Spec::read("list_transactions", "Transactions", "/transactions")
    };
    type Output = List<Transaction>;

    async fn run(self, core: &Core, actor: &Actor) -> Result<List<Transaction>> {
        let request = PageRequest::read(self.limit, self.cursor.as_deref())?;
        let filter = Filter::read(&self)?;
        let page = store::list(core, actor.merchant()?, &request, &filter).await?;
        Ok(page.map(|payment| Transaction::from(&payment)).into())
    }
}

/// Shows one payment with all its facts and its story.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GetTransaction {
    /// The payment's id.
    pub id: String,
}

/// A payment with all its facts and its story. All amounts are minor units.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TransactionDetail {
    /// The payment's id.
    pub id: String,
    /// The link it came through.
    pub pay_link_id: String,
    /// What was to be paid, minor units.
    pub amount: i64,
    /// The same as `amount`.
    pub amount_minor: i64,
    /// The currency.
    pub currency: Currency,
    /// Where it stands.
    pub status: Status,
    /// The buyer's e-mail.
    pub customer_email: Option<String>,
    /// The buyer's name.
    pub customer_name: Option<String>,
    /// The buyer's phone number.
    pub customer_phone: Option<String>,
    /// The buyer's address.
    pub customer_address: Option<Address>,
    /// What else was answered; null when nothing was.
    pub collected: Option<Answers>,
    /// The attempt to buy that it came from.
    pub checkout_session_id: String,
    /// The payment intent at Stripe.
    pub stripe_payment_intent_id: String,
    /// The charge at Stripe.
    pub stripe_charge_id: Option<String>,
    /// The platform's fee, minor units.
    pub platform_fee: i64,
    /// Amount less the platform's fee, minor units.
    pub net_amount: i64,
    /// What was given back, minor units.
    pub refunded_amount: i64,
    /// Stripe's own fee, minor units of `settledCurrency`; null until Stripe has booked it.
    pub stripe_fee_minor: Option<i64>,
    /// What Stripe credits, minor units of `settledCurrency`; null until Stripe has booked it.
    pub settled_minor: Option<i64>,
    /// The currency Stripe settles in.
    pub settled_currency: Option<String>,
    /// How it was paid, such as `card` or `apple_pay`.
    pub payment_method: Option<String>,
    /// The card's brand.
    pub card_brand: Option<String>,
    /// The card's last four digits.
    pub card_last4: Option<String>,
    /// The card's country.
    pub card_country: Option<String>,
    /// Stripe's own receipt.
    pub receipt_url: Option<String>,
    /// Why the last try failed, as Stripe codes it.
    pub failure_code: Option<String>,
    /// Why the last try failed, as Stripe words it.
    pub failure_message: Option<String>,
    /// Whether it was paid after the link had stopped selling.
    pub paid_late: bool,
    /// When it was started.
    pub created_at: Timestamp,
    /// When it was paid.
    pub paid_at: Option<Timestamp>,
    /// The link it came through, as it was then.
    pub pay_link: PayLinkRef,
    /// What was bought and what it came to.
    pub order: Order,
    /// The story, newest first.
    pub timeline: Vec<TimelineEntry>,
}

impl Operation for GetTransaction {
    const SPEC: Spec = Spec {
        title: "Get a transaction",
        summary: "Shows one payment with its facts and its timeline.",
        ..Spec::read("get_transaction", "Transactions", "/transactions/{id}")
    };
    type Output = TransactionDetail;

    async fn run(self, core: &Core, actor: &Actor) -> Result<TransactionDetail> {
        let merchant_id = actor.merchant()?;
        let payment = find(core, merchant_id, &self.id).await?;
        let mut timeline = events::of_subject(core, merchant_id, &payment.id).await?;
        let buyer = payment.customer_name.as_ref().or(payment.customer_email.as_ref());
        for entry in timeline.iter_mut().filter(|entry| entry.who_kind == "buyer") {
            entry.who = buyer.cloned().unwrap_or_default();
        }
        let (short, order) = (Transaction::from(&payment), payment.order()?);
        let address = payment.customer_address.as_deref().map(serde_json::from_str).transpose();
        Ok(TransactionDetail {
            id: short.id,
            pay_link_id: short.pay_link_id,
            amount: short.amount,
            amount_minor: short.amount_minor,
            currency: short.currency,
            status: short.status,
            customer_email: short.customer_email,
            customer_name: short.customer_name,
            customer_phone: payment.customer_phone,
            customer_address: address.map_err(crate::error::Error::internal)?,
            collected: Answers::read(payment.collected.as_deref())?,
            checkout_session_id: payment.checkout_session_id,
            stripe_payment_intent_id: short.stripe_payment_intent_id,
            stripe_charge_id: payment.stripe_charge_id,
            platform_fee: short.platform_fee,
            net_amount: short.net_amount,
            refunded_amount: short.refunded_amount,
            stripe_fee_minor: payment.stripe_fee_minor,
            settled_minor: payment.settled_minor,
            settled_currency: payment.settled_currency,
            payment_method: short.payment_method,
            card_brand: short.card_brand,
            card_last4: short.card_last4,
            card_country: payment.card_country,
            receipt_url: payment.receipt_url,
            failure_code: payment.failure_code,
            failure_message: payment.failure_message,
            paid_late: payment.paid_late,
            created_at: short.created_at,
            paid_at: payment.paid_at.map(Timestamp),
            pay_link: short.pay_link,
            order,
            timeline,
        })
    }
}

//! What we read of the objects that are charged again and again.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};

use super::objects::{Card, CardError, or_default, secret, shown};
use crate::config::Secret;

/// A customer of a merchant.
#[derive(Clone, Debug, Deserialize)]
pub struct Customer {
    /// `cus_…`.
    pub id: String,
}

#[derive(Deserialize)]
pub(super) struct Product {}

#[derive(Deserialize)]
pub(super) struct SubscriptionPage {
    pub(super) data: Vec<Customer>,
}

/// A card that is to be kept.
#[derive(Clone, Debug, Deserialize)]
pub struct SetupIntent {
    /// `seti_…`.
    pub id: String,
    /// Stripe's own word, such as `succeeded`.
    pub status: String,
    /// Lets the buyer's browser keep the card.
    #[serde(default, deserialize_with = "secret")]
    pub client_secret: Option<Secret>,
    /// Whose card it becomes.
    pub customer: Option<String>,
    /// The card, once it was tried.
    pub payment_method: Option<String>,
    /// Our ids.
    #[serde(default, deserialize_with = "or_default")]
    pub metadata: BTreeMap<String, String>,
    /// Why the last try failed.
    pub last_setup_error: Option<CardError>,
}

/// A card that was kept.
#[derive(Clone, Debug, Deserialize)]
pub struct KeptCard {
    /// `pm_…`.
    pub id: String,
    /// Whose it is.
    pub customer: Option<String>,
    /// What it is, when it is a card.
    pub card: Option<Card>,
}

/// A subscription.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "WireSubscription")]
pub struct Subscription {
    /// `sub_…`.
    pub id: String,
    /// Stripe's own word, such as `active`.
    pub status: String,
    /// `cus_…`.
    pub customer: String,
    /// Our ids.
    pub metadata: BTreeMap<String, String>,
    /// The interval that is paid or being tried, seconds.
    pub period: Option<(i64, i64)>,
    /// When the free days end, seconds.
    pub trial_end: Option<i64>,
    /// Whether it ends with that interval.
    pub cancel_at_period_end: bool,
    /// When its end was asked for, seconds.
    pub canceled_at: Option<i64>,
    /// When it ended, seconds.
    pub ended_at: Option<i64>,
    /// The card that is charged.
    pub card: Option<Card>,
    /// The newest invoice.
    pub latest_invoice: Option<Invoice>,
}

/// An invoice.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "WireInvoice")]
pub struct Invoice {
    /// `in_…`.
    pub id: String,
    /// Why it was written, such as `subscription_create`.
    pub billing_reason: Option<String>,
    /// What is to be paid, minor units.
    pub amount_due: i64,
    /// ISO currency code in small letters.
    pub currency: String,
    /// The subscription it belongs to, with our ids as they stood when it was written.
    pub subscription: Option<(String, BTreeMap<String, String>)>,
    /// The payment intent that pays it; None while there is none, and for nothing to pay.
    pub payment_intent: Option<String>,
    /// Lets the buyer's browser go on with it.
    pub client_secret: Option<Secret>,
}

#[derive(Deserialize)]
struct WireSubscription {
    id: String,
    status: String,
    customer: String,
    #[serde(default, deserialize_with = "or_default")]
    metadata: BTreeMap<String, String>,
    items: Rows<WireItem>,
    trial_end: Option<i64>,
    #[serde(default)]
    cancel_at_period_end: bool,
    canceled_at: Option<i64>,
    ended_at: Option<i64>,
    #[serde(default, deserialize_with = "shown")]
    default_payment_method: Option<KeptCard>,
    #[serde(default, deserialize_with = "shown")]
    latest_invoice: Option<Invoice>,
}

#[derive(Deserialize)]
struct Rows<T> {
    data: Vec<T>,
}

#[derive(Deserialize)]
struct WireItem {
    current_period_start: i64,
    current_period_end: i64,
}

impl From<WireSubscription> for Subscription {
    fn from(wire: WireSubscription) -> Self {
        let item = wire.items.data.into_iter().next();
        Self {
            id: wire.id,
            status: wire.status,
            customer: wire.customer,
            metadata: wire.metadata,
            period: item.map(|item| (item.current_period_start, item.current_period_end)),
            trial_end: wire.trial_end,
            cancel_at_period_end: wire.cancel_at_period_end,
            canceled_at: wire.canceled_at,
            ended_at: wire.ended_at,
            card: wire.default_payment_method.and_then(|method| method.card),
            latest_invoice: wire.latest_invoice,
        }
    }
}

#[derive(Deserialize)]
struct WireInvoice {
    id: String,
    billing_reason: Option<String>,
    #[serde(default)]
    amount_due: i64,
    currency: String,
    parent: Option<WireParent>,
    payments: Option<Rows<WirePayment>>,
    confirmation_secret: Option<WireConfirmation>,
}

#[derive(Deserialize)]
struct WireParent {
    subscription_details: Option<WireDetails>,
}

#[derive(Deserialize)]
struct WireDetails {
    #[serde(deserialize_with = "id")]
    subscription: String,
    #[serde(default, deserialize_with = "or_default")]
    metadata: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct WirePayment {
    payment: WirePaid,
}

#[derive(Deserialize)]
struct WirePaid {
    payment_intent: Option<String>,
}

#[derive(Deserialize)]
struct WireConfirmation {
    #[serde(default, deserialize_with = "secret")]
    client_secret: Option<Secret>,
}

/// An id, or the id of the object that stands in its place.
fn id<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let value = serde_json::Value::deserialize(from)?;
    let text = value.as_str().or_else(|| value.get("id").and_then(serde_json::Value::as_str));
    Ok(text.unwrap_or_default().to_owned())
}

impl From<WireInvoice> for Invoice {
    fn from(wire: WireInvoice) -> Self {
        let details = wire.parent.and_then(|parent| parent.subscription_details);
        // A replaced payment is followed by a newer one; the list is newest first.
        let payments = wire.payments.map(|rows| rows.data).unwrap_or_default();
        Self {
            id: wire.id,
            billing_reason: wire.billing_reason,
            amount_due: wire.amount_due,
            currency: wire.currency,
            subscription: details.map(|details| (details.subscription, details.metadata)),
            payment_intent: payments.into_iter().find_map(|row| row.payment.payment_intent),
            client_secret: wire.confirmation_secret.and_then(|secret| secret.client_secret),
        }
    }
}

//! What we read of Stripe's objects. Anything not named here may come, go or change without breaking a sale.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{MapAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Deserializer};

use crate::config::Secret;

/// A connected account.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "WireAccount")]
pub struct Account {
    /// `acct_…`.
    pub id: String,
    /// Whether it can take payments.
    pub charges_enabled: bool,
    /// Whether its money can leave to the bank.
    pub payouts_enabled: bool,
    /// Whether the merchant has finished Stripe's form.
    pub details_submitted: bool,
    /// ISO country code in capitals.
    pub country: Option<String>,
    /// ISO currency code in small letters.
    pub default_currency: Option<String>,
    /// State of the `card_payments` capability: `active`, `inactive` or `pending`.
    pub card_payments: Option<String>,
    /// What Stripe wants to know.
    pub requirements: Requirements,
}

/// What Stripe wants to know about an account.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Requirements {
    /// Due now.
    #[serde(default, deserialize_with = "or_default")]
    pub currently_due: Vec<String>,
    /// Overdue: this is what closes an account.
    #[serde(default, deserialize_with = "or_default")]
    pub past_due: Vec<String>,
    /// Due some day.
    #[serde(default, deserialize_with = "or_default")]
    pub eventually_due: Vec<String>,
    /// Given, and being checked by Stripe.
    #[serde(default, deserialize_with = "or_default")]
    pub pending_verification: Vec<String>,
    /// Why the account is closed, such as `requirements.past_due`.
    pub disabled_reason: Option<String>,
    /// When what is due becomes overdue, in seconds since the epoch.
    pub current_deadline: Option<i64>,
}

/// A payment, from the first glance at the pay page to the money.
#[derive(Clone, Debug, Deserialize)]
pub struct PaymentIntent {
    /// `pi_…`.
    pub id: String,
    /// Stripe's own word, such as `requires_payment_method` or `succeeded`.
    pub status: String,
    /// What is to be paid, in minor units.
    pub amount: i64,
    /// ISO currency code in small letters.
    pub currency: String,
    /// What was paid, in minor units.
    #[serde(default, deserialize_with = "or_default")]
    pub amount_received: i64,
    /// Our part, in minor units.
    pub application_fee_amount: Option<i64>,
    /// Lets the buyer's browser pay.
    #[serde(default, deserialize_with = "secret")]
    pub client_secret: Option<Secret>,
    /// Our ids.
    #[serde(default, deserialize_with = "or_default")]
    pub metadata: BTreeMap<String, String>,
    /// Why the last try failed.
    pub last_payment_error: Option<CardError>,
    /// The last try that reached a card; None when Stripe names it without showing it.
    #[serde(default, deserialize_with = "shown")]
    pub latest_charge: Option<Charge>,
    /// When it was made, in seconds since the epoch.
    pub created: i64,
    /// Whether the money is real.
    pub livemode: bool,
}

/// Why a try to pay failed.
#[derive(Clone, Debug, Deserialize)]
pub struct CardError {
    /// Stripe's code, such as `card_declined`.
    pub code: Option<String>,
    /// The bank's reason, such as `insufficient_funds`.
    pub decline_code: Option<String>,
    /// A sentence for the buyer.
    pub message: Option<String>,
}

/// One try to take the money.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "WireCharge")]
pub struct Charge {
    /// `ch_…` or `py_…`.
    pub id: String,
    /// Whether it worked.
    pub paid: bool,
    /// What went back to the buyer, in minor units.
    pub amount_refunded: i64,
    /// Stripe's own receipt page.
    pub receipt_url: Option<String>,
    /// The wallet (`apple_pay`, `google_pay`, `link`) or else the method's type, such as `card`.
    pub method: Option<String>,
    /// The card, when it was one.
    pub card: Option<Card>,
    /// The name the buyer gave with the card.
    pub billing_name: Option<String>,
    /// The e-mail address the buyer gave with the card.
    pub billing_email: Option<String>,
    /// Stripe's code when it failed.
    pub failure_code: Option<String>,
    /// Stripe's sentence when it failed.
    pub failure_message: Option<String>,
    /// Our part, in minor units.
    pub application_fee_amount: Option<i64>,
    /// Where the money went; None until Stripe has booked it and shows it.
    pub balance_transaction: Option<BalanceTransaction>,
}

/// The card behind a charge.
#[derive(Clone, Debug, Deserialize)]
pub struct Card {
    /// Such as `visa`.
    pub brand: Option<String>,
    /// The last four digits.
    pub last4: Option<String>,
    /// ISO country code of the bank.
    pub country: Option<String>,
}

/// What a charge did to the merchant's balance.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "WireBalanceTransaction")]
pub struct BalanceTransaction {
    /// `txn_…`.
    pub id: String,
    /// All fees, in minor units of `currency`: Stripe's and ours.
    pub fee: i64,
    /// What the merchant keeps, in minor units of `currency`.
    pub net: i64,
    /// ISO currency code in small letters; another one than the payment's when Stripe converted it.
    pub currency: String,
    /// Stripe's own part of `fee`.
    pub stripe_fee: i64,
    /// When the money can be paid out, in seconds since the epoch.
    pub available_on: Option<i64>,
}

#[derive(Deserialize)]
pub(super) struct Page {
    pub(super) url: String,
}

#[derive(Deserialize)]
struct WireAccount {
    id: String,
    #[serde(default)]
    charges_enabled: bool,
    #[serde(default)]
    payouts_enabled: bool,
    #[serde(default)]
    details_submitted: bool,
    country: Option<String>,
    default_currency: Option<String>,
    capabilities: Option<WireCapabilities>,
    requirements: Option<Requirements>,
}

#[derive(Deserialize)]
struct WireCapabilities {
    card_payments: Option<String>,
}

impl From<WireAccount> for Account {
    fn from(wire: WireAccount) -> Self {
        Self {
            id: wire.id,
            charges_enabled: wire.charges_enabled,
            payouts_enabled: wire.payouts_enabled,
            details_submitted: wire.details_submitted,
            country: wire.country,
            default_currency: wire.default_currency,
            card_payments: wire.capabilities.and_then(|capabilities| capabilities.card_payments),
            requirements: wire.requirements.unwrap_or_default(),
        }
    }
}

#[derive(Deserialize)]
struct WireCharge {
    id: String,
    paid: bool,
    #[serde(default, deserialize_with = "or_default")]
    amount_refunded: i64,
    receipt_url: Option<String>,
    payment_method_details: Option<WireMethod>,
    billing_details: Option<WireBilling>,
    failure_code: Option<String>,
    failure_message: Option<String>,
    application_fee_amount: Option<i64>,
    #[serde(default, deserialize_with = "shown")]
    balance_transaction: Option<BalanceTransaction>,
}

#[derive(Deserialize)]
struct WireMethod {
    #[serde(rename = "type")]
    kind: String,
    card: Option<WireCard>,
}

#[derive(Deserialize)]
struct WireCard {
    brand: Option<String>,
    last4: Option<String>,
    country: Option<String>,
    wallet: Option<WireWallet>,
}

#[derive(Deserialize)]
struct WireWallet {
    #[serde(rename = "type")]
    kind: String,
}

#[derive(Default, Deserialize)]
struct WireBilling {
    name: Option<String>,
    email: Option<String>,
}

impl From<WireCharge> for Charge {
    fn from(wire: WireCharge) -> Self {
        let (method, card) = wire.payment_method_details.map_or((None, None), |details| {
            let (card, wallet) = details.card.map_or((None, None), |card| {
                (Some(Card { brand: card.brand, last4: card.last4, country: card.country }), card.wallet)
            });
            (Some(wallet.map_or(details.kind, |wallet| wallet.kind)), card)
        });
        let billing = wire.billing_details.unwrap_or_default();
        Self {
            id: wire.id,
            paid: wire.paid,
            amount_refunded: wire.amount_refunded,
            receipt_url: wire.receipt_url,
            method,
            card,
            billing_name: billing.name,
            billing_email: billing.email,
            failure_code: wire.failure_code,
            failure_message: wire.failure_message,
            application_fee_amount: wire.application_fee_amount,
            balance_transaction: wire.balance_transaction,
        }
    }
}

#[derive(Deserialize)]
struct WireBalanceTransaction {
    id: String,
    fee: i64,
    net: i64,
    currency: String,
    #[serde(default)]
    fee_details: Vec<WireFee>,
    available_on: Option<i64>,
}

#[derive(Deserialize)]
struct WireFee {
    amount: i64,
    #[serde(rename = "type")]
    kind: String,
}

impl From<WireBalanceTransaction> for BalanceTransaction {
    fn from(wire: WireBalanceTransaction) -> Self {
        let stripes = wire.fee_details.iter().filter(|fee| fee.kind == "stripe_fee");
        Self {
            stripe_fee: stripes.map(|fee| fee.amount).sum(),
            id: wire.id,
            fee: wire.fee,
            net: wire.net,
            currency: wire.currency,
            available_on: wire.available_on,
        }
    }
}

pub(super) fn or_default<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(
    from: D,
) -> Result<T, D::Error> {
    Option::<T>::deserialize(from).map(Option::unwrap_or_default)
}

pub(super) fn secret<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Secret>, D::Error> {
    Ok(Option::<String>::deserialize(from)?.map(Secret::new))
}

/// Reads a field that Stripe sends as null, as an id, or expanded as the whole object.
pub(super) fn shown<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<T>, D::Error> {
    struct Expandable<T>(PhantomData<T>);

    impl<'de, T: Deserialize<'de>> Visitor<'de> for Expandable<T> {
        type Value = Option<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("null, an id or an object")
        }

        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok(None)
        }

        fn visit_str<E>(self, _id: &str) -> Result<Self::Value, E> {
            Ok(None)
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
            T::deserialize(MapAccessDeserializer::new(map)).map(Some)
        }
    }

    from.deserialize_any(Expandable(PhantomData))
}

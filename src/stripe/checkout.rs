//! Stripe's own pay page (Checkout Sessions). Its types in async-stripe are a crate of their own that takes longer to
//! compile than all others together; here are the few fields that we send and read.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use stripe_client_core::{RequestBuilder, StripeMethod};

use super::transport::Scope;
use super::{Stripe, sound};
use crate::clock::Timestamp;
use crate::error::Result;
use crate::language::Language;
use crate::money::Money;

/// A payment on Stripe's page to be prepared on a connected account.
#[derive(Clone, Debug)]
pub struct NewCheckout {
    /// What the buyer pays.
    pub amount: Money,
    /// Our part of it in minor units; zero is left out.
    pub application_fee_minor: i64,
    /// What is bought.
    pub title: String,
    /// Our own id of the attempt.
    pub reference: String,
    /// Our ids, so that an event leads back to our rows.
    pub metadata: Vec<(String, String)>,
    /// The buyer's e-mail, when we have asked for it: Stripe then does not.
    pub email: Option<String>,
    /// The language of the page.
    pub language: Language,
    /// Where the buyer goes after paying.
    pub success_url: String,
    /// Where the buyer goes without paying.
    pub cancel_url: String,
    /// When the page closes: half an hour from now at least, a day at most.
    pub expires_at: Timestamp,
}

/// A Checkout Session.
#[derive(Clone, Debug, Deserialize)]
pub struct Checkout {
    /// `cs_…`.
    pub id: String,
    /// Where it stands.
    pub status: CheckoutState,
    /// Stripe's page; None once it is closed.
    pub url: Option<String>,
    /// The payment intent, from the moment when the buyer first pressed the button there.
    pub payment_intent: Option<String>,
    /// Our own id of the attempt.
    pub client_reference_id: Option<String>,
}

/// Where a Checkout Session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CheckoutState {
    /// It can be paid.
    Open,
    /// The buyer has done their part; the money may still be on its way.
    Complete,
    /// Nobody can pay it any more.
    Expired,
}

#[derive(Serialize)]
struct Form<'a> {
    mode: &'static str,
    client_reference_id: &'a str,
    success_url: &'a str,
    cancel_url: &'a str,
    expires_at: i64,
    locale: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    customer_email: Option<&'a str>,
    line_items: [Item<'a>; 1],
    payment_intent_data: IntentData<'a>,
    metadata: &'a BTreeMap<&'a str, &'a str>,
    adaptive_pricing: Switch,
}

#[derive(Serialize)]
struct Item<'a> {
    quantity: u8,
    price_data: PriceData<'a>,
}

#[derive(Serialize)]
struct PriceData<'a> {
    currency: String,
    unit_amount: i64,
    product_data: ProductData<'a>,
}

#[derive(Serialize)]
struct ProductData<'a> {
    name: &'a str,
}

#[derive(Serialize)]
struct IntentData<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    application_fee_amount: Option<i64>,
    description: &'a str,
    metadata: &'a BTreeMap<&'a str, &'a str>,
}

#[derive(Serialize)]
struct Switch {
    enabled: bool,
}

impl Stripe {
    /// Prepares a payment on Stripe's own page.
    ///
    /// # Errors
    /// `STRIPE_DOWN` or `STRIPE_REFUSED`.
    pub async fn create_checkout_session(
        &self,
        account: &str,
        new: &NewCheckout,
        key: &str,
    ) -> Result<Checkout> {
        let metadata = new.metadata.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let form = Form {
            mode: "payment",
            client_reference_id: &new.reference,
            success_url: &new.success_url,
            cancel_url: &new.cancel_url,
            expires_at: new.expires_at.seconds(),
            locale: new.language.tag(),
            customer_email: new.email.as_deref(),
            line_items: [Item {
                quantity: 1,
                price_data: PriceData {
                    currency: new.amount.currency.code().to_lowercase(),
                    unit_amount: new.amount.minor,
                    product_data: ProductData { name: &new.title },
                },
            }],
            payment_intent_data: IntentData {
                application_fee_amount: Some(new.application_fee_minor).filter(|fee| *fee > 0),
                description: &new.title,
                metadata: &metadata,
            },
            metadata: &metadata,
            // Buyers pay in the link's currency: what is booked is what they were shown.
            adaptive_pricing: Switch { enabled: false },
        };
        let request = RequestBuilder::new(StripeMethod::Post, "/checkout/sessions").form(&form);
        self.transport.send(request, Scope { account: Some(account), key: Some(key) }).await
    }

    /// The Checkout Session as it stands.
    ///
    /// # Errors
    /// `STRIPE_DOWN`, `STRIPE_REFUSED` or not found.
    pub async fn checkout_session(&self, account: &str, id: &str) -> Result<Checkout> {
        let request = RequestBuilder::new(StripeMethod::Get, format!("/checkout/sessions/{}", sound(id)?));
        self.transport.send(request, Scope { account: Some(account), key: None }).await
    }

    /// Closes a page that nobody has paid on.
    ///
    /// # Errors
    /// `STRIPE_REFUSED` or internal when it is not open any more, `STRIPE_DOWN` or not found.
    pub async fn expire_checkout_session(&self, account: &str, id: &str, key: &str) -> Result<Checkout> {
        let path = format!("/checkout/sessions/{}/expire", sound(id)?);
        let request = RequestBuilder::new(StripeMethod::Post, path);
        self.transport.send(request, Scope { account: Some(account), key: Some(key) }).await
    }
}

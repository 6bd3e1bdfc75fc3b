//! The public operation: first a card is kept, then the subscription is begun with it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::begin;
use crate::actor::Actor;
use crate::checkout_sessions::{Address, Told, offer_begun};
use crate::collecting::{self, CompanyTold, Utm};
use crate::core::Core;
use crate::error::{Code, Error, Result};
use crate::language::Language;
use crate::limits::{self, Limit};
use crate::operation::{Access, Method, Operation, Spec};

/// Starts a subscription of a link: without `paymentMethodId` a card is prepared to be kept, with it the subscription
/// is begun. The price is the link's own.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StartSubscription {
    /// The last part of the pay page's address.
    #[schemars(example = "monthly-plan")]
    pub slug: String,
    /// The buyer's e-mail; needed in the first step.
    #[schemars(example = "bob@example.com")]
    pub email: Option<String>,
    /// The buyer's name; needed when the link asks for it.
    pub name: Option<String>,
    /// The buyer's phone number; needed when the link asks for it.
    pub phone: Option<String>,
    /// The buyer's address; needed when the link asks for it.
    pub address: Option<Address>,
    /// Answers to the link's own fields, by their ids: text, a number, or true.
    pub custom_fields: Option<BTreeMap<String, Value>>,
    /// The company that buys; needed when the link asks for it.
    pub company: Option<CompanyTold>,
    /// Where to send things; needed when the link asks for it.
    pub shipping_address: Option<Address>,
    /// That the link's terms are accepted; needed when it has some.
    pub accepted_terms: Option<bool>,
    /// Where the buyer came from; kept and shown, never trusted.
    pub utm: Option<Utm>,
    /// The buyer's language; mails come in it. The link's own when left out, or else what the browser asks for.
    pub language: Option<Language>,
    /// The revision of the link that the buyer saw.
    pub revision: Option<i64>,
    /// First step: the client secret of an attempt to go on with, after a card was refused.
    pub client_secret: Option<String>,
    /// Second step: the card that Stripe has kept in the first.
    pub payment_method_id: Option<String>,
    /// Second step: the customer from the first; found by the card when left out.
    pub customer_id: Option<String>,
}

/// How a step of subscribing ended.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionStep {
    /// `setup`: keep a card with Stripe.js; `complete`: the subscription was begun.
    pub step: String,
    /// First step: the setup intent's secret. Second step: the secret of the first payment while it needs the buyer,
    /// otherwise null.
    #[serde(rename = "client_secret")]
    pub client_secret: Option<String>,
    /// First step: the customer at Stripe.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<String>,
    /// Second step: the subscription at Stripe.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subscription_id: Option<String>,
    /// Second step: Stripe's word, such as `active`, `trialing` or `incomplete`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// Second step: how the first payment stands while it needs the buyer, otherwise null.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "told")]
    pub payment_intent_status: Option<Option<String>>,
    /// The connected account that charges.
    pub connected_account_id: String,
    /// The attempt's id, for the return page.
    pub checkout_session_id: String,
}

#[expect(clippy::option_option, reason = "not said and null are two answers")]
fn told<'de, D: Deserializer<'de>>(from: D) -> std::result::Result<Option<Option<String>>, D::Error> {
    Option::<String>::deserialize(from).map(Some)
}

impl Operation for StartSubscription {
    const SPEC: Spec = Spec {
        title: "Start a subscription",
        summary: "Keeps a card for a subscription of a link, then begins it, in two steps.",
        access: Access::Public,
        ..Spec::write("start_subscription", "Public", Method::Post, "/paylinks/public/{slug}/subscriptions")
    };
    type Output = SubscriptionStep;

    fn limits(&self, actor: &Actor) -> Vec<Limit> {
        vec![
            Limit::new(&limits::START_PER_IP_AND_LINK, format!("{} {}", actor.ip, self.slug)),
            Limit::new(&limits::START_PER_LINK, &self.slug),
        ]
    }

    fn key_space(&self) -> String {
        self.slug.clone()
    }

    /// The client secret is Stripe's to keep.
    fn keep(output: &SubscriptionStep) -> Result<Value> {
        let secret = output.client_secret.as_ref().map(|_| String::new());
        let kept = SubscriptionStep { client_secret: secret, ..output.clone() };
        serde_json::to_value(kept).map_err(Error::internal)
    }

    async fn restore(core: &Core, kept: SubscriptionStep) -> Result<SubscriptionStep> {
        if kept.client_secret.is_none() {
            return Ok(kept);
        }
        let client_secret = begin::secret_of(core, &kept).await?;
        Ok(SubscriptionStep { client_secret, ..kept })
    }

    async fn run(self, core: &Core, actor: &Actor) -> Result<SubscriptionStep> {
        let offer = offer_begun(core, &self.slug).await?;
        offer.link.terms().recurring()?;
        if let Some(card) = self.payment_method_id.as_deref() {
            return begin::complete(core, actor, &offer, card, self.customer_id.as_deref()).await;
        }
        if self.customer_id.is_some() {
            return Err(Error::field("paymentMethodId", Code::Required));
        }
        if self.revision.is_some_and(|revision| revision != offer.link.revision) {
            return Err(Error::conflict(Code::RevisionChanged));
        }
        let buyer = Told {
            email: self.email.as_deref(),
            name: self.name.as_deref(),
            phone: self.phone.as_deref(),
            address: self.address.as_ref(),
            more: collecting::Told {
                custom_fields: self.custom_fields,
                company: self.company,
                shipping_address: self.shipping_address,
                accepted_terms: self.accepted_terms,
                utm: self.utm,
            },
        };
        let language = self.language.or(offer.link.details.language.fixed()).unwrap_or(actor.language);
        begin::set_up(core, actor, &offer, buyer, language, self.client_secret.as_deref()).await
    }
}

//! The buyer's way to another card, in two steps: Stripe keeps it in the browser, then it is charged instead.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::change;
use super::own::SubscriptionMessage;
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Code, Error, Result};
use crate::limits::{self, Limit};
use crate::operation::{Access, Method, Operation, Spec};

/// Prepares another card to be kept for a subscription of the signed-in person.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StartCardChange {
    /// The subscription's id, ours or Stripe's.
    #[schemars(example = crate::operation::SAMPLE_ID)]
    pub subscription_id: String,
}

/// A card to be kept instead of the present one, with Stripe.js.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CardChange {
    /// The secret with which the browser keeps the card.
    #[serde(rename = "client_secret")]
    pub client_secret: String,
    /// The setup intent, for the second step.
    pub setup_intent_id: String,
    /// The account that charges.
    pub connected_account_id: String,
}

impl Operation for StartCardChange {
    const SPEC: Spec = Spec {
        title: "Start a change of card",
        summary: "Prepares another card to be kept for a subscription of the signed-in person.",
        access: Access::Person,
        ..Spec::write("start_card_change", "Purchases", Method::Post, "/purchases/start-card-change")
    };
    type Output = CardChange;

    fn limits(&self, actor: &Actor) -> Vec<Limit> {
        // Each one tries cards at Stripe.
        vec![Limit::new(&limits::CARDS_PER_BUYER, actor.proven_email().unwrap_or_default())]
    }

    /// The client secret is Stripe's to keep.
    fn keep(output: &CardChange) -> Result<Value> {
        let kept = CardChange { client_secret: String::new(), ..output.clone() };
        serde_json::to_value(kept).map_err(Error::internal)
    }

    async fn restore(core: &Core, kept: CardChange) -> Result<CardChange> {
        let setup = core.stripe.setup_intent(&kept.connected_account_id, &kept.setup_intent_id).await?;
        let secret = setup.client_secret.ok_or_else(|| Error::unavailable(Code::StripeRefused))?;
        Ok(CardChange { client_secret: secret.reveal().to_owned(), ..kept })
    }

    async fn run(self, core: &Core, actor: &Actor) -> Result<CardChange> {
        change::start_card_change(core, actor.proven_email()?, &self.subscription_id).await
    }
}

/// Charges the card that was kept in the first step from now on.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChangeCard {
    /// The subscription's id, ours or Stripe's.
    #[schemars(example = crate::operation::SAMPLE_ID)]
    pub subscription_id: String,
    /// `setupIntentId` of the first step, once Stripe.js has confirmed it.
    #[schemars(example = &"seti_1PqX3E2eZvKYlo2C")]
    pub setup_intent_id: String,
}

impl Operation for ChangeCard {
    const SPEC: Spec = Spec {
        title: "Change the card",
        summary: "Charges another card for a subscription of the signed-in person from now on.",
        access: Access::Person,
        ..Spec::write("change_card", "Purchases", Method::Post, "/purchases/change-card")
    };
    type Output = SubscriptionMessage;

    async fn run(self, core: &Core, actor: &Actor) -> Result<SubscriptionMessage> {
        let email = actor.proven_email()?;
        change::change_card(core, actor, email, &self.subscription_id, &self.setup_intent_id).await?;
        Ok(SubscriptionMessage { message: "The new card is charged from now on.".to_owned() })
    }
}

//! What buyers change in their subscriptions.

use leptos::server;
use paylinks::subscriptions::{
    CancelOwnSubscription, CardChange, ChangeCard, ResumeOwnSubscription, StartCardChange,
};

use super::run;
use crate::forms::Problem;

/// Lets a subscription end with what is paid.
#[server(prefix = "/fn", endpoint = "end-subscription")]
pub async fn end_subscription(id: String, #[server(default)] idempotency_key: String) -> Result<(), Problem> {
    run(&idempotency_key, CancelOwnSubscription { subscription_id: id }).await.map(drop)
}

/// Takes that back.
#[server(prefix = "/fn", endpoint = "keep-subscription")]
pub async fn keep_subscription(
    id: String,
    #[server(default)] idempotency_key: String,
) -> Result<(), Problem> {
    run(&idempotency_key, ResumeOwnSubscription { subscription_id: id }).await.map(drop)
}

/// Prepares another card to be kept.
#[server(prefix = "/fn", endpoint = "prepare-card")]
pub async fn prepare_card(id: String) -> Result<CardChange, Problem> {
    run("", StartCardChange { subscription_id: id }).await
}

/// Charges the card that was kept.
#[server(prefix = "/fn", endpoint = "use-card")]
pub async fn use_card(
    id: String,
    #[server(default)] setup_intent: String,
    #[server(default)] idempotency_key: String,
) -> Result<(), Problem> {
    let done = run(&idempotency_key, ChangeCard { subscription_id: id, setup_intent_id: setup_intent }).await;
    // Its field is not one that people see.
    done.map(drop).map_err(|mut problem| {
        problem.fields.clear();
        problem
    })
}

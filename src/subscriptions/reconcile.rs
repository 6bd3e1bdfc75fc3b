//! Stripe's truth about a subscription becomes ours: the same way for our own actions and for Stripe's news. Stripe is
//! asked each time, and an answer that is older than the one we have changes nothing.

use serde_json::{Value, json};

use super::mail::MailJob;
use super::{NEW_SUBSCRIBER_MAIL, STARTED_MAIL, SUBSCRIPTION_KEY, Subscription, invoices, store};
use crate::actor::Actor;
use crate::checkout_sessions;
use crate::clock::Timestamp;
use crate::config::Secret;
use crate::core::Core;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::events::{self, NewEvent};
use crate::jobs::{self, NewJob};
use crate::stripe::billing_objects::Subscription as AtStripe;

/// Asks Stripe for the subscription and keeps what it says; None when it is not one of ours.
///
/// # Errors
/// `STRIPE_DOWN`, or internal.
pub async fn reconcile(
    core: &Core,
    actor: &Actor,
    stripe_account_id: &str,
    stripe_id: &str,
) -> Result<Option<Subscription>> {
    Ok(look(core, actor, stripe_account_id, stripe_id).await?.map(|(subscription, ..)| subscription))
}

/// The same, with the secret of its newest invoice, and how that stands while it needs the buyer.
pub(super) async fn look(
    core: &Core,
    actor: &Actor,
    account: &str,
    stripe_id: &str,
) -> Result<Option<(Subscription, Option<Secret>, Option<String>)>> {
    let asked_at = core.clock.now();
    let stripe = core.stripe.subscription(account, stripe_id).await?;
    let Some(known) = ours(core, account, &stripe).await? else { return Ok(None) };
    let mut waits = None;
    if let Some(invoice) = &stripe.latest_invoice {
        let status = invoices::book(core, actor, &known, invoice).await?;
        waits = status.filter(|status| status.starts_with("requires_"));
    }
    let now = core.clock.now();
    let mut tx = core.db.begin().await?;
    store::touch(&mut tx, &known.id, now).await?;
    let before = store::by_id(&mut tx, &known.id).await?.ok_or_else(Error::not_found)?;
    if store::update(&mut tx, &known.id, &stripe, asked_at, now).await? {
        follow(&mut tx, actor, now, &before, &stripe).await?;
    }
    let subscription = store::by_id(&mut tx, &known.id).await?.ok_or_else(Error::not_found)?;
    tx.commit().await?;
    core.signals.work();
    core.signals.pages_changed();
    Ok(Some((subscription, stripe.latest_invoice.and_then(|invoice| invoice.client_secret), waits)))
}

/// Our row of it, also of one whose beginning was cut short after Stripe had made it.
async fn ours(core: &Core, account: &str, stripe: &AtStripe) -> Result<Option<Subscription>> {
    if let Some(known) = store::by_stripe(&core.db, &stripe.id, account).await? {
        return Ok(Some(known));
    }
    let Some(id) = stripe.metadata.get(SUBSCRIPTION_KEY) else { return Ok(None) };
    let named = store::by_id(&core.db, id).await?;
    Ok(named.filter(|row| {
        row.stripe_account_id == account
            && row.stripe_customer_id.as_ref() == Some(&stripe.customer)
            && row.stripe_subscription_id.is_none()
    }))
}

/// What follows from a change, once: the row is ours alone until the commit.
async fn follow(
    tx: &mut Tx,
    actor: &Actor,
    now: Timestamp,
    before: &Subscription,
    stripe: &AtStripe,
) -> Result<()> {
    let status = stripe.status.as_str();
    let runs = matches!(status, "active" | "trialing");
    if runs && store::start(tx, &before.id, now).await? {
        begin(tx, actor, now, before, stripe).await?;
    } else if before.status != status {
        match status {
            "past_due" | "unpaid" => {
                record(tx, actor, now, before, "subscription.past_due", json!({})).await?;
            }
            "active" if before.status != "trialing" => {
                record(tx, actor, now, before, "subscription.recovered", json!({})).await?;
            }
            "active" => record(tx, actor, now, before, "subscription.trial_ended", json!({})).await?,
            "canceled" => record(tx, actor, now, before, "subscription.ended", json!({})).await?,
            _ => {}
        }
    }
    if before.started_at.is_none() && matches!(status, "canceled" | "incomplete_expired") {
        checkout_sessions::free_seat(tx, &before.checkout_session_id, &before.link_id).await?;
    }
    if stripe.cancel_at_period_end != before.cancel_at_period_end && before.started_at.is_some() {
        let kind = if stripe.cancel_at_period_end { "subscription.ending" } else { "subscription.goes_on" };
        record(tx, actor, now, before, kind, json!({})).await?;
    }
    Ok(())
}

async fn begin(
    tx: &mut Tx,
    actor: &Actor,
    now: Timestamp,
    subscription: &Subscription,
    stripe: &AtStripe,
) -> Result<()> {
    let price = subscription.price();
    let data = json!({ "amountMinor": price.minor, "currency": price.currency,
        "interval": subscription.interval().as_str(), "trial": stripe.status == "trialing" });
    record(tx, actor, now, subscription, "subscription.started", data).await?;
    checkout_sessions::close(tx, &subscription.checkout_session_id, now).await?;
    for kind in [STARTED_MAIL, NEW_SUBSCRIBER_MAIL] {
        let job =
            NewJob::new(kind, &MailJob::of(subscription), now)?.once(format!("{kind}:{}", subscription.id));
        jobs::enqueue(tx, now, &job.of(&subscription.merchant_id)).await?;
    }
    checkout_sessions::take_seat(tx, &subscription.checkout_session_id, &subscription.link_id).await
}

async fn record(
    tx: &mut Tx,
    actor: &Actor,
    now: Timestamp,
    subscription: &Subscription,
    kind: &'static str,
    data: Value,
) -> Result<()> {
    let event = NewEvent { merchant_id: &subscription.merchant_id, kind, subject_id: &subscription.id, data };
    events::record(tx, actor, now, &event).await
}

//! Stripe's truth about a payment becomes ours: the same way for the buyer's return and for Stripe's news.
//! Every step is a conditional update, so order and number of the tellings do not matter.

use serde_json::json;

use super::{Payment, RECEIPT_MAIL, SALE_MAIL, SESSION_KEY, mail::PaymentMailJob, store};
use crate::actor::Actor;
use crate::checkout_sessions;
use crate::clock::Timestamp;
use crate::config::Secret;
use crate::core::Core;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::events::{self, NewEvent};
use crate::id::sha256_hex;
use crate::invoices;
use crate::jobs::{self, NewJob};
use crate::payment_links;
use crate::purchases;
use crate::rollups;
use crate::stripe::PaymentIntent;

/// Asks Stripe for the intent and books what it says; tells Stripe's own status, or None when the intent is
/// not one of ours.
///
/// # Errors
/// `STRIPE_DOWN`, or internal.
pub async fn reconcile(
    core: &Core,
    actor: &Actor,
    stripe_account_id: &str,
    intent_id: &str,
) -> Result<Option<String>> {
    let intent = core.stripe.payment_intent(stripe_account_id, intent_id).await?;
    // An invoice's intent has none of our words: it is known once its subscription has booked it.
    let session_id = match intent.metadata.get(SESSION_KEY) {
        Some(id) => Some(id.clone()),
        None => super::session_of_intent(&core.db, stripe_account_id, &intent.id).await?,
    };
    let Some(session_id) = session_id.as_deref() else { return Ok(None) };
    let Some(session) = checkout_sessions::find(&core.db, session_id).await? else { return Ok(None) };
    let ours = session.stripe_account_id == stripe_account_id
        && session.amount_minor == intent.amount
        && session.currency.eq_ignore_ascii_case(&intent.currency);
    if !ours {
        tracing::warn!(
            session = session.id,
            intent = intent.id,
            "an intent names an attempt that is not its own"
        );
        return Ok(None);
    }
    let now = core.clock.now();
    let link = payment_links::find_any(&core.db, &session.merchant_id, &session.link_id).await?;
    let seller = invoices::usual_name(core, &session.merchant_id).await?;
    let mut tx = core.db.begin().await?;
    // Who has a seat already, such as who renews, is in time.
    let late = session.seat != "taken"
        && (!link.active
            || link.archived_at.is_some()
            || checkout_sessions::is_late(&session, &link, now)
            || checkout_sessions::is_beyond_limit(&mut tx, &session, &link).await?);
    let payment = match store::find_by_session(&mut tx, session_id).await? {
        Some(payment) => payment,
        None => adopt(&mut tx, actor, now, session_id, &intent).await?,
    };
    let booked = apply(&mut tx, actor, now, &payment, &intent, late).await?;
    if booked {
        // Last of all: it holds the merchant's counter until the commit.
        let paid = store::find_by_session(&mut tx, session_id).await?.ok_or_else(Error::not_found)?;
        invoices::issue(&mut tx, &paid, &seller, now).await?;
    }
    tx.commit().await?;
    core.signals.work();
    Ok(Some(intent.status))
}

/// Books the payment of an intent whose start was cut short after Stripe had made it.
async fn adopt(
    tx: &mut Tx,
    actor: &Actor,
    now: Timestamp,
    session_id: &str,
    intent: &PaymentIntent,
) -> Result<Payment> {
    let session = checkout_sessions::find(&mut *tx, session_id).await?.ok_or_else(Error::not_found)?;
    let secret = intent.client_secret.as_ref().map_or("", Secret::reveal);
    checkout_sessions::open(tx, &session, &intent.id, &sha256_hex(secret), now).await?;
    let link = payment_links::find_any(&mut *tx, &session.merchant_id, &session.link_id).await?;
    super::begin(tx, actor, now, &session, &link, &intent.id).await?;
    store::find_by_session(tx, session_id).await?.ok_or_else(Error::not_found)
}

/// Books what Stripe says; tells whether this was the success.
async fn apply(
    tx: &mut Tx,
    actor: &Actor,
    now: Timestamp,
    payment: &Payment,
    intent: &PaymentIntent,
    late: bool,
) -> Result<bool> {
    let id = payment.id.as_str();
    let mut booked = false;
    match intent.status.as_str() {
        "succeeded" => {
            if let Some(charge) = &intent.latest_charge {
                store::keep_charge(tx, id, charge, now).await?;
            }
            if store::complete(tx, id, now, late).await? {
                follow_success(tx, actor, now, payment, intent, late).await?;
                booked = true;
            }
        }
        "canceled" => {
            if store::cancel(tx, id, now).await? {
                record(tx, actor, now, payment, "payment.canceled", json!({})).await?;
            }
            checkout_sessions::free_seat(tx, &payment.checkout_session_id, &payment.link_id).await?;
        }
        _ if intent.last_payment_error.is_some() && store::fail(tx, id, intent, now).await? => {
            if let Some(charge) = &intent.latest_charge {
                store::keep_charge(tx, id, charge, now).await?;
            }
            let error = intent.last_payment_error.as_ref();
            let data = json!({ "code": error.and_then(|error| error.code.as_ref()),
                "declineCode": error.and_then(|error| error.decline_code.as_ref()),
                "message": error.and_then(|error| error.message.as_ref()) });
            record(tx, actor, now, payment, "payment.failed", data).await?;
            let (session, link) = (&payment.checkout_session_id, &payment.link_id);
            let declined = store::declines(tx, id).await?;
            checkout_sessions::declined(tx, session, link, declined, now).await?;
        }
        _ => {}
    }
    let Some(charge) = intent.latest_charge.as_ref().filter(|charge| charge.paid) else {
        return Ok(booked);
    };
    let more = store::keep_refunded(tx, id, charge.amount_refunded, now).await?;
    if more > 0 {
        rollups::count_refund(tx, &payment.book(), more, now).await?;
        let data = json!({ "refundedMinor": charge.amount_refunded });
        record(tx, actor, now, payment, "payment.refunded", data).await?;
        purchases::revoke_refunded(tx, now, id).await?;
    }
    if let Some(booked) = &charge.balance_transaction
        && store::keep_settlement(tx, id, booked, now).await?
    {
        let data = json!({ "settledMinor": booked.net, "stripeFeeMinor": booked.stripe_fee,
            "currency": booked.currency.to_uppercase() });
        record(tx, actor, now, payment, "payment.settled", data).await?;
    }
    Ok(booked)
}

/// What follows from a success, once: totals, the story, and two mails.
async fn follow_success(
    tx: &mut Tx,
    actor: &Actor,
    now: Timestamp,
    payment: &Payment,
    intent: &PaymentIntent,
    late: bool,
) -> Result<()> {
    checkout_sessions::mark_paid(tx, &payment.checkout_session_id, &intent.id, now).await?;
    let (amount, fee) = (payment.amount(), payment.platform_fee_minor);
    let data = json!({ "amountMinor": amount.minor, "currency": amount.currency, "paidLate": late });
    record(tx, actor, now, payment, "payment.completed", data).await?;
    for kind in [RECEIPT_MAIL, SALE_MAIL] {
        let job =
            NewJob::new(kind, &PaymentMailJob::of(payment), now)?.once(format!("{kind}:{}", payment.id));
        jobs::enqueue(tx, now, &job.of(&payment.merchant_id)).await?;
    }
    purchases::grant_paid(tx, now, &payment.id).await?;
    rollups::count_sale(tx, &payment.book(), amount, fee, now).await?;
    checkout_sessions::take_seat(tx, &payment.checkout_session_id, &payment.link_id).await
}

async fn record(
    tx: &mut Tx,
    actor: &Actor,
    now: Timestamp,
    payment: &Payment,
    kind: &'static str,
    data: serde_json::Value,
) -> Result<()> {
    let event = NewEvent { merchant_id: &payment.merchant_id, kind, subject_id: &payment.id, data };
    events::record(tx, actor, now, &event).await
}

//! Invoices become payments: the first belongs to the attempt that began the subscription, every later one has an
//! attempt of its own, so that each has its receipt and is counted once.

use super::{Subscription, reconcile, store};
use crate::actor::Actor;
use crate::checkout_sessions;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::payment_links::{self, PaymentLink};
use crate::payments;
use crate::stripe::billing_objects::Invoice;

/// Asks Stripe for the invoice and keeps what it says of it and of its subscription; false when it is not one of ours.
///
/// # Errors
/// `STRIPE_DOWN`, or internal.
pub async fn reconcile_invoice(core: &Core, actor: &Actor, account: &str, invoice_id: &str) -> Result<bool> {
    let invoice = core.stripe.invoice(account, invoice_id).await?;
    let Some((stripe_id, _)) = &invoice.subscription else { return Ok(false) };
    let Some(subscription) = reconcile(core, actor, account, stripe_id).await? else { return Ok(false) };
    // Not the newest one, perhaps.
    book(core, actor, &subscription, &invoice).await?;
    Ok(true)
}

/// Books the payment of an invoice as its intent stands; tells Stripe's word for that. Nothing to pay is no payment.
pub(super) async fn book(
    core: &Core,
    actor: &Actor,
    subscription: &Subscription,
    invoice: &Invoice,
) -> Result<Option<String>> {
    let Some(intent) = invoice.payment_intent.as_deref().filter(|_| invoice.amount_due > 0) else {
        return Ok(None);
    };
    let account = subscription.stripe_account_id.as_str();
    if payments::session_of_intent(&core.db, account, intent).await?.is_none() {
        begin(core, actor, subscription, invoice, intent).await?;
    }
    payments::reconcile(core, actor, account, intent).await
}

/// Keeps the pending payment of an invoice, once: its subscription's row is ours alone meanwhile.
async fn begin(
    core: &Core,
    actor: &Actor,
    subscription: &Subscription,
    invoice: &Invoice,
    intent_id: &str,
) -> Result<()> {
    let account = subscription.stripe_account_id.as_str();
    let intent = core.stripe.payment_intent(account, intent_id).await?;
    let sums = (intent.amount, intent.application_fee_amount.unwrap_or(0));
    let now = core.clock.now();
    let mut tx = core.db.begin().await?;
    store::touch(&mut tx, &subscription.id, now).await?;
    if payments::session_of_intent(&mut tx, account, intent_id).await?.is_some() {
        return Ok(());
    }
    let first = checkout_sessions::find(&mut tx, &subscription.checkout_session_id).await?;
    let mut session = first.ok_or_else(Error::not_found)?;
    if invoice.billing_reason.as_deref() == Some("subscription_create")
        && session.stripe_payment_intent_id.is_none()
    {
        checkout_sessions::pay_with(&mut tx, &session.id, intent_id, sums, now).await?;
        (session.amount_minor, session.platform_fee_minor) = sums;
    } else {
        session = checkout_sessions::renew(&mut tx, &session, sums, intent_id, now).await?;
    }
    let link = payment_links::find_any(&mut tx, &subscription.merchant_id, &subscription.link_id).await?;
    // As it was sold: the link may have another name today.
    let link =
        PaymentLink { title: subscription.link_title.clone(), slug: subscription.link_slug.clone(), ..link };
    payments::begin(&mut tx, actor, now, &session, &link, intent_id).await?;
    payments::belongs_to(&mut tx, &session.id, &subscription.id).await?;
    tx.commit().await
}

//! Register: which feature reconciles what when Stripe tells of an event.

use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Code, Kind, Result};
use crate::inbox::StoredEvent;
use crate::{checkout_sessions, connected_accounts, payments, subscriptions};

/// Whether any feature wants to hear of this kind of event.
#[must_use]
pub fn concerns(kind: &str) -> bool {
    is_about_an_account(kind)
        || is_about_a_payment(kind)
        || is_about_a_subscription(kind)
        || is_about_a_hosted_page(kind)
}

/// Hands the event to the feature it concerns; tells how it ended.
///
/// # Errors
/// Whatever the feature answers; the event is tried again.
pub async fn apply(core: &Core, actor: &Actor, event: &StoredEvent) -> Result<&'static str> {
    let Some(account) = event.account.as_deref() else { return Ok("ignored") };
    if !connected_accounts::is_ours(core, account).await? {
        return Ok("not ours");
    }
    match reconcile(core, actor, account, event).await {
        // Stripe will not answer differently next time: the object is gone, or our access to the account is.
        Err(error) if error.kind == Kind::NotFound => Ok("not found at Stripe"),
        Err(error) if error.code == Code::StripeRefused => {
            tracing::warn!(kind = event.kind, ?error, "Stripe refuses to tell more about an event");
            Ok("refused by Stripe")
        }
        other => other,
    }
}

async fn reconcile(core: &Core, actor: &Actor, account: &str, event: &StoredEvent) -> Result<&'static str> {
    match event.kind.as_str() {
        "account.application.deauthorized" => {
            connected_accounts::disconnect(core, actor, account).await?;
        }
        kind if is_about_an_account(kind) => {
            connected_accounts::reconcile(core, actor, account).await?;
        }
        kind if is_about_a_payment(kind) && event.object_id.starts_with("pi_") => {
            if payments::reconcile(core, actor, account, &event.object_id).await?.is_none() {
                return Ok("not ours");
            }
        }
        kind if is_about_a_subscription(kind) && event.object_id.starts_with("sub_") => {
            if subscriptions::reconcile(core, actor, account, &event.object_id).await?.is_none() {
                return Ok("not ours");
            }
        }
        kind if is_about_a_subscription(kind) && event.object_id.starts_with("in_") => {
            if !subscriptions::reconcile_invoice(core, actor, account, &event.object_id).await? {
                return Ok("not ours");
            }
        }
        kind if is_about_a_hosted_page(kind) => {
            let id = event.object_id.as_str();
            if checkout_sessions::hosted::reconcile(core, actor, account, id).await?.is_none() {
                return Ok("not ours");
            }
        }
        _ => return Ok("ignored"),
    }
    Ok("applied")
}

fn is_about_an_account(kind: &str) -> bool {
    matches!(kind, "account.updated" | "capability.updated" | "account.application.deauthorized")
}

fn is_about_a_subscription(kind: &str) -> bool {
    let paid = [
        "invoice.paid",
        "invoice.payment_succeeded",
        "invoice.payment_failed",
        "invoice.payment_action_required",
    ];
    kind.starts_with("customer.subscription.") || paid.contains(&kind)
}

fn is_about_a_hosted_page(kind: &str) -> bool {
    kind.starts_with("checkout.session.")
}

fn is_about_a_payment(kind: &str) -> bool {
    let charge = kind.starts_with("charge.");
    let its_own = kind.starts_with("charge.dispute.") || kind.starts_with("charge.refund.");
    kind.starts_with("payment_intent.") || (charge && !its_own)
}

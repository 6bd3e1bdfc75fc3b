//! Stripe's truth about an account becomes ours: the same way for our own actions and for Stripe's news.

use serde_json::json;

use super::store;
use crate::actor::Actor;
use crate::core::Core;
use crate::error::Result;
use crate::events::{self, NewEvent};

/// Whether this account at Stripe belongs to one of our merchants.
///
/// # Errors
/// Internal, when the database refuses.
pub async fn is_ours(core: &Core, stripe_account_id: &str) -> Result<bool> {
    Ok(store::find_by_stripe(&core.db, stripe_account_id).await?.is_some())
}

/// Asks Stripe for the account and keeps the answer, unless a newer one is kept already. An account that is
/// not of ours is left alone.
///
/// # Errors
/// `STRIPE_DOWN`, or internal.
pub async fn reconcile(core: &Core, actor: &Actor, stripe_account_id: &str) -> Result<()> {
    if store::find_by_stripe(&core.db, stripe_account_id).await?.is_none() {
        return Ok(());
    }
    let asked_at = core.clock.now();
    let account = core.stripe.account(stripe_account_id).await?;
    let mut tx = core.db.begin().await?;
    let Some(before) = store::find_by_stripe(&mut tx, stripe_account_id).await? else { return Ok(()) };
    let now = core.clock.now();
    if store::update(&mut tx, &account, &before.country, asked_at, now).await? > 0 {
        let could = before.can_charge();
        let can = account.charges_enabled && account.card_payments.as_deref() == Some("active");
        if could != can {
            let event = NewEvent {
                merchant_id: &before.merchant_id,
                kind: if can { "account.can_charge" } else { "account.cannot_charge" },
                subject_id: stripe_account_id,
                data: json!({ "disabledReason": account.requirements.disabled_reason }),
            };
            events::record(&mut tx, actor, now, &event).await?;
        }
    }
    tx.commit().await?;
    core.signals.pages_changed();
    Ok(())
}

/// The merchant took our access away at Stripe: nothing can be sold until they connect again.
///
/// # Errors
/// Internal, when the database refuses.
pub async fn disconnect(core: &Core, actor: &Actor, stripe_account_id: &str) -> Result<()> {
    let now = core.clock.now();
    let mut tx = core.db.begin().await?;
    let Some(account) = store::find_by_stripe(&mut tx, stripe_account_id).await? else { return Ok(()) };
    store::disable(&mut tx, stripe_account_id, now).await?;
    let merchant_id = account.merchant_id.as_str();
    let data = json!({});
    let event = NewEvent { merchant_id, kind: "account.disconnected", subject_id: stripe_account_id, data };
    events::record(&mut tx, actor, now, &event).await?;
    tx.commit().await?;
    core.signals.pages_changed();
    Ok(())
}

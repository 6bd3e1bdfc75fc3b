//! What becomes of a held seat whose buyer has not subscribed in time.

use std::time::Duration;

use super::{Subscription, reconcile, store};
use crate::actor::Actor;
use crate::checkout_sessions::{CheckoutSession, free_seat};
use crate::core::Core;
use crate::error::{Kind, Result};

/// How long a beginning may be under way: longer than any call to Stripe.
const UNDER_WAY: Duration = Duration::from_mins(2);

/// Gives the attempt's subscription up, unless it runs; None when the attempt is no subscription's, true when it must be
/// looked at again later.
///
/// # Errors
/// `STRIPE_DOWN`, or internal; the seat stays held.
pub(crate) async fn let_go(core: &Core, session: &CheckoutSession) -> Result<Option<bool>> {
    let Some(subscription) = store::of_session(&core.db, &session.id).await? else { return Ok(None) };
    if let Some(stripe_id) = begun(core, &subscription).await? {
        end_unpaid(core, &subscription.stripe_account_id, &stripe_id).await?;
        return Ok(Some(false));
    }
    let now = core.clock.now();
    let mut tx = core.db.begin().await?;
    if !store::abandon(&mut tx, &subscription.id, now, now.minus(UNDER_WAY)).await? {
        return Ok(Some(true));
    }
    free_seat(&mut tx, &session.id, &session.link_id).await?;
    tx.commit().await?;
    Ok(Some(false))
}

/// The subscription at Stripe, also when its beginning was cut short after Stripe had made it.
async fn begun(core: &Core, subscription: &Subscription) -> Result<Option<String>> {
    match (&subscription.stripe_subscription_id, &subscription.stripe_customer_id) {
        (Some(id), _) => Ok(Some(id.clone())),
        (None, Some(customer)) if subscription.claimed_at.is_some() => {
            core.stripe.subscription_of(&subscription.stripe_account_id, customer).await
        }
        _ => Ok(None),
    }
}

async fn end_unpaid(core: &Core, account: &str, stripe_id: &str) -> Result<()> {
    let system = Actor::system();
    let now = reconcile(core, &system, account, stripe_id).await?;
    if now.is_none_or(|subscription| subscription.status != "incomplete") {
        return Ok(());
    }
    // It was paid or ended meanwhile: what follows tells which.
    match core.stripe.end_subscription(account, stripe_id).await {
        Err(error) if error.kind != Kind::NotFound => return Err(error),
        _ => {}
    }
    reconcile(core, &system, account, stripe_id).await.map(drop)
}

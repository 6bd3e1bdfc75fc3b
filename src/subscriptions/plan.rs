//! A subscription as pages show it to its buyer.

use super::{Subscription, reconcile, store};
use crate::actor::Actor;
use crate::clock::Timestamp;
use crate::core::Core;
use crate::error::Result;
use crate::money::Money;
use crate::payment_links::Interval;

/// What a buyer has subscribed to, and how it goes on.
#[derive(Clone, Debug)]
pub struct Plan {
    /// What one interval costs.
    pub price: Money,
    /// How often it is paid.
    pub interval: Interval,
    /// Whether these days are free.
    pub trial: bool,
    /// When the card is charged next; None when it is not.
    pub next_charge: Option<Timestamp>,
    /// When it ends, when it does.
    pub ends: Option<Timestamp>,
    /// The card that is charged.
    pub card: Option<String>,
    /// Whether it ever ran.
    pub started: bool,
}

impl Plan {
    /// As it stands.
    #[must_use]
    pub fn of(subscription: &Subscription) -> Self {
        let end = subscription.period_end.map(Timestamp);
        let ending = subscription.cancel_at_period_end || subscription.is_over();
        Self {
            price: subscription.price(),
            interval: subscription.interval(),
            trial: subscription.status == "trialing",
            next_charge: end.filter(|_| !ending),
            ends: subscription.ended_at.map(Timestamp).or(end).filter(|_| ending),
            card: subscription.card(),
            started: subscription.started_at.is_some(),
        }
    }
}

/// What an attempt has begun, when it was one to subscribe; Stripe is asked while it does not run.
///
/// # Errors
/// `STRIPE_DOWN`, or internal.
pub(crate) async fn plan_of_session(core: &Core, actor: &Actor, session_id: &str) -> Result<Option<Plan>> {
    let Some(known) = store::of_session(&core.db, session_id).await? else { return Ok(None) };
    let now = match known.stripe_subscription_id.as_deref().filter(|_| known.started_at.is_none()) {
        Some(stripe_id) => reconcile(core, actor, &known.stripe_account_id, stripe_id).await?,
        None => None,
    };
    Ok(Some(Plan::of(&now.unwrap_or(known))))
}

//! What buyers and merchants may change: the end, and the card. Buyers are who has proven the subscription's e-mail.

use super::{CardChange, SUBSCRIPTION_KEY, Subscription, reconcile, store};
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Code, Error, Kind, Result};
use crate::id::random_hex;

/// One subscription of who has proven this e-mail, by our id or Stripe's.
///
/// # Errors
/// Not found, also when it is somebody else's.
pub async fn of_buyer(core: &Core, email: &str, id: &str) -> Result<Subscription> {
    store::of_buyer(&core.db, id, &email.to_lowercase()).await?.ok_or_else(Error::not_found)
}

/// Lets the buyer's subscription end with the interval that is paid. Asked for twice, it ends once.
///
/// # Errors
/// Not found, `SUBSCRIPTION_OVER`, `STRIPE_DOWN` or `STRIPE_REFUSED`.
pub async fn cancel_at_period_end(core: &Core, actor: &Actor, email: &str, id: &str) -> Result<Subscription> {
    end_with_period(core, actor, of_buyer(core, email, id).await?, true).await
}

/// Takes the buyer's wish to end it back.
///
/// # Errors
/// Not found, `SUBSCRIPTION_OVER`, `STRIPE_DOWN` or `STRIPE_REFUSED`.
pub async fn keep_going(core: &Core, actor: &Actor, email: &str, id: &str) -> Result<Subscription> {
    end_with_period(core, actor, of_buyer(core, email, id).await?, false).await
}

pub(super) async fn end_with_period(
    core: &Core,
    actor: &Actor,
    subscription: Subscription,
    ends: bool,
) -> Result<Subscription> {
    let (account, stripe_id) = place(&subscription)?;
    let asked = core.stripe.end_with_period(account, stripe_id, ends).await;
    follow(core, actor, &subscription, asked).await
}

/// How it stands after Stripe was asked to change it. It may have ended before we heard of it: then that is why
/// Stripe refused.
async fn follow(
    core: &Core,
    actor: &Actor,
    subscription: &Subscription,
    asked: Result<()>,
) -> Result<Subscription> {
    let (account, stripe_id) = place(subscription)?;
    if let Err(error) = asked {
        if error.code == Code::StripeRefused || error.kind == Kind::NotFound {
            let now = reconcile(core, actor, account, stripe_id).await?.ok_or_else(Error::not_found)?;
            place(&now)?;
        }
        return Err(error);
    }
    reconcile(core, actor, account, stripe_id).await?.ok_or_else(Error::not_found)
}

/// Where it is at Stripe, while it is not over.
fn place(subscription: &Subscription) -> Result<(&str, &str)> {
    if subscription.is_over() {
        return Err(Error::conflict(Code::SubscriptionOver));
    }
    let id = subscription.stripe_subscription_id.as_deref().ok_or_else(Error::not_found)?;
    Ok((&subscription.stripe_account_id, id))
}

/// The first step to another card: prepares it to be kept.
///
/// # Errors
/// Not found, `SUBSCRIPTION_OVER`, `STRIPE_DOWN` or `STRIPE_REFUSED`.
pub async fn start_card_change(core: &Core, email: &str, id: &str) -> Result<CardChange> {
    let subscription = of_buyer(core, email, id).await?;
    let (account, _) = place(&subscription)?;
    let customer = subscription.stripe_customer_id.as_deref().ok_or_else(Error::not_found)?;
    let metadata = [(SUBSCRIPTION_KEY, subscription.id.as_str()), ("purpose", "card")];
    let key = format!("card-{}-{}", subscription.id, random_hex(8)?);
    let setup = core.stripe.create_setup_intent(account, customer, &metadata, &key).await?;
    let secret = setup.client_secret.ok_or_else(|| Error::unavailable(Code::StripeRefused))?;
    Ok(CardChange {
        client_secret: secret.reveal().to_owned(),
        setup_intent_id: setup.id,
        connected_account_id: account.to_owned(),
    })
}

/// The second step: charges the card that Stripe has kept in the first.
///
/// # Errors
/// Not found, `SUBSCRIPTION_OVER`, `SETUP_UNKNOWN`, `SETUP_NOT_DONE`, `STRIPE_DOWN` or `STRIPE_REFUSED`.
pub async fn change_card(
    core: &Core,
    actor: &Actor,
    email: &str,
    id: &str,
    setup_intent_id: &str,
) -> Result<Subscription> {
    let subscription = of_buyer(core, email, id).await?;
    let (account, stripe_id) = place(&subscription)?;
    let setup =
        core.stripe.setup_intent(account, setup_intent_id).await.map_err(|error| match error.kind {
            Kind::NotFound => unknown(),
            _ => error,
        })?;
    let bound = setup.metadata.get(SUBSCRIPTION_KEY) == Some(&subscription.id)
        && setup.customer == subscription.stripe_customer_id;
    if !bound {
        return Err(unknown());
    }
    let card = setup.payment_method.filter(|_| setup.status == "succeeded");
    let card = card.ok_or_else(|| Error::conflict(Code::SetupNotDone))?;
    let asked = core.stripe.change_card(account, stripe_id, &card).await;
    follow(core, actor, &subscription, asked).await
}

fn unknown() -> Error {
    Error::field("setupIntentId", Code::SetupUnknown)
}

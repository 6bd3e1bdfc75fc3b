//! Both steps. The rows come first, then Stripe is asked under keys made from them, so that whatever is cut short can be
//! done again and is done once.

use super::start::SubscriptionStep;
use super::{SETUP, SUBSCRIPTION_KEY, Subscription, reconcile, store};
use crate::actor::Actor;
use crate::checkout_sessions::{self, Attempt, CheckoutSession, Offer, Told};
use crate::config::Secret;
use crate::core::Core;
use crate::error::{Code, Error, Result};
use crate::id::{new_id, sha256_hex};
use crate::language::Language;
use crate::payment_limits;
use crate::payment_links::{self, Terms};
use crate::payments;
use crate::stripe::SetupIntent;
use crate::stripe::billing::{NewCustomer, NewSubscription};

fn unknown(field: &str) -> Error {
    Error::field(field, Code::SetupUnknown)
}

fn refused() -> Error {
    Error::unavailable(Code::StripeRefused)
}

fn setup_step(subscription: &Subscription, customer: &str, secret: &str) -> SubscriptionStep {
    SubscriptionStep {
        step: "setup".into(),
        client_secret: Some(secret.to_owned()),
        customer_id: Some(customer.to_owned()),
        subscription_id: None,
        status: None,
        payment_intent_status: None,
        connected_account_id: subscription.stripe_account_id.clone(),
        checkout_session_id: subscription.checkout_session_id.clone(),
    }
}

/// The first step: prepares a card to be kept, or goes on with one.
pub(super) async fn set_up(
    core: &Core,
    actor: &Actor,
    offer: &Offer,
    buyer: Told<'_>,
    language: Language,
    secret: Option<&str>,
) -> Result<SubscriptionStep> {
    let terms = offer.link.terms();
    let recurring = terms.recurring()?;
    let attempt = Attempt::of(core, offer, buyer, language)?;
    if let Some(secret) = secret.filter(|secret| !secret.is_empty())
        && let Some(step) = go_on(core, offer, &attempt, secret).await?
    {
        return Ok(step);
    }
    // Who has begun before it closed goes on; nobody begins after.
    offer.check_open(core)?;
    payment_limits::check(core, &offer.link.merchant_id, attempt.total()?).await?;
    let now = core.clock.now();
    let session = attempt.session();
    let subscription = Subscription {
        id: new_id(now),
        merchant_id: session.merchant_id.clone(),
        link_id: session.link_id.clone(),
        revision: session.revision,
        checkout_session_id: session.id.clone(),
        stripe_account_id: session.stripe_account_id.clone(),
        stripe_customer_id: None,
        stripe_setup_intent_id: None,
        stripe_subscription_id: None,
        stripe_payment_method_id: None,
        claimed_at: None,
        status: SETUP.into(),
        amount_minor: session.amount_minor,
        currency: session.currency.clone(),
        period: recurring.interval.as_str().into(),
        trial_days: recurring.trial_days,
        language: session.language.clone(),
        customer_email: email_of(session)?.to_owned(),
        customer_name: session.name.clone(),
        link_title: terms.title,
        link_slug: terms.slug,
        card_brand: None,
        card_last4: None,
        period_start: None,
        period_end: None,
        trial_end: None,
        cancel_at_period_end: false,
        started_at: None,
        canceled_at: None,
        ended_at: None,
        created_at: now.0,
    };
    let mut tx = core.db.begin().await?;
    attempt.insert(core, actor, &mut tx).await?;
    store::insert(&mut tx, &subscription).await?;
    tx.commit().await?;
    let (customer, setup) = prepare(core, &subscription, session).await?;
    let secret = setup.client_secret.as_ref().ok_or_else(refused)?.reveal();
    let mut tx = core.db.begin().await?;
    checkout_sessions::open_setup(&mut tx, session, &sha256_hex(secret), core.clock.now()).await?;
    store::open(&mut tx, &subscription.id, &customer, &setup.id, core.clock.now()).await?;
    tx.commit().await?;
    Ok(setup_step(&subscription, &customer, secret))
}

fn email_of(session: &CheckoutSession) -> Result<&str> {
    session.email.as_deref().ok_or_else(|| Error::field("email", Code::Required))
}

/// Makes the customer and the setup intent, or gives those that were made before.
async fn prepare(
    core: &Core,
    subscription: &Subscription,
    session: &CheckoutSession,
) -> Result<(String, SetupIntent)> {
    let account = subscription.stripe_account_id.as_str();
    let id = subscription.id.as_str();
    let metadata = [
        (SUBSCRIPTION_KEY, id),
        ("paylink_id", subscription.link_id.as_str()),
        (payments::SESSION_KEY, session.id.as_str()),
    ];
    let new = NewCustomer {
        email: &subscription.customer_email,
        name: session.name.as_deref(),
        phone: session.phone.as_deref(),
    };
    let customer = core.stripe.create_customer(account, &new, &metadata, &format!("customer-{id}")).await?.id;
    let setup =
        core.stripe.create_setup_intent(account, &customer, &metadata, &format!("setup-{id}")).await?;
    Ok((customer, setup))
}

/// Goes on with the attempt that the secret belongs to, unless it cannot: then a new one begins.
async fn go_on(
    core: &Core,
    offer: &Offer,
    attempt: &Attempt,
    secret: &str,
) -> Result<Option<SubscriptionStep>> {
    let now = core.clock.now();
    let Some(session) = attempt.earlier(core, &offer.link, secret).await? else { return Ok(None) };
    let Some(subscription) = store::of_session(&core.db, &session.id).await? else { return Ok(None) };
    let Some(customer) = subscription.stripe_customer_id.clone().filter(|_| subscription.status == SETUP)
    else {
        return Ok(None);
    };
    let email = email_of(attempt.session())?;
    let name = attempt.session().name.as_deref();
    if subscription.customer_name.as_deref() != name {
        let new = NewCustomer { email, name, phone: None };
        core.stripe.update_customer(&subscription.stripe_account_id, &customer, &new).await?;
    }
    let mut tx = core.db.begin().await?;
    attempt.keep_collected(&mut tx, &session.id, now).await?;
    let language = attempt.session().language.as_str();
    store::keep_buyer(&mut tx, &subscription.id, email, name, language, now).await?;
    tx.commit().await?;
    Ok(Some(setup_step(&subscription, &customer, secret)))
}

/// The second step: begins the subscription with a card that was kept in the first.
pub(super) async fn complete(
    core: &Core,
    actor: &Actor,
    offer: &Offer,
    card: &str,
    customer: Option<&str>,
) -> Result<SubscriptionStep> {
    let account = offer.account()?;
    let customer = match customer {
        Some(customer) => customer.to_owned(),
        None => owner_of(core, account, card).await?,
    };
    let found = store::by_customer(&core.db, &customer, &offer.link.id, account).await?;
    let subscription = found.ok_or_else(|| unknown("customerId"))?;
    if subscription.stripe_subscription_id.is_none() {
        check_setup(core, &subscription, &customer, card).await?;
        begin(core, &subscription, &customer, card).await?;
    } else if subscription.stripe_payment_method_id.as_deref() != Some(card) {
        return Err(unknown("paymentMethodId"));
    }
    let subscription = store::by_id(&core.db, &subscription.id).await?.ok_or_else(Error::not_found)?;
    let stripe_id = subscription.stripe_subscription_id.as_deref().unwrap_or_default();
    let (subscription, secret, waits) =
        reconcile::look(core, actor, account, stripe_id).await?.ok_or_else(|| unknown("customerId"))?;
    Ok(SubscriptionStep {
        step: "complete".into(),
        client_secret: secret.filter(|_| waits.is_some()).map(|secret| secret.reveal().to_owned()),
        customer_id: None,
        subscription_id: subscription.stripe_subscription_id,
        status: Some(subscription.status),
        payment_intent_status: Some(waits),
        connected_account_id: subscription.stripe_account_id,
        checkout_session_id: subscription.checkout_session_id,
    })
}

/// The customer whose card this is.
async fn owner_of(core: &Core, account: &str, card: &str) -> Result<String> {
    let found = core.stripe.payment_method(account, card).await;
    let found = found.map_err(|error| match error.kind {
        crate::error::Kind::NotFound => unknown("paymentMethodId"),
        _ => error,
    })?;
    found.customer.ok_or_else(|| unknown("paymentMethodId"))
}

/// Only a card that Stripe has kept, for this very attempt and customer, begins anything.
async fn check_setup(core: &Core, subscription: &Subscription, customer: &str, card: &str) -> Result<()> {
    let setup = subscription.stripe_setup_intent_id.as_deref().ok_or_else(|| unknown("customerId"))?;
    let setup = core.stripe.setup_intent(&subscription.stripe_account_id, setup).await?;
    let bound = setup.customer.as_deref() == Some(customer)
        && setup.metadata.get(SUBSCRIPTION_KEY) == Some(&subscription.id)
        && setup.metadata.get("paylink_id") == Some(&subscription.link_id);
    if !bound {
        return Err(unknown("customerId"));
    }
    if setup.status != "succeeded" {
        return Err(Error::conflict(Code::SetupNotDone));
    }
    if setup.payment_method.as_deref() == Some(card) { Ok(()) } else { Err(unknown("paymentMethodId")) }
}

/// Begins it at Stripe, once: the card is claimed first, and the key is made from our row.
async fn begin(core: &Core, subscription: &Subscription, customer: &str, card: &str) -> Result<()> {
    let mut tx = core.db.begin().await?;
    if !store::claim(&mut tx, &subscription.id, card, core.clock.now()).await? {
        // The same step, done twice at once, has begun it meanwhile.
        let now = store::by_id(&mut tx, &subscription.id).await?;
        let begun = now.is_some_and(|row| {
            row.stripe_subscription_id.is_some() && row.stripe_payment_method_id.as_deref() == Some(card)
        });
        return if begun { Ok(()) } else { Err(unknown("customerId")) };
    }
    tx.commit().await?;
    let terms = payment_links::find_revision(&core.db, &subscription.link_id, subscription.revision).await?;
    let account = subscription.stripe_account_id.as_str();
    let product = product_of(subscription);
    core.stripe.ensure_product(account, &product, &title_of(&terms)).await?;
    let metadata = [
        (SUBSCRIPTION_KEY, subscription.id.as_str()),
        ("paylink_id", subscription.link_id.as_str()),
        ("merchant_id", subscription.merchant_id.as_str()),
    ];
    let new = NewSubscription {
        customer,
        payment_method: card,
        product: &product,
        price: subscription.price(),
        interval: subscription.interval().at_stripe(),
        trial_days: subscription.trial_days,
        fee_bps: core.config.fee_bps,
        metadata: &metadata,
    };
    let asked_at = core.clock.now();
    let begun =
        core.stripe.create_subscription(account, &new, &format!("subscribe-{}", subscription.id)).await?;
    let mut tx = core.db.begin().await?;
    // Only which one it is: how it stands is asked for again, as a kept answer may be old.
    store::attach(&mut tx, &subscription.id, &begun.id, asked_at).await?;
    tx.commit().await
}

/// One product for each revision of a link: its name and terms never change under a buyer.
fn product_of(subscription: &Subscription) -> String {
    format!("paylink_{}_{}", subscription.link_id.replace('-', ""), subscription.revision)
}

fn title_of(terms: &Terms) -> String {
    terms.title.chars().take(250).collect()
}

/// The secret that a kept answer leaves out.
pub(super) async fn secret_of(core: &Core, kept: &SubscriptionStep) -> Result<Option<String>> {
    let account = kept.connected_account_id.as_str();
    let secret = if let Some(id) = &kept.subscription_id {
        let invoice = core.stripe.subscription(account, id).await?.latest_invoice;
        invoice.and_then(|invoice| invoice.client_secret)
    } else {
        let found = store::of_session(&core.db, &kept.checkout_session_id).await?;
        let setup = found.and_then(|row| row.stripe_setup_intent_id).ok_or_else(refused)?;
        core.stripe.setup_intent(account, &setup).await?.client_secret
    };
    Ok(secret.as_ref().map(Secret::reveal).map(ToOwned::to_owned))
}

/// Goes on for a buyer who comes back from the bank's own page: the card that Stripe has kept meanwhile begins it.
///
/// # Errors
/// `STRIPE_DOWN` or `STRIPE_REFUSED`.
pub async fn take_up(core: &Core, session_id: &str) -> Result<()> {
    let found = store::of_session(&core.db, session_id).await?.filter(|row| row.status == SETUP);
    let Some(subscription) = found else { return Ok(()) };
    let ids = (&subscription.stripe_setup_intent_id, &subscription.stripe_customer_id);
    let (Some(setup), Some(customer)) = ids else { return Ok(()) };
    let setup = core.stripe.setup_intent(&subscription.stripe_account_id, setup).await?;
    match setup.payment_method.filter(|_| setup.status == "succeeded") {
        Some(card) => begin(core, &subscription, customer, &card).await,
        None => Ok(()),
    }
}

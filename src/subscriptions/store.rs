//! SQL of subscriptions.

use super::Subscription;
use crate::args;
use crate::clock::Timestamp;
use crate::core::Core;
use crate::db::{Queryable, Tx};
use crate::error::Result;
use crate::page::{Page, PageRequest};
use crate::stripe::billing_objects::Subscription as AtStripe;

macro_rules! subscription_where {
    ($condition:literal) => {
        concat!(
            "select id, merchant_id, link_id, revision, checkout_session_id, stripe_account_id, stripe_customer_id, \
             stripe_setup_intent_id, stripe_subscription_id, stripe_payment_method_id, claimed_at, status, amount_minor, \
             currency, period, trial_days, language, customer_email, customer_name, link_title, link_slug, card_brand, \
             card_last4, period_start, period_end, trial_end, cancel_at_period_end, started_at, canceled_at, ended_at, \
             created_at from subscription where ",
            $condition
        )
    };
}

crate::statements! {
    FIND = subscription_where!("merchant_id = $1 and id = $2 and started_at is not null");
    OF_SESSION = subscription_where!("checkout_session_id = $1");
    BY_ID = subscription_where!("id = $1");
    BY_CUSTOMER = subscription_where!("stripe_customer_id = $1 and link_id = $2 and stripe_account_id = $3");
    BY_STRIPE = subscription_where!("stripe_subscription_id = $1 and stripe_account_id = $2");
    OF_BUYER = subscription_where!(
        "(id = $1 or stripe_subscription_id = $1) and customer_email = $2 and started_at is not null"
    );
    LIST_OF_BUYER = subscription_where!(
        "customer_email = $1 and (created_at, id) < ($2, $3) and started_at is not null \
        order by created_at desc, id desc limit $4"
    );
    LIST = subscription_where!(
        "merchant_id = $1 and (created_at, id) < ($2, $3) and started_at is not null \
        order by created_at desc, id desc limit $4"
    );
    LIST_BY_LINK = subscription_where!(
        "merchant_id = $1 and (created_at, id) < ($2, $3) and link_id = $5 and started_at is not null \
        order by created_at desc, id desc limit $4"
    );
    INSERT = "insert into subscription (id, merchant_id, link_id, revision, checkout_session_id, stripe_account_id, \
        status, amount_minor, currency, period, trial_days, language, customer_email, customer_name, link_title, \
        link_slug, created_at, updated_at) \
        values ($1, $2, $3, $4, $5, $6, 'setup', $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $16)";
    OPEN = "update subscription set stripe_customer_id = $2, stripe_setup_intent_id = $3, updated_at = $4 where id = $1";
    KEEP_BUYER = "update subscription set customer_email = $2, customer_name = $3, language = $4, updated_at = $5 \
        where id = $1 and status = 'setup'";
    // Who claims the card may ask Stripe to begin; a seat that was let go leaves nothing to claim.
    CLAIM = "update subscription set stripe_payment_method_id = $2, claimed_at = $3, updated_at = $3 where id = $1 \
        and status = 'setup' and (stripe_payment_method_id is null or stripe_payment_method_id = $2)";
    ABANDON = "update subscription set status = 'abandoned', updated_at = $2 where id = $1 and status = 'setup' \
        and (claimed_at is null or claimed_at < $3)";
    ATTACH = "update subscription set stripe_subscription_id = $2, \
        status = case when status in ('setup', 'abandoned') then 'incomplete' else status end, updated_at = $3 \
        where id = $1 and stripe_subscription_id is null";
    TOUCH = "update subscription set updated_at = $2 where id = $1";
    // An older answer changes nothing, and nothing comes back from the end.
    UPDATE = "update subscription set stripe_subscription_id = $2, status = $3, period_start = $4, period_end = $5, \
        trial_end = $6, cancel_at_period_end = $7, canceled_at = $8, ended_at = $9, card_brand = coalesce($10, card_brand), \
        card_last4 = coalesce($11, card_last4), asked_at = $12, updated_at = $13 where id = $1 and asked_at <= $12 \
        and status not in ('canceled', 'incomplete_expired')";
    START = "update subscription set started_at = $2, updated_at = $2 where id = $1 and started_at is null";
}

pub(super) async fn find(db: impl Queryable, merchant_id: &str, id: &str) -> Result<Option<Subscription>> {
    db.maybe(sql::FIND, args![merchant_id, id]).await
}

/// The subscription that this attempt began, if it is one for subscribing.
pub(super) async fn of_session(db: impl Queryable, session_id: &str) -> Result<Option<Subscription>> {
    db.maybe(sql::OF_SESSION, args![session_id]).await
}

pub(super) async fn by_id(db: impl Queryable, id: &str) -> Result<Option<Subscription>> {
    db.maybe(sql::BY_ID, args![id]).await
}

/// The subscription of this customer through this link on this account.
pub(super) async fn by_customer(
    db: impl Queryable,
    customer: &str,
    link_id: &str,
    account: &str,
) -> Result<Option<Subscription>> {
    db.maybe(sql::BY_CUSTOMER, args![customer, link_id, account]).await
}

pub(super) async fn by_stripe(db: impl Queryable, id: &str, account: &str) -> Result<Option<Subscription>> {
    db.maybe(sql::BY_STRIPE, args![id, account]).await
}

/// The subscription with this id, ours or Stripe's, of this buyer.
pub(super) async fn of_buyer(db: impl Queryable, id: &str, email: &str) -> Result<Option<Subscription>> {
    db.maybe(sql::OF_BUYER, args![id, email]).await
}

/// What this buyer has subscribed to, the newest first.
pub(super) async fn list_of_buyer(
    core: &Core,
    email: &str,
    request: &PageRequest,
) -> Result<Page<Subscription>> {
    let args = args![email, request.before_moment(), request.before_id(), request.limit + 1];
    let rows: Vec<Subscription> = core.db.all(sql::LIST_OF_BUYER, args).await?;
    Ok(Page::cut(rows, request, |row| (row.created_at, row.id.clone())))
}

pub(super) async fn list(
    core: &Core,
    merchant_id: &str,
    request: &PageRequest,
    link_id: Option<&str>,
) -> Result<Page<Subscription>> {
    let mut args = args![merchant_id, request.before_moment(), request.before_id(), request.limit + 1];
    args.extend(link_id.map(Into::into));
    let statement = if link_id.is_some() { sql::LIST_BY_LINK } else { sql::LIST };
    let rows: Vec<Subscription> = core.db.all(statement, args).await?;
    Ok(Page::cut(rows, request, |row| (row.created_at, row.id.clone())))
}

pub(super) async fn insert(tx: &mut Tx, new: &Subscription) -> Result<()> {
    let args = args![
        new.id.as_str(),
        new.merchant_id.as_str(),
        new.link_id.as_str(),
        new.revision,
        new.checkout_session_id.as_str(),
        new.stripe_account_id.as_str(),
        new.amount_minor,
        new.currency.as_str(),
        new.period.as_str(),
        new.trial_days,
        new.language.as_str(),
        new.customer_email.as_str(),
        new.customer_name.clone(),
        new.link_title.as_str(),
        new.link_slug.as_str(),
        new.created_at,
    ];
    tx.run(sql::INSERT, args).await.map(|_| ())
}

/// Keeps what Stripe made for it.
pub(super) async fn open(tx: &mut Tx, id: &str, customer: &str, setup: &str, now: Timestamp) -> Result<()> {
    tx.run(sql::OPEN, args![id, customer, setup, now]).await.map(|_| ())
}

pub(super) async fn keep_buyer(
    tx: &mut Tx,
    id: &str,
    email: &str,
    name: Option<&str>,
    language: &str,
    now: Timestamp,
) -> Result<()> {
    tx.run(sql::KEEP_BUYER, args![id, email, name, language, now]).await.map(|_| ())
}

/// Claims this card for it; false when it was given up, or another card was claimed.
pub(super) async fn claim(tx: &mut Tx, id: &str, payment_method: &str, now: Timestamp) -> Result<bool> {
    Ok(tx.run(sql::CLAIM, args![id, payment_method, now]).await? > 0)
}

/// Gives it up, unless it was claimed after `before`; false when it was.
pub(super) async fn abandon(tx: &mut Tx, id: &str, now: Timestamp, before: Timestamp) -> Result<bool> {
    Ok(tx.run(sql::ABANDON, args![id, now, before]).await? > 0)
}

/// Keeps which one at Stripe it is.
pub(super) async fn attach(tx: &mut Tx, id: &str, stripe_id: &str, now: Timestamp) -> Result<()> {
    tx.run(sql::ATTACH, args![id, stripe_id, now]).await.map(|_| ())
}

/// Keeps everybody else out of its row until the end of the transaction.
pub(super) async fn touch(tx: &mut Tx, id: &str, now: Timestamp) -> Result<()> {
    tx.run(sql::TOUCH, args![id, now]).await.map(|_| ())
}

/// Writes what Stripe answered when asked at `asked_at`; false when something newer is known.
pub(super) async fn update(
    tx: &mut Tx,
    id: &str,
    stripe: &AtStripe,
    asked_at: Timestamp,
    now: Timestamp,
) -> Result<bool> {
    let millis = |seconds: Option<i64>| seconds.map(|seconds| Timestamp::from_seconds(seconds).0);
    let args = args![
        id,
        stripe.id.as_str(),
        stripe.status.as_str(),
        millis(stripe.period.map(|(start, _)| start)),
        millis(stripe.period.map(|(_, end)| end)),
        millis(stripe.trial_end),
        stripe.cancel_at_period_end,
        millis(stripe.canceled_at),
        millis(stripe.ended_at),
        stripe.card.as_ref().and_then(|card| card.brand.clone()),
        stripe.card.as_ref().and_then(|card| card.last4.clone()),
        asked_at,
        now,
    ];
    Ok(tx.run(sql::UPDATE, args).await? > 0)
}

/// Notes that it runs; true for who notes it first.
pub(super) async fn start(tx: &mut Tx, id: &str, now: Timestamp) -> Result<bool> {
    Ok(tx.run(sql::START, args![id, now]).await? > 0)
}

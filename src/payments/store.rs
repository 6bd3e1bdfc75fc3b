//! SQL of payments.

use super::{Payment, Status};
use crate::args;
use crate::checkout_sessions::CheckoutSession;
use crate::clock::Timestamp;
use crate::core::Core;
use crate::db::{Queryable, Tx};
use crate::error::Result;
use crate::money::Currency;
use crate::page::{Page, PageRequest};
use crate::payment_links::PaymentLink;
use crate::stripe::{BalanceTransaction, Charge, PaymentIntent};

macro_rules! payment_where {
    ($condition:literal) => {
        concat!(
            "select id, merchant_id, link_id, checkout_session_id, stripe_account_id, stripe_payment_intent_id, \
             stripe_charge_id, status, amount_minor, currency, platform_fee_minor, net_minor, refunded_minor, \
             stripe_fee_minor, settled_minor, settled_currency, customer_email, customer_name, customer_phone, \
             customer_address, method, card_brand, card_last4, card_country, receipt_url, failure_code, \
             failure_message, paid_late, link_title, link_slug, created_at, paid_at from payment where ",
            $condition
        )
    };
}

crate::statements! {
    FIND = payment_where!("merchant_id = $1 and id = $2");
    FIND_BY_SESSION = payment_where!("checkout_session_id = $1");
    LIST = payment_where!("merchant_id = $1 and (created_at, id) < ($2, $3) and ($4 = '' or currency = $4) \
        order by created_at desc, id desc limit $5");
    LIST_BY_STATUS = payment_where!("merchant_id = $1 and status = $6 and (created_at, id) < ($2, $3) \
        and ($4 = '' or currency = $4) order by created_at desc, id desc limit $5");
    LIST_BY_LINK = payment_where!("merchant_id = $1 and link_id = $6 and (created_at, id) < ($2, $3) \
        and ($4 = '' or currency = $4) and ($7 = '' or status = $7) order by created_at desc, id desc limit $5");
    RECENT = payment_where!("merchant_id = $1 and status <> 'PENDING' order by created_at desc, id desc limit $2");
    PAID_LATE = "select id from payment where merchant_id = $1 and paid_late and paid_at >= $2 \
        and status = 'COMPLETED' order by paid_at desc limit 100";
    INSERT = "insert into payment (id, merchant_id, link_id, checkout_session_id, stripe_account_id, \
        stripe_payment_intent_id, status, amount_minor, currency, platform_fee_minor, net_minor, refunded_minor, \
        customer_email, customer_name, customer_phone, customer_address, paid_late, link_title, link_slug, created_at, \
        updated_at) values ($1, $2, $3, $4, $5, $6, 'PENDING', $7, $8, $9, $10, 0, $11, $12, $13, $14, false, $15, \
        $16, $17, $17) on conflict (checkout_session_id) do nothing";
    KEEP_BUYER = "update payment set customer_email = $2, customer_name = $3 \
        where checkout_session_id = $1 and status in ('PENDING', 'FAILED')";
    // Each of these touches a row only while its status allows the step: who comes second changes nothing.
    COMPLETE = "update payment set status = 'COMPLETED', paid_at = $2, updated_at = $2, paid_late = $3, \
        failure_code = null, failure_message = null where id = $1 and status in ('PENDING', 'FAILED')";
    FAIL = "update payment set status = 'FAILED', failure_code = $2, failure_message = $3, updated_at = $4 \
        where id = $1 and status in ('PENDING', 'FAILED') \
        and (status = 'PENDING' or coalesce(stripe_charge_id, '') <> $5 or coalesce(failure_code, '') <> $2)";
    CANCEL = "update payment set status = 'CANCELED', updated_at = $2 where id = $1 and status in ('PENDING', 'FAILED')";
    KEEP_CHARGE = "update payment set stripe_charge_id = $2, method = $3, card_brand = $4, card_last4 = $5, \
        card_country = $6, receipt_url = $7, customer_email = coalesce(customer_email, $8), \
        customer_name = coalesce(customer_name, $9), updated_at = $10 where id = $1";
    REFUNDED = "select refunded_minor from payment where id = $1";
    // Given back never shrinks here: an older answer must not undo a newer one.
    KEEP_REFUNDED = "update payment set refunded_minor = $2, updated_at = $3, \
        status = case when status = 'COMPLETED' and $2 >= amount_minor then 'REFUNDED' else status end \
        where id = $1 and refunded_minor = $4 and refunded_minor < $2 and status in ('COMPLETED', 'REFUNDED', 'DISPUTED')";
    KEEP_SETTLEMENT = "update payment set stripe_fee_minor = $2, settled_minor = $3, settled_currency = $4, \
        updated_at = $5 where id = $1 and settled_minor is null";
}

pub(super) async fn find(db: impl Queryable, merchant_id: &str, id: &str) -> Result<Option<Payment>> {
    db.maybe(sql::FIND, args![merchant_id, id]).await
}

pub(super) async fn find_by_session(db: impl Queryable, session_id: &str) -> Result<Option<Payment>> {
    db.maybe(sql::FIND_BY_SESSION, args![session_id]).await
}

/// What a list shows.
#[derive(Clone, Debug, Default)]
pub(super) struct Filter {
    pub(super) status: Option<Status>,
    pub(super) currency: Option<Currency>,
    pub(super) link_id: Option<String>,
}

pub(super) async fn list(
    core: &Core,
    merchant_id: &str,
    request: &PageRequest,
    filter: &Filter,
) -> Result<Page<Payment>> {
    let currency = filter.currency.map_or("", Currency::code);
    let status = filter.status.map(Status::as_str);
    let mut args =
        args![merchant_id, request.before_moment(), request.before_id(), currency, request.limit + 1];
    let text = match (&filter.link_id, status) {
        (Some(link_id), status) => {
            args.extend(args![link_id, status.unwrap_or_default()]);
            sql::LIST_BY_LINK
        }
        (None, Some(status)) => {
            args.extend(args![status]);
            sql::LIST_BY_STATUS
        }
        (None, None) => sql::LIST,
    };
    let rows: Vec<Payment> = core.db.all(text, args).await?;
    Ok(Page::cut(rows, request, |row| (row.created_at, row.id.clone())))
}

/// The newest payments that a buyer has tried to pay.
pub(super) async fn recent(core: &Core, merchant_id: &str, limit: i64) -> Result<Vec<Payment>> {
    core.db.all(sql::RECENT, args![merchant_id, limit]).await
}

/// The ids of payments that came after their link had stopped selling and were not given back, newest first: those
/// paid since then, a hundred at most.
pub(super) async fn paid_late(core: &Core, merchant_id: &str, since: Timestamp) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = core.db.all(sql::PAID_LATE, args![merchant_id, since]).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

pub(super) async fn insert(
    tx: &mut Tx,
    now: Timestamp,
    id: &str,
    session: &CheckoutSession,
    link: &PaymentLink,
    intent: &str,
) -> Result<u64> {
    let net = session.amount_minor - session.platform_fee_minor;
    let args = args![
        id,
        session.merchant_id.as_str(),
        session.link_id.as_str(),
        session.id.as_str(),
        session.stripe_account_id.as_str(),
        intent,
        session.amount_minor,
        session.currency.as_str(),
        session.platform_fee_minor,
        net,
        session.email.clone(),
        session.name.clone(),
        session.phone.clone(),
        session.address.clone(),
        link.title.as_str(),
        link.slug.as_str(),
        now,
    ];
    tx.run(sql::INSERT, args).await
}

pub(super) async fn keep_buyer(
    tx: &mut Tx,
    session_id: &str,
    email: Option<&str>,
    name: Option<&str>,
) -> Result<()> {
    tx.run(sql::KEEP_BUYER, args![session_id, email, name]).await.map(|_| ())
}

pub(super) async fn complete(tx: &mut Tx, id: &str, paid_at: Timestamp, late: bool) -> Result<bool> {
    Ok(tx.run(sql::COMPLETE, args![id, paid_at, late]).await? > 0)
}

pub(super) async fn fail(tx: &mut Tx, id: &str, intent: &PaymentIntent, now: Timestamp) -> Result<bool> {
    let error = intent.last_payment_error.as_ref();
    let code = error.and_then(|error| error.decline_code.clone().or_else(|| error.code.clone()));
    let message = error.and_then(|error| error.message.clone());
    let charge = intent.latest_charge.as_ref().map_or("", |charge| charge.id.as_str());
    let args = args![id, code.unwrap_or_default(), message, now, charge];
    Ok(tx.run(sql::FAIL, args).await? > 0)
}

pub(super) async fn cancel(tx: &mut Tx, id: &str, now: Timestamp) -> Result<bool> {
    Ok(tx.run(sql::CANCEL, args![id, now]).await? > 0)
}

pub(super) async fn keep_charge(tx: &mut Tx, id: &str, charge: &Charge, now: Timestamp) -> Result<()> {
    let card = charge.card.as_ref();
    let args = args![
        id,
        charge.id.as_str(),
        charge.method.clone(),
        card.and_then(|card| card.brand.clone()),
        card.and_then(|card| card.last4.clone()),
        card.and_then(|card| card.country.clone()),
        charge.receipt_url.clone(),
        charge.billing_email.clone(),
        charge.billing_name.clone(),
        now,
    ];
    tx.run(sql::KEEP_CHARGE, args).await.map(|_| ())
}

/// Keeps how much was given back so far; tells how much of that is new, minor units. The caller has changed the
/// row before, so nobody else does between the two statements.
pub(super) async fn keep_refunded(tx: &mut Tx, id: &str, refunded_minor: i64, now: Timestamp) -> Result<i64> {
    let (before,): (i64,) = tx.one(sql::REFUNDED, args![id]).await?;
    let kept = tx.run(sql::KEEP_REFUNDED, args![id, refunded_minor, now, before]).await?;
    Ok(if kept > 0 { refunded_minor - before } else { 0 })
}

pub(super) async fn keep_settlement(
    tx: &mut Tx,
    id: &str,
    booked: &BalanceTransaction,
    now: Timestamp,
) -> Result<bool> {
    let args = args![id, booked.stripe_fee, booked.net, booked.currency.to_uppercase(), now];
    Ok(tx.run(sql::KEEP_SETTLEMENT, args).await? > 0)
}

//! SQL of checkout sessions.

use serde::Deserialize;

use super::collect::Collected;
use super::{CheckoutSession, abandoned};
use crate::args;
use crate::branding::Brand;
use crate::clock::Timestamp;
use crate::db::{Db, Queryable, Tx, flag};
use crate::error::{Error, Result};
use crate::payment_links::PaymentLink;
use crate::rollups;

macro_rules! session_where {
    ($condition:literal) => {
        concat!(
            "select id, merchant_id, link_id, revision, amount_minor, currency, platform_fee_minor, status, language, \
             email, name, phone, address, stripe_account_id, stripe_payment_intent_id, client_secret_hash, created_at, \
             expires_at, seat, order_snapshot, buyer, promotion_code_id, collected from checkout_session where ",
            $condition
        )
    };
}

crate::statements! {
    // All that a pay page shows, in one look.
    OFFER_POSTGRES = "select l.id, l.merchant_id, l.slug, l.title, l.description, l.price_type, l.service_type, \
        l.payment_type, l.amount_minor, l.currency, l.collect_email, l.collect_name, l.collect_phone, l.collect_address, \
        l.thank_you_message, l.success_url, l.cancel_url, l.active, l.revision, l.paid_count, l.revenue_minor, \
        l.visits, l.used_count, l.created_at, l.updated_at, l.deleted_at, l.archived_at, l.details, m.name as merchant_name, \
        m.country, m.time_zone, exists (select 1 from promotion_code c where c.merchant_id = m.id and c.active) as takes_codes, \
        m.hosted_checkout, \
        a.stripe_account_id, \
        coalesce(a.charges_enabled and a.card_payments = 'active', false) as accepts_payments, \
        b.accent, b.logo_hash, b.logo_width, b.logo_height \
        from payment_link l join merchant m on m.id = l.merchant_id \
        left join connected_account a on a.merchant_id = l.merchant_id \
        left join branding b on b.merchant_id = l.merchant_id where l.slug = $1";
    // The same for a list of slugs, as one text.
    OFFERS_SQLITE = "select json_group_array(json_array(k.key, json_object('link', json_object('id', l.id, \
        'merchant_id', l.merchant_id, 'slug', l.slug, 'title', l.title, 'description', l.description, \
        'price_type', l.price_type, 'service_type', l.service_type, 'payment_type', l.payment_type, \
        'amount_minor', l.amount_minor, 'currency', l.currency, 'collect_email', l.collect_email, \
        'collect_name', l.collect_name, 'collect_phone', l.collect_phone, 'collect_address', l.collect_address, \
        'thank_you_message', l.thank_you_message, 'success_url', l.success_url, 'cancel_url', l.cancel_url, \
        'active', l.active, 'revision', l.revision, 'paid_count', l.paid_count, 'revenue_minor', l.revenue_minor, \
        'visits', l.visits, 'used_count', l.used_count, 'created_at', l.created_at, 'updated_at', l.updated_at, \
        'deleted_at', l.deleted_at, 'archived_at', l.archived_at, 'details', l.details), \
        'merchant_name', m.name, 'country', m.country, 'time_zone', m.time_zone, 'takes_codes', exists (select 1 from promotion_code c where c.merchant_id = m.id \
        and c.active), 'hosted_checkout', m.hosted_checkout, 'stripe_account_id', a.stripe_account_id, \
        'accepts_payments', coalesce(a.charges_enabled and a.card_payments = 'active', false), \
        'brand', json_object('accent', b.accent, 'logo_hash', b.logo_hash, 'logo_width', b.logo_width, \
        'logo_height', b.logo_height)))) \
        from json_each($1) k join payment_link l on l.slug = k.value join merchant m on m.id = l.merchant_id \
        left join connected_account a on a.merchant_id = l.merchant_id \
        left join branding b on b.merchant_id = l.merchant_id";
    FIND = session_where!("id = $1");
    FIND_BY_SECRET = session_where!("link_id = $1 and client_secret_hash = $2");
    INSERT = "insert into checkout_session (id, merchant_id, link_id, revision, amount_minor, currency, \
        platform_fee_minor, status, language, source, email, name, phone, address, stripe_account_id, created_at, \
        updated_at, expires_at, caller, seat, order_snapshot, buyer, promotion_code_id, collected) \
        values ($1, $2, $3, $4, $5, $6, $7, 'starting', \
        $8, $9, $10, $11, $12, $13, $14, $15, $15, $16, $17, $18, $19, $20, $21, $22)";
    UNPAID = "select created_at from checkout_session where caller = $1 and created_at > $2 and status <> 'paid' \
        order by created_at desc limit $3";
    UNPAID_OF_BUYER = "select created_at from checkout_session where buyer = $1 and created_at > $2 and status <> 'paid' \
        order by created_at desc limit $3";
    END = "update checkout_session set expires_at = $2 where id = $1 and expires_at > $2";
    OPEN = "update checkout_session set status = 'open', stripe_payment_intent_id = $2, client_secret_hash = $3, \
        updated_at = $4 where id = $1 and status = 'starting'";
    COLLECT = "update checkout_session set email = $2, name = $3, phone = $4, address = $5, language = $6, \
        updated_at = $7, collected = $8 where id = $1 and status = 'open'";
    // Each seat moves once: who comes second changes nothing.
    TAKE_HELD_SEAT = "update checkout_session set seat = 'taken' where id = $1 and seat = 'held'";
    TAKE_SEAT = "update checkout_session set seat = 'taken' where id = $1 and seat in ('none', 'free')";
    CHANGE_BUYER = "update checkout_session set buyer = $2 where id = $1 and status = 'open' \
        and coalesce(buyer, '') = $3";
    FREE_SEAT = "update checkout_session set seat = 'free' where id = $1 and seat = 'held'";
    PAY = "update checkout_session set status = 'paid', stripe_payment_intent_id = $2, updated_at = $3 \
        where id = $1 and status <> 'paid'";
}

#[derive(Deserialize, sqlx::FromRow)]
pub(super) struct OfferRow {
    #[sqlx(flatten)]
    pub(super) link: PaymentLink,
    pub(super) merchant_name: String,
    pub(super) country: String,
    pub(super) time_zone: Option<String>,
    #[serde(deserialize_with = "flag")]
    pub(super) takes_codes: bool,
    pub(super) stripe_account_id: Option<String>,
    #[serde(deserialize_with = "flag")]
    pub(super) accepts_payments: bool,
    #[serde(deserialize_with = "flag")]
    pub(super) hosted_checkout: bool,
    #[sqlx(flatten)]
    pub(super) brand: Brand,
}

pub(super) async fn find_offer(db: &Db, slug: &str) -> Result<Option<OfferRow>> {
    db.find(sql::OFFER_POSTGRES, sql::OFFERS_SQLITE, slug).await
}

pub(crate) async fn find(db: impl Queryable, id: &str) -> Result<Option<CheckoutSession>> {
    db.maybe(sql::FIND, args![id]).await
}

/// The attempt that this client secret belongs to, on this link.
pub(super) async fn find_by_secret(
    db: impl Queryable,
    link_id: &str,
    secret_hash: &str,
) -> Result<Option<CheckoutSession>> {
    db.maybe(sql::FIND_BY_SECRET, args![link_id, secret_hash]).await
}

/// When this caller's attempts after `since` began that are not paid, the newest first, `most` at most.
pub(super) async fn unpaid(tx: &mut Tx, caller: &str, since: Timestamp, most: i64) -> Result<Vec<Timestamp>> {
    let rows: Vec<(i64,)> = tx.all(sql::UNPAID, args![caller, since, most]).await?;
    Ok(rows.into_iter().map(|(at,)| Timestamp(at)).collect())
}

/// The same of the buyer with this mark.
pub(super) async fn unpaid_of_buyer(
    tx: &mut Tx,
    buyer: &str,
    since: Timestamp,
    most: i64,
) -> Result<Vec<Timestamp>> {
    let rows: Vec<(i64,)> = tx.all(sql::UNPAID_OF_BUYER, args![buyer, since, most]).await?;
    Ok(rows.into_iter().map(|(at,)| Timestamp(at)).collect())
}

/// Lets the attempt not be taken up any more.
pub(super) async fn end(tx: &mut Tx, id: &str, now: Timestamp) -> Result<()> {
    tx.run(sql::END, args![id, now]).await.map(|_| ())
}

pub(super) async fn insert(tx: &mut Tx, session: &CheckoutSession, source: &str, caller: &str) -> Result<()> {
    let args = args![
        session.id.as_str(),
        session.merchant_id.as_str(),
        session.link_id.as_str(),
        session.revision,
        session.amount_minor,
        session.currency.as_str(),
        session.platform_fee_minor,
        session.language.as_str(),
        source,
        session.email.clone(),
        session.name.clone(),
        session.phone.clone(),
        session.address.clone(),
        session.stripe_account_id.as_str(),
        session.created_at,
        session.expires_at,
        caller,
        session.seat.as_str(),
        session.order_snapshot.clone(),
        session.buyer.clone(),
        session.promotion_code_id.clone(),
        session.collected.clone(),
    ];
    tx.run(sql::INSERT, args).await.map(|_| ())
}

/// Opens the attempt: Stripe has made its intent. Who does so first also counts it as started.
pub(crate) async fn open(
    tx: &mut Tx,
    session: &CheckoutSession,
    intent: &str,
    secret_hash: &str,
    now: Timestamp,
) -> Result<()> {
    if tx.run(sql::OPEN, args![session.id.as_str(), intent, secret_hash, now]).await? > 0 {
        rollups::count_start(tx, &session.book()?, now).await?;
    }
    Ok(())
}

pub(super) async fn keep_collected(
    tx: &mut Tx,
    id: &str,
    collected: &Collected,
    language: &str,
    now: Timestamp,
) -> Result<u64> {
    let address = write_address(collected)?;
    let args = args![
        id,
        collected.email.clone(),
        collected.name.clone(),
        collected.phone.clone(),
        address,
        language,
        now,
        collected.answers.text()?,
    ];
    tx.run(sql::COLLECT, args).await
}

pub(super) fn write_address(collected: &Collected) -> Result<Option<String>> {
    collected.address.as_ref().map(serde_json::to_string).transpose().map_err(Error::internal)
}

/// Marks the held seat of the attempt as taken; false when it holds none.
pub(super) async fn take_held_seat(tx: &mut Tx, id: &str) -> Result<bool> {
    Ok(tx.run(sql::TAKE_HELD_SEAT, args![id]).await? > 0)
}

/// Marks the attempt as having a seat that it did not hold; false when it has one.
pub(super) async fn take_seat(tx: &mut Tx, id: &str) -> Result<bool> {
    Ok(tx.run(sql::TAKE_SEAT, args![id]).await? > 0)
}

/// Marks the held seat of the attempt as free; false when it holds none.
pub(super) async fn free_seat(tx: &mut Tx, id: &str) -> Result<bool> {
    Ok(tx.run(sql::FREE_SEAT, args![id]).await? > 0)
}

/// Makes the attempt that of another buyer; false when somebody else did so.
pub(super) async fn change_buyer(
    tx: &mut Tx,
    session: &CheckoutSession,
    buyer: Option<&str>,
) -> Result<bool> {
    let before = session.buyer.as_deref().unwrap_or_default();
    Ok(tx.run(sql::CHANGE_BUYER, args![session.id.as_str(), buyer, before]).await? > 0)
}

/// Marks the attempt as paid through this intent.
pub(crate) async fn mark_paid(tx: &mut Tx, id: &str, intent: &str, now: Timestamp) -> Result<u64> {
    let paid = tx.run(sql::PAY, args![id, intent, now]).await?;
    if paid > 0 {
        abandoned::take_back(tx, id).await?;
    }
    Ok(paid)
}

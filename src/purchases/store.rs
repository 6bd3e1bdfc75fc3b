//! SQL of purchases and deliveries.

use super::{BuyerPayment, Grant, Purchase};
use crate::args;
use crate::clock::Timestamp;
use crate::core::Core;
use crate::db::{Queryable, Tx};
use crate::error::Result;
use crate::id::new_id;
use crate::page::{Page, PageRequest};

macro_rules! purchase_where {
    ($condition:literal) => {
        concat!(
            "select id, merchant_id, link_id, revision, payment_id, checkout_session_id, email, title, slug, \
             service_type, amount_minor, currency, status, created_at from purchase where ",
            $condition
        )
    };
}

crate::statements! {
    FIND = purchase_where!("id = $1");
    FIND_OF = purchase_where!("id = $1 and email = $2");
    FIND_BY_SESSION = purchase_where!("checkout_session_id = $1");
    FIND_BY_LINK = purchase_where!("email = $1 and link_id = $2 and status = 'COMPLETED' \
        order by created_at desc, id desc limit 1");
    LIST = purchase_where!("email = $1 and (created_at, id) < ($2, $3) order by created_at desc, id desc limit $4");
    ALL_OF = purchase_where!("email = $1 order by created_at desc, id desc limit $2");
    PAYMENTS_OF = "select p.id as transaction_id, p.customer_name as name, p.customer_phone as phone, \
        p.customer_address as address, p.card_brand, p.card_last4, p.card_country from purchase b \
        join payment p on p.id = b.payment_id where b.email = $1 order by b.created_at desc, b.id desc limit $2";
    DELIVERIES_OF = "select d.purchase_id, u.name as file, d.user_agent, d.created_at from purchase b \
        join delivery d on d.purchase_id = b.id join upload u on u.id = d.upload_id where b.email = $1 \
        order by d.created_at desc, d.id desc limit $2";
    ERASURE_OF = "select created_at from erasure_request where email = $1";
    ASK_ERASURE = "insert into erasure_request (id, email, created_at) values ($1, $2, $3) \
        on conflict (email) do nothing";
    // The payment's own row says it all, also what Stripe told of the buyer.
    GRANT_PAID = "insert into purchase (id, merchant_id, link_id, revision, payment_id, checkout_session_id, email, \
        title, slug, service_type, amount_minor, currency, status, created_at) \
        select p.id, p.merchant_id, p.link_id, s.revision, p.id, s.id, lower(p.customer_email), p.link_title, \
        p.link_slug, l.service_type, p.amount_minor, p.currency, 'COMPLETED', $2 \
        from payment p join checkout_session s on s.id = p.checkout_session_id \
        join payment_link l on l.merchant_id = p.merchant_id and l.id = p.link_id where p.id = $1 \
        on conflict (id) do nothing";
    INSERT_FREE = "insert into purchase (id, merchant_id, link_id, revision, email, title, slug, service_type, \
        amount_minor, currency, status, created_at) values ($1, $2, $3, $4, lower($5), $6, $7, $8, 0, $9, \
        'COMPLETED', $10) on conflict (id) do update set revision = excluded.revision, title = excluded.title, \
        slug = excluded.slug where purchase.revision < excluded.revision";
    REVOKE_REFUNDED = "update purchase set status = 'REFUNDED', revoked_at = $2 where id = $1 \
        and status = 'COMPLETED' and exists (select 1 from payment p where p.id = $1 and p.status = 'REFUNDED')";
    NOTE = "insert into delivery (id, merchant_id, purchase_id, upload_id, address_expires_at, caller, user_agent, \
        created_at) values ($1, $2, $3, $4, $5, $6, $7, $8) \
        on conflict (purchase_id, upload_id, address_expires_at) do nothing";
}

pub(super) async fn find(db: impl Queryable, id: &str) -> Result<Option<Purchase>> {
    db.maybe(sql::FIND, args![id]).await
}

pub(super) async fn find_of(db: impl Queryable, id: &str, email: &str) -> Result<Option<Purchase>> {
    db.maybe(sql::FIND_OF, args![id, email]).await
}

pub(super) async fn find_by_session(db: impl Queryable, session_id: &str) -> Result<Option<Purchase>> {
    db.maybe(sql::FIND_BY_SESSION, args![session_id]).await
}

/// The newest purchase of this buyer through this link whose files may be taken.
pub(super) async fn find_by_link(db: impl Queryable, email: &str, link_id: &str) -> Result<Option<Purchase>> {
    db.maybe(sql::FIND_BY_LINK, args![email, link_id]).await
}

pub(super) async fn list(core: &Core, email: &str, request: &PageRequest) -> Result<Page<Purchase>> {
    let args = args![email, request.before_moment(), request.before_id(), request.limit + 1];
    let rows: Vec<Purchase> = core.db.all(sql::LIST, args).await?;
    Ok(Page::cut(rows, request, |row| (row.created_at, row.id.clone())))
}

/// Gives a buyer what they paid for, with the success that `tx` books.
pub(crate) async fn grant_paid(tx: &mut Tx, now: Timestamp, payment_id: &str) -> Result<()> {
    tx.run(sql::GRANT_PAID, args![payment_id, now]).await.map(|_| ())
}

pub(super) async fn insert_free(tx: &mut Tx, now: Timestamp, grant: &Grant<'_>) -> Result<bool> {
    let args = args![
        grant.id,
        grant.merchant_id,
        grant.link_id,
        grant.revision,
        grant.email,
        grant.title,
        grant.slug,
        grant.service_type,
        grant.currency,
        now,
    ];
    Ok(tx.run(sql::INSERT_FREE, args).await? > 0)
}

/// Takes back what was bought when `tx` has just booked that all of its money was given back.
pub(crate) async fn revoke_refunded(tx: &mut Tx, now: Timestamp, payment_id: &str) -> Result<bool> {
    Ok(tx.run(sql::REVOKE_REFUNDED, args![payment_id, now]).await? > 0)
}

/// Notes that a file was taken; false when this address was used before.
pub(super) async fn note(
    tx: &mut Tx,
    now: Timestamp,
    purchase: &Purchase,
    upload_id: &str,
    expires: i64,
    (caller, user_agent): (&str, &str),
) -> Result<bool> {
    let args = args![
        new_id(now),
        purchase.merchant_id.as_str(),
        purchase.id.as_str(),
        upload_id,
        expires,
        caller,
        user_agent,
        now,
    ];
    Ok(tx.run(sql::NOTE, args).await? > 0)
}

/// A file that a buyer took.
#[derive(sqlx::FromRow)]
pub(super) struct DeliveryRow {
    pub(super) purchase_id: String,
    pub(super) file: String,
    pub(super) user_agent: String,
    pub(super) created_at: i64,
}

/// The newest purchases of a buyer.
pub(super) async fn all_of(core: &Core, email: &str, most: i64) -> Result<Vec<Purchase>> {
    core.db.all(sql::ALL_OF, args![email, most]).await
}

pub(super) async fn payments_of(core: &Core, email: &str, most: i64) -> Result<Vec<BuyerPayment>> {
    core.db.all(sql::PAYMENTS_OF, args![email, most]).await
}

pub(super) async fn deliveries_of(core: &Core, email: &str, most: i64) -> Result<Vec<DeliveryRow>> {
    core.db.all(sql::DELIVERIES_OF, args![email, most]).await
}

/// When this buyer asked for erasure.
pub(super) async fn erasure_of(core: &Core, email: &str) -> Result<Option<Timestamp>> {
    let row: Option<(i64,)> = core.db.maybe(sql::ERASURE_OF, args![email]).await?;
    Ok(row.map(|(at,)| Timestamp(at)))
}

/// Notes that this buyer asks for erasure; false when they have asked before.
pub(super) async fn ask_erasure(tx: &mut Tx, now: Timestamp, email: &str) -> Result<bool> {
    Ok(tx.run(sql::ASK_ERASURE, args![new_id(now), email, now]).await? > 0)
}

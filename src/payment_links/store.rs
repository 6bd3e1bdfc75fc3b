//! SQL of payment links and their revisions.

use super::{PaymentLink, Terms};
use crate::args;
use crate::clock::Timestamp;
use crate::core::Core;
use crate::db::{Queryable, Tx};
use crate::error::{Error, Result};
use crate::money::Currency;
use crate::page::{Page, PageRequest};
use crate::rollups::{self, Book, Sums};

macro_rules! link_where {
    ($($condition:literal),*) => {
        concat!(
            "select id, merchant_id, slug, title, description, price_type, service_type, payment_type, amount_minor, \
             currency, collect_email, collect_name, collect_phone, collect_address, thank_you_message, success_url, \
             cancel_url, active, revision, paid_count, revenue_minor, visits, created_at, updated_at, deleted_at \
             from payment_link where ",
            $($condition),*
        )
    };
}

crate::statements! {
    FIND = link_where!("merchant_id = $1 and id = $2 and deleted_at is null");
    FIND_ANY = link_where!("merchant_id = $1 and id = $2");
    LIST = link_where!("merchant_id = $1 and deleted_at is null and (created_at, id) < ($2, $3) \
        and ($4 = '' or currency = $4) order by created_at desc, id desc limit $5");
    SLUG_EXISTS = "select count(*) as taken from payment_link where slug = $1";
    INSERT = "insert into payment_link (id, merchant_id, slug, title, description, price_type, service_type, \
        payment_type, amount_minor, currency, collect_email, collect_name, collect_phone, collect_address, \
        thank_you_message, success_url, cancel_url, active, revision, paid_count, revenue_minor, created_at, updated_at) \
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, 1, 0, 0, $19, $19) \
        on conflict (slug) do nothing";
    // A slug of another link makes the update touch nothing.
    UPDATE = "update payment_link set slug = $3, title = $4, description = $5, amount_minor = $6, currency = $7, \
        collect_email = $8, collect_name = $9, collect_phone = $10, collect_address = $11, thank_you_message = $12, \
        success_url = $13, cancel_url = $14, active = $15, revision = revision + 1, updated_at = $16 \
        where merchant_id = $1 and id = $2 and deleted_at is null and revision = $17 \
        and not exists (select 1 from payment_link other where other.slug = $3 and other.id <> $2)";
    INSERT_REVISION = "insert into payment_link_revision (link_id, revision, snapshot, created_at) values ($1, $2, $3, $4)";
    FIND_REVISION = "select snapshot from payment_link_revision where link_id = $1 and revision = $2";
    DELETE = "update payment_link set deleted_at = $3, active = false, updated_at = $3 \
        where merchant_id = $1 and id = $2 and deleted_at is null";
    LIST_PUBLIC = "select l.id, l.slug, l.updated_at from payment_link l join connected_account a \
        on a.merchant_id = l.merchant_id where l.active and l.deleted_at is null and a.charges_enabled \
        and (l.updated_at, l.id) < ($1, $2) order by l.updated_at desc, l.id desc limit $3";
    // Totals are in the link's present currency. Sales in another one touch the row too, so that they wait for an
    // edit that is changing the currency.
    ADD_TOTALS = "update payment_link set paid_count = paid_count + case when currency = $3 then $4 else 0 end, \
        revenue_minor = revenue_minor + case when currency = $3 then $5 else 0 end, \
        visits = visits + case when currency = $3 then $6 else 0 end where merchant_id = $1 and id = $2";
    SET_TOTALS = "update payment_link set paid_count = $3, revenue_minor = $4, visits = $5 \
        where merchant_id = $1 and id = $2";
}

#[derive(sqlx::FromRow)]
pub(super) struct PublicRow {
    pub(super) id: String,
    pub(super) slug: String,
    pub(super) updated_at: i64,
}

pub(crate) async fn find(db: impl Queryable, merchant_id: &str, id: &str) -> Result<PaymentLink> {
    db.maybe(sql::FIND, args![merchant_id, id]).await?.ok_or_else(Error::not_found)
}

/// The link, deleted or not.
pub(crate) async fn find_any(db: impl Queryable, merchant_id: &str, id: &str) -> Result<PaymentLink> {
    db.maybe(sql::FIND_ANY, args![merchant_id, id]).await?.ok_or_else(Error::not_found)
}

pub(super) async fn list(
    core: &Core,
    merchant_id: &str,
    request: &PageRequest,
    currency: Option<Currency>,
) -> Result<Page<PaymentLink>> {
    let currency = currency.map_or("", Currency::code);
    let args = args![merchant_id, request.before_moment(), request.before_id(), currency, request.limit + 1];
    let rows: Vec<PaymentLink> = core.db.all(sql::LIST, args).await?;
    Ok(Page::cut(rows, request, |row| (row.created_at, row.id.clone())))
}

pub(super) async fn list_public(core: &Core, request: &PageRequest) -> Result<Page<PublicRow>> {
    let args = args![request.before_moment(), request.before_id(), request.limit + 1];
    let rows: Vec<PublicRow> = core.db.all(sql::LIST_PUBLIC, args).await?;
    Ok(Page::cut(rows, request, |row| (row.updated_at, row.id.clone())))
}

pub(super) async fn slug_exists(tx: &mut Tx, slug: &str) -> Result<bool> {
    let (taken,): (i64,) = tx.one(sql::SLUG_EXISTS, args![slug]).await?;
    Ok(taken > 0)
}

/// Inserts the link and its first revision; false when the slug is taken.
pub(super) async fn insert(
    tx: &mut Tx,
    now: Timestamp,
    merchant_id: &str,
    id: &str,
    terms: &Terms,
) -> Result<bool> {
    let args = args![
        id,
        merchant_id,
        terms.slug.as_str(),
        terms.title.as_str(),
        terms.description.as_str(),
        terms.price_type.as_str(),
        terms.service_type.as_str(),
        terms.payment_type.as_str(),
        terms.amount_minor,
        terms.currency,
        terms.collect_email,
        terms.collect_name,
        terms.collect_phone,
        terms.collect_address,
        terms.thank_you_message.as_str(),
        terms.success_url.clone(),
        terms.cancel_url.clone(),
        terms.active,
        now,
    ];
    if tx.run(sql::INSERT, args).await? == 0 {
        return Ok(false);
    }
    insert_revision(tx, now, id, 1, terms).await?;
    Ok(true)
}

/// Changes the link that stands at `revision` and keeps the new one; false when someone was faster or the
/// slug is taken.
pub(super) async fn update(
    tx: &mut Tx,
    now: Timestamp,
    merchant_id: &str,
    id: &str,
    terms: &Terms,
    revision: i64,
) -> Result<bool> {
    let args = args![
        merchant_id,
        id,
        terms.slug.as_str(),
        terms.title.as_str(),
        terms.description.as_str(),
        terms.amount_minor,
        terms.currency,
        terms.collect_email,
        terms.collect_name,
        terms.collect_phone,
        terms.collect_address,
        terms.thank_you_message.as_str(),
        terms.success_url.clone(),
        terms.cancel_url.clone(),
        terms.active,
        now,
        revision,
    ];
    if tx.run(sql::UPDATE, args).await? == 0 {
        return Ok(false);
    }
    insert_revision(tx, now, id, revision + 1, terms).await?;
    Ok(true)
}

async fn insert_revision(tx: &mut Tx, now: Timestamp, id: &str, revision: i64, terms: &Terms) -> Result<()> {
    let snapshot = serde_json::to_string(terms).map_err(Error::internal)?;
    tx.run(sql::INSERT_REVISION, args![id, revision, snapshot, now]).await.map(|_| ())
}

/// What the link sold at `revision`.
pub(crate) async fn find_revision(db: impl Queryable, id: &str, revision: i64) -> Result<Terms> {
    let row: Option<(String,)> = db.maybe(sql::FIND_REVISION, args![id, revision]).await?;
    let (snapshot,) = row.ok_or_else(Error::not_found)?;
    serde_json::from_str(&snapshot).map_err(Error::internal)
}

pub(super) async fn delete(tx: &mut Tx, merchant_id: &str, id: &str, now: Timestamp) -> Result<u64> {
    tx.run(sql::DELETE, args![merchant_id, id, now]).await
}

/// Adds to the totals on the link's own row, when they are in its present currency.
pub(crate) async fn add_totals(tx: &mut Tx, book: &Book, sums: &Sums) -> Result<()> {
    let args = args![
        book.merchant_id.as_str(),
        book.link_id.as_str(),
        book.currency,
        sums.paid_count,
        sums.gross_minor,
        sums.visits,
    ];
    tx.run(sql::ADD_TOTALS, args).await.map(|_| ())
}

/// Brings the totals of another currency to the link's row, which this transaction has changed and so holds.
pub(super) async fn change_totals(
    tx: &mut Tx,
    merchant_id: &str,
    id: &str,
    currency: Currency,
) -> Result<()> {
    let all = rollups::totals(&mut *tx, merchant_id, id).await?;
    let sums = all.iter().find(|row| row.currency() == currency).map(|row| row.sums).unwrap_or_default();
    let args = args![merchant_id, id, sums.paid_count, sums.gross_minor, sums.visits];
    tx.run(sql::SET_TOTALS, args).await.map(|_| ())
}

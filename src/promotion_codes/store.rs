//! SQL of promotion codes.

use super::Promotion;
use crate::args;
use crate::clock::Timestamp;
use crate::core::Core;
use crate::db::{Args, Queryable, Tx};
use crate::error::{Error, Result};
use crate::page::{Page, PageRequest};

macro_rules! code_where {
    ($condition:literal) => {
        concat!(
            "select id, merchant_id, code, active, percent_off, amount_off_minor, currency, starts_at, ends_at, max_uses, \
             max_per_buyer, first_purchase_only, links, used_count, held_count, version, created_at, updated_at \
             from promotion_code where ",
            $condition
        )
    };
}

crate::statements! {
    FIND = code_where!("merchant_id = $1 and id = $2");
    FIND_ANY = code_where!("id = $1");
    FIND_CODE = code_where!("merchant_id = $1 and code = $2");
    LIST = code_where!("merchant_id = $1 and ($2 = '' or active = ($2 = 'active')) and (created_at, id) < ($3, $4) \
        order by created_at desc, id desc limit $5");
    INSERT = "insert into promotion_code (id, merchant_id, code, active, percent_off, amount_off_minor, currency, starts_at, \
        ends_at, max_uses, max_per_buyer, first_purchase_only, links, created_at, updated_at) values ($1, $2, $3, $4, $5, \
        $6, $7, $8, $9, $10, $11, $12, $13, $14, $14) on conflict (merchant_id, code) do nothing";
    // A code of another one makes the update touch nothing, and so does somebody who was faster.
    UPDATE = "update promotion_code set code = $3, active = $4, percent_off = $5, amount_off_minor = $6, currency = $7, \
        starts_at = $8, ends_at = $9, max_uses = $10, max_per_buyer = $11, first_purchase_only = $12, links = $13, \
        updated_at = $14, version = version + 1 where merchant_id = $1 and id = $2 and version = $15 \
        and not exists (select 1 from promotion_code other where other.merchant_id = $1 and other.code = $3 \
        and other.id <> $2)";
    HOLD = "update promotion_code set held_count = held_count + 1 where id = $1 and active \
        and (max_uses is null or used_count + held_count < max_uses) and (starts_at is null or starts_at <= $2) \
        and (ends_at is null or ends_at > $2)";
    FREE = "update promotion_code set held_count = held_count - 1 where id = $1";
    TAKE_HELD = "update promotion_code set held_count = held_count - 1, used_count = used_count + 1 where id = $1";
    TAKE = "update promotion_code set used_count = used_count + 1 where id = $1";
    COUNTED = "select used_count + held_count from promotion_code where id = $1";
    HOLD_BUYER = "insert into promotion_code_buyer (promotion_code_id, buyer, uses) values ($1, $2, 1) \
        on conflict (promotion_code_id, buyer) do update set uses = promotion_code_buyer.uses + 1 \
        where promotion_code_buyer.uses < $3";
    FREE_BUYER = "update promotion_code_buyer set uses = uses - 1 where promotion_code_id = $1 and buyer = $2";
}

pub(super) async fn find(db: impl Queryable, merchant_id: &str, id: &str) -> Result<Option<Promotion>> {
    db.maybe(sql::FIND, args![merchant_id, id]).await
}

/// The code that an attempt of ours names.
pub(super) async fn find_any(db: impl Queryable, id: &str) -> Result<Promotion> {
    db.maybe(sql::FIND_ANY, args![id]).await?.ok_or_else(Error::not_found)
}

pub(super) async fn find_code(
    db: impl Queryable,
    merchant_id: &str,
    code: &str,
) -> Result<Option<Promotion>> {
    db.maybe(sql::FIND_CODE, args![merchant_id, code]).await
}

pub(super) async fn list(
    core: &Core,
    merchant_id: &str,
    status: &str,
    request: &PageRequest,
) -> Result<Page<Promotion>> {
    let args = args![merchant_id, status, request.before_moment(), request.before_id(), request.limit + 1];
    let rows: Vec<Promotion> = core.db.all(sql::LIST, args).await?;
    Ok(Page::cut(rows, request, |row| (row.created_at, row.id.clone())))
}

/// What its merchant says of it, in the order of the statements.
fn values(promotion: &Promotion) -> Args {
    args![
        promotion.code.as_str(),
        promotion.active,
        promotion.percent_off,
        promotion.amount_off_minor,
        promotion.currency.clone(),
        promotion.starts_at,
        promotion.ends_at,
        promotion.max_uses,
        promotion.max_per_buyer,
        promotion.first_purchase_only,
        promotion.links.as_str(),
    ]
}

/// Inserts the code; false when the merchant has it already.
pub(super) async fn insert(tx: &mut Tx, promotion: &Promotion) -> Result<bool> {
    let mut args = args![promotion.id.as_str(), promotion.merchant_id.as_str()];
    args.extend(values(promotion));
    args.extend(args![promotion.created_at]);
    Ok(tx.run(sql::INSERT, args).await? > 0)
}

/// Changes the code that stands at this version; false when somebody was faster or the code is taken.
pub(super) async fn update(tx: &mut Tx, promotion: &Promotion, now: Timestamp) -> Result<bool> {
    let mut args = args![promotion.merchant_id.as_str(), promotion.id.as_str()];
    args.extend(values(promotion));
    args.extend(args![now, promotion.version]);
    Ok(tx.run(sql::UPDATE, args).await? > 0)
}

/// How often it is used or about to be.
pub(super) async fn counted(tx: &mut Tx, id: &str) -> Result<i64> {
    let (counted,): (i64,) = tx.one(sql::COUNTED, args![id]).await?;
    Ok(counted)
}

pub(super) async fn hold(tx: &mut Tx, id: &str, now: Timestamp) -> Result<bool> {
    Ok(tx.run(sql::HOLD, args![id, now]).await? > 0)
}

pub(super) async fn hold_buyer(tx: &mut Tx, id: &str, buyer: &str, most: i64) -> Result<bool> {
    Ok(tx.run(sql::HOLD_BUYER, args![id, buyer, most]).await? > 0)
}

pub(super) async fn free_buyer(tx: &mut Tx, id: &str, buyer: &str) -> Result<()> {
    tx.run(sql::FREE_BUYER, args![id, buyer]).await.map(|_| ())
}

/// Gives a kept use back, and the buyer's own.
pub(crate) async fn free(tx: &mut Tx, id: &str, buyer: Option<&str>) -> Result<()> {
    tx.run(sql::FREE, args![id]).await?;
    match buyer {
        Some(buyer) => free_buyer(tx, id, buyer).await,
        None => Ok(()),
    }
}

/// Turns a kept use into a use.
pub(crate) async fn take_held(tx: &mut Tx, id: &str) -> Result<()> {
    tx.run(sql::TAKE_HELD, args![id]).await.map(|_| ())
}

/// Counts a use that was not kept.
pub(crate) async fn take(tx: &mut Tx, id: &str) -> Result<()> {
    tx.run(sql::TAKE, args![id]).await.map(|_| ())
}

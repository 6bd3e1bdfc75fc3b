//! The statements of attempts that nobody finished.

use crate::args;
use crate::clock::Timestamp;
use crate::db::{Db, Queryable as _, Tx};
use crate::error::Result;

crate::statements! {
    OVER = "select id, merchant_id, link_id, currency, expires_at from checkout_session \
        where status = 'open' and abandoned_at is null and expires_at <= $1 order by expires_at limit $2";
    // Who comes second changes nothing, and counts nothing.
    ABANDON = "update checkout_session set abandoned_at = expires_at where id = $1 and status = 'open' \
        and abandoned_at is null";
    COUNTED = "select id, merchant_id, link_id, currency, expires_at from checkout_session \
        where id = $1 and abandoned_at is not null";
    TAKE_BACK = "update checkout_session set abandoned_at = null where id = $1 and abandoned_at is not null";
}

#[derive(sqlx::FromRow)]
pub(super) struct Attempt {
    pub(super) id: String,
    pub(super) merchant_id: String,
    pub(super) link_id: String,
    pub(super) currency: String,
    pub(super) expires_at: i64,
}

/// Attempts whose time is over and which are not counted, the oldest first.
pub(super) async fn over(db: &Db, now: Timestamp, most: i64) -> Result<Vec<Attempt>> {
    db.all(sql::OVER, args![now, most]).await
}

/// Marks it; false when it is counted or no longer open.
pub(super) async fn mark(tx: &mut Tx, id: &str) -> Result<bool> {
    Ok(tx.run(sql::ABANDON, args![id]).await? > 0)
}

/// The attempt, when it was counted.
pub(super) async fn counted(tx: &mut Tx, id: &str) -> Result<Option<Attempt>> {
    tx.maybe(sql::COUNTED, args![id]).await
}

/// Takes the mark away; false when there is none.
pub(super) async fn unmark(tx: &mut Tx, id: &str) -> Result<bool> {
    Ok(tx.run(sql::TAKE_BACK, args![id]).await? > 0)
}

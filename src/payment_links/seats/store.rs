//! SQL of seats.

use crate::args;
use crate::db::{Queryable as _, Tx};
use crate::error::{Error, Result};

crate::statements! {
    HOLD = "update payment_link set held_count = held_count + 1 where id = $1 and deleted_at is null \
        and (max_uses is null or used_count + held_count < max_uses)";
    FREE = "update payment_link set held_count = held_count - 1 where id = $1";
    TAKE_HELD = "update payment_link set held_count = held_count - 1, used_count = used_count + 1 where id = $1";
    TAKE = "update payment_link set used_count = used_count + 1 where id = $1";
    CLAIM = "update payment_link set used_count = used_count + 1 where id = $1 and active and deleted_at is null \
        and (max_uses is null or used_count + held_count < max_uses)";
    COUNTED = "select used_count + held_count from payment_link where id = $1";
}

/// Holds a seat; false when none is left.
pub(crate) async fn hold(tx: &mut Tx, link_id: &str) -> Result<bool> {
    Ok(tx.run(sql::HOLD, args![link_id]).await? > 0)
}

/// Gives a held seat back.
pub(crate) async fn free(tx: &mut Tx, link_id: &str) -> Result<()> {
    tx.run(sql::FREE, args![link_id]).await.map(|_| ())
}

/// Turns a held seat into a taken one.
pub(crate) async fn take_held(tx: &mut Tx, link_id: &str) -> Result<()> {
    tx.run(sql::TAKE_HELD, args![link_id]).await.map(|_| ())
}

/// Counts a payment that held no seat.
pub(crate) async fn take(tx: &mut Tx, link_id: &str) -> Result<()> {
    tx.run(sql::TAKE, args![link_id]).await.map(|_| ())
}

/// Takes a seat of what costs nothing; false when none is left, or when the link stopped meanwhile.
pub(crate) async fn claim(tx: &mut Tx, link_id: &str) -> Result<bool> {
    Ok(tx.run(sql::CLAIM, args![link_id]).await? > 0)
}

/// How many seats are taken or held.
pub(crate) async fn taken_and_held(tx: &mut Tx, link_id: &str) -> Result<i64> {
    let row: Option<(i64,)> = tx.maybe(sql::COUNTED, args![link_id]).await?;
    row.map(|(count,)| count).ok_or_else(Error::not_found)
}

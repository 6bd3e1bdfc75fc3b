//! SQL of buyers.

use crate::args;
use crate::db::{Queryable as _, Tx};
use crate::error::Result;

crate::statements! {
    HOLD = "insert into link_buyer (link_id, buyer, uses) values ($1, $2, 1) \
        on conflict (link_id, buyer) do update set uses = link_buyer.uses + 1 where link_buyer.uses < $3";
    FREE = "update link_buyer set uses = uses - 1 where link_id = $1 and buyer = $2";
    USES = "select uses from link_buyer where link_id = $1 and buyer = $2";
}

/// Counts an attempt of the buyer; false when they have `most` already.
pub(crate) async fn hold(tx: &mut Tx, link_id: &str, buyer: &str, most: Option<i64>) -> Result<bool> {
    Ok(tx.run(sql::HOLD, args![link_id, buyer, most.unwrap_or(i64::MAX)]).await? > 0)
}

/// Takes an attempt of the buyer back.
pub(crate) async fn free(tx: &mut Tx, link_id: &str, buyer: &str) -> Result<()> {
    tx.run(sql::FREE, args![link_id, buyer]).await.map(|_| ())
}

/// Counts a payment that was not counted when it began.
pub(crate) async fn take(tx: &mut Tx, link_id: &str, buyer: &str) -> Result<()> {
    hold(tx, link_id, buyer, None).await.map(|_| ())
}

/// How often the buyer has bought or is about to.
pub(crate) async fn uses(tx: &mut Tx, link_id: &str, buyer: &str) -> Result<i64> {
    let row: Option<(i64,)> = tx.maybe(sql::USES, args![link_id, buyer]).await?;
    Ok(row.map_or(0, |(uses,)| uses))
}

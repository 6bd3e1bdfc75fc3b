//! SQL of declines.

use super::{MOST, SPAN};
use crate::args;
use crate::clock::Timestamp;
use crate::db::{Queryable as _, Tx};
use crate::error::Result;

crate::statements! {
    COUNT = "update payment_link set declines = case when declines_since > $2 then declines + 1 else 1 end, \
        declines_since = case when declines_since > $2 then declines_since else $3 end where id = $1";
    SINCE = "select declines_since from payment_link where id = $1 and declines >= $2 and declines_since > $3";
}

/// Counts one.
pub(crate) async fn count(tx: &mut Tx, link_id: &str, now: Timestamp) -> Result<()> {
    tx.run(sql::COUNT, args![link_id, now.minus(SPAN), now]).await.map(|_| ())
}

/// Until when nobody starts to pay, when there were too many.
pub(crate) async fn waits_until(tx: &mut Tx, link_id: &str, now: Timestamp) -> Result<Option<Timestamp>> {
    let since: Option<(i64,)> = tx.maybe(sql::SINCE, args![link_id, MOST, now.minus(SPAN)]).await?;
    Ok(since.map(|(since,)| Timestamp(since).plus(SPAN)))
}

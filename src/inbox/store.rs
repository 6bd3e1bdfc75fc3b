//! SQL of the inbox.

use super::StoredEvent;
use crate::args;
use crate::clock::Timestamp;
use crate::core::Core;
use crate::db::{Queryable, Tx};
use crate::error::Result;
use crate::stripe::Event;

crate::statements! {
    INSERT = "insert into inbox (endpoint, event_id, account, type, object_id, raw, received_at, outcome) \
        values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (endpoint, event_id) do nothing";
    FIND = "select type as kind, account, object_id from inbox where endpoint = $1 and event_id = $2";
    CLOSE = "update inbox set outcome = $3, applied_at = $4 where endpoint = $1 and event_id = $2";
}

#[derive(sqlx::FromRow)]
struct Row {
    kind: String,
    account: Option<String>,
    object_id: String,
}

/// Keeps the event; false when it was kept before.
pub(super) async fn insert(
    tx: &mut Tx,
    now: Timestamp,
    endpoint: &str,
    event: &Event,
    object_id: &str,
    raw: &str,
    outcome: Option<&str>,
) -> Result<bool> {
    let args = args![
        endpoint,
        event.id.as_str(),
        event.account.clone(),
        event.kind.as_str(),
        object_id,
        raw,
        now,
        outcome,
    ];
    Ok(tx.run(sql::INSERT, args).await? > 0)
}

pub(super) async fn find(db: impl Queryable, endpoint: &str, event_id: &str) -> Result<Option<StoredEvent>> {
    let row: Option<Row> = db.maybe(sql::FIND, args![endpoint, event_id]).await?;
    Ok(row.map(|row| StoredEvent { kind: row.kind, account: row.account, object_id: row.object_id }))
}

pub(super) async fn close(core: &Core, endpoint: &str, event_id: &str, outcome: &str) -> Result<()> {
    core.db.run(sql::CLOSE, args![endpoint, event_id, outcome, core.clock.now()]).await.map(|_| ())
}

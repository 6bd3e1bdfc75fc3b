//! SQL of the inbox.

use std::sync::Arc;

use super::{Arrival, StoredEvent};
use crate::args;
use crate::core::Core;
use crate::db::{Args, Db, Queryable, Tx};
use crate::error::Result;
use crate::jobs;

crate::statements! {
    INSERT = "insert into inbox (endpoint, event_id, account, type, object_id, raw, received_at, outcome) \
        values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (endpoint, event_id) do nothing";
    // Event and job in one statement and so in one round trip, which is its own commit.
    ACCEPT_POSTGRES = concat!(
        "with kept as (insert into inbox (endpoint, event_id, account, type, object_id, raw, received_at, outcome) \
            values ($8, $9, $10, $11, $12, $13, $14, $15) on conflict (endpoint, event_id) do nothing returning outcome) ",
        crate::jobs::enqueue_for_each!("kept where outcome is null")
    );
    FIND = "select type as kind, account, object_id from inbox where endpoint = $1 and event_id = $2";
    CLOSE = "update inbox set outcome = $3, applied_at = $4 where endpoint = $1 and event_id = $2";
}

#[derive(sqlx::FromRow)]
struct Row {
    kind: String,
    account: Option<String>,
    object_id: String,
}

/// Keeps the event and enqueues its job, unless it was kept before or is set aside. When this returns, both are
/// on disk.
pub(super) async fn accept(core: &Core, arrival: &Arc<Arrival>) -> Result<()> {
    if let Db::Postgres(_) = core.db {
        let mut args = jobs::args(arrival.at, &arrival.job);
        args.extend(values(arrival));
        return core.db.run(sql::ACCEPT_POSTGRES, args).await.map(|_| ());
    }
    let arrival = Arc::clone(arrival);
    core.db
        .commit(move |tx| {
            let arrival = Arc::clone(&arrival);
            Box::pin(async move { insert(tx, &arrival).await })
        })
        .await
}

async fn insert(tx: &mut Tx, arrival: &Arrival) -> Result<()> {
    let new = tx.run(sql::INSERT, values(arrival)).await? > 0;
    if new && arrival.outcome.is_none() {
        jobs::enqueue(tx, arrival.at, &arrival.job).await?;
    }
    Ok(())
}

fn values(arrival: &Arrival) -> Args {
    let Arrival { endpoint, event, object_id, raw, at, outcome, job: _ } = arrival;
    args![
        *endpoint,
        event.id.as_str(),
        event.account.as_deref(),
        event.kind.as_str(),
        object_id.as_str(),
        raw.as_str(),
        *at,
        *outcome,
    ]
}

pub(super) async fn find(db: impl Queryable, endpoint: &str, event_id: &str) -> Result<Option<StoredEvent>> {
    let row: Option<Row> = db.maybe(sql::FIND, args![endpoint, event_id]).await?;
    Ok(row.map(|row| StoredEvent { kind: row.kind, account: row.account, object_id: row.object_id }))
}

pub(super) async fn close(core: &Core, endpoint: &str, event_id: &str, outcome: &str) -> Result<()> {
    core.db.run(sql::CLOSE, args![endpoint, event_id, outcome, core.clock.now()]).await.map(|_| ())
}

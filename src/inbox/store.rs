//! SQL of the inbox.

use std::sync::Arc;

use super::{Arrival, StoredEvent};
use crate::args;
use crate::clock::Timestamp;
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
            values ($9, $10, $11, $12, $13, $14, $15, $16) on conflict (endpoint, event_id) do nothing returning outcome) ",
        crate::jobs::enqueue_for_each!("kept where outcome is null")
    );
    FIND = "select type as kind, account, object_id from inbox where endpoint = $1 and event_id = $2";
    COUNT = "select outcome, count(*) as events from (select outcome from inbox where account = $1 \
        and received_at > $2 order by received_at desc limit $3) recent group by outcome order by outcome";
    // The object is asked for so that SQLite takes the index of what waits, not the larger one that covers the rest.
    WAITING = "select count(*) as events, min(received_at) as oldest from (select received_at, object_id from inbox \
        where account = $1 and outcome is null order by received_at limit $2) waiting";
    RECENT = "select event_id, type as kind, object_id, endpoint, received_at, applied_at, outcome from inbox \
        where account = $1 order by received_at desc, event_id desc limit $2";
    // A job that applies an event runs in the lane of its account and object; given up, its event still waits.
    GIVEN_UP = "select j.payload, j.lane, j.attempts, j.last_error, j.created_at from job j where j.state = 'dead' \
        and j.lane in (select w.account || '/' || w.object_id from (select account, object_id from inbox \
        where account = $1 and outcome is null order by received_at limit $2) w) order by j.id desc limit $3";
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

/// An event of an account and how it ended.
#[derive(sqlx::FromRow)]
pub(super) struct Delivered {
    pub(super) event_id: String,
    pub(super) kind: String,
    pub(super) object_id: String,
    pub(super) endpoint: String,
    pub(super) received_at: i64,
    pub(super) applied_at: Option<i64>,
    pub(super) outcome: Option<String>,
}

/// A job that was given up.
#[derive(sqlx::FromRow)]
pub(super) struct Dead {
    pub(super) payload: String,
    pub(super) lane: String,
    pub(super) attempts: i64,
    pub(super) last_error: Option<String>,
    pub(super) created_at: i64,
}

/// How many events of this account ended in which way, of the newest `most` since then.
pub(super) async fn count(
    db: impl Queryable,
    account: &str,
    since: Timestamp,
    most: i64,
) -> Result<Vec<(Option<String>, i64)>> {
    db.all(sql::COUNT, args![account, since, most]).await
}

/// How many events of this account wait, `most` at most, and since when the oldest does.
pub(super) async fn waiting(db: impl Queryable, account: &str, most: i64) -> Result<(i64, Option<i64>)> {
    db.one(sql::WAITING, args![account, most]).await
}

/// The newest events of this account.
pub(super) async fn recent(db: impl Queryable, account: &str, most: i64) -> Result<Vec<Delivered>> {
    db.all(sql::RECENT, args![account, most]).await
}

/// The jobs of this account's waiting events that were given up.
pub(super) async fn given_up(
    db: impl Queryable,
    account: &str,
    waiting: i64,
    most: i64,
) -> Result<Vec<Dead>> {
    db.all(sql::GIVEN_UP, args![account, waiting, most]).await
}

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

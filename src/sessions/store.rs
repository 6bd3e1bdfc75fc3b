//! SQL of page sessions.

use super::{ABSOLUTE, IDLE, PageSession};
use crate::args;
use crate::clock::Timestamp;
use crate::core::Core;
use crate::db::Queryable;
use crate::error::Result;
use crate::id::new_id;

crate::statements! {
    SAVE = "insert into page_session (id, public_id, user_id, data, user_agent, ip, created_at, last_seen_at, expires_at) \
        values ($1, $2, $3, $4, $5, $6, $7, $7, $8) on conflict (id) do update set user_id = excluded.user_id, \
        data = excluded.data, user_agent = excluded.user_agent, ip = excluded.ip";
    LOAD = "select user_id, data, user_agent, ip, created_at, last_seen_at, expires_at from page_session \
        where id = $1 and expires_at > $2";
    SEEN = "update page_session set last_seen_at = $2, expires_at = $3 where id = $1";
    DELETE = "delete from page_session where id = $1";
    FORGET = "delete from page_session where expires_at <= $1";
    LIST = "select id, public_id, user_agent, ip, created_at, last_seen_at from page_session \
        where user_id = $1 and expires_at > $2 order by last_seen_at desc, id desc limit 100";
    REVOKE = "delete from page_session where user_id = $1 and public_id = $2";
    REVOKE_OTHERS = "delete from page_session where user_id = $1 and id <> $2";
}

/// How old «last seen» may be before it is written again.
const SEEN_AFTER: i64 = 60_000;

#[derive(sqlx::FromRow)]
struct Row {
    user_id: Option<String>,
    data: String,
    user_agent: String,
    ip: String,
    created_at: i64,
    last_seen_at: i64,
    expires_at: i64,
}

#[derive(sqlx::FromRow)]
pub(super) struct Listed {
    pub(super) id: String,
    pub(super) public_id: String,
    pub(super) user_agent: String,
    pub(super) ip: String,
    pub(super) created_at: i64,
    pub(super) last_seen_at: i64,
}

pub(super) async fn save(core: &Core, id: &str, session: &PageSession) -> Result<()> {
    let now = core.clock.now();
    let args = args![
        id,
        new_id(now),
        session.user_id.clone(),
        session.data.as_str(),
        session.user_agent.as_str(),
        session.ip.as_str(),
        now,
        now.plus(IDLE),
    ];
    core.db.run(sql::SAVE, args).await.map(|_| ())
}

pub(super) async fn load(core: &Core, id: &str) -> Result<Option<(PageSession, Timestamp)>> {
    let now = core.clock.now();
    let row: Option<Row> = core.db.maybe(sql::LOAD, args![id, now]).await?;
    let Some(row) = row else { return Ok(None) };
    let mut ends = Timestamp(row.expires_at);
    if now.0 - row.last_seen_at >= SEEN_AFTER {
        ends = now.plus(IDLE).min(Timestamp(row.created_at).plus(ABSOLUTE));
        core.db.run(sql::SEEN, args![id, now, ends]).await?;
    }
    let session =
        PageSession { data: row.data, user_id: row.user_id, user_agent: row.user_agent, ip: row.ip };
    Ok((ends > now).then_some((session, ends)))
}

pub(super) async fn delete(core: &Core, id: &str) -> Result<()> {
    core.db.run(sql::DELETE, args![id]).await.map(|_| ())
}

pub(super) async fn forget(core: &Core, now: Timestamp) -> Result<()> {
    core.db.run(sql::FORGET, args![now]).await.map(|_| ())
}

pub(super) async fn list(core: &Core, user_id: &str) -> Result<Vec<Listed>> {
    core.db.all(sql::LIST, args![user_id, core.clock.now()]).await
}

pub(super) async fn revoke(core: &Core, user_id: &str, public_id: &str) -> Result<u64> {
    core.db.run(sql::REVOKE, args![user_id, public_id]).await
}

pub(super) async fn revoke_others(core: &Core, user_id: &str, kept: &str) -> Result<u64> {
    core.db.run(sql::REVOKE_OTHERS, args![user_id, kept]).await
}

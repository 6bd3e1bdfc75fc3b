//! SQL of the job table.

use super::{Job, LEASE, MAX_ATTEMPTS, NewJob};
use crate::args;
use crate::clock::Timestamp;
use crate::core::Core;
use crate::db::{Args, Queryable, Tx};
use crate::error::Result;
use crate::id::new_id;

macro_rules! enqueue_for_each {
    ($source:literal) => {
        concat!(
            "insert into job (id, kind, lane, unique_key, payload, state, run_at, attempts, lease_until, created_at, \
             merchant_id) select cast($1 as text), cast($2 as text), cast($3 as text), cast($4 as text), cast($5 as text), 'ready', \
             cast($6 as bigint), 0, 0, cast($7 as bigint), cast($8 as text) from ",
            $source
        )
    };
}
pub(crate) use enqueue_for_each;

crate::statements! {
    INSERT = "insert into job (id, kind, lane, unique_key, payload, state, run_at, attempts, lease_until, created_at, \
        merchant_id) values ($1, $2, $3, $4, $5, 'ready', $6, 0, 0, $7, $8) on conflict (unique_key) do nothing";
    // Who died holding a lease gives its job back.
    EXPIRE = "update job set state = 'ready' where state = 'running' and lease_until < $1";
    CLAIM_SQLITE = "update job set state = 'running', lease_until = $2, attempts = attempts + 1 \
        where id in (select j.id from job j where j.state = 'ready' and j.run_at <= $1 and (j.lane is null or \
            (not exists (select 1 from job r where r.lane = j.lane and r.state = 'running') and \
             not exists (select 1 from job e where e.lane = j.lane and e.state = 'ready' and e.id < j.id \
                and e.run_at <= $1))) order by j.run_at, j.id limit $3) \
        returning id, kind, payload, attempts";
    CLAIM_POSTGRES = "update job set state = 'running', lease_until = $2, attempts = attempts + 1 \
        where id in (select j.id from job j where j.state = 'ready' and j.run_at <= $1 and (j.lane is null or \
            (not exists (select 1 from job r where r.lane = j.lane and r.state = 'running') and \
             not exists (select 1 from job e where e.lane = j.lane and e.state = 'ready' and e.id < j.id \
                and e.run_at <= $1))) order by j.run_at, j.id limit $3 for update skip locked) \
        returning id, kind, payload, attempts";
    // A finished job that must never come again stays as its own tombstone; the others go.
    FINISH = "delete from job where id = $1 and state = 'running' and lease_until = $2 and unique_key is null";
    ENTOMB = "update job set state = 'done', payload = '' where id = $1 and state = 'running' and lease_until = $2";
    RETRY = "update job set state = 'ready', run_at = $3, last_error = $4 \
        where id = $1 and state = 'running' and lease_until = $2";
    BURY = "update job set state = 'dead', last_error = $3 where id = $1 and state = 'running' and lease_until = $2";
    DEAD = "select id, kind, payload, attempts, last_error from job where state = 'dead' order by id limit 100";
    DEAD_OF = "select id, kind, payload, attempts, last_error from job where merchant_id = $1 and state = 'dead' \
        and created_at >= $2 order by created_at desc limit 100";
    FORGET = "delete from job where state = 'done' and created_at <= $1";
}

#[derive(sqlx::FromRow)]
struct Claimed {
    id: String,
    kind: String,
    payload: String,
    attempts: i64,
}

/// A job that was given up.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct DeadJob {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// Its payload.
    pub payload: String,
    /// How often it was tried.
    pub attempts: i64,
    /// Why the last try failed.
    pub last_error: Option<String>,
}

/// A claim: until when this worker holds its jobs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lease(i64);

pub(super) async fn insert(tx: &mut Tx, now: Timestamp, job: &NewJob) -> Result<()> {
    tx.run(sql::INSERT, values(now, job)).await.map(|_| ())
}

pub(super) fn values(now: Timestamp, job: &NewJob) -> Args {
    args![
        new_id(now),
        job.kind,
        job.lane.as_deref(),
        job.unique_key.as_deref(),
        job.payload.as_str(),
        job.run_at,
        now,
        job.merchant_id.as_deref(),
    ]
}

/// Takes up to `limit` due jobs, at most one of each lane.
pub(super) async fn claim(core: &Core, limit: i64) -> Result<(Lease, Vec<Job>)> {
    let now = core.clock.now();
    let lease = Lease(now.plus(LEASE).0);
    let text = core.db.pick(sql::CLAIM_SQLITE, sql::CLAIM_POSTGRES);
    let mut tx = core.db.begin().await?;
    tx.run(sql::EXPIRE, args![now]).await?;
    let rows: Vec<Claimed> = tx.all(text, args![now, lease.0, limit]).await?;
    tx.commit().await?;
    let mut jobs: Vec<Job> = rows
        .into_iter()
        .map(|row| Job { id: row.id, kind: row.kind, payload: row.payload, attempts: row.attempts })
        .collect();
    jobs.sort_by(|left, right| left.id.cmp(&right.id));
    Ok((lease, jobs))
}

/// A job that ended, and why it failed if it did.
pub(super) struct Done {
    pub(super) job: Job,
    pub(super) lease: Lease,
    pub(super) failure: Option<String>,
}

/// Notes how jobs ended, all in one commit. A job whose lease has passed to another worker is left alone.
pub(super) async fn settle(core: &Core, done: &[Done]) -> Result<()> {
    let now = core.clock.now();
    let mut tx = core.db.begin().await?;
    for Done { job, lease, failure } in done {
        let id = job.id.as_str();
        match failure {
            None => {
                if tx.run(sql::FINISH, args![id, lease.0]).await? == 0 {
                    tx.run(sql::ENTOMB, args![id, lease.0]).await?;
                }
            }
            Some(why) if job.attempts >= MAX_ATTEMPTS => {
                tx.run(sql::BURY, args![id, lease.0, why]).await?;
            }
            Some(why) => {
                let again = now.plus(super::pause(job.attempts, id));
                tx.run(sql::RETRY, args![id, lease.0, again, why]).await?;
            }
        }
    }
    tx.commit().await
}

/// The jobs that were given up, a hundred at most.
///
/// # Errors
/// Internal, when the database refuses.
pub async fn dead(core: &Core) -> Result<Vec<DeadJob>> {
    core.db.all(sql::DEAD, args![]).await
}

/// The jobs of a merchant that were given up, newest first: those made since then, a hundred at most.
pub(crate) async fn dead_of(core: &Core, merchant_id: &str, since: Timestamp) -> Result<Vec<DeadJob>> {
    core.db.all(sql::DEAD_OF, args![merchant_id, since]).await
}

pub(super) async fn forget(core: &Core, before: Timestamp) -> Result<u64> {
    core.db.run(sql::FORGET, args![before]).await
}

//! Idempotency keys: the same key and request give the same answer for 24 hours, and the deed is done once.

use std::time::Duration;

use serde_json::Value;

use crate::actor::{Actor, Who};
use crate::args;
use crate::clock::Timestamp;
use crate::core::Core;
use crate::db::Queryable;
use crate::error::{Code, Error, Kind, Result};
use crate::operation::{Access, Operation};

/// How long an answer is kept.
pub const KEPT: Duration = Duration::from_hours(24);
/// How long a first request may run before a crash is assumed; longer than every timeout beneath it.
const LEASE: Duration = Duration::from_mins(5);

crate::statements! {
    CLAIM = "insert into idempotency (owner, operation, key, request_hash, claimed_at, expires_at) \
        values ($1, $2, $3, $4, $5, $6) on conflict (owner, operation, key) do update \
        set request_hash = excluded.request_hash, claimed_at = excluded.claimed_at, \
            expires_at = excluded.expires_at, outcome = null \
        where idempotency.expires_at <= excluded.claimed_at \
           or (idempotency.outcome is null and idempotency.claimed_at <= $7 \
               and idempotency.request_hash = excluded.request_hash)";
    FIND = "select request_hash, outcome from idempotency where owner = $1 and operation = $2 and key = $3";
    KEEP = "update idempotency set outcome = $4 where owner = $1 and operation = $2 and key = $3";
    RELEASE = "delete from idempotency where owner = $1 and operation = $2 and key = $3 and outcome is null";
    FORGET = "delete from idempotency where expires_at <= $1";
}

#[derive(sqlx::FromRow)]
struct Kept {
    request_hash: String,
    outcome: Option<String>,
}

/// Runs `operation` unless this key has been used; then answers as the first time.
///
/// # Errors
/// 409 while the first request runs, 422 for another request under the same key, else the operation's own.
pub async fn once<O: Operation>(core: &Core, actor: &Actor, key: &str, operation: O) -> Result<O::Output> {
    if key.is_empty() || key.len() > 255 || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Error::field("Idempotency-Key", Code::KeyInvalid));
    }
    let name = O::SPEC.name;
    let owner = owner(actor, &operation);
    let request = serde_json::to_string(&operation).map_err(Error::internal)?;
    let hash = crate::id::sha256_hex(&request);
    let now = core.clock.now();
    let claim = args![owner.as_str(), name, key, hash.as_str(), now, now.plus(KEPT), now.minus(LEASE),];
    if core.db.run(sql::CLAIM, claim).await? == 0 {
        let kept: Option<Kept> = core.db.maybe(sql::FIND, args![owner, name, key]).await?;
        let kept = kept.ok_or_else(|| Error::conflict(Code::KeyInFlight))?;
        return O::restore(core, replay::<O>(&kept, &hash)?).await;
    }
    let answer = operation.run(core, actor).await;
    match outcome::<O>(&answer)? {
        Some(outcome) => core.db.run(sql::KEEP, args![owner, name, key, outcome]).await?,
        None => core.db.run(sql::RELEASE, args![owner, name, key]).await?,
    };
    answer
}

/// Forgets what is older than a day.
///
/// # Errors
/// Internal, when the database refuses.
pub async fn forget(core: &Core, now: Timestamp) -> Result<u64> {
    core.db.run(sql::FORGET, args![now]).await
}

fn owner<O: Operation>(actor: &Actor, operation: &O) -> String {
    match (&actor.who, &actor.merchant_id) {
        // What only a person may do may change for which merchant they act: the key stays theirs.
        (Who::Person { user_id, .. }, _) if O::SPEC.access == Access::Person => format!("person:{user_id}"),
        (Who::Anonymous, _) | (_, None) => format!("public:{}", operation.key_space()),
        (_, Some(merchant)) => merchant.clone(),
    }
}

/// What to keep: good answers and refusals that would repeat; None for failures worth another try.
fn outcome<O: Operation>(answer: &Result<O::Output>) -> Result<Option<String>> {
    let kept = match answer {
        Ok(_) if O::SPEC.secret => Some(serde_json::json!({ "secret": true })),
        Ok(output) => Some(serde_json::json!({ "ok": O::keep(output)? })),
        Err(_) => None,
    };
    kept.map(|value| serde_json::to_string(&value)).transpose().map_err(Error::internal)
}

fn replay<O: Operation>(kept: &Kept, hash: &str) -> Result<O::Output> {
    if kept.request_hash != hash {
        return Err(Error::new(Kind::KeyReused, Code::KeyReused));
    }
    let Some(outcome) = &kept.outcome else { return Err(Error::conflict(Code::KeyInFlight)) };
    let mut outcome: Value = serde_json::from_str(outcome).map_err(Error::internal)?;
    match outcome.get_mut("ok") {
        Some(output) => serde_json::from_value(output.take()).map_err(Error::internal),
        None => Err(Error::conflict(Code::KeyShownOnce)),
    }
}

//! SQL of API keys.

use super::{ApiKey, read_scopes};
use crate::args;
use crate::clock::Timestamp;
use crate::core::Core;
use crate::db::{Queryable, Tx};
use crate::error::Result;

crate::statements! {
    INSERT = "insert into api_key (id, merchant_id, user_id, key_id, secret_hash, name, scopes, created_at) \
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    COUNT = "select count(*) as keys from api_key where merchant_id = $1 and revoked_at is null";
    LIST = "select id, merchant_id, user_id, key_id, secret_hash, name, scopes, created_at, last_used_at, revoked_at from api_key \
        where merchant_id = $1 order by created_at desc, id desc limit 100";
    FIND = "select id, merchant_id, user_id, key_id, secret_hash, name, scopes, created_at, last_used_at, revoked_at from api_key \
        where merchant_id = $1 and id = $2";
    FIND_BY_KEY_ID = "select id, merchant_id, user_id, key_id, secret_hash, name, scopes, created_at, last_used_at, revoked_at \
        from api_key where key_id = $1";
    REVOKE = "update api_key set revoked_at = $3 where merchant_id = $1 and id = $2 and revoked_at is null";
    NOTE_USE = "update api_key set last_used_at = $2 where id = $1";
}

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    pub(super) id: String,
    pub(super) merchant_id: String,
    pub(super) user_id: String,
    pub(super) key_id: String,
    pub(super) secret_hash: String,
    pub(super) name: String,
    pub(super) scopes: String,
    pub(super) created_at: i64,
    pub(super) last_used_at: Option<i64>,
    pub(super) revoked_at: Option<i64>,
}

impl From<Row> for ApiKey {
    fn from(row: Row) -> Self {
        Self {
            scopes: read_scopes(&row.scopes),
            id: row.id,
            key_id: row.key_id,
            name: row.name,
            created_at: Timestamp(row.created_at),
            last_used_at: row.last_used_at.map(Timestamp),
            revoked_at: row.revoked_at.map(Timestamp),
        }
    }
}

pub(super) struct NewKey<'k> {
    pub(super) id: &'k str,
    pub(super) merchant_id: &'k str,
    pub(super) user_id: &'k str,
    pub(super) key_id: &'k str,
    pub(super) secret_hash: &'k str,
    pub(super) name: &'k str,
    pub(super) scopes: &'k str,
}

pub(super) async fn insert(tx: &mut Tx, now: Timestamp, key: &NewKey<'_>) -> Result<()> {
    let args =
        args![key.id, key.merchant_id, key.user_id, key.key_id, key.secret_hash, key.name, key.scopes, now,];
    tx.run(sql::INSERT, args).await.map(|_| ())
}

pub(super) async fn count(tx: &mut Tx, merchant_id: &str) -> Result<i64> {
    let (keys,): (i64,) = tx.one(sql::COUNT, args![merchant_id]).await?;
    Ok(keys)
}

pub(super) async fn list(core: &Core, merchant_id: &str) -> Result<Vec<Row>> {
    core.db.all(sql::LIST, args![merchant_id]).await
}

pub(super) async fn find(db: impl Queryable, merchant_id: &str, id: &str) -> Result<Option<Row>> {
    db.maybe(sql::FIND, args![merchant_id, id]).await
}

pub(super) async fn find_by_key_id(core: &Core, key_id: &str) -> Result<Option<Row>> {
    core.db.maybe(sql::FIND_BY_KEY_ID, args![key_id]).await
}

pub(super) async fn revoke(tx: &mut Tx, merchant_id: &str, id: &str, now: Timestamp) -> Result<u64> {
    tx.run(sql::REVOKE, args![merchant_id, id, now]).await
}

pub(super) async fn note_use(core: &Core, id: &str, now: Timestamp) -> Result<()> {
    core.db.run(sql::NOTE_USE, args![id, now]).await.map(|_| ())
}

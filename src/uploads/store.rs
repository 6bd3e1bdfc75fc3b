//! SQL of uploads.

use super::{UPLOAD_LIFE, Upload};
use crate::args;
use crate::clock::Timestamp;
use crate::db::{Db, Queryable, Tx};
use crate::error::Result;

macro_rules! upload_where {
    ($condition:literal) => {
        concat!(
            "select id, merchant_id, name, content_type, state, object_key, size, expires_at from upload where ",
            $condition
        )
    };
}

crate::statements! {
    FIND = upload_where!("id = $1");
    FIND_OF = upload_where!("merchant_id = $1 and id = $2");
    SUM_OF = "select cast(coalesce(sum(size), 0) as bigint) as bytes from upload where merchant_id = $1";
    INSERT = "insert into upload (id, merchant_id, name, content_type, state, used, created_at, expires_at) \
        values ($1, $2, $3, $4, 'waiting', false, $5, $6)";
    COMPLETE = "update upload set state = 'ready', object_key = $2, size = $3, sha256 = $4, ready_at = $5 \
        where id = $1 and state = 'waiting'";
    // Who uses a file and who sweeps it meet on its row: only one of them finds it.
    MARK_USED = "update upload set used = true where merchant_id = $1 and id = $2 and state = 'ready'";
    SWEEP = "delete from upload where id = $1 and used = false";
}

pub(super) async fn find(db: impl Queryable, id: &str) -> Result<Option<Upload>> {
    db.maybe(sql::FIND, args![id]).await
}

pub(super) async fn find_of(db: impl Queryable, merchant_id: &str, id: &str) -> Result<Option<Upload>> {
    db.maybe(sql::FIND_OF, args![merchant_id, id]).await
}

/// The bytes of all files of a merchant.
pub(super) async fn sum_of(db: impl Queryable, merchant_id: &str) -> Result<i64> {
    let (bytes,): (i64,) = db.one(sql::SUM_OF, args![merchant_id]).await?;
    Ok(bytes)
}

pub(super) async fn insert(
    tx: &mut Tx,
    now: Timestamp,
    merchant_id: &str,
    id: &str,
    name: &str,
    content_type: &str,
) -> Result<()> {
    let args = args![id, merchant_id, name, content_type, now, now.plus(UPLOAD_LIFE)];
    tx.run(sql::INSERT, args).await.map(|_| ())
}

/// Makes a file ready; false when it is already, or gone.
pub(super) async fn complete(
    db: &Db,
    now: Timestamp,
    id: &str,
    object_key: &str,
    size: i64,
    sha256: Option<&str>,
) -> Result<bool> {
    Ok(db.run(sql::COMPLETE, args![id, object_key, size, sha256, now]).await? > 0)
}

/// Keeps a file from being swept; false when it is not there any more.
pub(crate) async fn mark_used(tx: &mut Tx, merchant_id: &str, id: &str) -> Result<bool> {
    Ok(tx.run(sql::MARK_USED, args![merchant_id, id]).await? > 0)
}

/// Removes the row of a file that no link has ever carried.
pub(super) async fn sweep(db: &Db, id: &str) -> Result<bool> {
    Ok(db.run(sql::SWEEP, args![id]).await? > 0)
}

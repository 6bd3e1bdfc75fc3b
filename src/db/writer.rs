//! The one connection that writes to `SQLite`, and commits that many share.

use std::sync::Arc;
use std::time::Duration;

use futures::future::BoxFuture;
use sqlx::SqlitePool;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};

use super::together::Together;
use super::{Db, Tx};
use crate::error::{Error, Kind, Result};

/// A change to be made in a transaction that others may share.
pub type Work = Arc<dyn for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, Result<()>> + Send + Sync>;

/// The writing connection of one `SQLite` database.
#[derive(Clone)]
pub struct Writer {
    pub(super) pool: SqlitePool,
    queue: Arc<Together<Work, Result<()>>>,
}

impl Writer {
    pub(super) async fn open(options: SqliteConnectOptions) -> std::result::Result<Self, sqlx::Error> {
        let pool = SqlitePoolOptions::new().max_connections(1).acquire_timeout(Duration::from_secs(30));
        let pool = pool.test_before_acquire(false).connect_with(options).await?;
        Ok(Self { pool, queue: Arc::default() })
    }

    /// The pool of one.
    #[must_use]
    pub fn pool(&self) -> &SqlitePool {
        &self.pool
    }
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.pool.fmt(f)
    }
}

impl Db {
    /// Makes a change and commits it; when this returns, it is on disk. `SQLite` syncs one commit after the
    /// other, so those who come while one is under way share the next; `PostgreSQL` does that by itself. When
    /// one of them fails, each is done again in a transaction of its own: `work` must bear being done twice.
    ///
    /// # Errors
    /// What `work` answers, or `DATABASE_BUSY`; nothing was changed then.
    pub async fn commit<F>(&self, work: F) -> Result<()>
    where
        F: for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, Result<()>> + Send + Sync + 'static,
    {
        let work: Work = Arc::new(work);
        let Self::Sqlite { write, .. } = self else { return in_one(self, &[work]).await };
        let db = self.clone();
        let done = write.queue.run(work, |works| async move { all(&db, &works).await }).await;
        done.unwrap_or_else(|| Err(Error::internal(std::io::Error::other("a shared commit broke"))))
    }
}

/// All of them in one commit, or each in its own when that fails.
async fn all(db: &Db, works: &[Work]) -> Vec<Result<()>> {
    match in_one(db, works).await {
        Ok(()) => works.iter().map(|_| Ok(())).collect(),
        Err(error) if works.len() == 1 => vec![Err(error)],
        Err(error) if error.kind == Kind::Unavailable => {
            works.iter().map(|_| Err(Error::unavailable(error.code))).collect()
        }
        Err(error) => {
            tracing::warn!(
                ?error,
                changes = works.len(),
                "a shared commit failed, each change is tried alone"
            );
            let mut answers = Vec::with_capacity(works.len());
            for work in works {
                answers.push(in_one(db, std::slice::from_ref(work)).await);
            }
            answers
        }
    }
}

async fn in_one(db: &Db, works: &[Work]) -> Result<()> {
    let mut tx = db.begin().await?;
    for work in works {
        work(&mut tx).await?;
    }
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args;
    use crate::db::Queryable as _;
    use crate::error::Code;

    async fn keep(db: &Db, id: i64) -> Result<()> {
        db.commit(move |tx| {
            Box::pin(async move {
                tx.run("insert into kept (id) values ($1)", args![id]).await?;
                if id < 0 { Err(Error::invalid(Code::Invalid)) } else { Ok(()) }
            })
        })
        .await
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn one_that_fails_fails_alone() {
        let folder = std::env::temp_dir().join(format!("paylinks-writer-{}", uuid::Uuid::now_v7()));
        std::fs::create_dir_all(&folder).unwrap();
        let db = Db::connect(&format!("sqlite://{}", folder.join("test.db").display())).await.unwrap();
        db.run("create table kept (id bigint primary key)", args![]).await.unwrap();
        keep(&db, 500).await.unwrap();
        // The writer is held until all of them wait, so that they are in one commit.
        let held = db.begin().await.unwrap();
        let changes: Vec<_> = (-3..=100)
            .chain([500])
            .map(|id| {
                let db = db.clone();
                tokio::spawn(async move { (id, keep(&db, id).await) })
            })
            .collect();
        tokio::task::yield_now().await;
        drop(held);
        for change in changes {
            let (id, answer) = change.await.unwrap();
            assert_eq!(answer.is_ok(), (0..=100).contains(&id), "{id}: {answer:?}");
        }
        let (kept,): (i64,) = db.one("select count(*) from kept where id >= 0", args![]).await.unwrap();
        let (wrong,): (i64,) = db.one("select count(*) from kept where id < 0", args![]).await.unwrap();
        assert_eq!((kept, wrong), (102, 0));
        db.close().await;
        std::fs::remove_dir_all(&folder).unwrap();
    }
}

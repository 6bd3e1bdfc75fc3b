//! The database: one SQL text with `$1` for `SQLite` and `PostgreSQL`, behind one [`Db`] and one [`Tx`].
//! `SQLite` has one writer connection and starts every write with `BEGIN IMMEDIATE`.

mod args;
pub mod dialect;
#[cfg(test)]
mod plan;
mod query;

use std::str::FromStr;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{PgPool, Postgres, Sqlite, SqlitePool, Transaction};

pub use self::args::{Arg, Args};
pub use self::query::{Queryable, Record};
use crate::error::Result;

/// The two engines.
#[derive(Clone, Debug)]
pub enum Db {
    /// `SQLite`: readers on one pool, the one writer on the other.
    Sqlite {
        /// Connections that only read.
        read: SqlitePool,
        /// The one connection that writes.
        write: SqlitePool,
    },
    /// `PostgreSQL`.
    Postgres(PgPool),
}

/// An open transaction; dropped without `commit` it rolls back.
pub enum Tx {
    /// On `SQLite`.
    Sqlite(Transaction<'static, Sqlite>),
    /// On `PostgreSQL`.
    Postgres(Transaction<'static, Postgres>),
}

/// Declares the statements of a store, so that one test can prepare each of them on both engines.
#[macro_export]
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $text:expr;)*) => {
        /// The statements of this store.
        pub(crate) mod sql {
            $($(#[$doc])* pub(crate) const $name: &str = $text;)*
            /// Every statement with its name.
            pub(crate) const ALL: &[(&str, &str)] = &[$((stringify!($name), $text)),*];
        }
    };
}

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("./migrations");

impl Db {
    /// Opens the pools; a `SQLite` file that is missing is made.
    ///
    /// # Errors
    /// Internal, when the database cannot be reached.
    pub async fn connect(url: &str) -> Result<Self> {
        if url.starts_with("sqlite:") {
            return Self::connect_sqlite(url).await;
        }
        let options = PgConnectOptions::from_str(url)?.application_name("paylinks");
        let pool = PgPoolOptions::new().max_connections(16).acquire_timeout(Duration::from_secs(10));
        // A connection that broke meanwhile shows with its first statement; asking each time costs a round trip.
        let pool = pool.test_before_acquire(false);
        Ok(Self::Postgres(pool.connect_with(options).await?))
    }

    async fn connect_sqlite(url: &str) -> Result<Self> {
        let options = SqliteConnectOptions::from_str(url)?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10));
        let write = SqlitePoolOptions::new().max_connections(1).acquire_timeout(Duration::from_secs(30));
        let write = write.test_before_acquire(false);
        let write = write.connect_with(options.clone()).await?;
        let read = SqlitePoolOptions::new().max_connections(8).acquire_timeout(Duration::from_secs(10));
        let read = read.test_before_acquire(false);
        let read = read.connect_with(options.pragma("query_only", "true")).await?;
        Ok(Self::Sqlite { read, write })
    }

    /// Brings the schema to the newest version.
    ///
    /// # Errors
    /// Internal, when a migration fails or the schema is newer than this program.
    pub async fn migrate(&self) -> Result<()> {
        let done = match self {
            Self::Sqlite { write, .. } => MIGRATIONS.run(write).await,
            Self::Postgres(pool) => MIGRATIONS.run(pool).await,
        };
        done.map_err(crate::error::Error::internal)
    }

    /// Starts a writing transaction. Never hold it across a network call.
    ///
    /// # Errors
    /// `DATABASE_BUSY` when no connection is free.
    pub async fn begin(&self) -> Result<Tx> {
        // In a task of its own: a caller who hangs up between BEGIN and its answer must not leave the one
        // writing connection inside a transaction that nobody holds.
        let db = self.clone();
        let begun = tokio::spawn(async move {
            Ok::<_, sqlx::Error>(match db {
                Self::Sqlite { write, .. } => Tx::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
                Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
            })
        });
        Ok(begun.await.map_err(crate::error::Error::internal)??)
    }

    /// Asks the engine to prepare a statement, without running it.
    ///
    /// # Errors
    /// Internal, with the engine's own words.
    pub async fn prepare(&self, sql: &'static str) -> Result<()> {
        use sqlx::{Executor as _, SqlSafeStr as _};
        match self {
            Self::Sqlite { write, .. } => {
                (&mut *write.acquire().await?).prepare(sql.into_sql_str()).await?;
            }
            Self::Postgres(pool) => {
                (&mut *pool.acquire().await?).prepare(sql.into_sql_str()).await?;
            }
        }
        Ok(())
    }

    /// Closes the pools; on `SQLite` this also folds the write-ahead log back.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

impl Tx {
    /// Makes it durable.
    ///
    /// # Errors
    /// Internal, when the database refuses.
    pub async fn commit(self) -> Result<()> {
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}

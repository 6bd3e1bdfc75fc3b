//! Running one statement on whichever engine is open, on the pool or inside a transaction.

use std::future::Future;

use serde::de::DeserializeOwned;
use sqlx::postgres::PgRow;
use sqlx::query::{Query, QueryAs};
use sqlx::sqlite::SqliteRow;
use sqlx::{Database, Encode, FromRow, Postgres, Sqlite, Type};

use super::{Arg, Args, Db, Tx};
use crate::args;
use crate::error::Result;

/// A row type that reads from both engines; `#[derive(sqlx::FromRow)]` gives it.
pub trait Record: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}

impl<T> Record for T where T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}

/// Something that runs statements: `&Db` for one statement by itself, `&mut Tx` inside a transaction.
pub trait Queryable: Send {
    /// Every row.
    fn all<R: Record>(self, sql: &'static str, args: Args) -> impl Future<Output = Result<Vec<R>>> + Send;
    /// The first row, if any.
    fn maybe<R: Record>(
        self,
        sql: &'static str,
        args: Args,
    ) -> impl Future<Output = Result<Option<R>>> + Send;
    /// The first row; its absence is a bug.
    fn one<R: Record>(self, sql: &'static str, args: Args) -> impl Future<Output = Result<R>> + Send;
    /// Runs it and tells how many rows it touched.
    fn run(self, sql: &'static str, args: Args) -> impl Future<Output = Result<u64>> + Send;
}

trait Bind<'q>: Sized {
    fn text(self, value: Option<String>) -> Self;
    fn int(self, value: Option<i64>) -> Self;
    fn flag(self, value: bool) -> Self;

    fn args(self, args: Args) -> Self {
        args.into_iter().fold(self, |query, arg| match arg {
            Arg::Text(value) => query.text(value),
            Arg::Int(value) => query.int(value),
            Arg::Flag(value) => query.flag(value),
        })
    }
}

macro_rules! bind {
    ($query:ty, $($extra:tt)*) => {
        impl<'q, DB: Database, $($extra)*> Bind<'q> for $query
        where
            Option<String>: Encode<'q, DB> + Type<DB>,
            Option<i64>: Encode<'q, DB> + Type<DB>,
            bool: Encode<'q, DB> + Type<DB>,
        {
            fn text(self, value: Option<String>) -> Self {
                self.bind(value)
            }

            fn int(self, value: Option<i64>) -> Self {
                self.bind(value)
            }

            fn flag(self, value: bool) -> Self {
                self.bind(value)
            }
        }
    };
}

bind!(Query<'q, DB, DB::Arguments>,);
bind!(QueryAs<'q, DB, R, DB::Arguments>, R);

impl Queryable for &Db {
    async fn all<R: Record>(self, sql: &'static str, args: Args) -> Result<Vec<R>> {
        Ok(match self {
            Db::Sqlite { read, .. } => {
                let mut reader = read.take().await?;
                let query = sqlx::query_as::<Sqlite, R>(sql).args(args);
                let rows = query.fetch_all(reader.connection()).await;
                reader.done(rows)?
            }
            Db::Postgres(pool) => sqlx::query_as::<Postgres, R>(sql).args(args).fetch_all(pool).await?,
        })
    }

    async fn maybe<R: Record>(self, sql: &'static str, args: Args) -> Result<Option<R>> {
        Ok(match self {
            Db::Sqlite { read, .. } => {
                let mut reader = read.take().await?;
                let query = sqlx::query_as::<Sqlite, R>(sql).args(args);
                let row = query.fetch_optional(reader.connection()).await;
                reader.done(row)?
            }
            Db::Postgres(pool) => sqlx::query_as::<Postgres, R>(sql).args(args).fetch_optional(pool).await?,
        })
    }

    async fn one<R: Record>(self, sql: &'static str, args: Args) -> Result<R> {
        Ok(self.maybe(sql, args).await?.ok_or(sqlx::Error::RowNotFound)?)
    }

    async fn run(self, sql: &'static str, args: Args) -> Result<u64> {
        Ok(match self {
            Db::Sqlite { write, .. } => {
                sqlx::query::<Sqlite>(sql).args(args).execute(&write.pool).await?.rows_affected()
            }
            Db::Postgres(pool) => {
                sqlx::query::<Postgres>(sql).args(args).execute(pool).await?.rows_affected()
            }
        })
    }
}

impl Db {
    /// The row of `key`. On `SQLite` those who look at the same moment share one read with the text `many`,
    /// which takes a JSON list of keys and gives a JSON list of `[place of the key, row]`; `PostgreSQL` runs `one`
    /// for each.
    ///
    /// # Errors
    /// Internal, when the database refuses.
    pub async fn find<R>(&self, one: &'static str, many: &'static str, key: &str) -> Result<Option<R>>
    where
        R: Record + DeserializeOwned + 'static,
    {
        match self {
            Self::Sqlite { read, .. } => Ok(read.find(many, key).await?),
            Self::Postgres(_) => self.maybe(one, args![key]).await,
        }
    }
}

impl Queryable for &mut Tx {
    async fn all<R: Record>(self, sql: &'static str, args: Args) -> Result<Vec<R>> {
        Ok(match self {
            Tx::Sqlite(tx) => sqlx::query_as::<Sqlite, R>(sql).args(args).fetch_all(&mut **tx).await?,
            Tx::Postgres(tx) => sqlx::query_as::<Postgres, R>(sql).args(args).fetch_all(&mut **tx).await?,
        })
    }

    async fn maybe<R: Record>(self, sql: &'static str, args: Args) -> Result<Option<R>> {
        Ok(match self {
            Tx::Sqlite(tx) => sqlx::query_as::<Sqlite, R>(sql).args(args).fetch_optional(&mut **tx).await?,
            Tx::Postgres(tx) => {
                sqlx::query_as::<Postgres, R>(sql).args(args).fetch_optional(&mut **tx).await?
            }
        })
    }

    async fn one<R: Record>(self, sql: &'static str, args: Args) -> Result<R> {
        Ok(self.maybe(sql, args).await?.ok_or(sqlx::Error::RowNotFound)?)
    }

    async fn run(self, sql: &'static str, args: Args) -> Result<u64> {
        Ok(match self {
            Tx::Sqlite(tx) => sqlx::query::<Sqlite>(sql).args(args).execute(&mut **tx).await?.rows_affected(),
            Tx::Postgres(tx) => {
                sqlx::query::<Postgres>(sql).args(args).execute(&mut **tx).await?.rows_affected()
            }
        })
    }
}

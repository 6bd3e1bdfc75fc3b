//! Running one statement on whichever engine is open, on the pool or inside a transaction.

use std::future::Future;

use sqlx::postgres::PgRow;
use sqlx::query::{Query, QueryAs};
use sqlx::sqlite::SqliteRow;
use sqlx::{Database, Encode, FromRow, Postgres, Sqlite, Type};

use super::{Arg, Args, Db, Tx};
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

macro_rules! queryable {
    ($target:ty, $self:ident, $sqlite:pat => $on_sqlite:expr, $postgres:pat => $on_postgres:expr,
     writing $sqlite_write:pat => $on_sqlite_write:expr) => {
        impl Queryable for $target {
            async fn all<R: Record>($self, sql: &'static str, args: Args) -> Result<Vec<R>> {
                Ok(match $self {
                    $sqlite => sqlx::query_as::<Sqlite, R>(sql).args(args).fetch_all($on_sqlite).await?,
                    $postgres => sqlx::query_as::<Postgres, R>(sql).args(args).fetch_all($on_postgres).await?,
                })
            }

            async fn maybe<R: Record>($self, sql: &'static str, args: Args) -> Result<Option<R>> {
                Ok(match $self {
                    $sqlite => sqlx::query_as::<Sqlite, R>(sql).args(args).fetch_optional($on_sqlite).await?,
                    $postgres => sqlx::query_as::<Postgres, R>(sql).args(args).fetch_optional($on_postgres).await?,
                })
            }

            async fn one<R: Record>($self, sql: &'static str, args: Args) -> Result<R> {
                Ok(match $self {
                    $sqlite => sqlx::query_as::<Sqlite, R>(sql).args(args).fetch_one($on_sqlite).await?,
                    $postgres => sqlx::query_as::<Postgres, R>(sql).args(args).fetch_one($on_postgres).await?,
                })
            }

            async fn run($self, sql: &'static str, args: Args) -> Result<u64> {
                Ok(match $self {
                    $sqlite_write => {
                        sqlx::query::<Sqlite>(sql).args(args).execute($on_sqlite_write).await?.rows_affected()
                    }
                    $postgres => {
                        sqlx::query::<Postgres>(sql).args(args).execute($on_postgres).await?.rows_affected()
                    }
                })
            }
        }
    };
}

queryable!(&Db, self, Db::Sqlite { read, .. } => read, Db::Postgres(pool) => pool,
    writing Db::Sqlite { write, .. } => write);
queryable!(&mut Tx, self, Tx::Sqlite(tx) => &mut **tx, Tx::Postgres(tx) => &mut **tx,
    writing Tx::Sqlite(tx) => &mut **tx);

//! How `SQLite` means to run a statement, for tests that hold reading to indexes.

use sqlx::{AssertSqlSafe, Sqlite};

use super::Db;

impl Db {
    /// The steps of the plan, as `SQLite` words them.
    pub(crate) async fn plan(&self, sql: &'static str) -> Vec<String> {
        let Self::Sqlite { read, .. } = self else { panic!("only SQLite tells plans this way") };
        let explain = AssertSqlSafe(format!("explain query plan {sql}"));
        let rows: Vec<(i64, i64, i64, String)> =
            sqlx::query_as::<Sqlite, _>(explain).fetch_all(read).await.unwrap();
        rows.into_iter().map(|(.., step)| step).collect()
    }
}

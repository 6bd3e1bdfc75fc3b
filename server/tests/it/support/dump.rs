//! Every row of every table as text: to search for what must not be stored, and to see that nothing changed.

use std::fmt::Write as _;

use paylinks::db::Db;
use sqlx::AssertSqlSafe;

use super::App;

impl App {
    /// Everything that is stored.
    pub(crate) async fn dump(&self) -> String {
        let mut text = String::new();
        for table in self.tables().await {
            let columns = self.columns(&table).await;
            let quote = |name: &String| match self.core.db {
                Db::Sqlite { .. } => format!("quote(\"{name}\")"),
                Db::Postgres(_) => format!("quote_nullable(\"{name}\"::text)"),
            };
            let row = columns.iter().map(quote).collect::<Vec<_>>().join(" || ',' || ");
            let rows = self.texts(format!("select {row} as line from {table} order by 1")).await;
            writeln!(text, "{table}\n{}", rows.join("\n")).unwrap();
        }
        text
    }

    /// Runs several statements, as a migration does.
    pub(crate) async fn run_script(&self, text: &str) {
        let script = AssertSqlSafe(text.to_owned());
        match &self.core.db {
            Db::Sqlite { write, .. } => {
                sqlx::raw_sql(script).execute(write.pool()).await.map(|_| ()).unwrap();
            }
            Db::Postgres(pool) => sqlx::raw_sql(script).execute(pool).await.map(|_| ()).unwrap(),
        }
    }

    async fn tables(&self) -> Vec<String> {
        let sql = match self.core.db {
            Db::Sqlite { .. } => "select name from sqlite_master where type = 'table' order by 1",
            Db::Postgres(_) => "select tablename::text from pg_tables where schemaname = 'public' order by 1",
        };
        self.texts(sql.to_owned()).await
    }

    async fn columns(&self, table: &str) -> Vec<String> {
        self.texts(match self.core.db {
            Db::Sqlite { .. } => format!("select name from pragma_table_info('{table}') order by cid"),
            Db::Postgres(_) => format!(
                "select column_name::text from information_schema.columns where table_schema = 'public' \
                 and table_name = '{table}' order by ordinal_position"
            ),
        })
        .await
    }

    async fn texts(&self, sql: String) -> Vec<String> {
        let sql = AssertSqlSafe(sql);
        match &self.core.db {
            Db::Sqlite { write, .. } => sqlx::query_scalar(sql).fetch_all(write.pool()).await.unwrap(),
            Db::Postgres(pool) => sqlx::query_scalar(sql).fetch_all(pool).await.unwrap(),
        }
    }
}

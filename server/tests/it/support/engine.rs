//! A fresh, migrated database for every story: a copy of one template, file or database.

use std::path::{Path, PathBuf};

use paylinks::db::Db;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};
use tokio::sync::OnceCell;
use uuid::Uuid;

/// The two engines every story runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

static FILE: OnceCell<PathBuf> = OnceCell::const_new();
static DATABASE: OnceCell<String> = OnceCell::const_new();

impl Engine {
    /// The URL of a database that nobody else uses, migrated and empty.
    pub(crate) async fn fresh(self, folder: &Path) -> String {
        match self {
            Self::Sqlite => {
                let template = FILE.get_or_init(migrated_file).await;
                let file = folder.join("paylinks.db");
                std::fs::copy(template, &file).unwrap();
                format!("sqlite://{}", file.display())
            }
            Self::Postgres => {
                let template = DATABASE.get_or_init(migrated_database).await;
                let name = format!("story_{}", Uuid::now_v7().simple());
                run(&format!("create database {name} template {template}")).await;
                beside(&name)
            }
        }
    }

    /// Throws away what [`Engine::fresh`] made.
    pub(crate) async fn forget(self, url: &str) {
        if self == Self::Postgres {
            let name = url.rsplit('/').next().unwrap();
            run(&format!("drop database {name} with (force)")).await;
        }
    }
}

async fn migrated_file() -> PathBuf {
    let file = std::env::temp_dir().join(format!("paylinks-template-{}.db", Uuid::now_v7().simple()));
    let db = Db::connect(&format!("sqlite://{}", file.display())).await.unwrap();
    db.migrate().await.unwrap();
    db.close().await;
    file
}

async fn migrated_database() -> String {
    let name = format!("template_{}", Uuid::now_v7().simple());
    run(&format!("create database {name}")).await;
    let db = Db::connect(&beside(&name)).await.unwrap();
    db.migrate().await.unwrap();
    db.close().await;
    name
}

/// The URL of another database of the same server.
fn beside(name: &str) -> String {
    let admin = admin();
    let (server, _) = admin.rsplit_once('/').expect("PAYLINKS_TEST_DATABASE_URL ends with a database");
    format!("{server}/{name}")
}

#[expect(clippy::disallowed_methods, reason = "the tests' one setting, beside the product's own")]
fn admin() -> String {
    let url = std::env::var("PAYLINKS_TEST_DATABASE_URL");
    url.expect("the PostgreSQL half of the stories needs a server: run scripts/with-postgres cargo test")
}

async fn run(sql: &str) {
    let mut connection = PgConnection::connect(&admin()).await.unwrap();
    connection.execute(AssertSqlSafe(sql.to_owned())).await.unwrap();
    connection.close().await.unwrap();
}

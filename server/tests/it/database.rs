//! Both databases: the same statements, migrations that may run again, writers that wait for each other (C2).

use futures::future::join_all;
use paylinks::db::Db;
use paylinks::statements;

use sqlx::{AssertSqlSafe, Row as _};

use crate::support::engine::Engine;
use crate::support::{App, json, stories};

stories!(
    every_statement_is_understood,
    migrations_run_twice,
    two_hundred_writers_find_no_lock,
    two_processes_share_the_work,
    lists_stand_on_indexes
);

async fn every_statement_is_understood(app: App) {
    let count = statements::prepare_all(&app.core.db).await.unwrap();
    assert!(count >= 60, "{count}");
    // The other engine understands as many; each half of this story holds one side of that.
    let own = match app.engine {
        Engine::Sqlite => "_POSTGRES",
        Engine::Postgres => "_SQLITE",
    };
    let sources = crate::architecture::sources(&["src"]);
    let declared = |name: &str| {
        let names = sources.iter().flat_map(|(_, text)| text.lines());
        names
            .filter(|line| {
                line.trim_start().starts_with(|c: char| c.is_ascii_uppercase()) && line.contains(name)
            })
            .count()
    };
    assert_eq!(
        declared("_POSTGRES = \""),
        declared("_SQLITE = \""),
        "each dialect has its twin; left out: {own}"
    );
}

async fn migrations_run_twice(app: App) {
    let before = app.dump().await;
    app.core.db.migrate().await.unwrap();
    let url = app.core.config.database_url.reveal().to_owned();
    let starts = (0..4).map(|_| async {
        let db = Db::connect(&url).await.unwrap();
        db.migrate().await.unwrap();
        db.close().await;
    });
    join_all(starts).await;
    assert_eq!(app.dump().await, before);
}

async fn two_hundred_writers_find_no_lock(app: App) {
    let ada = app.merchant("ada").await;
    let calls = (0..200).map(|number| {
        ada.post(
            201,
            "/api/v1/paylinks",
            json!({ "title": format!("Tea {number}"), "priceType": "FIXED", "amount": 1000 }),
        )
    });
    join_all(calls).await;
    assert_eq!(app.count("select count(*) from payment_link").await, 200);
    assert_eq!(app.count("select count(*) from event where type = 'link.created'").await, 200);
}

async fn two_processes_share_the_work(app: App) {
    for number in 0..40 {
        let ask = json!({ "email": format!("person{number}@example.com") });
        app.visitor().post(200, "/api/v1/auth/request", ask).await;
    }
    let workers = (0..4).map(|_| paylinks::jobs::run_due(&app.core));
    let ran: usize = join_all(workers).await.into_iter().map(Result::unwrap).sum();
    assert_eq!(ran, 40, "every job once");
    assert_eq!(app.core.mailer.mailbox().unwrap().len(), 40);
}

/// How the engine would run a statement, whatever its values are.
async fn plan(app: &App, text: &str) -> String {
    match &app.core.db {
        Db::Sqlite { write, .. } => {
            let explain = sqlx::query(AssertSqlSafe(format!("explain query plan {text}")));
            let rows = explain.fetch_all(write.pool()).await;
            rows.unwrap().iter().map(|row| row.get::<String, _>("detail")).collect::<Vec<_>>().join("\n")
        }
        Db::Postgres(pool) => {
            let mut connection = pool.acquire().await.unwrap();
            let values = (1..=40).take_while(|number| text.contains(&format!("${number}"))).count();
            let values = vec!["null"; values].join(", ");
            for step in [
                "set enable_seqscan = off; set enable_sort = off; set enable_bitmapscan = off".to_owned(),
                "set plan_cache_mode = force_generic_plan".to_owned(),
                format!("prepare one as {text}"),
            ] {
                sqlx::raw_sql(AssertSqlSafe(step)).execute(&mut *connection).await.unwrap();
            }
            let explain = format!("explain execute one({values})");
            let rows = sqlx::raw_sql(AssertSqlSafe(explain)).fetch_all(&mut *connection).await.unwrap();
            sqlx::raw_sql("deallocate one").execute(&mut *connection).await.unwrap();
            rows.iter().map(|row| row.get::<String, _>(0)).collect::<Vec<_>>().join("\n")
        }
    }
}

/// The index that carries a list, when it is not the one of the newest.
// A list of payments by one fact may walk the merchant's own index as well, within its window of rows.
fn index_of(room: &str, name: &str) -> &'static str {
    let known = [
        ("BY_RECEIPT", "payment_by_receipt"),
        ("TITLE", "payment_link_by_title"),
        ("REVENUE", "payment_link_by_revenue"),
        ("PAYMENTS", "payment_link_by_payments"),
        ("CREATED", "payment_link_by_merchant"),
    ];
    let found = known.iter().find(|(part, _)| name.contains(part)).map(|(_, index)| *index);
    found.unwrap_or(if room == "payments" && ["LIST", "FLOOR"].contains(&name) {
        "payment_by_merchant"
    } else {
        ""
    })
}

async fn lists_stand_on_indexes(app: App) {
    let mut seen = 0;
    for (room, name, text) in statements::all() {
        let list = name.starts_with("LIST") || name.starts_with("FLOOR");
        if !list || !["payments", "payment_links"].contains(&room) {
            continue;
        }
        seen += 1;
        let plan = plan(&app, text).await;
        // On empty tables all indexes cost PostgreSQL the same; SQLite chooses by their columns alone.
        let index = if app.engine == Engine::Sqlite { index_of(room, name) } else { "" };
        assert!(plan.contains(index), "{room}::{name} does not stand on {index}:\n{plan}");
        let whole = match app.engine {
            // The one list over all merchants begins at its first link and stops at its limit.
            Engine::Sqlite => plan.contains("SCAN") && name != "LIST_PUBLIC",
            Engine::Postgres => plan.contains("Seq Scan"),
        };
        let sorted = plan.contains("TEMP B-TREE") || plan.contains("Sort");
        assert!(!whole && !sorted, "{room}::{name} does not stand on an index:\n{plan}\n{text}");
    }
    assert!(seen >= 28, "{seen}");
}

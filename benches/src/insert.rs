//! The bare synced insert rate of a database: rows of an event's size into one table with one key, each in a
//! commit of its own, over the same pools and settings as the house.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use paylinks::db::{Arg, Db, Queryable};

use crate::{Outcome, measures::webhooks, say};

const DROP: &str = "drop table if exists bench_event";
const CREATE: &str = "create table bench_event (id text primary key, raw text not null)";
const INSERT: &str = "insert into bench_event (id, raw) values ($1, $2)";

/// Inserts `rows` rows from `clients` tasks and prints how many a second were committed.
pub(crate) async fn run(database: &str, clients: usize, rows: usize) -> Outcome<()> {
    let readable = |error: paylinks::error::Error| format!("{error:?}");
    let db = Db::connect(database).await.map_err(readable)?;
    for statement in [DROP, CREATE] {
        db.run(statement, Vec::new()).await.map_err(readable)?;
    }
    let next = Arc::new(AtomicUsize::new(0));
    let start = Instant::now();
    let tasks: Vec<_> = (0..clients)
        .map(|_| {
            let (db, next) = (db.clone(), Arc::clone(&next));
            tokio::spawn(async move {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= rows {
                        return Ok(());
                    }
                    let raw = webhooks::event("acct_bench", "pi_bench", number);
                    let args = vec![Arg::from(format!("evt_{number}")), Arg::from(raw)];
                    db.run(INSERT, args).await.map_err(|error| format!("{error:?}"))?;
                }
            })
        })
        .collect();
    for task in tasks {
        let done: Result<(), String> = task.await?;
        done?;
    }
    let micros = start.elapsed().as_micros().max(1);
    db.close().await;
    say(&format!("{}", rows as u128 * 1_000_000 / micros))
}

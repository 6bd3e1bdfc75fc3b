//! Impatient buyers: the same start under the same idempotency key, hundreds at once. Whether one intent comes of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::Outcome;
use crate::load::{once, request};
use crate::postgres::Postgres;
use crate::server::{Folder, Server};
use crate::shop::{self, SLUG};
use crate::table::{number, table};

/// Keys, each sent by a crowd of its own.
const KEYS: usize = 20;
/// Starts under one key, all at once.
const STARTS: usize = 500;

pub(crate) async fn run(binary: &Path) -> Outcome<String> {
    let mut rows = vec![engine("SQLite", &[], binary).await?];
    let postgres = Postgres::start().await?;
    let url = postgres.url("working");
    rows.push(engine("PostgreSQL", &[("DATABASE_URL", &url)], binary).await?);
    let head =
        ["Database", "keys", "answered", "answered 409", "anything else", "intents at Stripe", "slowest key"];
    Ok(table(&format!("{STARTS} starts at once under one key"), &head, &rows))
}

async fn engine(name: &str, settings: &[(&str, &str)], binary: &Path) -> Outcome<Vec<String>> {
    let folder = Folder::new(&format!("keys-{name}"))?;
    let server = Server::program(binary, &folder.0, settings)?;
    let shop = shop::open(&server).await?;
    let (mut all, mut slowest) = (BTreeMap::<u16, usize>::new(), Duration::ZERO);
    for key in 0..KEYS {
        let (answers, time) = storm(&server, key).await?;
        for (status, count) in answers {
            *all.entry(status).or_default() += count;
        }
        slowest = slowest.max(time);
    }
    let intents = shop.intents(&server).await?.len();
    server.stop()?;
    let other: usize = all.iter().filter(|(status, _)| ![200, 409].contains(*status)).map(|(_, n)| n).sum();
    if other > 0 || intents != KEYS {
        return Err(format!("{name}: {intents} intents of {KEYS} keys, answers {all:?}").into());
    }
    let counted = |status| number(all.get(&status).copied().unwrap_or(0) as u64);
    Ok(vec![
        name.to_owned(),
        KEYS.to_string(),
        counted(200),
        counted(409),
        other.to_string(),
        intents.to_string(),
        format!("{} ms", slowest.as_millis()),
    ])
}

/// One key; how often each status was answered, and how long it took. Every good answer names the same attempt, and so
/// does the next call under the key.
async fn storm(server: &Server, key: usize) -> Outcome<(BTreeMap<u16, usize>, Duration)> {
    let path = format!("/api/v1/paylinks/public/{SLUG}/payment-intents");
    let headers = format!("content-type: application/json\r\nidempotency-key: storm-{key}\r\n");
    let bytes: Arc<[u8]> = request("POST", &path, &headers, r#"{"email":"bob@example.com"}"#).into();
    let (address, began) = (server.address, Instant::now());
    let starts: Vec<_> = (0..STARTS)
        .map(|_| {
            let bytes = Arc::clone(&bytes);
            tokio::spawn(async move { once(address, &bytes).await })
        })
        .collect();
    let (mut answers, mut attempts) = (BTreeMap::new(), BTreeSet::new());
    for start in starts {
        let answer = start.await??;
        *answers.entry(answer.status).or_default() += 1;
        if answer.status == 200 {
            attempts.insert(attempt(&answer.body)?);
        }
    }
    let time = began.elapsed();
    attempts.insert(attempt(&once(address, &bytes).await?.body)?);
    if attempts.len() != 1 {
        return Err(format!("one key led to {} attempts", attempts.len()).into());
    }
    Ok((answers, time))
}

fn attempt(body: &[u8]) -> Outcome<String> {
    let answer: Value = serde_json::from_slice(body)?;
    Ok(answer["checkoutSessionId"].as_str().ok_or("an answer without an attempt")?.to_owned())
}

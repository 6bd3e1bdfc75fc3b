//! A crowd at a link that sells a hundred times: whether exactly a hundred get a seat, and how long the crowd takes.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::Outcome;
use crate::load::{once, request};
use crate::postgres::Postgres;
use crate::server::{Folder, Server};
use crate::shop::{self, Shop};
use crate::table::{number, table};

/// Crowds, each at a link of its own.
const CROWDS: usize = 20;
/// Buyers of a crowd, all at once.
const BUYERS: usize = 1_000;
/// Seats that there are.
const SEATS: usize = 100;

pub(crate) async fn run(binary: &Path) -> Outcome<String> {
    let mut rows = vec![engine("SQLite", &[], binary).await?];
    let postgres = Postgres::start().await?;
    let url = postgres.url("working");
    rows.push(engine("PostgreSQL", &[("DATABASE_URL", &url)], binary).await?);
    let head =
        ["Database", "crowds", "started", "answered 410", "anything else", "a crowd, median", "slowest"];
    Ok(table(
        &format!("{BUYERS} buyers at once for {SEATS} seats, server and stand-in on one core"),
        &head,
        &rows,
    ))
}

async fn engine(name: &str, settings: &[(&str, &str)], binary: &Path) -> Outcome<Vec<String>> {
    let folder = Folder::new(&format!("seats-{name}"))?;
    let server = Server::program(binary, &folder.0, settings)?;
    let shop = shop::open(&server).await?;
    let (mut all, mut times) = (BTreeMap::new(), Vec::new());
    for crowd in 0..CROWDS {
        let (answers, time) = rush(&server, &shop, &format!("crowd-{crowd}")).await?;
        if answers.get(&200) != Some(&SEATS) {
            return Err(format!("{name}: a crowd got {answers:?}, there were {SEATS} seats").into());
        }
        for (status, count) in answers {
            *all.entry(status).or_default() += count;
        }
        times.push(time);
    }
    server.stop()?;
    times.sort_unstable();
    let counted = |status| u64::try_from(all.get(&status).copied().unwrap_or(0)).unwrap_or(u64::MAX);
    let other: usize =
        all.iter().filter(|(status, _)| ![200, 410].contains(*status)).map(|(_, count)| count).sum();
    let seconds = |time: Option<&Duration>| format!("{} ms", time.map_or(0, Duration::as_millis));
    Ok(vec![
        name.to_owned(),
        CROWDS.to_string(),
        number(counted(200)),
        number(counted(410)),
        other.to_string(),
        seconds(times.get(times.len() / 2)),
        seconds(times.last()),
    ])
}

/// One crowd; how often each status was answered, and how long it took.
async fn rush(server: &Server, shop: &Shop, slug: &str) -> Outcome<(BTreeMap<u16, usize>, Duration)> {
    shop.link(server, slug, SEATS).await?;
    let path = format!("/api/v1/paylinks/public/{slug}/payment-intents");
    let body = r#"{"email":"bob@example.com"}"#;
    let bytes: Arc<[u8]> = request("POST", &path, "content-type: application/json\r\n", body).into();
    let (address, began) = (server.address, Instant::now());
    let buyers: Vec<_> = (0..BUYERS)
        .map(|_| {
            let bytes = Arc::clone(&bytes);
            tokio::spawn(async move { once(address, &bytes).await.map(|answer| answer.status) })
        })
        .collect();
    let mut answers = BTreeMap::new();
    for buyer in buyers {
        *answers.entry(buyer.await??).or_default() += 1;
    }
    Ok((answers, began.elapsed()))
}

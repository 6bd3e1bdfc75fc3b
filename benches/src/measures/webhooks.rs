//! Webhooks accepted per second, each in a synced commit, beside the bare synced insert rate of the database.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use paylinks::clock::Clock;
use paylinks::config::Secret;
use paylinks::stripe::signature::sign;

use crate::Outcome;
use crate::load::{Plan, Report, once, request, run as load};
use crate::postgres::Postgres;
use crate::server::{Folder, Server, on_core};
use crate::shop;
use crate::table::{number, percent, row, table};

const CLIENTS: usize = 16;
const EVENTS: usize = 5_000;
/// What the stand-in signs with in sandbox mode.
const SECRET: &str = "whsec_sandbox_connect";

pub(crate) async fn run(binary: &Path) -> Outcome<String> {
    let mut rows = engine("SQLite", "-", binary).await?;
    let postgres = Postgres::start().await?;
    rows.extend(engine("PostgreSQL", &postgres.url, binary).await?);
    drop(postgres);
    let head = ["Synced commits", "per second", "median", "p99", "of the bare insert"];
    Ok(table("Webhooks accepted, server on one core, 16 connections", &head, &rows))
}

async fn engine(name: &str, database: &str, binary: &Path) -> Outcome<Vec<Vec<String>>> {
    let folder = Folder::new(&format!("webhooks-{name}"))?;
    let server = Server::house(&folder.0, database, "on")?;
    let account = shop::open(&server).await?.account;
    once(server.address, &request("PUT", "/bench/rest", "", "")).await?;
    let accepted = deliver(&server, &account, 0).await?;
    server.stop()?;

    let file = format!("sqlite://{}", folder.0.join("bare.db").display());
    let bare = bare_rate(if database == "-" { &file } else { database })?;

    let folder = Folder::new(&format!("working-{name}"))?;
    let settings = [("DATABASE_URL", database)];
    let settings = if database == "-" { &settings[..0] } else { &settings[..] };
    let server = Server::program(binary, &folder.0, settings)?;
    // Other numbers: the database of before knows the first ones.
    let working = deliver(&server, &account, EVENTS * 2).await?;
    server.stop()?;

    let none = String::new;
    let first = vec![format!("{name}: bare insert"), number(bare), none(), none(), "100 %".to_owned()];
    let share = |name: String, report: &Report| {
        let mut cells = row(&name, report);
        cells.push(percent(report.per_second(), bare));
        cells
    };
    Ok(vec![
        first,
        share(format!("{name}: accepted"), &accepted),
        share(format!("{name}: accepted while the worker applies them"), &working),
    ])
}

async fn deliver(server: &Server, account: &str, from: usize) -> Outcome<Report> {
    let secret = Secret::new(SECRET);
    let now = Clock::system().now();
    let requests: Vec<Arc<[u8]>> = (from..from + EVENTS + EVENTS / 10)
        .map(|number| {
            let body = event(account, number);
            let signature = sign(body.as_bytes(), &secret, now);
            let headers = format!("content-type: application/json\r\nstripe-signature: {signature}\r\n");
            request("POST", "/webhooks/stripe", &headers, &body).into()
        })
        .collect();
    let (warm, measured) = requests.split_at(EVENTS / 10);
    let (warm, measured) = (warm.to_vec(), measured.to_vec());
    let plan = |requests: usize| Plan { clients: CLIENTS, requests, time: Duration::from_secs(30) };
    let pick = |from: Vec<Arc<[u8]>>| {
        move |number: usize| from.get(number).cloned().unwrap_or_else(|| Arc::from(&b""[..]))
    };
    load(server.address, plan(warm.len()), pick(warm)).await?.sound()?;
    load(server.address, plan(measured.len()), pick(measured)).await?.sound()
}

/// An event the size of Stripe's, of a type that leads to no further call.
pub(crate) fn event(account: &str, number: usize) -> String {
    let note = "A field of the kind that Stripe's objects are full of. ".repeat(30);
    format!(
        r#"{{"id":"evt_bench_{number}","object":"event","api_version":"2026-09-30.endive","account":"{account}","created":1771322400,"livemode":false,"type":"customer.updated","data":{{"object":{{"id":"cus_{number}","object":"customer","description":"{note}"}}}}}}"#
    )
}

fn bare_rate(database: &str) -> Outcome<u64> {
    let mut command = on_core(std::env::current_exe()?);
    command.args(["insert", database, &CLIENTS.to_string(), &EVENTS.to_string()]);
    let out = command.output()?;
    if !out.status.success() {
        return Err(String::from_utf8_lossy(&out.stderr).into_owned().into());
    }
    Ok(String::from_utf8(out.stdout)?.trim().parse()?)
}

//! Webhooks accepted per second, each in a synced commit, beside the bare synced insert rate of the database:
//! once with the worker at rest, once while it applies what comes in, on the same core.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use paylinks::clock::Clock;
use paylinks::config::Secret;
use paylinks::stripe::signature::sign;
use serde_json::Value;

use crate::Outcome;
use crate::load::{Plan, Report, once, request, run as load};
use crate::postgres::Postgres;
use crate::server::{Folder, Server, on_core};
use crate::shop::{self, SLUG};
use crate::table::{number, percent, row, table};

const CLIENTS: usize = 16;
const EVENTS: usize = 5_000;
/// Intents that the events of a working server are about.
const INTENTS: usize = 500;
/// What the stand-in signs with in sandbox mode.
const SECRET: &str = "whsec_sandbox_connect";

pub(crate) async fn run(binary: &Path) -> Outcome<String> {
    let folder = Folder::new("webhooks")?;
    let file = |name: &str| format!("sqlite://{}", folder.0.join(format!("{name}.db")).display());
    let mut rows = engine("SQLite", file, binary).await?;
    let postgres = Postgres::start().await?;
    rows.extend(engine("PostgreSQL", |name: &str| postgres.url(name), binary).await?);
    let head = ["Synced commits", "per second", "median", "p99", "of the bare insert"];
    Ok(table("Webhooks accepted, server on one core, 16 connections", &head, &rows))
}

async fn engine(name: &str, url: impl Fn(&str) -> String, binary: &Path) -> Outcome<Vec<Vec<String>>> {
    let before = bare_rate(&url("bare"))?;

    let folder = Folder::new(&format!("resting-{name}"))?;
    let server = Server::house(&folder.0, &url("resting"), "on")?;
    let account = shop::open(&server).await?.account;
    once(server.address, &request("PUT", "/bench/rest", "", "")).await?;
    let intents: Vec<String> = (0..EVENTS).map(|number| format!("pi_{number}")).collect();
    let accepted = deliver(&server, &account, &intents).await?;
    server.stop()?;

    // The disk is not the same from minute to minute: the bare rate is taken on both sides.
    let bare = u64::midpoint(before, bare_rate(&url("bare"))?);

    let folder = Folder::new(&format!("working-{name}"))?;
    let database = url("working");
    let server = Server::program(binary, &folder.0, &[("DATABASE_URL", &database)])?;
    let account = shop::open(&server).await?.account;
    let intents = started(&server).await?;
    let working = deliver(&server, &account, &intents).await?;
    server.stop()?;

    let first =
        [format!("{name}: bare insert"), number(bare), String::new(), String::new(), "100 %".to_owned()];
    let share = |name: String, report: &Report| {
        let mut cells = row(&name, report);
        cells.push(percent(report.per_second(), bare));
        cells
    };
    Ok(vec![
        first.to_vec(),
        share(format!("{name}: accepted"), &accepted),
        share(format!("{name}: accepted while the worker applies them"), &working),
    ])
}

/// Payment intents that the shop knows, so that their events lead to real work.
async fn started(server: &Server) -> Outcome<Vec<String>> {
    let path = format!("/api/v1/paylinks/public/{SLUG}/payment-intents");
    let body = r#"{"email":"bob@example.com"}"#;
    let start = request("POST", &path, "content-type: application/json\r\n", body);
    let mut intents = Vec::new();
    for _ in 0..INTENTS {
        let answer: Value = serde_json::from_slice(&once(server.address, &start).await?.body)?;
        let id = answer.get("paymentIntentId").and_then(Value::as_str);
        intents.push(id.ok_or_else(|| format!("no payment was started: {answer}"))?.to_owned());
    }
    Ok(intents)
}

async fn deliver(server: &Server, account: &str, intents: &[String]) -> Outcome<Report> {
    let secret = Secret::new(SECRET);
    let now = Clock::system().now();
    let requests: Vec<Arc<[u8]>> = intents
        .iter()
        .cycle()
        .take(EVENTS + EVENTS / 10)
        .enumerate()
        .map(|(number, intent)| {
            let body = event(account, intent, number);
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

/// An event the size of Stripe's about a charge of this payment intent.
pub(crate) fn event(account: &str, intent: &str, number: usize) -> String {
    let note = "A field of the kind that Stripe's objects are full of. ".repeat(40);
    format!(
        r#"{{"id":"evt_bench_{number}","object":"event","api_version":"2026-09-30.endive","account":"{account}","created":1771322400,"livemode":false,"type":"charge.updated","data":{{"object":{{"id":"ch_{number}","object":"charge","payment_intent":"{intent}","description":"{note}"}}}}}}"#
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

//! Starts that say another price, currency, fee or account than the link's. Whether the stored price is charged, always.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use crate::Outcome;
use crate::injected::{Injected, start};
use crate::load::{Answer, once, request};
use crate::postgres::Postgres;
use crate::server::{Folder, Server};
use crate::shop::{self, SLUG};
use crate::table::{number, table};

/// Starts sent to each database.
const STARTS: u64 = 10_000;

pub(crate) async fn run(binary: &Path) -> Outcome<String> {
    let mut rows = vec![engine("SQLite", &[], binary).await?];
    let postgres = Postgres::start().await?;
    let url = postgres.url("working");
    rows.push(engine("PostgreSQL", &[("DATABASE_URL", &url)], binary).await?);
    let head = [
        "Database",
        "refused",
        "taken",
        "anything else",
        "intents at Stripe",
        "of another amount, fee or currency",
    ];
    Ok(table(&format!("{} starts that lie", number(STARTS)), &head, &rows))
}

async fn engine(name: &str, settings: &[(&str, &str)], binary: &Path) -> Outcome<Vec<String>> {
    let folder = Folder::new(&format!("injection-{name}"))?;
    let server = Server::program(binary, &folder.0, settings)?;
    let shop = shop::open(&server).await?;
    let mut statuses = BTreeMap::<u16, u64>::new();
    for seed in 0..STARTS {
        let injected = start(seed);
        let answer = send(&server, &injected).await?;
        *statuses.entry(answer.status).or_default() += 1;
        if answer.status == 200 {
            let told: Value = serde_json::from_slice(&answer.body)?;
            let right = told["amountMinor"] == 4999
                && told["currency"] == "RON"
                && told["connectedAccountId"] == shop.account;
            if !right {
                return Err(format!("{name}: {injected:?} was answered {told}").into());
            }
        }
    }
    let intents = shop.intents(&server).await?;
    server.stop()?;
    let stored = |intent: &&Value| {
        intent["amount"] == json!(4999)
            && intent["currency"] == "ron"
            && intent["application_fee_amount"] == json!(200)
    };
    let odd = intents.len() - intents.iter().filter(stored).count();
    let counted = |status: u16| statuses.get(&status).copied().unwrap_or(0);
    let (taken, refused) = (counted(200), counted(400) + counted(409));
    let other = STARTS - taken - refused;
    if other > 0 || odd > 0 || intents.len() as u64 != taken {
        return Err(
            format!("{name}: {} intents, {odd} of them odd, answers {statuses:?}", intents.len()).into()
        );
    }
    let cells = [refused, taken, other, intents.len() as u64, odd as u64].map(number);
    Ok(std::iter::once(name.to_owned()).chain(cells).collect())
}

async fn send(server: &Server, injected: &Injected) -> Outcome<Answer> {
    let path = format!("/api/v1/paylinks/public/{SLUG}/payment-intents{}", injected.query);
    let more = injected.header.map(|(name, value)| format!("{name}: {value}\r\n")).unwrap_or_default();
    let headers = format!("content-type: application/json\r\n{more}");
    once(server.address, &request("POST", &path, &headers, &injected.body)).await
}

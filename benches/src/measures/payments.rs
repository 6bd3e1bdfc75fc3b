//! Payment intents started per second: our row, the stand-in's intent, our commit; its news come back meanwhile.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::Outcome;
use crate::load::{Plan, request, run as load};
use crate::server::{Folder, Server};
use crate::shop::{self, SLUG};
use crate::table::{row, table};

const WARM: Plan = Plan { clients: 16, requests: 200, time: Duration::from_secs(5) };
const MEASURED: Plan = Plan { clients: 16, requests: 5_000, time: Duration::from_secs(20) };

pub(crate) async fn run(binary: &Path) -> Outcome<String> {
    let folder = Folder::new("payments")?;
    let server = Server::program(binary, &folder.0, &[])?;
    shop::open(&server).await?;
    let path = format!("/api/v1/paylinks/public/{SLUG}/payment-intents");
    let body = r#"{"email":"bob@example.com","amountMinor":4999}"#;
    let bytes: Arc<[u8]> = request("POST", &path, "content-type: application/json\r\n", body).into();
    let warm = Arc::clone(&bytes);
    load(server.address, WARM, move |_| Arc::clone(&warm)).await?.sound()?;
    let report = load(server.address, MEASURED, move |_| Arc::clone(&bytes)).await?.sound()?;
    server.stop()?;
    let head = ["With the stand-in in the same process", "payments/s", "median", "p99"];
    let rows = [row(&format!("{} payment intents started", report.requests), &report)];
    Ok(table("Starting payments, SQLite, server and stand-in on one core, 16 connections", &head, &rows))
}

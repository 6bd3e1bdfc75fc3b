//! The pay page, rendered each time and from the page cache, beside a handler that returns the same bytes.

use std::sync::Arc;
use std::time::Duration;

use crate::Outcome;
use crate::load::{Plan, Report, once, request, run as load};
use crate::server::{Folder, Server};
use crate::shop::{self, SLUG};
use crate::table::{micros, percent, row, table};

const WARM: Plan = Plan { clients: 32, requests: 20_000, time: Duration::from_secs(2) };
const MEASURED: Plan = Plan { clients: 32, requests: 1_000_000, time: Duration::from_secs(8) };
const GZIP: &str = "accept-encoding: gzip\r\n";

pub(crate) async fn run() -> Outcome<String> {
    let page = format!("/p/{SLUG}");
    let mut rows = Vec::new();
    for (cache, name) in [("off", "rendered each time"), ("on", "from the page cache")] {
        let folder = Folder::new(&format!("pages-{cache}"))?;
        let server = Server::house(&folder.0, "-", cache)?;
        shop::open(&server).await?;
        once(server.address, &request("PUT", "/bench/rest", "", "")).await?;
        let html = once(server.address, &request("GET", &page, "", "")).await?;
        if html.status != 200 {
            return Err(format!("the pay page answered {}", html.status).into());
        }
        let html = String::from_utf8(html.body)?;
        once(server.address, &request("PUT", "/bench/static", "", &html)).await?;
        let bare = measure(&server, "/bench/static", "").await?;
        rows.push(beside(&format!("the same {} bytes from memory", html.len()), &bare, &bare));
        rows.push(beside(name, &measure(&server, &page, "").await?, &bare));
        rows.push(beside(&format!("{name}, gzip"), &measure(&server, &page, GZIP).await?, &bare));
        server.stop()?;
    }
    let head = [
        "`GET /p/<slug>`",
        "requests/s",
        "median",
        "p99",
        "of the reference",
        "processor time each",
        "of the reference",
    ];
    Ok(table("Pay page, SQLite, server on one core, 32 connections", &head, &rows))
}

async fn measure(server: &Server, path: &str, headers: &str) -> Outcome<Report> {
    let bytes: Arc<[u8]> = request("GET", path, headers, "").into();
    let warm = Arc::clone(&bytes);
    load(server.address, WARM, move |_| Arc::clone(&warm)).await?;
    let before = server.processor_time()?;
    let mut report = load(server.address, MEASURED, move |_| Arc::clone(&bytes)).await?.sound()?;
    report.processor = server.processor_time()? - before;
    Ok(report)
}

/// A row beside the reference: its rate, and how much of the reference's rate its processor time would allow.
fn beside(name: &str, report: &Report, reference: &Report) -> Vec<String> {
    let mut cells = row(name, report);
    cells.push(percent(report.per_second(), reference.per_second()));
    cells.push(micros(report.tenths_each()));
    cells.push(percent(reference.tenths_each(), report.tenths_each()));
    cells
}

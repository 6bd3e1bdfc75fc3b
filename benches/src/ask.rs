//! How long a server takes for one page after another, asked by one browser, as the measures of our own pages and
//! of a peer's share it.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use crate::Outcome;
use crate::load::{Plan, Report, once, request, run as load};
use crate::server::processor_time;
use crate::table::{millis, ms, number, table};

const WARM: Plan = Plan { clients: 1, requests: 20, time: Duration::from_secs(3) };
const MEASURED: Plan = Plan { clients: 1, requests: 500, time: Duration::from_secs(6) };

/// What browsers say that they take.
pub(crate) const GZIP: &str = "accept-encoding: gzip\r\n";

/// One page after another: how long, and how much of the server's processor.
pub(crate) async fn each(
    process: u32,
    address: SocketAddr,
    path: &str,
    headers: &str,
    measured: Plan,
) -> Outcome<Report> {
    let bytes: Arc<[u8]> = request("GET", path, headers, "").into();
    let warm = Arc::clone(&bytes);
    load(address, Plan { requests: WARM.requests.min(measured.requests), ..WARM }, move |_| {
        Arc::clone(&warm)
    })
    .await?
    .sound()?;
    let before = processor_time(process)?;
    let mut report = load(address, measured, move |_| Arc::clone(&bytes)).await?.sound()?;
    report.processor = processor_time(process)? - before;
    Ok(report)
}

/// The plan for a page.
pub(crate) const fn plan() -> Plan {
    MEASURED
}

/// Cells of a page: its bytes compressed, median, p99, processor time.
pub(crate) fn cells(name: &str, bytes: usize, report: &Report) -> Vec<String> {
    vec![
        name.to_owned(),
        number(bytes as u64),
        ms(report.percentile(50)),
        ms(report.percentile(99)),
        millis(report.tenths_each()),
    ]
}

/// A table of the pages of any server that runs as one process.
pub(crate) async fn run(process: u32, address: SocketAddr, cookie: &str, paths: &[&str]) -> Outcome<String> {
    let headers = format!("cookie: {cookie}\r\n{GZIP}");
    let mut rows = Vec::new();
    for path in paths {
        let answer = once(address, &request("GET", path, &headers, "")).await?;
        if answer.status != 200 {
            return Err(format!("{path} answered {}", answer.status).into());
        }
        let report = each(process, address, path, &headers, MEASURED).await?;
        rows.push(cells(&format!("`{path}`"), answer.body.len(), &report));
    }
    let head = ["Page", "bytes sent", "median", "p99", "processor time each"];
    Ok(table("Server time, one request after another", &head, &rows))
}

//! Is the process alive, is it ready, and what browsers report about our content policy.

use std::io::Write as _;
use std::path::Path;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::State;
use http::StatusCode;
use paylinks::error::{Error, Result};
use paylinks::limits::{ANONYMOUS_PER_IP, Limit};
use serde_json::Value;

use crate::AppState;
use crate::actor::Visitor;

/// How long the database may take to take a lock.
const PATIENCE: Duration = Duration::from_secs(1);
/// The largest report that is read.
const REPORT_LIMIT: usize = 16 * 1024;

/// The process answers.
pub(crate) async fn alive() -> &'static str {
    "ok\n"
}

/// The process can do its work: the database takes a write, the data folder too.
pub(crate) async fn ready(State(state): State<AppState>) -> (StatusCode, &'static str) {
    if !state.ready.yes() {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping\n");
    }
    let Ok(Ok(tx)) = tokio::time::timeout(PATIENCE, state.core.db.begin()).await else {
        return (StatusCode::SERVICE_UNAVAILABLE, "database\n");
    };
    drop(tx);
    let folder = state.core.config.data_dir.clone();
    match tokio::task::spawn_blocking(move || probe(&folder)).await {
        Ok(Ok(())) => (StatusCode::OK, "ready\n"),
        _ => (StatusCode::SERVICE_UNAVAILABLE, "disk\n"),
    }
}

/// Writes a page to the data folder and takes it away: a full disk fails here first.
fn probe(folder: &Path) -> Result<()> {
    let path = folder.join(".ready");
    let mut file = std::fs::File::create(&path).map_err(Error::internal)?;
    file.write_all(&[b'.'; 4096]).and_then(|()| file.sync_data()).map_err(Error::internal)?;
    std::fs::remove_file(&path).map_err(Error::internal)
}

/// Logs which rule was broken and where, never the address's query.
pub(crate) async fn csp_report(State(state): State<AppState>, visitor: Visitor, body: Body) -> StatusCode {
    if state.core.limits.check(&Limit::new(&ANONYMOUS_PER_IP, format!("csp {}", visitor.ip))).is_err() {
        return StatusCode::TOO_MANY_REQUESTS;
    }
    let Ok(bytes) = to_bytes(body, REPORT_LIMIT).await else { return StatusCode::PAYLOAD_TOO_LARGE };
    let report: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    let reports = report.as_array().cloned().unwrap_or_else(|| vec![report]);
    for report in reports.iter().take(5) {
        let inner = report.get("csp-report").or_else(|| report.get("body")).unwrap_or(report);
        let pick = |names: [&str; 2]| {
            let found = names.into_iter().find_map(|name| inner.get(name)).and_then(Value::as_str);
            let plain = found.unwrap_or_default().split(['?', '#']).next().unwrap_or_default();
            plain.chars().take(200).collect::<String>()
        };
        tracing::warn!(
            directive = pick(["effective-directive", "effectiveDirective"]),
            blocked = pick(["blocked-uri", "blockedURL"]),
            page = pick(["document-uri", "documentURL"]),
            "content policy broken"
        );
    }
    StatusCode::NO_CONTENT
}

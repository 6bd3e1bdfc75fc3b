//! What it takes to have it: memory, size, start, and the weight of the pay page.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::Outcome;
use crate::load::{Plan, once, request, run as load};
use crate::server::{Folder, Server};
use crate::shop::{self, SLUG};
use crate::table::{number, table};

const REQUESTS: Plan = Plan { clients: 32, requests: 100_000, time: Duration::from_mins(2) };
const STARTS: usize = 7;

pub(crate) async fn run(binary: &Path) -> Outcome<String> {
    let folder = Folder::new("footprint")?;
    let settings = [("PAYLINKS_PAGE_CACHE", "off")];
    let server = Server::program(binary, &folder.0, &settings)?;
    shop::open(&server).await?;
    let (bytes, requests) = weight(&server).await?;
    server.stop()?;

    let mut starts = Vec::new();
    for _ in 0..STARTS {
        let begun = Instant::now();
        let server = Server::program(binary, &folder.0, &settings)?;
        until_ready(&server, begun).await?;
        starts.push(begun.elapsed());
        server.stop()?;
    }
    starts.sort_unstable();

    let server = Server::program(binary, &folder.0, &settings)?;
    tokio::time::sleep(Duration::from_secs(3)).await;
    let at_rest = server.memory()?;
    let page: Arc<[u8]> = request("GET", &format!("/p/{SLUG}"), "", "").into();
    let report = load(server.address, REQUESTS, move |_| Arc::clone(&page)).await?.sound()?;
    let after = server.memory()?;
    server.stop()?;

    let size = std::fs::metadata(binary)?.len();
    let start = starts.get(STARTS / 2).copied().unwrap_or_default().as_millis();
    let rows = [
        ["memory at rest".to_owned(), format!("{} kB", number(at_rest))],
        [
            format!("memory after {} pay pages", number(report.requests as u64)),
            format!("{} kB", number(after)),
        ],
        ["binary".to_owned(), format!("{} bytes", number(size))],
        [format!("start to first 200, median of {STARTS}"), format!("{start} ms")],
        [
            "pay page before Stripe's script, gzip".to_owned(),
            format!("{} bytes in {requests} requests", number(bytes)),
        ],
    ];
    Ok(table("Footprint, SQLite, server on one core", &["", ""], &rows.map(Vec::from)))
}

async fn until_ready(server: &Server, begun: Instant) -> Outcome<()> {
    let health = request("GET", "/readyz", "", "");
    while begun.elapsed() < Duration::from_secs(20) {
        if once(server.address, &health).await.is_ok_and(|answer| answer.status == 200) {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    Err("the server was not ready in 20 seconds".into())
}

/// Bytes and requests of the page, its styles and its scripts with all that they import.
async fn weight(server: &Server) -> Outcome<(u64, usize)> {
    let page = format!("/p/{SLUG}");
    let mut waiting = vec![page.clone()];
    let (mut seen, mut bytes) = (BTreeSet::new(), 0);
    while let Some(path) = waiting.pop() {
        if !seen.insert(path.clone()) {
            continue;
        }
        let packed = once(server.address, &request("GET", &path, "accept-encoding: gzip\r\n", "")).await?;
        let plain = once(server.address, &request("GET", &path, "", "")).await?;
        if packed.status != 200 {
            return Err(format!("{path} answered {}", packed.status).into());
        }
        bytes += packed.body.len() as u64;
        let text = String::from_utf8_lossy(&plain.body).into_owned();
        waiting.extend(if path == page { linked(&text) } else { imported(&text, &path) });
    }
    Ok((bytes, seen.len()))
}

/// Styles and scripts of ours that a document names.
fn linked(html: &str) -> Vec<String> {
    let quoted = html.split('"').filter(|part| part.starts_with("/assets/"));
    let kinds = |path: &&str| [".css", ".js"].iter().any(|end| path.ends_with(end));
    quoted.filter(kinds).map(ToOwned::to_owned).collect()
}

/// Modules that a script imports at once, as paths of the site.
fn imported(script: &str, path: &str) -> Vec<String> {
    let lines = script.lines().filter(|line| line.starts_with("import ") || line.contains(" from '"));
    let names = lines.filter_map(|line| line.rsplit('\'').nth(1)).filter(|name| name.starts_with('.'));
    names.map(|name| beside(path, name)).collect()
}

fn beside(path: &str, name: &str) -> String {
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in name.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_are_found_beside_their_script() {
        let script =
            "import { a } from './lib/a.js';\nimport '../b.js';\nimport c from 'https://x.test/c.js';\n";
        assert_eq!(imported(script, "/assets/0/js/app.js"), ["/assets/0/js/lib/a.js", "/assets/0/b.js"]);
        assert_eq!(
            linked(r#"<link href="/assets/0/pay.css"><img src="/assets/0/x.svg">"#),
            ["/assets/0/pay.css"]
        );
    }
}

//! Every page of a merchant with 10 000 payments: how long the server takes for one, alone on one core.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use crate::Outcome;
use crate::ask::{self, GZIP};
use crate::load::{Plan, once, request};
use crate::postgres::Postgres;
use crate::server::{Folder, Server, on_core};
use crate::table::{ms, table};
use crate::visitor::sign_in;

const PAYMENTS: &str = "10000";
const EMAIL: &str = "ioana@example.com";
/// The file is asked for a few times only: one takes as long as hundreds of pages.
const FILES: Plan = Plan { clients: 1, requests: 5, time: Duration::from_mins(1) };
/// A folder that `paylinks seed --payments 10000` has filled already, to save its minutes.
const SHOP: &str = "PAYLINKS_BENCH_SHOP";

pub(crate) async fn run(binary: &Path) -> Outcome<String> {
    if let Some(shop) = std::env::var_os(SHOP) {
        return pages("SQLite", Path::new(&shop), "-").await;
    }
    let folder = Folder::new("dashboard")?;
    seed(binary, &folder.0, None)?;
    let on_sqlite = pages("SQLite", &folder.0, "-").await?;
    drop(folder);
    let (folder, postgres) = (Folder::new("dashboard-postgres")?, Postgres::start().await?);
    let database = postgres.url("working");
    // Nobody waits for the disk while the shop is made.
    seed(binary, &folder.0, Some(&format!("{database}?options[synchronous_commit]=off")))?;
    Ok(format!("{on_sqlite}\n{}", pages("PostgreSQL", &folder.0, &database).await?))
}

/// The invented merchant with a year of payments, made through operations, stand-in and webhooks.
fn seed(binary: &Path, folder: &Path, database: Option<&str>) -> Outcome<()> {
    let mut command = on_core(binary);
    command.args(["seed", "--payments", PAYMENTS]).env_clear().env("PAYLINKS_DATA_DIR", folder);
    let out = command.envs(database.map(|url| ("DATABASE_URL", url))).stdout(Stdio::null()).output()?;
    if out.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&out.stderr).into_owned().into()) }
}

/// A page, and who asks for it.
struct Page {
    name: &'static str,
    path: String,
    /// Somebody who is not signed in.
    stranger: bool,
}

async fn pages(engine: &str, folder: &Path, database: &str) -> Outcome<String> {
    let server = Server::house(folder, database, "off")?;
    let cookie = format!("cookie: {}\r\n", sign_in(&server, EMAIL).await?);
    once(server.address, &request("PUT", "/bench/rest", "", "")).await?;
    let mut rows = Vec::new();
    for page in all(&server, &cookie).await? {
        let who = if page.stranger { "" } else { &cookie };
        let html = read(&server, &page.path, who).await?;
        once(server.address, &request("PUT", "/bench/static", "", &html)).await?;
        let bare = ask::each(server.process(), server.address, "/bench/static", "", ask::plan()).await?;
        let headers = format!("{who}{GZIP}");
        let packed = once(server.address, &request("GET", &page.path, &headers, "")).await?;
        let report = ask::each(server.process(), server.address, &page.path, &headers, ask::plan()).await?;
        let mut cells = ask::cells(page.name, packed.body.len(), &report);
        cells.push(ms(bare.percentile(50)));
        rows.push(cells);
    }
    let path = "/dashboard/payments/export.csv";
    let lines = read(&server, path, &cookie).await?.lines().count().saturating_sub(1);
    let headers = format!("{cookie}{GZIP}");
    let packed = once(server.address, &request("GET", path, &headers, "")).await?;
    let report = ask::each(server.process(), server.address, path, &headers, FILES).await?;
    let mut cells = ask::cells(&format!("payments as CSV, {lines} rows"), packed.body.len(), &report);
    cells.push(String::new());
    rows.push(cells);
    server.stop()?;
    let head = ["Page", "bytes, gzip", "median", "p99", "processor time each", "the same bytes from memory"];
    Ok(table(&format!("Pages at 10 000 payments, {engine}, one request after another"), &head, &rows))
}

async fn all(server: &Server, cookie: &str) -> Outcome<Vec<Page>> {
    let own = |name, path: &str| Page { name, path: path.to_owned(), stranger: false };
    let links = read(server, "/dashboard/links", cookie).await?;
    let payments = read(server, "/dashboard/payments", cookie).await?;
    let link = address(&links, "/dashboard/links/", |rest| rest.len() == 36)?;
    let payment = address(&payments, "/dashboard/payments/", |rest| rest.len() == 36)?;
    let next = address(&payments, "/dashboard/payments?", |rest| rest.contains("cursor="))?;
    let buyer = read(server, &payment, cookie).await?;
    let buyer = address(&buyer, "/dashboard/payments?q=", |_| true)?;
    let pay = address(&read(server, &link, cookie).await?, "/p/", |_| true)?;
    Ok(vec![
        own("home", "/dashboard"),
        own("links", "/dashboard/links"),
        own("link", &link),
        own("editor", &format!("{link}/edit")),
        own("payments", "/dashboard/payments"),
        own("payments, page 2", &next),
        own("payments, refunded", "/dashboard/payments?status=REFUNDED"),
        own("payments of one buyer", &buyer),
        own("payments, text that is nowhere", "/dashboard/payments?q=nothing-like-it"),
        own("payment", &payment),
        own("search", "/dashboard/search?q=atelier"),
        own("settings", "/dashboard/settings"),
        Page { name: "sign-in", path: "/sign-in".to_owned(), stranger: true },
        Page { name: "front", path: "/".to_owned(), stranger: true },
        Page { name: "pay page", path: pay, stranger: true },
    ])
}

async fn read(server: &Server, path: &str, headers: &str) -> Outcome<String> {
    let answer = once(server.address, &request("GET", path, headers, "")).await?;
    if answer.status != 200 {
        return Err(format!("{path} answered {}", answer.status).into());
    }
    Ok(String::from_utf8(answer.body)?)
}

/// The first address on a page that begins so and whose rest is like that.
fn address(html: &str, start: &str, like: impl Fn(&str) -> bool) -> Outcome<String> {
    let quoted = html.split('"').map(|part| part.replace("&amp;", "&"));
    let mut found = quoted.filter(|part| part.strip_prefix(start).is_some_and(&like));
    found.next().ok_or_else(|| format!("the page has no address like {start}").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_found_by_its_start_and_rest() {
        let html = r#"<a href="/a?b=1&amp;cursor=2">x</a><a href="/a/12">y</a>"#;
        assert_eq!(
            address(html, "/a?", |rest| rest.contains("cursor=")).ok().as_deref(),
            Some("/a?b=1&cursor=2")
        );
        assert_eq!(address(html, "/a/", |rest| rest.len() == 2).ok().as_deref(), Some("/a/12"));
        assert!(address(html, "/c", |_| true).is_err());
    }
}

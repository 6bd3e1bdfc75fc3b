//! Measures a built `paylinks` on this machine and prints tables for `docs/performance.md`.
//!
//! The server runs on core 0 and this program, which makes the load, on another: start it under
//! `taskset -c 1`. Everything stays on 127.0.0.1, in throw-away folders, and is bounded in count and time.

mod ask;
mod house;
#[path = "../../server/tests/it/support/injected.rs"]
mod injected;
mod insert;
mod load;
mod measures;
mod postgres;
mod server;
mod shop;
mod table;
mod visitor;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

/// What every step may answer.
type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

const USAGE: &str = "\
usage: paylinks-bench PATH-TO-PAYLINKS [pages|dashboard|payments|seats|keys|injection|webhooks|download|footprint]…
       paylinks-bench ask PROCESS ADDRESS COOKIE PATH…

Run it as: taskset -c 1 target/release/paylinks-bench target/release/paylinks
";

const MEASURES: [&str; 9] =
    ["pages", "dashboard", "payments", "seats", "keys", "injection", "webhooks", "download", "footprint"];

fn main() -> ExitCode {
    // A second installation keeps the first; there is only one to choose from.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let done = runtime.map_err(Into::into).and_then(|runtime| runtime.block_on(choose(&arguments)));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nothing is left to do when even the error stream is closed.
            let _ = writeln!(std::io::stderr(), "paylinks-bench: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn choose(arguments: &[String]) -> Outcome<()> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        // The two that this program starts by itself on the server's core.
        ["house", folder, database, cache] => house::serve(folder, database, cache).await,
        ["insert", database, clients, rows] => insert::run(database, clients.parse()?, rows.parse()?).await,
        // For the peer: how long another server on this machine takes for each path.
        ["ask", process, address, cookie, paths @ ..] => {
            say(&ask::run(process.parse()?, address.parse()?, cookie, paths).await?)
        }
        [] | ["--help" | "-h", ..] => say(USAGE),
        [binary, wanted @ ..] => measure(PathBuf::from(binary), wanted).await,
    }
}

async fn measure(binary: PathBuf, wanted: &[&str]) -> Outcome<()> {
    if !binary.is_file() {
        return Err(
            format!("there is no program at {}: cargo build --release first", binary.display()).into()
        );
    }
    for name in wanted {
        if !MEASURES.contains(name) {
            return Err(format!("there is no measure {name}\n{USAGE}").into());
        }
    }
    let chosen = |name: &str| wanted.is_empty() || wanted.contains(&name);
    say(&format!("{}\n", table::machine()))?;
    if chosen("pages") {
        say(&measures::pages::run().await?)?;
    }
    if chosen("dashboard") {
        say(&measures::dashboard::run(&binary).await?)?;
    }
    if chosen("payments") {
        say(&measures::payments::run(&binary).await?)?;
    }
    if chosen("seats") {
        say(&measures::seats::run(&binary).await?)?;
    }
    if chosen("keys") {
        say(&measures::keys::run(&binary).await?)?;
    }
    if chosen("injection") {
        say(&measures::injection::run(&binary).await?)?;
    }
    if chosen("webhooks") {
        say(&measures::webhooks::run(&binary).await?)?;
    }
    if chosen("download") {
        say(&measures::download::run(&binary).await?)?;
    }
    if chosen("footprint") {
        say(&measures::footprint::run(&binary).await?)?;
    }
    Ok(())
}

/// Writes to the standard output at once, so that a long run shows how far it is.
fn say(text: &str) -> Outcome<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{text}")?;
    Ok(out.flush()?)
}

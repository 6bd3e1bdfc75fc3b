//! The command line: one module per subcommand. A wrong setting or argument ends with one sentence and 2.

mod call;
mod call_help;
pub(crate) mod home;
mod openapi;
pub(crate) mod sandbox;
mod seed;
pub(crate) mod serve;
pub(crate) mod stop;
mod worker;

use std::io::{IsTerminal as _, Write as _};
use std::process::ExitCode;

use lexopt::prelude::{Long, Short, Value};
use paylinks::error::Error;
use tracing_subscriber::EnvFilter;

const HELP: &str = "\
paylinks: payment links over your own Stripe account

Usage: paylinks [command]

  serve      answer on PAYLINKS_LISTEN and run jobs (the default)
  worker     run jobs only, for a second process on the same database
  migrate    bring the database to this version's schema
  seed       make an invented merchant with a year of payments, in sandbox mode
             [--payments NUMBER] [--again]
  sandbox    run the Stripe stand-in by itself
             --listen ADDRESS [--journal FILE] [--webhook URL --secret SECRET]
  openapi    print the API's description [--format json|yaml]
  call       call an operation of a running server
             OPERATION [--json JSON] [--base-url URL] [--token TOKEN]
             --list names them all, OPERATION --help explains one

Settings come from the environment; docs/operations.md lists them. Without STRIPE_SECRET_KEY the
program runs in sandbox mode: cards are test cards, mail stays here, no money moves.
";

/// What is logged unless `RUST_LOG` says otherwise. tower-sessions calls every cookie of an ended session
/// suspicious.
pub const LOG: &str = "info,tower_sessions_core=error,tower_sessions=error";

/// Why a command ended early.
#[derive(Debug)]
pub enum Failure {
    /// A setting or an argument is wrong.
    Wrong(String),
    /// It was asked rightly and did not work.
    Broken(String),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let cause = error.cause().unwrap_or_default();
        Self::Broken(if cause.is_empty() { error.sentence() } else { cause })
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Broken(error.to_string())
    }
}

impl From<lexopt::Error> for Failure {
    fn from(error: lexopt::Error) -> Self {
        Self::Wrong(format!("{error}; paylinks --help says more"))
    }
}

type Outcome = Result<(), Failure>;

/// Runs the command that the arguments name.
#[must_use]
pub fn main() -> ExitCode {
    let (sentence, code) = match choose(lexopt::Parser::from_env()) {
        Ok(()) => return ExitCode::SUCCESS,
        Err(Failure::Wrong(sentence)) => (sentence, 2),
        Err(Failure::Broken(sentence)) => (sentence, 1),
    };
    // Nothing is left to do when even the error stream is closed.
    let _ = writeln!(std::io::stderr(), "paylinks: {sentence}");
    ExitCode::from(code)
}

fn choose(mut arguments: lexopt::Parser) -> Outcome {
    let name = match arguments.next()? {
        None => "serve".to_owned(),
        Some(Long("help") | Short('h')) => return print(HELP),
        Some(Long("version") | Short('V')) => {
            return print(&format!("paylinks {}\n", env!("CARGO_PKG_VERSION")));
        }
        Some(Value(name)) => name.to_string_lossy().into_owned(),
        Some(other) => return Err(other.unexpected().into()),
    };
    match name.as_str() {
        "serve" => nothing_more(arguments).and_then(|()| run(LOG, serve::serve())),
        "worker" => nothing_more(arguments).and_then(|()| run(LOG, worker::work())),
        "migrate" => nothing_more(arguments).and_then(|()| run(LOG, home::migrate())),
        // A year of requests is no news.
        "seed" => run("warn", seed::seed(seed::read(arguments)?)),
        "sandbox" => run(LOG, sandbox::stand_alone(sandbox::Wishes::read(arguments)?)),
        "openapi" => openapi::write(arguments),
        "call" => call::call(arguments),
        "help" => print(HELP),
        other => Err(Failure::Wrong(format!("there is no command {other}; paylinks --help lists them"))),
    }
}

fn nothing_more(mut arguments: lexopt::Parser) -> Outcome {
    match arguments.next()? {
        None => Ok(()),
        Some(Long("help") | Short('h')) => {
            print(HELP)?;
            std::process::exit(0)
        }
        Some(other) => Err(other.unexpected().into()),
    }
}

/// Runs a command's future with logging and TLS in place.
fn run(log: &str, command: impl Future<Output = Outcome>) -> Outcome {
    start_logging(log);
    start_tls();
    runtime()?.block_on(command)
}

fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    Ok(tokio::runtime::Builder::new_multi_thread().enable_all().build()?)
}

/// Names the cryptography behind TLS, once per process.
pub(crate) fn start_tls() {
    // A second installation keeps the first; there is only one to choose from.
    let _ = rustls::crypto::ring::default_provider().install_default();
}

/// Logs go to the error stream: for eyes on a terminal, one JSON object per line elsewhere.
pub fn start_logging(usual: &str) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(usual));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if std::io::stderr().is_terminal() {
        log.with_target(false).init();
    } else {
        log.json().flatten_event(true).with_current_span(true).with_span_list(false).init();
    }
}

fn print(text: &str) -> Outcome {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}

//! The house as `paylinks serve` builds it, with three routes beside it that the product does not have: a
//! handler that answers given bytes from memory, and a switch that ends the job worker.

use std::net::SocketAddr;
use std::path::Path;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, put};
use paylinks::clock::Clock;
use paylinks::config::{Config, SANDBOX_PATH};
use paylinks::core::{Core, Parts};
use paylinks::db::Db;
use paylinks::files::Files;
use paylinks::jobs;
use paylinks::limits::Limits;
use paylinks::mail::Mailer;
use paylinks::rollups::Visits;
use paylinks::secrets::Secrets;
use paylinks::signals::Signals;
use paylinks::stripe::Stripe;
use paylinks_server::{Options, build, commands};
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::{Outcome, say};

#[derive(Clone)]
struct Beside {
    bytes: watch::Sender<Bytes>,
    work: watch::Sender<bool>,
}

/// Serves until it is killed. `database` is an address, or `-` for a file in the folder.
pub(crate) async fn serve(folder: &str, database: &str, cache: &str) -> Outcome<()> {
    // Nobody watches the error stream: one JSON line for every request, as the program writes it.
    commands::start_logging(commands::LOG);
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let config = Config::read(&|name| match name {
        "PAYLINKS_LISTEN" => Some(address.to_string()),
        "PAYLINKS_DATA_DIR" => Some(folder.to_owned()),
        "DATABASE_URL" => Some(database.to_owned()).filter(|url| url != "-"),
        "PAYLINKS_PAGE_CACHE" => Some(cache.to_owned()),
        "PAYLINKS_RATE_LIMITS" => Some("off".to_owned()),
        _ => None,
    })?;
    let core = open(config).await?;
    let stand_in = stripe_sandbox::Sandbox::start(stripe_sandbox::Config {
        base_url: core.config.url(SANDBOX_PATH),
        ..stripe_sandbox::Config::default()
    })?;
    let (work, stopping) = watch::channel(false);
    tokio::spawn(jobs::run_worker(core.clone(), stopping));
    let beside = Router::new()
        .route("/bench/static", get(from_memory).put(remember))
        .route("/bench/rest", put(rest))
        .with_state(Beside { bytes: watch::Sender::default(), work });
    let house = build(core, Options { sandbox: Some(stand_in.router()), ..Options::default() });
    say(&format!("the house is open at http://{address}"))?;
    let service = beside.merge(house).into_make_service_with_connect_info::<SocketAddr>();
    Ok(axum::serve(listener, service).await?)
}

async fn open(config: Config) -> Outcome<Core> {
    let readable = |error: paylinks::error::Error| format!("{error:?}");
    let db = Db::connect(config.database_url.reveal()).await.map_err(readable)?;
    db.migrate().await.map_err(readable)?;
    let clock = Clock::system();
    Ok(Core::new(Parts {
        stripe: Stripe::new(&config.stripe).map_err(readable)?,
        files: Files::open(&config.files, &config.data_dir).map_err(readable)?,
        mailer: Mailer::from_config(&config).map_err(readable)?,
        limits: Limits::new(&clock, config.rate_limits),
        secrets: Secrets::in_folder(Path::new(&config.data_dir)).map_err(readable)?,
        signals: Signals::default(),
        visits: Visits::default(),
        db,
        clock,
        config,
    }))
}

/// The reference: the same bytes, no database, no layers.
async fn from_memory(State(beside): State<Beside>) -> Response {
    let bytes = beside.bytes.borrow().clone();
    ([(CONTENT_TYPE, "text/html; charset=utf-8")], bytes).into_response()
}

async fn remember(State(beside): State<Beside>, bytes: Bytes) -> StatusCode {
    beside.bytes.send_replace(bytes);
    StatusCode::NO_CONTENT
}

async fn rest(State(beside): State<Beside>) -> StatusCode {
    beside.work.send_replace(true);
    StatusCode::NO_CONTENT
}

//! A stand-in for Stripe that speaks its HTTP, API version `2026-09-30.endive`: connected accounts, direct card
//! charges, subscriptions, 3-D Secure, events and signed webhooks, kept in memory and, if asked, in a journal.
//!
//! `front_door` lets calls in, `dispatch` is the route table, every resource has its own file, `webhooks` sends what
//! is due, `pages` are Stripe's hosted pages, `control` moves it all about.

#![recursion_limit = "512"]

mod account_links;
mod accounts;
mod application_fees;
mod balance_transactions;
mod billing;
mod browser_files;
mod call;
mod cards;
mod charges;
mod checkout_sessions;
mod clock;
mod control;
mod customers;
mod dispatch;
mod errors;
mod events;
mod expand;
mod form;
mod front_door;
mod idempotency;
mod ids;
mod journal;
mod lists;
mod pages;
mod payment_intents;
mod payment_methods;
mod products;
mod refunds;
mod schema;
mod setup_intents;
mod state;
mod switches;
mod webhook_endpoints;
mod webhooks;

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::routing::{any, get};
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

use state::State;

/// Where events are sent.
#[derive(Clone, Debug)]
pub struct Endpoint {
    /// The address that is posted to.
    pub url: String,
    /// The signing secret, `whsec_…`.
    pub secret: String,
    /// True for events of connected accounts, false for the platform's own.
    pub connect: bool,
}

/// How a sandbox is set up.
#[derive(Clone, Debug)]
pub struct Config {
    /// Absolute URL prefix at which browsers and servers reach the router, without a trailing slash.
    pub base_url: String,
    /// Where state is kept across restarts; `None` keeps it in memory.
    pub journal: Option<PathBuf>,
    /// Webhook endpoints to start with; they take every event type.
    pub endpoints: Vec<Endpoint>,
    /// Virtual time from a success until its balance transaction arrives with `charge.updated`.
    pub settle_delay: Duration,
    /// Hold requests and responses against Stripe's schema; only debug builds carry the schema.
    pub check_requests: bool,
    /// Sign webhooks by the virtual clock, for a listener whose own clock is moved along with it.
    pub virtual_signatures: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            base_url: "http://127.0.0.1:4242".into(),
            journal: None,
            endpoints: Vec::new(),
            settle_delay: Duration::from_secs(1),
            check_requests: cfg!(debug_assertions),
            virtual_signatures: false,
        }
    }
}

/// What one call of [`Sandbox::settle`] ran.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settled {
    /// Webhook deliveries tried.
    pub deliveries: u64,
    /// Charges whose money arrived.
    pub settlements: u64,
}

/// What the routes and the worker share.
#[derive(Debug)]
pub(crate) struct Inner {
    state: Mutex<State>,
    pub(crate) http: reqwest::Client,
    /// Tells the worker to look at the schedule again.
    pub(crate) wake: Notify,
    /// Counts finished deliveries.
    pub(crate) progress: watch::Sender<u64>,
}

impl Inner {
    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the state outside an API call, then lets the worker see to what became due.
    pub(crate) fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let result = {
            let mut state = self.lock();
            let result = change(&mut state);
            state.flush();
            result
        };
        self.wake.notify_one();
        result
    }
}

/// A running sandbox; clones share it.
#[derive(Clone, Debug)]
pub struct Sandbox {
    inner: Arc<Inner>,
    stop: watch::Sender<bool>,
    worker: Arc<Mutex<Option<JoinHandle<()>>>>,
}

impl Sandbox {
    /// Loads the journal and starts the worker on the current tokio runtime.
    pub fn start(config: Config) -> io::Result<Self> {
        let Config { base_url, journal, endpoints, settle_delay, check_requests, virtual_signatures } =
            config;
        let checks = check_requests && cfg!(debug_assertions);
        let mut state = State::open(journal.as_deref(), &base_url, settle_delay, checks)?;
        state.virtual_signatures = virtual_signatures;
        webhook_endpoints::configure(&mut state, &endpoints);
        state.flush();
        let inner = Arc::new(Inner {
            state: Mutex::new(state),
            http: webhooks::client()?,
            wake: Notify::new(),
            progress: watch::Sender::new(0),
        });
        let stop = watch::Sender::new(false);
        let worker = tokio::spawn(webhooks::work(Arc::clone(&inner), stop.subscribe()));
        Ok(Self { inner, stop, worker: Arc::new(Mutex::new(Some(worker))) })
    }

    /// Everything the sandbox answers, relative to `base_url`.
    pub fn router(&self) -> Router {
        Router::new()
            .route("/v1/{*path}", any(front_door::handle))
            .route("/endive/{*file}", get(browser_files::serve))
            .merge(control::routes())
            .merge(pages::routes())
            .with_state(Arc::clone(&self.inner))
    }

    /// Runs everything due at the virtual time of now: deliveries, retries, late balance transactions.
    pub async fn settle(&self) -> Settled {
        let done = webhooks::settle(&self.inner).await;
        Settled { deliveries: done.deliveries, settlements: done.settlements }
    }

    /// Sets the virtual clock to this moment, in milliseconds since 1970, or back to real time. It goes on from there.
    pub fn set_clock(&self, now_ms: Option<i64>) {
        self.inner.change(|state| state.set_clock(now_ms));
    }

    /// Stops the worker and writes the journal out.
    pub async fn shutdown(&self) {
        self.stop.send_replace(true);
        let worker = self.worker.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(worker) = worker
            && let Err(error) = worker.await
        {
            tracing::error!(%error, "the sandbox worker ended badly");
        }
        self.inner.lock().flush();
    }
}

/// Serves a sandbox alone at an address until the task is dropped.
pub async fn serve(listen: SocketAddr, config: Config) -> io::Result<()> {
    let listener = tokio::net::TcpListener::bind(listen).await?;
    let sandbox = Sandbox::start(config)?;
    let result = axum::serve(listener, sandbox.router()).await;
    sandbox.shutdown().await;
    result
}

//! The application of one story: the real router on a real port, a database of its own, Stripe's stand-in
//! beside it, mail in memory, and a clock that stands still until it is moved.

use std::net::SocketAddr;
use std::ops::Deref;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use paylinks::clock::Clock;
use paylinks::config::{Config, SANDBOX_PATH};
use paylinks::core::{Core, Parts};
use paylinks::db::{Db, Queryable as _};
use paylinks::files::Files;
use paylinks::jobs;
use paylinks::limits::Limits;
use paylinks::mail::{Delivered, Mailer};
use paylinks::rollups::{self, Visits};
use paylinks::secrets::Secrets;
use paylinks::signals::Signals;
use paylinks::stripe::Stripe;
use paylinks_server::{Options, build};
use reqwest::redirect::Policy;
use serde_json::Value;
use stripe_sandbox::{Endpoint, Sandbox};
use tokio::net::TcpListener;
use uuid::Uuid;

use super::{Engine, storage};

pub(crate) const PLATFORM_SECRET: &str = "whsec_sandbox_platform";
pub(crate) const CONNECT_SECRET: &str = "whsec_sandbox_connect";
/// The root secret of every story: it must never be seen anywhere.
pub(crate) const ROOT_SECRET: &str = "canary-root-secret-0123456789abcdef";
/// How long after a sale Stripe books it, by Stripe's own clock.
pub(crate) const SETTLE_DELAY: Duration = Duration::from_hours(1);

/// What a story may want to be different.
#[derive(Clone, Debug, Default)]
pub(crate) struct Setup {
    /// Count calls against the rate limits.
    limits: bool,
    /// Another origin than the real one, such as one with https.
    public_url: Option<&'static str>,
    /// Files in a storage that speaks S3.
    s3: bool,
}

impl Setup {
    /// Calls count against the rate limits.
    pub(crate) fn limited() -> Self {
        Self { limits: true, ..Self::default() }
    }

    /// Files lie in a storage that speaks S3.
    pub(crate) fn s3() -> Self {
        Self { s3: true, ..Self::default() }
    }

    /// Browsers come by https.
    pub(crate) fn https() -> Self {
        Self { public_url: Some("https://pay.example.com"), ..Self::default() }
    }
}

/// The application of one story; clones share it.
#[derive(Clone)]
pub(crate) struct App(Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) core: Core,
    pub(crate) sandbox: Sandbox,
    pub(crate) base: String,
    pub(crate) http: reqwest::Client,
    pub(crate) engine: Engine,
    folder: PathBuf,
    broken: Arc<Mutex<Vec<String>>>,
    forgiven: Mutex<Vec<&'static str>>,
}

impl Deref for App {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl App {
    pub(crate) async fn start(engine: Engine, setup: Setup) -> Self {
        let folder = std::env::temp_dir().join(format!("paylinks-story-{}", Uuid::now_v7().simple()));
        std::fs::create_dir_all(&folder).unwrap();
        let database = engine.fresh(&folder).await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let mut config = settings(&setup, address, &folder.display().to_string(), &database);
        if setup.s3 {
            config.files.s3 = Some(storage::start(&folder).await);
        }
        let sandbox = stand_in(&config, address);
        let core = open(config, &database).await;
        let broken = Arc::<Mutex<Vec<String>>>::default();
        let router = build(core.clone(), Options { sandbox: Some(sandbox.router()), ..Options::default() });
        let router = router.layer(from_fn(note_failures(Arc::clone(&broken))));
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await.unwrap() });
        let http = reqwest::Client::builder().redirect(Policy::none()).timeout(Duration::from_mins(1));
        let http = http.no_proxy().build().unwrap();
        let base = format!("http://{address}");
        let forgiven = Mutex::default();
        Self(Arc::new(Inner { core, sandbox, base, http, engine, folder, broken, forgiven }))
    }

    /// Runs everything that is due, here and at Stripe, until nothing is.
    pub(crate) async fn settle(&self) {
        loop {
            let sent = self.sandbox.settle().await;
            let ran = jobs::run_due(&self.core).await.unwrap();
            if sent.deliveries + sent.settlements == 0 && ran == 0 {
                return;
            }
        }
    }

    /// Moves our clock. Stripe's signatures follow the wall clock and are good for five minutes, so settle first.
    pub(crate) fn wait(&self, span: Duration) {
        self.core.clock.advance(span);
    }

    /// Moves our clock to the noon after `days` more midnights (UTC), so that no story crosses one by chance.
    pub(crate) fn wait_until_noon(&self, days: i64) {
        let now = self.core.clock.now();
        let noon = now.day().minus(-days).start().plus(Duration::from_hours(12));
        let millis = u64::try_from(noon.0 - now.0).expect("noon is ahead");
        self.wait(Duration::from_millis(millis));
    }

    /// Writes the visits that were counted.
    pub(crate) async fn write_visits(&self) {
        rollups::flush_visits(&self.core).await.unwrap();
    }

    /// Lets failed jobs come due again, until nothing is left to do.
    pub(crate) async fn retry_failed(&self) {
        for _ in 0..20 {
            self.wait(Duration::from_mins(2));
            self.settle().await;
        }
    }

    /// Lets the time of every held seat be over. The clock stays: Stripe's signatures follow the wall clock.
    pub(crate) async fn let_seats_go(&self) {
        self.run("update job set run_at = 0 where kind = 'let_seat_go' and state = 'ready'").await;
        self.settle().await;
    }

    /// Lets the time of every file that no link carries be over.
    pub(crate) async fn sweep_files(&self) {
        self.run("update job set run_at = 0 where kind = 'sweep_upload' and state = 'ready'").await;
        self.settle().await;
    }

    /// The mails to this address, newest first.
    pub(crate) fn mails(&self, to: &str) -> Vec<Delivered> {
        let mails = self.core.mailer.mailbox().unwrap();
        mails.into_iter().filter(|mail| mail.to == to).collect()
    }

    /// The number that this query finds.
    pub(crate) async fn count(&self, sql: &'static str) -> i64 {
        #[derive(sqlx::FromRow)]
        struct Row(i64);
        let row: Row = self.core.db.one(sql, paylinks::args![]).await.unwrap();
        row.0
    }

    /// Changes rows behind the application's back, as an operator would.
    pub(crate) async fn run(&self, sql: &'static str) {
        self.core.db.run(sql, paylinks::args![]).await.unwrap();
    }

    /// Lets the story end although the stand-in answered a call of ours with this status text, such as `400 /v1/x`,
    /// or a page of ours failed with `500 /x`.
    pub(crate) fn forgive(&self, what: &'static str) {
        self.forgiven.lock().unwrap().push(what);
    }

    /// Holds the application to what every story must leave behind.
    pub(crate) async fn finish(&self) {
        self.settle().await;
        self.let_seats_go().await;
        self.sweep_files().await;
        let forgiven = self.forgiven.lock().unwrap().clone();
        let mut broken = self.broken.lock().unwrap().clone();
        broken.retain(|path| !forgiven.contains(&format!("500 {path}").as_str()));
        assert_eq!(broken, Vec::<String>::new(), "the server broke while the story ran");
        let dead = jobs::dead(&self.core).await.unwrap();
        assert!(dead.is_empty(), "jobs were given up: {dead:#?}");
        let left = self.count("select count(*) from job where state <> 'done'").await;
        assert_eq!(left, 0, "jobs were left over");
        let log = self.sandbox_get("requests").await;
        assert_eq!(log["schema_violations"], Value::Array(Vec::new()), "the stand-in broke Stripe's schema");
        let refused: Vec<String> = log["data"].as_array().unwrap().iter().filter_map(refusal).collect();
        let refused: Vec<_> =
            refused.iter().filter(|line| !forgiven.iter().any(|prefix| line.starts_with(prefix))).collect();
        assert!(refused.is_empty(), "Stripe refused calls: {refused:#?}");
        rollups::flush_visits(&self.core).await.unwrap();
        self.check_books().await;
        self.sandbox.shutdown().await;
        self.core.db.close().await;
        self.engine.forget(self.core.config.database_url.reveal()).await;
        std::fs::remove_dir_all(&self.folder).unwrap();
    }
}

/// A call that Stripe found wrong: what a declined card answers is not one.
fn refusal(request: &Value) -> Option<String> {
    let status = request["status"].as_u64()?;
    let wrong = (400..500).contains(&status) && status != 402;
    wrong.then(|| format!("{status} {} {}", request["path"].as_str().unwrap_or_default(), request["error"]))
}

fn settings(setup: &Setup, address: SocketAddr, folder: &str, database: &str) -> Config {
    let public_url = setup.public_url.map_or_else(|| format!("http://{address}"), ToOwned::to_owned);
    let mut config = Config::read(&|name| match name {
        "PAYLINKS_LISTEN" => Some(address.to_string()),
        "PAYLINKS_PUBLIC_URL" => Some(public_url.clone()),
        "PAYLINKS_DATA_DIR" => Some(folder.to_owned()),
        "PAYLINKS_SECRET" => Some(ROOT_SECRET.to_owned()),
        "PAYLINKS_RATE_LIMITS" => Some(if setup.limits { "on" } else { "off" }.to_owned()),
        "DATABASE_URL" => Some(database.to_owned()),
        _ => None,
    })
    .unwrap();
    config.stripe.api_base = format!("http://{address}{SANDBOX_PATH}");
    config
}

fn stand_in(config: &Config, address: SocketAddr) -> Sandbox {
    let endpoint = |secret: &str, connect| Endpoint {
        url: format!("http://{address}/webhooks/stripe"),
        secret: secret.to_owned(),
        connect,
    };
    Sandbox::start(stripe_sandbox::Config {
        base_url: config.url(SANDBOX_PATH),
        journal: None,
        endpoints: vec![endpoint(PLATFORM_SECRET, false), endpoint(CONNECT_SECRET, true)],
        settle_delay: SETTLE_DELAY,
        check_requests: true,
        virtual_signatures: false,
    })
    .unwrap()
}

async fn open(config: Config, database: &str) -> Core {
    let clock = Clock::manual(Clock::system().now());
    Core::new(Parts {
        db: Db::connect(database).await.unwrap(),
        stripe: Stripe::new(&config.stripe).unwrap(),
        files: Files::open(&config.files, &config.data_dir).unwrap(),
        mailer: Mailer::memory(),
        limits: Limits::new(&clock, config.rate_limits),
        secrets: Secrets::new(config.secret.clone().unwrap()),
        signals: Signals::default(),
        visits: Visits::default(),
        clock,
        config,
    })
}

/// Notes every answer that says that we broke; the stand-in's own failures are asked for.
fn note_failures(
    broken: Arc<Mutex<Vec<String>>>,
) -> impl Fn(Request, Next) -> std::pin::Pin<Box<dyn Future<Output = axum::response::Response> + Send>> + Clone
{
    move |request, next| {
        let broken = Arc::clone(&broken);
        Box::pin(async move {
            let line = request.uri().path().to_owned();
            let response = next.run(request).await;
            if response.status().as_u16() == 500 && !line.contains(SANDBOX_PATH) {
                broken.lock().unwrap().push(line);
            }
            response
        })
    }
}

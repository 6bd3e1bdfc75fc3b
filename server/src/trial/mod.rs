//! A house to try the doors on: the whole router over a database of its own that goes when the test ends.

mod doors;
mod sessions;

use std::path::PathBuf;

use axum::Router;
use axum::body::{Body, to_bytes};
use http::{Method, Request, Response, StatusCode};
use paylinks::clock::{Clock, Timestamp};
use paylinks::config::Config;
use paylinks::core::{Core, Parts};
use paylinks::db::Db;
use paylinks::files::Files;
use paylinks::limits::Limits;
use paylinks::mail::Mailer;
use paylinks::operation::Entry;
use paylinks::rollups::Visits;
use paylinks::secrets::Secrets;
use paylinks::signals::Signals;
use paylinks::stripe::Stripe;
use serde_json::Value;
use tower::ServiceExt as _;

use crate::{Options, build};

pub(crate) struct House {
    pub(crate) router: Router,
    pub(crate) core: Core,
    folder: PathBuf,
}

impl Drop for House {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.folder).unwrap();
    }
}

impl House {
    pub(crate) async fn with(catalogue: &'static [Entry]) -> Self {
        let folder = std::env::temp_dir().join(format!("paylinks-{}", uuid::Uuid::now_v7()));
        std::fs::create_dir_all(&folder).unwrap();
        let text = folder.display().to_string();
        let config = Config::read(&|name| (name == "PAYLINKS_DATA_DIR").then(|| text.clone())).unwrap();
        let db = Db::connect(config.database_url.reveal()).await.unwrap();
        db.migrate().await.unwrap();
        crate::commands::start_tls();
        let clock = Clock::manual(Timestamp(1_700_000_000_000));
        let core = Core::new(Parts {
            stripe: Stripe::new(&config.stripe).unwrap(),
            files: Files::open(&config.files, &config.data_dir).unwrap(),
            mailer: Mailer::memory(),
            limits: Limits::new(&clock, true),
            secrets: Secrets::in_folder(&folder).unwrap(),
            signals: Signals::default(),
            visits: Visits::default(),
            db,
            clock,
            config,
        });
        let options = Options { catalogue, ..Options::default() };
        Self { router: build(core.clone(), options), core, folder }
    }

    pub(crate) async fn ask(
        &self,
        method: Method,
        uri: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Response<Body> {
        let mut request = Request::builder().method(method).uri(uri);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.router.clone().oneshot(request.body(Body::from(body.to_owned())).unwrap()).await.unwrap()
    }

    pub(crate) async fn post(&self, uri: &str, headers: &[(&str, &str)], body: &str) -> (StatusCode, Value) {
        let all: Vec<_> = [("content-type", "application/json")].iter().chain(headers).copied().collect();
        let response = self.ask(Method::POST, uri, &all, body).await;
        (response.status(), read(response).await)
    }
}

pub(crate) async fn read(response: Response<Body>) -> Value {
    let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    serde_json::from_slice(&bytes).unwrap_or_default()
}

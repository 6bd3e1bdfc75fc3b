//! Carries async-stripe's requests over one pooled client: headers, retries under one key, breaker, answers.

use std::sync::Arc;
use std::time::{Duration, Instant};

use reqwest::header::HeaderMap;
use reqwest::{Client, Method, redirect};
use serde::de::DeserializeOwned;
use stripe_client_core::{RequestBuilder, StripeMethod, VERSION};

use super::breaker::Breaker;
use super::failure::{Detail, Failure};
use crate::config::{Secret, StripeConfig};
use crate::error::{Error, Result};

/// The most that a caller ever waits, over all attempts.
const BUDGET: Duration = Duration::from_secs(30);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const ATTEMPTS: u32 = 3;
/// A refused connection is refused again, mostly: one more quick try, then the buyer is told.
const CONNECT_ATTEMPTS: u32 = 2;

/// Whose call it is, and the key under which Stripe does it once.
#[derive(Clone, Copy, Default)]
pub(super) struct Scope<'a> {
    /// The connected account; None means the platform itself.
    pub(super) account: Option<&'a str>,
    /// The idempotency key. A POST without one must be harmless when done twice.
    pub(super) key: Option<&'a str>,
}

/// The pooled client with Stripe's address and our key.
#[derive(Clone)]
pub(super) struct Transport {
    client: Client,
    base: String,
    key: Secret,
    breaker: Arc<Breaker>,
    first_pause: Duration,
    pub(super) budget: Duration,
}

/// What became of one attempt.
enum Attempt {
    Answer(Vec<u8>),
    Failed { failure: Failure, again: bool },
    NotConnected { failure: Failure, again: bool },
}

impl Transport {
    /// A transport whose first retry waits about `first_pause`, each later one twice as long.
    pub(super) fn new(config: &StripeConfig, first_pause: Duration) -> Result<Self> {
        // Fails when a provider is installed already, which is just as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut client = Client::builder()
            .connect_timeout(CONNECT_TIMEOUT)
            .redirect(redirect::Policy::none())
            .user_agent(concat!("paylinks/", env!("CARGO_PKG_VERSION")));
        if config.api_base.starts_with("http://") {
            // Plain http is the stand-in on this machine; a proxy for the outside must not catch it.
            client = client.no_proxy();
        }
        Ok(Self {
            client: client.build().map_err(Error::internal)?,
            base: config.api_base.trim_end_matches('/').to_owned(),
            key: Secret::new(config.key()),
            breaker: Arc::default(),
            first_pause,
            budget: BUDGET,
        })
    }

    /// Sends the request, again where that is safe and useful, and reads the answer.
    pub(super) async fn send<T: DeserializeOwned>(
        &self,
        request: RequestBuilder,
        scope: Scope<'_>,
    ) -> Result<T> {
        let body = self.deliver(&request, scope).await?;
        let mut json = serde_json::Deserializer::from_slice(&body);
        serde_path_to_error::deserialize(&mut json).map_err(Error::internal)
    }

    async fn deliver(&self, request: &RequestBuilder, scope: Scope<'_>) -> Result<Vec<u8>> {
        let start = Instant::now();
        let mut attempt = 1;
        loop {
            if !self.breaker.lets_through(Instant::now()) {
                return Err(no_answer(request, "not asked: it could not be reached just now").into());
            }
            let (failure, most) = match self.attempt(request, scope, start).await {
                Attempt::Answer(body) => return Ok(body),
                Attempt::Failed { failure, again } => (failure, if again { ATTEMPTS } else { 1 }),
                Attempt::NotConnected { failure, again } => {
                    (failure, if again { CONNECT_ATTEMPTS } else { 1 })
                }
            };
            let pause = self.pause(attempt);
            if attempt >= most || start.elapsed() + pause >= self.budget {
                return Err(failure.into());
            }
            tracing::warn!(attempt, %failure, "asking Stripe again");
            tokio::time::sleep(pause).await;
            attempt += 1;
        }
    }

    async fn attempt(&self, request: &RequestBuilder, scope: Scope<'_>, start: Instant) -> Attempt {
        let call = self.prepare(request, scope).timeout(self.budget.saturating_sub(start.elapsed()));
        let response = match call.send().await {
            Ok(response) => response,
            Err(error) => {
                let failure = no_answer(request, &chain(&error));
                if error.is_connect() {
                    self.breaker.missed(Instant::now());
                    return Attempt::NotConnected { failure, again: !error.is_timeout() };
                }
                return Attempt::Failed { failure, again: !error.is_timeout() && !error.is_builder() };
            }
        };
        self.breaker.reached();
        let status = response.status();
        let should_retry = text(response.headers(), "stripe-should-retry");
        let request_id = text(response.headers(), "request-id");
        match response.bytes().await {
            Ok(body) if status.is_success() => Attempt::Answer(body.to_vec()),
            Ok(body) => {
                let transient = matches!(status.as_u16(), 409 | 424 | 429 | 500..);
                let again = should_retry.map_or(transient, |word| word == "true");
                let detail = Detail::read(&body);
                let failure =
                    Failure { call: name(request), status: Some(status.as_u16()), request_id, detail };
                Attempt::Failed { failure, again }
            }
            Err(error) => {
                let failure = Failure { request_id, ..no_answer(request, &chain(&error)) };
                Attempt::Failed { failure, again: !error.is_timeout() }
            }
        }
    }

    fn prepare(&self, request: &RequestBuilder, scope: Scope<'_>) -> reqwest::RequestBuilder {
        let mut url = format!("{}/v1{}", self.base, request.path);
        if let Some(query) = request.query.as_deref().filter(|query| !query.is_empty()) {
            url = format!("{url}?{query}");
        }
        let mut call = self
            .client
            .request(method(request), url)
            .bearer_auth(self.key.reveal())
            .header("stripe-version", VERSION.as_str());
        if let Some(account) = scope.account {
            call = call.header("stripe-account", account);
        }
        if let Some(key) = scope.key {
            call = call.header("idempotency-key", key);
        }
        match &request.body {
            Some(form) => call.header("content-type", "application/x-www-form-urlencoded").body(form.clone()),
            None => call,
        }
    }

    /// Twice as long each time, and never the same for two callers.
    fn pause(&self, attempt: u32) -> Duration {
        let whole = self.first_pause.saturating_mul(1 << attempt.saturating_sub(1).min(8));
        let spread = getrandom::u32().unwrap_or(u32::MAX / 2) % 512;
        whole.saturating_mul(512 + spread) / 1024
    }
}

fn method(request: &RequestBuilder) -> Method {
    match request.method {
        StripeMethod::Get => Method::GET,
        StripeMethod::Post => Method::POST,
        StripeMethod::Delete => Method::DELETE,
    }
}

fn name(request: &RequestBuilder) -> String {
    format!("{} {}", method(request), request.path)
}

fn no_answer(request: &RequestBuilder, why: &str) -> Failure {
    let detail = Detail { message: Some(why.to_owned()), ..Detail::default() };
    Failure { call: name(request), status: None, request_id: None, detail }
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}

/// The error with its causes, as reqwest alone says only that sending failed.
fn chain(error: &reqwest::Error) -> String {
    let mut words = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        words = format!("{words}: {inner}");
        cause = inner.source();
    }
    words
}

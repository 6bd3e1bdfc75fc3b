//! A sandbox on a free port, a receiver of its webhooks, and short words for calling both.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};
use stripe_sandbox::{Config, Endpoint, Sandbox};
use tokio::sync::watch;

pub(crate) const CONNECT_SECRET: &str = "whsec_connect";
pub(crate) const PLATFORM_SECRET: &str = "whsec_platform";

/// One webhook as it arrived.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    pub(crate) path: String,
    pub(crate) signature: String,
    pub(crate) body: String,
    pub(crate) event: Value,
}

#[derive(Default)]
struct Inbox {
    received: Vec<Received>,
    answer: Option<StatusCode>,
    count: watch::Sender<usize>,
}

pub(crate) struct App {
    pub(crate) sandbox: Sandbox,
    pub(crate) base: String,
    pub(crate) http: Client,
    inbox: Arc<Mutex<Inbox>>,
}

/// One answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
}

impl Answer {
    pub(crate) fn ok(self) -> Value {
        assert_eq!(self.status, 200, "{:#}", self.body);
        self.body
    }

    pub(crate) fn error(&self, status: u16) -> &Value {
        assert_eq!(self.status, status, "{:#}", self.body);
        &self.body["error"]
    }
}

async fn receive(
    State(inbox): State<Arc<Mutex<Inbox>>>,
    uri: axum::http::Uri,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, HeaderMap) {
    let text = String::from_utf8(body.to_vec()).unwrap();
    let mut inbox = inbox.lock().unwrap();
    let answer = inbox.answer.unwrap_or(StatusCode::OK);
    inbox.received.push(Received {
        path: uri.path().to_owned(),
        signature: headers["stripe-signature"].to_str().unwrap().to_owned(),
        event: serde_json::from_str(&text).unwrap(),
        body: text,
    });
    inbox.count.send_modify(|n| *n += 1);
    let mut headers = HeaderMap::new();
    headers.insert("location", "/connect".parse().unwrap());
    (answer, headers)
}

async fn listen(router: Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    format!("http://{address}")
}

impl App {
    pub(crate) async fn start() -> Self {
        Self::with(|_| {}).await
    }

    pub(crate) async fn with(adjust: impl FnOnce(&mut Config)) -> Self {
        let inbox = Arc::<Mutex<Inbox>>::default();
        let receiver = Router::new().route("/{*any}", post(receive)).with_state(Arc::clone(&inbox));
        let receiver = listen(receiver).await;
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}/sandbox/stripe", listener.local_addr().unwrap());
        let endpoint = |path: &str, secret: &str, connect| Endpoint {
            url: format!("{receiver}/{path}"),
            secret: secret.into(),
            connect,
        };
        let mut config = Config {
            base_url: base.clone(),
            endpoints: vec![
                endpoint("connect", CONNECT_SECRET, true),
                endpoint("platform", PLATFORM_SECRET, false),
            ],
            settle_delay: Duration::from_hours(1),
            ..Config::default()
        };
        adjust(&mut config);
        let sandbox = Sandbox::start(config).unwrap();
        let router = Router::new().nest("/sandbox/stripe", sandbox.router());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        let http = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(Duration::from_secs(20))
            .build()
            .unwrap();
        Self { sandbox, base, http, inbox }
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}{path}", self.base)).bearer_auth("sk_test_sandbox")
    }

    pub(crate) async fn send(&self, request: RequestBuilder) -> Answer {
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let text = response.text().await.unwrap();
        Answer { status, headers, body: serde_json::from_str(&text).unwrap_or(Value::String(text)) }
    }

    pub(crate) async fn get(&self, account: Option<&str>, path: &str) -> Answer {
        let request = self.request(Method::GET, path);
        self.send(on(request, account)).await
    }

    pub(crate) async fn post(&self, account: Option<&str>, path: &str, form: &[(&str, &str)]) -> Answer {
        let request = self.request(Method::POST, path).form(form);
        self.send(on(request, account)).await
    }

    /// As a browser on the shop's page: publishable key, no server's headers.
    pub(crate) async fn browse(&self, account: &str, path: &str, form: &[(&str, &str)]) -> Answer {
        let mut form = form.to_vec();
        form.extend([("key", "pk_test_sandbox"), ("_stripe_account", account)]);
        self.send(self.http.post(format!("{}{path}", self.base)).form(&form)).await
    }

    pub(crate) async fn control(&self, path: &str, body: Value) -> Value {
        self.send(self.http.post(format!("{}/_config/{path}", self.base)).json(&body)).await.ok()
    }

    pub(crate) async fn control_get(&self, path: &str) -> Value {
        self.send(self.http.get(format!("{}/_config/{path}", self.base))).await.ok()
    }

    /// A connected account that may charge.
    pub(crate) async fn seller(&self) -> String {
        let id = self.new_account().await;
        self.control(&format!("accounts/{id}/complete"), json!({})).await;
        id
    }

    /// A connected account before onboarding.
    pub(crate) async fn new_account(&self) -> String {
        let form = [
            ("type", "express"),
            ("country", "RO"),
            ("email", "ada@example.com"),
            ("capabilities[card_payments][requested]", "true"),
            ("capabilities[transfers][requested]", "true"),
            ("metadata[seller_id]", "s1"),
        ];
        id(&self.post(None, "/v1/accounts", &form).await.ok())
    }

    /// A payment intent of 49.99 RON with a fee of 2.00.
    pub(crate) async fn intent(&self, account: &str) -> Value {
        let form = [
            ("amount", "4999"),
            ("currency", "ron"),
            ("application_fee_amount", "200"),
            ("automatic_payment_methods[enabled]", "true"),
            ("receipt_email", "buyer@example.com"),
            ("metadata[paylink_id]", "l1"),
        ];
        self.post(Some(account), "/v1/payment_intents", &form).await.ok()
    }

    /// A buyer confirms an intent with a card number, in the page.
    pub(crate) async fn pay(&self, account: &str, intent: &Value, number: &str) -> Answer {
        let secret = intent["client_secret"].as_str().unwrap();
        let path = format!("/v1/payment_intents/{}/confirm", id(intent));
        let mut form = card(number);
        form.extend([
            ("client_secret", secret),
            ("return_url", "https://shop.example/done?a=1"),
            ("use_stripe_sdk", "true"),
        ]);
        self.browse(account, &path, &form).await
    }

    pub(crate) fn answer_webhooks_with(&self, status: u16) {
        self.inbox.lock().unwrap().answer = Some(StatusCode::from_u16(status).unwrap());
    }

    /// Runs what is due and gives every webhook received since the last time.
    pub(crate) async fn webhooks(&self) -> Vec<Received> {
        self.sandbox.settle().await;
        std::mem::take(&mut self.inbox.lock().unwrap().received)
    }

    /// Waits, in real time, until this many webhooks have ever come.
    pub(crate) async fn wait_for(&self, count: usize) {
        let mut seen = self.inbox.lock().unwrap().count.subscribe();
        let enough = seen.wait_for(|n| *n >= count);
        tokio::time::timeout(Duration::from_secs(20), enough).await.expect("too few webhooks").unwrap();
    }

    pub(crate) async fn advance(&self, seconds: i64) {
        self.control("clock", json!({ "advance_seconds": seconds })).await;
    }

    /// Every response so far had all the keys that Stripe's schema requires.
    pub(crate) async fn assert_schema_kept(&self) {
        let log = self.control_get("requests").await;
        assert_eq!(log["schema_violations"], json!([]));
    }
}

pub(crate) fn on(request: RequestBuilder, account: Option<&str>) -> RequestBuilder {
    match account {
        Some(account) => request.header("Stripe-Account", account),
        None => request,
    }
}

pub(crate) fn id(object: &Value) -> String {
    object["id"].as_str().unwrap_or_else(|| panic!("no id in {object:#}")).to_owned()
}

/// The form fields of a card typed by a buyer.
pub(crate) fn card(number: &str) -> Vec<(&str, &str)> {
    vec![
        ("payment_method_data[type]", "card"),
        ("payment_method_data[card][number]", number),
        ("payment_method_data[card][exp_month]", "12"),
        ("payment_method_data[card][exp_year]", "2034"),
        ("payment_method_data[card][cvc]", "123"),
        ("payment_method_data[billing_details][name]", "Ion Popescu"),
        ("payment_method_data[billing_details][email]", "ion@example.com"),
    ]
}

pub(crate) fn types(received: &[Received]) -> Vec<String> {
    let mut types: Vec<String> =
        received.iter().map(|r| r.event["type"].as_str().unwrap().to_owned()).collect();
    types.sort();
    types
}

//! A double of Stripe that says what a script tells it to and remembers what it heard.

mod calls;
mod failures;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{Request, Response};
use axum::serve::ListenerExt as _;

use super::*;
use crate::config::{Config, Secret};

/// One request as it arrived.
#[derive(Clone, Debug)]
struct Heard {
    line: String,
    headers: BTreeMap<String, String>,
    form: Vec<(String, String)>,
}

/// What the server says next: status, headers, body.
#[derive(Clone)]
struct Say(u16, &'static [(&'static str, &'static str)], String);

#[derive(Clone, Default)]
struct Double {
    script: Arc<Mutex<Vec<Say>>>,
    heard: Arc<Mutex<Vec<Heard>>>,
    connections: Arc<AtomicUsize>,
}

impl Double {
    /// A server that says `script` in its order, and the last line again and again; and a client of it.
    async fn start(script: Vec<Say>) -> (Self, Stripe) {
        let double = Self { script: Arc::new(Mutex::new(script)), ..Self::default() };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let connections = double.connections.clone();
        let listener = listener.tap_io(move |_| {
            connections.fetch_add(1, Ordering::SeqCst);
        });
        let app = axum::Router::new().fallback(answer).with_state(double.clone());
        tokio::spawn(async move { axum::serve(listener, app).await });
        (double, client(address))
    }

    fn heard(&self) -> Vec<Heard> {
        self.heard.lock().unwrap().clone()
    }
}

async fn answer(State(double): State<Double>, request: Request<Body>) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let body: Bytes = axum::body::to_bytes(body, 1 << 20).await.unwrap();
    let text = |value: &axum::http::HeaderValue| value.to_str().unwrap().to_owned();
    let headers = parts.headers.iter().map(|(name, value)| (name.to_string(), text(value))).collect();
    let mut form: Vec<(String, String)> = body
        .split(|byte| *byte == b'&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let pair = String::from_utf8(pair.to_vec()).unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            (plain(name), plain(value))
        })
        .collect();
    form.sort();
    let line = format!("{} {}", parts.method, plain(&parts.uri.to_string()));
    double.heard.lock().unwrap().push(Heard { line, headers, form });
    let mut script = double.script.lock().unwrap();
    let Say(status, headers, body) = if script.len() > 1 { script.remove(0) } else { script[0].clone() };
    let mut response = Response::builder().status(status).header("request-id", "req_test");
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    response.body(Body::from(body)).unwrap()
}

/// Undoes the percent signs of a form.
fn plain(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        rest = tail;
        match first {
            b'%' => {
                let (code, tail) = rest.split_at(2);
                rest = tail;
                bytes.push(u8::from_str_radix(std::str::from_utf8(code).unwrap(), 16).unwrap());
            }
            b'+' => bytes.push(b' '),
            other => bytes.push(*other),
        }
    }
    String::from_utf8(bytes).unwrap()
}

fn client(address: SocketAddr) -> Stripe {
    let mut config = Config::read(&|_| None).unwrap().stripe;
    config.secret_key = Some(Secret::new("sk_test_1"));
    config.api_base = format!("http://{address}/");
    Stripe { transport: Transport::new(&config, Duration::from_millis(1)).unwrap() }
}

fn ok(body: &str) -> Say {
    Say(200, &[], body.into())
}

fn refusal(status: u16, error: &str) -> Say {
    Say(status, &[], format!(r#"{{"error":{error}}}"#))
}

const ACCOUNT: &str = r#"{"id":"acct_1","object":"account","charges_enabled":true,"payouts_enabled":false,
    "details_submitted":true,"country":"RO","default_currency":"ron","email":"a@b.test",
    "capabilities":{"card_payments":"active","transfers":"pending"},
    "requirements":{"currently_due":["external_account"],"past_due":[],"eventually_due":["external_account"],
    "pending_verification":null,"disabled_reason":null,"current_deadline":1771322400,"errors":[]}}"#;
const OPEN_INTENT: &str = r#"{"id":"pi_1","object":"payment_intent","status":"requires_payment_method",
    "amount":4999,"currency":"ron","amount_received":0,"client_secret":"pi_1_secret_2","created":1771322400,
    "livemode":false,"metadata":{"checkout_session":"cs1"},"latest_charge":null,"last_payment_error":null}"#;

fn new_intent() -> NewPaymentIntent {
    NewPaymentIntent {
        amount: Money::new(4999, Currency::Ron),
        application_fee_minor: 200,
        receipt_email: None,
        description: "Fotografie & lumină".into(),
        metadata: vec![("checkout_session".into(), "cs1".into()), ("pay_link".into(), "pl1".into())],
    }
}

fn pairs(form: &[(String, String)]) -> Vec<(&str, &str)> {
    form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

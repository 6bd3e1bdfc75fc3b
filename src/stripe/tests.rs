//! Each call as it stands on the wire, and what becomes of every way it can fail.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{Request, Response};
use axum::serve::ListenerExt as _;

use super::*;
use crate::config::{Config, Secret};
use crate::error::{Code, Kind};

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

fn pairs<'a>(form: &'a [(String, String)]) -> Vec<(&'a str, &'a str)> {
    form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

#[tokio::test]
async fn an_account_is_made_with_the_wishes_of_an_express_account() {
    let (double, stripe) = Double::start(vec![ok(ACCOUNT)]).await;
    let new = NewAccount {
        email: "ioana+1@lumina.test".into(),
        country: "RO".into(),
        merchant_id: "m1".into(),
        business_url: Some("https://pay.test/m".into()),
    };
    let account = stripe.create_account(&new, "account-m1").await.unwrap();
    assert_eq!(
        (account.id.as_str(), account.charges_enabled, account.payouts_enabled),
        ("acct_1", true, false)
    );
    assert_eq!(account.card_payments.as_deref(), Some("active"));
    assert_eq!(account.requirements.currently_due, ["external_account"]);
    assert_eq!(account.requirements.current_deadline, Some(1_771_322_400));
    let heard = &double.heard()[0];
    assert_eq!(heard.line, "POST /v1/accounts");
    assert_eq!(
        pairs(&heard.form),
        [
            ("business_profile[url]", "https://pay.test/m"),
            ("capabilities[card_payments][requested]", "true"),
            ("capabilities[transfers][requested]", "true"),
            ("country", "RO"),
            ("email", "ioana+1@lumina.test"),
            ("metadata[merchant_id]", "m1"),
            ("type", "express"),
        ]
    );
    for (name, value) in [
        ("authorization", "Bearer sk_test_1"),
        ("stripe-version", "2026-09-30.endive"),
        ("idempotency-key", "account-m1"),
        ("content-type", "application/x-www-form-urlencoded"),
    ] {
        assert_eq!(heard.headers.get(name).map(String::as_str), Some(value), "{name}");
    }
    assert!(!heard.headers.contains_key("stripe-account"));
}

#[tokio::test]
async fn the_accounts_pages_are_asked_for() {
    let (double, stripe) = Double::start(vec![ok(r#"{"url":"https://connect.test/1","created":1}"#)]).await;
    let link = stripe.create_account_link("acct_1", "https://p.test/again", "https://p.test/back").await;
    assert_eq!(link.unwrap(), "https://connect.test/1");
    assert_eq!(stripe.create_login_link("acct_1").await.unwrap(), "https://connect.test/1");
    let heard = double.heard();
    assert_eq!(heard[0].line, "POST /v1/account_links");
    assert_eq!(
        pairs(&heard[0].form),
        [
            ("account", "acct_1"),
            ("collection_options[fields]", "eventually_due"),
            ("refresh_url", "https://p.test/again"),
            ("return_url", "https://p.test/back"),
            ("type", "account_onboarding"),
        ]
    );
    assert_eq!(heard[1].line, "POST /v1/accounts/acct_1/login_links");
}

#[tokio::test]
async fn a_direct_charge_is_prepared_on_the_connected_account() {
    let (double, stripe) = Double::start(vec![ok(OPEN_INTENT)]).await;
    let intent = stripe.create_payment_intent("acct_1", &new_intent(), "cs1-1").await.unwrap();
    assert_eq!((intent.id.as_str(), intent.amount, intent.currency.as_str()), ("pi_1", 4999, "ron"));
    assert_eq!(intent.client_secret.unwrap().reveal(), "pi_1_secret_2");
    assert_eq!(intent.metadata["checkout_session"], "cs1");
    let free = NewPaymentIntent {
        application_fee_minor: 0,
        receipt_email: Some("elena@buyer.test".into()),
        ..new_intent()
    };
    stripe.create_payment_intent("acct_1", &free, "cs1-2").await.unwrap();
    let heard = double.heard();
    assert_eq!(heard[0].line, "POST /v1/payment_intents");
    assert_eq!(
        pairs(&heard[0].form),
        [
            ("amount", "4999"),
            ("application_fee_amount", "200"),
            ("automatic_payment_methods[enabled]", "true"),
            ("currency", "ron"),
            ("description", "Fotografie & lumină"),
            ("metadata[checkout_session]", "cs1"),
            ("metadata[pay_link]", "pl1"),
        ]
    );
    assert_eq!(heard[0].headers["stripe-account"], "acct_1");
    assert_eq!(heard[0].headers["idempotency-key"], "cs1-1");
    let second = pairs(&heard[1].form);
    assert!(second.contains(&("receipt_email", "elena@buyer.test")), "{second:?}");
    assert!(second.iter().all(|(name, _)| *name != "application_fee_amount"), "{second:?}");
}

#[tokio::test]
async fn a_payment_is_read_down_to_its_money() {
    let paid = r#"{"id":"pi_1","status":"succeeded","amount":4999,"currency":"ron","amount_received":4999,
        "client_secret":"s","created":1771322400,"livemode":true,"metadata":null,"last_payment_error":null,
        "ratio":1.5,"latest_charge":{"id":"ch_1","paid":true,"amount_refunded":0,"receipt_url":"https://r.test",
        "application_fee_amount":200,"failure_code":null,"failure_message":null,
        "billing_details":{"name":"Elena","email":"elena@buyer.test","address":null},
        "payment_method_details":{"type":"card","card":{"brand":"visa","last4":"4242","country":"RO",
        "wallet":{"type":"apple_pay","apple_pay":{}}}},
        "balance_transaction":{"id":"txn_1","fee":375,"net":4624,"currency":"ron","available_on":1771900000,
        "exchange_rate":4.97,"fee_details":[{"amount":200,"type":"application_fee"},
        {"amount":175,"type":"stripe_fee"}]}}}"#;
    let declined = r#"{"id":"pi_2","status":"requires_payment_method","amount":4999,"currency":"ron",
        "created":1,"livemode":true,"latest_charge":"ch_2","last_payment_error":{"type":"card_error",
        "code":"card_declined","decline_code":"insufficient_funds","message":"No money."}}"#;
    let late = paid.replace(r#""balance_transaction":{"#, r#""balance_transaction":null,"unknown":{"#);
    let (double, stripe) = Double::start(vec![ok(paid), ok(declined), ok(&late)]).await;
    let intent = stripe.payment_intent("acct_1", "pi_1").await.unwrap();
    let charge = intent.latest_charge.unwrap();
    assert_eq!((intent.amount_received, intent.livemode, charge.paid), (4999, true, true));
    assert_eq!(charge.method.as_deref(), Some("apple_pay"));
    assert_eq!(charge.card.unwrap().last4.as_deref(), Some("4242"));
    assert_eq!(charge.billing_email.as_deref(), Some("elena@buyer.test"));
    let money = charge.balance_transaction.unwrap();
    assert_eq!(
        (money.fee, money.stripe_fee, money.net, money.available_on),
        (375, 175, 4624, Some(1_771_900_000))
    );

    let intent = stripe.payment_intent("acct_1", "pi_2").await.unwrap();
    assert!(intent.latest_charge.is_none() && intent.client_secret.is_none());
    let error = intent.last_payment_error.unwrap();
    assert_eq!(error.decline_code.as_deref(), Some("insufficient_funds"));

    let intent = stripe.payment_intent("acct_1", "pi_1").await.unwrap();
    assert!(intent.latest_charge.unwrap().balance_transaction.is_none());
    let heard = &double.heard()[0];
    assert_eq!(heard.line, "GET /v1/payment_intents/pi_1?expand[0]=latest_charge.balance_transaction");
    assert_eq!(heard.headers["stripe-account"], "acct_1");
    assert!(!heard.headers.contains_key("idempotency-key"));
}

#[tokio::test]
async fn four_calls_use_one_connection() {
    let (double, stripe) = Double::start(vec![ok(ACCOUNT)]).await;
    for _ in 0..4 {
        stripe.clone().account("acct_1").await.unwrap();
    }
    assert_eq!(double.heard().len(), 4);
    assert_eq!(double.heard()[0].line, "GET /v1/accounts/acct_1");
    assert_eq!(double.connections.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn retries_keep_one_key_and_stop_after_three() {
    let busy = |status| refusal(status, r#"{"type":"api_error","message":"busy"}"#);
    let (double, stripe) = Double::start(vec![busy(500), busy(429), ok(OPEN_INTENT), busy(503)]).await;
    stripe.create_payment_intent("acct_1", &new_intent(), "cs1-1").await.unwrap();
    let heard = double.heard();
    assert_eq!(heard.len(), 3);
    assert!(heard.iter().all(|call| call.headers["idempotency-key"] == "cs1-1"));
    assert!(heard.iter().all(|call| call.form == heard[0].form));
    let error = stripe.cancel_payment_intent("acct_1", "pi_1", "k").await.unwrap_err();
    assert_eq!((error.kind.clone(), error.code), (Kind::Unavailable, Code::StripeDown));
    assert!(error.cause().unwrap().contains("503 api_error busy (req_test)"), "{error:?}");
    let heard = double.heard();
    assert_eq!(heard.len(), 6);
    assert_eq!(heard[5].line, "POST /v1/payment_intents/pi_1/cancel");
}

#[tokio::test]
async fn stripes_own_word_on_retries_is_obeyed() {
    let no = Say(500, &[("stripe-should-retry", "false")], "{}".into());
    let yes = Say(400, &[("stripe-should-retry", "true")], "{}".into());
    let (double, stripe) = Double::start(vec![no, yes, ok(ACCOUNT)]).await;
    assert_eq!(stripe.account("acct_1").await.unwrap_err().code, Code::StripeDown);
    assert_eq!(double.heard().len(), 1);
    stripe.account("acct_1").await.unwrap();
    assert_eq!(double.heard().len(), 3);
}

#[tokio::test]
async fn refusals_become_the_houses_errors() {
    let internal = (Kind::Internal, Code::Internal);
    let refused = (Kind::Unavailable, Code::StripeRefused);
    let cases = [
        (402, r#"{"type":"card_error","code":"card_declined","message":"Declined."}"#, refused.clone()),
        (400, r#"{"type":"invalid_request_error","message":"Finish onboarding."}"#, refused.clone()),
        (
            400,
            r#"{"type":"invalid_request_error","code":"amount_too_small","param":"amount","message":"Small."}"#,
            refused.clone(),
        ),
        (403, r#"{"type":"invalid_request_error","code":"account_invalid","message":"Left us."}"#, refused),
        (
            400,
            r#"{"type":"invalid_request_error","code":"parameter_unknown","param":"foo"}"#,
            internal.clone(),
        ),
        (400, r#"{"type":"invalid_request_error","param":"amount","message":"x"}"#, internal.clone()),
        (400, r#"{"type":"idempotency_error","message":"other body"}"#, internal.clone()),
        (401, r#"{"type":"invalid_request_error","message":"Invalid API Key"}"#, internal),
        (
            404,
            r#"{"type":"invalid_request_error","code":"resource_missing","param":"id"}"#,
            (Kind::NotFound, Code::NotFound),
        ),
        (
            400,
            r#"{"type":"invalid_request_error","code":"resource_missing","param":"id"}"#,
            (Kind::NotFound, Code::NotFound),
        ),
        (
            400,
            r#"{"type":"invalid_request_error","code":"payment_intent_unexpected_state","message":"Paid."}"#,
            (Kind::Conflict, Code::StripeRefused),
        ),
        (
            409,
            r#"{"type":"invalid_request_error","code":"lock_timeout"}"#,
            (Kind::Unavailable, Code::StripeDown),
        ),
    ];
    for (status, body, expected) in cases {
        let (_, stripe) = Double::start(vec![refusal(status, body)]).await;
        let error = stripe.account("acct_1").await.unwrap_err();
        assert_eq!((error.kind.clone(), error.code), expected, "{body}");
        assert!(error.cause().unwrap().contains("(req_test)"), "{error:?}");
        let told = error.code == Code::StripeRefused;
        assert_eq!(error.message.is_some(), told && body.contains("message"), "{body}");
    }
}

#[tokio::test]
async fn an_answer_of_another_shape_says_where() {
    let (_, stripe) = Double::start(vec![ok(&OPEN_INTENT.replace("4999", "\"much\""))]).await;
    let error = stripe.payment_intent("acct_1", "pi_1").await.unwrap_err();
    assert_eq!(error.kind, Kind::Internal);
    assert!(error.cause().unwrap().starts_with("amount:"), "{error:?}");
}

#[tokio::test]
async fn an_id_cannot_lead_to_another_path() {
    let (double, stripe) = Double::start(vec![ok(OPEN_INTENT)]).await;
    for id in ["", "pi_1/cancel", "../accounts", "pi_1?x=1"] {
        assert_eq!(stripe.payment_intent("acct_1", id).await.unwrap_err().kind, Kind::NotFound, "{id}");
    }
    assert!(double.heard().is_empty());
}

#[tokio::test]
async fn a_refused_connection_is_told_at_once_and_then_not_even_tried() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let mut config = Config::read(&|_| None).unwrap().stripe;
    config.api_base = format!("http://{address}");
    let stripe = Stripe::new(&config).unwrap();
    for _ in 0..3 {
        let start = Instant::now();
        let error = stripe.create_payment_intent("acct_1", &new_intent(), "k").await.unwrap_err();
        assert_eq!((error.kind.clone(), error.code), (Kind::Unavailable, Code::StripeDown));
        assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
    }
    let error = stripe.account("acct_1").await.unwrap_err();
    assert_eq!(error.code, Code::StripeDown);
    assert!(error.cause().unwrap().contains("not asked"), "{error:?}");
}

#[tokio::test]
async fn a_connection_cut_in_the_middle_is_tried_again_under_the_same_key() {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(async move {
        let mut heard = Vec::new();
        for turn in 0..2 {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut buffer = vec![0; 8192];
            let size = stream.read(&mut buffer).await.unwrap();
            heard.push(String::from_utf8(buffer[..size].to_vec()).unwrap());
            if turn == 1 {
                let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", OPEN_INTENT.len());
                stream.write_all(format!("{head}{OPEN_INTENT}").as_bytes()).await.unwrap();
            }
        }
        heard
    });
    client(address).create_payment_intent("acct_1", &new_intent(), "cs1-1").await.unwrap();
    let heard = server.await.unwrap();
    assert!(heard.iter().all(|call| call.contains("idempotency-key: cs1-1\r\n")), "{heard:?}");
}

#[tokio::test]
async fn a_silent_stripe_is_given_up_on() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut stripe = client(listener.local_addr().unwrap());
    stripe.transport.budget = Duration::from_millis(50);
    let error = stripe.account("acct_1").await.unwrap_err();
    assert_eq!((error.kind.clone(), error.code), (Kind::Unavailable, Code::StripeDown));
    assert!(error.cause().unwrap().contains("timed out"), "{error:?}");
}

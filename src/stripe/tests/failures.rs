//! What becomes of every way a call can fail.

use std::time::Instant;

use super::*;
use crate::error::{Code, Kind};

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
                let start_line = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", OPEN_INTENT.len());
                stream.write_all(format!("{start_line}{OPEN_INTENT}").as_bytes()).await.unwrap();
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

//! Calls that fail, hang, or are executed without an answer.

use reqwest::Method;
use serde_json::json;

use crate::support::{App, on};

const GOOD: &[(&str, &str)] = &[("amount", "4999"), ("currency", "ron")];

#[tokio::test]
async fn the_next_calls_fail_and_then_work() {
    let app = App::start().await;
    let seller = app.seller().await;
    app.control("fail", json!({ "path_prefix": "/v1/payment_intents", "status": 503, "times": 2 })).await;
    let call = || {
        let request =
            app.request(Method::POST, "/v1/payment_intents").form(GOOD).header("Idempotency-Key", "f1");
        app.send(on(request, Some(&seller)))
    };
    assert_eq!(call().await.error(503)["type"], "api_error");
    app.get(Some(&seller), "/v1/charges").await.ok();
    call().await.error(503);
    call().await.ok();
    let log = app.control_get("requests").await;
    let statuses: Vec<u64> = log["data"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|r| r["path"] == "/v1/payment_intents")
        .map(|r| r["status"].as_u64().unwrap())
        .collect();
    assert_eq!(statuses, [503, 503, 200]);
    assert_eq!(log["data"].as_array().unwrap().last().unwrap()["idempotency_key"], "f1");
}

#[tokio::test]
async fn a_lost_reply_was_executed_all_the_same() {
    let app = App::start().await;
    let seller = app.seller().await;
    app.control("fail", json!({ "path_prefix": "/v1/payment_intents", "drop_reply": true })).await;
    let request = || {
        let request =
            app.request(Method::POST, "/v1/payment_intents").form(GOOD).header("Idempotency-Key", "l1");
        on(request, Some(&seller))
    };
    let lost = request().send().await.unwrap_err();
    assert!(lost.is_request() && !lost.is_timeout(), "{lost:?}");
    let made = app.get(Some(&seller), "/v1/payment_intents").await.ok();
    assert_eq!(made["data"].as_array().unwrap().len(), 1);
    let retried = app.send(request()).await;
    assert_eq!(retried.headers["idempotent-replayed"], "true");
    assert_eq!(retried.ok()["id"], made["data"][0]["id"]);
}

#[tokio::test]
async fn a_key_in_flight_is_a_conflict() {
    let app = App::start().await;
    let seller = app.seller().await;
    app.control("fail", json!({ "path_prefix": "/v1/payment_intents", "delay_ms": 700 })).await;
    let request = || {
        let request =
            app.request(Method::POST, "/v1/payment_intents").form(GOOD).header("Idempotency-Key", "c1");
        app.send(on(request, Some(&seller)))
    };
    let (one, two) = tokio::join!(request(), request());
    let (done, refused) = if one.status == 200 { (one, two) } else { (two, one) };
    assert_eq!(refused.error(409)["code"], "idempotency_key_in_use");
    done.ok();
    assert_eq!(request().await.headers["idempotent-replayed"], "true");
}

#[tokio::test]
async fn a_caller_that_hangs_up_does_not_undo_its_call() {
    let app = App::start().await;
    let seller = app.seller().await;
    app.webhooks().await;
    app.control("fail", json!({ "path_prefix": "/v1/payment_intents", "delay_ms": 1500 })).await;
    let request = || {
        let request =
            app.request(Method::POST, "/v1/payment_intents").form(GOOD).header("Idempotency-Key", "h1");
        on(request, Some(&seller))
    };
    let impatient = request().timeout(std::time::Duration::from_millis(500)).send().await.unwrap_err();
    assert!(impatient.is_timeout());
    assert_eq!(app.send(request()).await.error(409)["code"], "idempotency_key_in_use");
    // Three webhooks came from the account; the fourth says that the call was executed.
    app.wait_for(4).await;
    assert_eq!(app.send(request()).await.headers["idempotent-replayed"], "true");
}

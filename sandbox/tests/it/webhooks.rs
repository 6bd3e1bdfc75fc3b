//! Deliveries: signatures, scopes, retries, and every switch.

use hmac::{Hmac, KeyInit, Mac};
use serde_json::json;
use sha2::Sha256;

use crate::support::{App, CONNECT_SECRET, id, types};

fn check_signature(header: &str, body: &str, secret: &str) {
    let (time, signature) = header.strip_prefix("t=").unwrap().split_once(",v1=").unwrap();
    let seconds: i64 = time.parse().unwrap();
    assert!(seconds > 1_700_000_000);
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(time.as_bytes());
    mac.update(b".");
    mac.update(body.as_bytes());
    let bytes: Vec<u8> = (0..signature.len())
        .step_by(2)
        .map(|i| u8::from_str_radix(&signature[i..i + 2], 16).unwrap())
        .collect();
    mac.verify_slice(&bytes).expect("the signature does not fit the body");
}

#[tokio::test]
async fn deliveries_are_signed() {
    let app = App::start().await;
    let seller = app.seller().await;
    app.intent(&seller).await;
    let received = app.webhooks().await;
    assert_eq!(received.len(), 4);
    for webhook in received {
        check_signature(&webhook.signature, &webhook.body, CONNECT_SECRET);
    }
}

#[tokio::test]
async fn everything_runs_by_itself_as_time_passes() {
    let app = App::with(|config| config.settle_delay = std::time::Duration::from_millis(50)).await;
    let seller = app.seller().await;
    let intent = app.intent(&seller).await;
    app.pay(&seller, &intent, "4242424242424242").await.ok();
    // Three for the account, three for the payment, two when the money arrives.
    app.wait_for(8).await;
    let charges = app.get(Some(&seller), "/v1/charges").await.ok();
    assert!(charges["data"][0]["balance_transaction"].is_string());
}

#[tokio::test]
async fn failures_are_tried_again_with_growing_pauses() {
    let app = App::start().await;
    let seller = app.seller().await;
    app.webhooks().await;
    // A redirect is a failure, and is not followed.
    app.answer_webhooks_with(302);
    app.intent(&seller).await;
    let mut seen = app.webhooks().await;
    assert_eq!(seen.len(), 1);
    let mut signatures = vec![seen[0].signature.clone()];
    for pause in [1, 2, 4, 8] {
        assert_eq!(app.webhooks().await.len(), 0, "too early for the pause of {pause}");
        app.advance(pause).await;
        seen = app.webhooks().await;
        assert_eq!(seen.len(), 1, "after {pause} s");
        signatures.push(seen[0].signature.clone());
        check_signature(&seen[0].signature, &seen[0].body, CONNECT_SECRET);
    }
    let open = app.get(Some(&seller), "/v1/events?delivery_success=false").await.ok();
    assert_eq!(open["data"][0]["pending_webhooks"], 1);
    app.answer_webhooks_with(204);
    app.advance(16).await;
    assert_eq!(app.webhooks().await.len(), 1);
    app.advance(100_000).await;
    assert_eq!(app.webhooks().await.len(), 0);
    let open = app.get(Some(&seller), "/v1/events?delivery_success=false").await.ok();
    assert_eq!(open["data"], json!([]));
    let log = app.control_get("deliveries").await;
    let tries: Vec<(u64, u64)> = log["data"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|d| d["type"] == "payment_intent.created")
        .map(|d| (d["try"].as_u64().unwrap(), d["status"].as_u64().unwrap()))
        .collect();
    assert_eq!(tries, [(1, 302), (2, 302), (3, 302), (4, 302), (5, 302), (6, 204)]);
}

#[tokio::test]
async fn it_gives_up_after_twelve_tries() {
    let app = App::start().await;
    let seller = app.seller().await;
    app.webhooks().await;
    app.answer_webhooks_with(500);
    app.intent(&seller).await;
    let mut tries = app.webhooks().await.len();
    for _ in 0..20 {
        app.advance(4000).await;
        tries += app.webhooks().await.len();
    }
    assert_eq!(tries, 12);
}

#[tokio::test]
async fn switches_duplicate_delay_and_drop() {
    let app = App::start().await;
    let seller = app.seller().await;
    app.webhooks().await;
    app.control("webhooks", json!({ "duplicate": 2 })).await;
    app.intent(&seller).await;
    let received = app.webhooks().await;
    assert_eq!(received.len(), 3);
    assert!(received.iter().all(|r| r.event["id"] == received[0].event["id"]));

    app.control("webhooks", json!({ "delay_ms": 60_000 })).await;
    app.intent(&seller).await;
    assert_eq!(app.webhooks().await.len(), 0);
    app.advance(61).await;
    assert_eq!(app.webhooks().await.len(), 1);

    app.control("webhooks", json!({ "drop": 1 })).await;
    app.intent(&seller).await;
    app.intent(&seller).await;
    app.advance(1000).await;
    assert_eq!(app.webhooks().await.len(), 1);
    let lost = app.get(Some(&seller), "/v1/events?delivery_success=false").await.ok();
    assert_eq!(lost["data"].as_array().unwrap().len(), 1);
    let event = id(&lost["data"][0]);
    app.control(&format!("redeliver/{event}"), json!({})).await;
    assert_eq!(app.webhooks().await[0].event["id"], *event);
    let lost = app.get(Some(&seller), "/v1/events?delivery_success=false").await.ok();
    assert_eq!(lost["data"], json!([]));

    app.control("webhooks", json!({ "drop": 0.5 })).await;
    for _ in 0..10 {
        app.intent(&seller).await;
    }
    assert_eq!(app.webhooks().await.len(), 5);
}

#[tokio::test]
async fn reordered_events_arrive_backwards() {
    let app = App::start().await;
    let seller = app.seller().await;
    app.webhooks().await;
    app.control("webhooks", json!({ "reorder": true, "delay_ms": 60_000 })).await;
    let intent = app.intent(&seller).await;
    app.pay(&seller, &intent, "4242424242424242").await.ok();
    app.advance(61).await;
    let received = app.webhooks().await;
    let order: Vec<&str> = received.iter().map(|r| r.event["type"].as_str().unwrap()).collect();
    assert_eq!(order, ["payment_intent.succeeded", "charge.succeeded", "payment_intent.created"]);
}

#[tokio::test]
async fn settling_gives_the_same_result_every_time() {
    let mut runs = Vec::new();
    for _ in 0..3 {
        let app = App::start().await;
        let seller = app.seller().await;
        for number in ["4242424242424242", "4000000000000002", "4000006420000001"] {
            let intent = app.intent(&seller).await;
            app.pay(&seller, &intent, number).await;
        }
        app.advance(3601).await;
        let received = types(&app.webhooks().await);
        assert_eq!(app.sandbox.settle().await.deliveries, 0, "settling left something behind");
        let balance = app.get(Some(&seller), "/v1/balance").await.ok();
        runs.push((received, balance));
    }
    assert_eq!(runs[0], runs[1]);
    assert_eq!(runs[1], runs[2]);
    assert_eq!(runs[0].0.iter().filter(|t| *t == "charge.updated").count(), 2);
}

#[tokio::test]
async fn endpoints_are_made_and_deleted_by_call() {
    let app = App::start().await;
    let seller = app.seller().await;
    app.webhooks().await;
    let list = app.get(None, "/v1/webhook_endpoints").await.ok();
    let connect = list["data"]
        .as_array()
        .unwrap()
        .iter()
        .find(|e| e["url"].as_str().unwrap().ends_with("/connect"))
        .unwrap();
    assert!(connect.get("secret").is_none());
    let url = connect["url"].as_str().unwrap().replace("/connect", "/third");
    let form = [
        ("url", url.as_str()),
        ("connect", "true"),
        ("enabled_events[]", "payment_intent.created"),
        ("api_version", "2026-09-30.endive"),
    ];
    let endpoint = app.post(None, "/v1/webhook_endpoints", &form).await.ok();
    let secret = endpoint["secret"].as_str().unwrap();
    let intent = app.intent(&seller).await;
    app.pay(&seller, &intent, "4242424242424242").await.ok();
    let received = app.webhooks().await;
    let third: Vec<_> = received.iter().filter(|r| r.path == "/third").collect();
    assert_eq!(third.len(), 1);
    check_signature(&third[0].signature, &third[0].body, secret);
    assert_eq!(third[0].event["pending_webhooks"], 2);
    let path = format!("/v1/webhook_endpoints/{}", id(&endpoint));
    assert_eq!(app.send(app.request(reqwest::Method::DELETE, &path)).await.ok()["deleted"], true);
    app.get(None, &path).await.error(404);
    app.assert_schema_kept().await;
}

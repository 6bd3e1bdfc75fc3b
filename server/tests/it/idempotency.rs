//! Idempotency keys: the deed once, the answer again, for a day; and never somebody else's answer (M5).

use std::time::Duration;

use futures::future::join_all;
use reqwest::Method;

use crate::support::client::code;
use crate::support::{App, Value, json, stories};

stories!(
    the_same_key_answers_as_the_first_time,
    another_body_is_refused,
    a_key_in_flight_is_a_conflict,
    five_hundred_clicks_are_one_intent,
    keys_are_kept_a_day,
    keys_are_their_owners,
    a_failure_may_be_tried_again,
    bad_keys_are_refused,
);

fn tea() -> Value {
    json!({ "title": "Tea", "priceType": "FIXED", "amount": 4999 })
}

async fn the_same_key_answers_as_the_first_time(app: App) {
    let ada = app.selling_merchant("ada").await.with("idempotency-key", "order-1");
    let first = ada.post(201, "/api/v1/paylinks", tea()).await;
    let shuffled = json!({ "amount": 4999, "priceType": "FIXED", "title": "Tea" });
    assert_eq!(ada.post(201, "/api/v1/paylinks", shuffled).await, first);
    assert_eq!(app.count("select count(*) from payment_link").await, 1);
    let path = format!("/api/v1/paylinks/{}/toggle", first["id"].as_str().unwrap());
    let off = ada.post(200, &path, json!({})).await;
    assert_eq!(ada.post(200, &path, json!({})).await, off, "a key counts for each operation");
    assert_eq!(off["active"], false);
}

async fn another_body_is_refused(app: App) {
    let ada = app.merchant("ada").await;
    let once = ada.with("idempotency-key", "order-1");
    once.post(201, "/api/v1/paylinks", tea()).await;
    let other = json!({ "title": "Tea", "priceType": "FIXED", "amount": 5000 });
    assert_eq!(code(&once.post(422, "/api/v1/paylinks", other).await), "IDEMPOTENCY_KEY_REUSED");
    assert_eq!(app.count("select count(*) from payment_link").await, 1);
}

async fn a_key_in_flight_is_a_conflict(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    app.sandbox_post("fail", json!({ "path_prefix": "/v1/payment_intents", "delay_ms": 1500 })).await;
    let buyer = app.buyer();
    let one = buyer.with("idempotency-key", "click");
    let body = json!({ "email": buyer.email });
    let send =
        || one.send(one.request(Method::POST, "/api/v1/paylinks/public/tea/payment-intents").json(&body));
    let slow = send();
    let quick = async {
        while app.count("select count(*) from idempotency").await == 0 {
            tokio::task::yield_now().await;
        }
        send().await
    };
    let (first, second) = tokio::join!(slow, quick);
    assert_eq!((first.status, second.status), (200, 409), "{} {}", first.text, second.text);
    assert_eq!(code(&second.json()), "IDEMPOTENCY_IN_FLIGHT");
    assert_eq!(send().await.expect(200).json(), first.json());
    assert_eq!(app.calls_of("POST", "/v1/payment_intents").await.len(), 1);
}

async fn five_hundred_clicks_are_one_intent(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    let buyer = app.buyer();
    let one = buyer.with("idempotency-key", "click");
    let body = json!({ "email": buyer.email });
    let clicks = (0..500).map(|_| {
        one.send(one.request(Method::POST, "/api/v1/paylinks/public/tea/payment-intents").json(&body))
    });
    let answers = join_all(clicks).await;
    let good: Vec<_> =
        answers.iter().filter(|answer| answer.status == 200).map(|answer| &answer.text).collect();
    assert!(!good.is_empty() && good.iter().all(|text| *text == good[0]));
    assert!(answers.iter().all(|answer| answer.status == 200 || answer.status == 409));
    assert_eq!(app.calls_of("POST", "/v1/payment_intents").await.len(), 1);
    assert_eq!(app.count("select count(*) from checkout_session").await, 1);
    assert_eq!(app.count("select count(*) from payment").await, 1);
}

async fn keys_are_kept_a_day(app: App) {
    let ada = app.merchant("ada").await;
    let once = ada.with("idempotency-key", "order-1");
    let first = once.post(201, "/api/v1/paylinks", tea()).await;
    app.wait(Duration::from_hours(23));
    assert_eq!(once.post(201, "/api/v1/paylinks", tea()).await, first);
    app.wait(Duration::from_hours(2));
    let second = once.post(201, "/api/v1/paylinks", tea()).await;
    assert_ne!(second["id"], first["id"]);
    assert_eq!(once.post(201, "/api/v1/paylinks", tea()).await, second);
}

async fn keys_are_their_owners(app: App) {
    let (ada, eve) = (app.selling_merchant("ada").await, app.selling_merchant("eve").await);
    let first = ada.with("idempotency-key", "order-1").post(201, "/api/v1/paylinks", tea()).await;
    let second = eve.with("idempotency-key", "order-1").post(201, "/api/v1/paylinks", tea()).await;
    assert_ne!(first["id"], second["id"]);
    let key = ada.api_key(&["write"]).await.with("idempotency-key", "order-1");
    assert_eq!(key.post(201, "/api/v1/paylinks", tea()).await, first, "keys act for their merchant");
    let buyer = app.buyer().with("idempotency-key", "click");
    let body = json!({ "email": "buyer@example.com" });
    let start = |slug: &Value| format!("/api/v1/paylinks/public/{}/payment-intents", slug.as_str().unwrap());
    let one = buyer.post(200, &start(&first["slug"]), body.clone()).await;
    let two = buyer.post(200, &start(&second["slug"]), body).await;
    assert_ne!(one["paymentIntentId"], two["paymentIntentId"]);
    let guess = json!({ "email": "eve@example.com" });
    buyer.post(422, &start(&first["slug"]), guess).await;
}

async fn a_failure_may_be_tried_again(app: App) {
    let ada = app.merchant("ada").await;
    let once = ada.with("idempotency-key", "order-1");
    let bad = json!({ "title": "Tea", "priceType": "FIXED", "amount": 1 });
    once.post(400, "/api/v1/paylinks", bad).await;
    once.post(201, "/api/v1/paylinks", tea()).await;
    let taken = json!({ "title": "Tea", "slug": "tea", "priceType": "FIXED", "amount": 4999 });
    let twice = ada.with("idempotency-key", "order-2");
    twice.post(409, "/api/v1/paylinks", taken.clone()).await;
    twice.post(409, "/api/v1/paylinks", taken).await;
}

async fn bad_keys_are_refused(app: App) {
    let ada = app.merchant("ada").await;
    for key in ["", "a b", "clé", &"x".repeat(256)] {
        let refused = ada.with("idempotency-key", key).post(400, "/api/v1/paylinks", tea()).await;
        assert_eq!(code(&refused), "IDEMPOTENCY_KEY_INVALID Idempotency-Key", "{key}");
    }
    assert_eq!(app.count("select count(*) from payment_link").await, 0);
    ada.with("idempotency-key", "x".repeat(255)).post(201, "/api/v1/paylinks", tea()).await;
}

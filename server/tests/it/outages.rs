//! Stripe is down, slow, or breaks off in the middle: buyers are told soon, nothing is half done, and a retry
//! works (M6 in small).

use std::time::{Duration, Instant};

use crate::support::client::code;
use crate::support::people::text;
use crate::support::{App, json, stories};

stories!(
    stripe_down_is_told_soon,
    a_lost_answer_makes_no_second_intent,
    news_wait_until_stripe_is_back,
    connecting_fails_cleanly,
);

async fn stripe_down_is_told_soon(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    let fail = json!({ "path_prefix": "/v1/payment_intents", "status": 503, "times": 3 });
    app.sandbox_post("fail", fail).await;
    let buyer = app.buyer();
    let began = Instant::now();
    let refused = buyer.start_with(503, "tea", json!({})).await;
    assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
    assert_eq!(code(&refused), "STRIPE_DOWN");
    assert!(ada.payments().await.is_empty(), "nothing half done");
    buyer.pay("tea").await;
    app.settle().await;
    assert_eq!(ada.only_payment().await["status"], "COMPLETED");
    let ready = app.visitor();
    ready.send(ready.request(reqwest::Method::GET, "/readyz")).await.expect(200);
}

async fn a_lost_answer_makes_no_second_intent(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    app.sandbox_post("fail", json!({ "path_prefix": "/v1/payment_intents", "drop_reply": true, "times": 1 }))
        .await;
    let started = app.buyer().start("tea").await;
    let calls = app.calls_of("POST", "/v1/payment_intents").await;
    assert_eq!(calls.len(), 2, "asked again");
    assert_eq!(calls[0]["idempotency_key"], calls[1]["idempotency_key"]);
    let all = app.at_stripe(&ada.account().await, "payment_intents").await;
    assert_eq!(all["data"].as_array().unwrap().len(), 1);
    app.buyer().confirm(&started, "pm_card_visa").await.expect(200);
    app.settle().await;
    assert_eq!(ada.only_payment().await["status"], "COMPLETED");
}

async fn news_wait_until_stripe_is_back(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    let started = app.buyer().start("tea").await;
    app.buyer().confirm(&started, "pm_card_visa").await.expect(200);
    let path = format!("/v1/payment_intents/{}", text(&started["paymentIntentId"]));
    app.sandbox_post("fail", json!({ "path_prefix": path, "status": 500, "times": 24 })).await;
    app.settle().await;
    assert_eq!(ada.only_payment().await["status"], "PENDING");
    assert!(app.count("select count(*) from job where state = 'ready' and attempts > 0").await > 0);
    app.retry_failed().await;
    assert_eq!(ada.only_payment().await["status"], "COMPLETED");
}

async fn connecting_fails_cleanly(app: App) {
    let ada = app.merchant("ada").await;
    app.sandbox_post("fail", json!({ "path_prefix": "/v1/account", "status": 500, "times": 3 })).await;
    assert_eq!(code(&ada.post(503, "/api/v1/stripe/account-link", json!({})).await), "STRIPE_DOWN");
    assert_eq!(ada.get(200, "/api/v1/stripe/accounts/me").await["connected"], false);
    ada.post(200, "/api/v1/stripe/account-link", json!({})).await;
    assert_eq!(ada.get(200, "/api/v1/stripe/accounts/me").await["connected"], true);
}

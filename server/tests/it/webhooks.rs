//! Stripe's news: whatever the number, order and loss of deliveries, every payment is booked once; what is
//! forged, old or someone else's changes nothing (W1 to W5, W9).

use std::time::Duration;

use futures::future::join_all;

use crate::support::app::{CONNECT_SECRET, PLATFORM_SECRET};
use crate::support::client::code;
use crate::support::people::text;
use crate::support::stripe::{mark, sign};
use crate::support::{App, Merchant, Value, json, stories};

stories!(
    copies_count_once,
    order_does_not_matter,
    every_order_ends_the_same,
    delayed_and_lost_news_catch_up,
    late_money_fills_in_fee_and_net,
    forged_news_are_refused,
    the_tolerance_is_five_minutes_both_ways,
    rotated_secrets_work_side_by_side,
    foreign_news_are_set_aside,
    two_hundred_means_stored,
    unknown_news_are_kept,
    an_intent_of_another_account_is_not_ours,
);

async fn seller(app: &App) -> Merchant {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    ada
}

/// Everything that a sale must have left, once.
async fn assert_sold_once(app: &App, ada: &Merchant) {
    let payment = ada.only_payment().await;
    assert_eq!(payment["status"], "COMPLETED", "{payment}");
    let kinds: Vec<_> =
        payment["timeline"].as_array().unwrap().iter().map(|line| text(&line["kind"])).collect();
    assert_eq!(kinds.iter().filter(|kind| *kind == "payment.completed").count(), 1, "{kinds:?}");
    let link = &ada.get(200, "/api/v1/paylinks").await["data"][0];
    assert_eq!((&link["totalRevenue"], &link["totalTransactions"]), (&json!(4999), &json!(1)));
    assert_eq!(app.mails("buyer@example.com").len(), 1);
    let news = app.mails(&ada.email);
    assert_eq!(news.iter().filter(|mail| mail.subject.starts_with("New payment")).count(), 1);
    let days = "select cast(coalesce(sum(paid_count), 0) as bigint) from rollup_day where link_id = ''";
    assert_eq!(app.count(days).await, 1);
}

async fn copies_count_once(app: App) {
    let ada = seller(&app).await;
    app.sandbox_post("webhooks", json!({ "duplicate": 4, "reorder": true })).await;
    app.buyer().pay("tea").await;
    app.settle().await;
    assert_sold_once(&app, &ada).await;
    let event = &app.events_of("payment_intent.succeeded").await[0];
    let copies = (0..40).map(|_| app.deliver_event(event, CONNECT_SECRET));
    assert!(join_all(copies).await.iter().all(|answer| answer.status == 200));
    app.settle().await;
    assert_sold_once(&app, &ada).await;
    let id = text(&event["id"]);
    app.sandbox_post(&format!("redeliver/{id}"), json!({})).await;
    app.settle().await;
    assert_sold_once(&app, &ada).await;
    let stored = app.count("select count(*) from inbox where type = 'payment_intent.succeeded'").await;
    assert_eq!(stored, 1);
}

async fn order_does_not_matter(app: App) {
    let ada = seller(&app).await;
    app.sandbox_post("webhooks", json!({ "reorder": true })).await;
    let buyer = app.buyer();
    let started = buyer.start("tea").await;
    buyer.confirm(&started, "pm_card_chargeDeclined").await.expect(402);
    buyer.confirm(&started, "pm_card_visa").await.expect(200);
    app.settle().await;
    assert_sold_once(&app, &ada).await;
    app.money_arrives().await;
    assert_eq!(ada.only_payment().await["settledCurrency"], "RON");
}

/// W3: every news of a life with a decline, a success and a booking, in sampled orders with copies.
async fn every_order_ends_the_same(app: App) {
    let ada = seller(&app).await;
    let buyer = app.buyer();
    app.sandbox_post("webhooks", json!({ "drop": 1000 })).await;
    let started = buyer.start("tea").await;
    buyer.confirm(&started, "pm_card_chargeDeclined").await.expect(402);
    buyer.confirm(&started, "pm_card_visa").await.expect(200);
    app.money_arrives().await;
    app.sandbox_post("webhooks", json!({})).await;
    let all = app.sandbox_get("events").await;
    let intent = text(&started["paymentIntentId"]);
    let life: Vec<Value> = all["data"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|event| event.to_string().contains(&intent))
        .cloned()
        .collect();
    assert!(life.len() >= 5, "{life:#?}");
    assert_eq!(ada.only_payment().await["status"], "PENDING", "all news were lost");
    let mut order: Vec<usize> = (0..life.len()).collect();
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let mut settled: Option<Value> = None;
    for _ in 0..25 {
        for place in (1..order.len()).rev() {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            order.swap(place, usize::try_from(random >> 33).unwrap() % (place + 1));
        }
        app.run("delete from inbox").await;
        for place in &order {
            app.deliver_event(&life[*place], CONNECT_SECRET).await.expect(200);
            app.deliver_event(&life[*place], CONNECT_SECRET).await.expect(200);
            if place % 2 == 0 {
                app.settle().await;
            }
        }
        app.settle().await;
        assert_sold_once(&app, &ada).await;
        let state = ada.only_payment().await;
        assert_eq!(settled.get_or_insert_with(|| state.clone()), &state, "{order:?}");
    }
}

async fn delayed_and_lost_news_catch_up(app: App) {
    let ada = seller(&app).await;
    app.sandbox_post("webhooks", json!({ "delay_ms": 60_000 })).await;
    app.buyer().pay("tea").await;
    app.settle().await;
    assert_eq!(ada.only_payment().await["status"], "PENDING");
    app.sandbox_post("clock", json!({ "advance_seconds": 61 })).await;
    app.settle().await;
    assert_sold_once(&app, &ada).await;

    app.sandbox_post("webhooks", json!({})).await;
    let bob = app.selling_merchant("bob").await;
    bob.link("Coffee").await;
    app.sandbox_post("webhooks", json!({ "drop": 100 })).await;
    app.buyer().pay("coffee").await;
    app.settle().await;
    assert_eq!(bob.only_payment().await["status"], "PENDING");
    app.sandbox_post("webhooks", json!({})).await;
    app.money_arrives().await;
    let payment = bob.only_payment().await;
    assert_eq!(payment["status"], "COMPLETED", "a later event of the same charge tells it all");
    assert!(payment["settledMinor"].is_i64(), "{payment}");
}

async fn late_money_fills_in_fee_and_net(app: App) {
    let ada = seller(&app).await;
    app.buyer().pay("tea").await;
    app.settle().await;
    let before = ada.only_payment().await;
    assert_eq!((&before["stripeFeeMinor"], &before["settledMinor"]), (&Value::Null, &Value::Null));
    app.money_arrives().await;
    let after = ada.only_payment().await;
    let (fee, settled) = (after["stripeFeeMinor"].as_i64().unwrap(), after["settledMinor"].as_i64().unwrap());
    assert!(fee > 0);
    assert_eq!(settled, 4999 - 200 - fee, "amount less our fee less Stripe's");
    assert_eq!(after["settledCurrency"], "RON");
    assert_eq!(after["netAmount"], before["netAmount"]);
    assert_sold_once(&app, &ada).await;
}

async fn forged_news_are_refused(app: App) {
    let ada = seller(&app).await;
    app.buyer().start("tea").await;
    app.settle().await;
    let before = app.count("select count(*) from inbox").await;
    let mut event = app.events_of("payment_intent.created").await[0].clone();
    event["id"] = json!("evt_forged");
    event["type"] = json!("payment_intent.succeeded");
    event["data"]["object"]["status"] = json!("succeeded");
    let body = event.to_string();
    let now = app.core.clock.now().seconds();
    let good = mark(CONNECT_SECRET, now, &body);
    let signatures = [
        String::new(),
        "t=,v1=".into(),
        format!("t={now}"),
        format!("v1={good}"),
        format!("t={now},v0={good}"),
        format!("t={now},v1={}", "0".repeat(64)),
        format!("t={now},v1={}", &good[..63]),
        format!("t={},v1={good}", now + 1),
        format!("t={now},v1={}", good.to_uppercase() + "0"),
        sign("whsec_wrong", now, &body),
        sign("", now, &body),
        sign("sk_test_sandbox", now, &body),
        format!("t=-1,t={now},v1={good}x"),
    ];
    for signature in &signatures {
        let refused = app.deliver(&body, signature).await.expect(400);
        assert_eq!(code(&refused.json()), "BAD_SIGNATURE", "{signature}");
    }
    let bytes = body.as_bytes();
    for place in (0..bytes.len()).step_by(bytes.len() / 60) {
        let mut altered = bytes.to_vec();
        altered[place] ^= 1;
        let altered = String::from_utf8(altered).unwrap();
        app.deliver(&altered, &sign_with(now, &good)).await.expect(400);
    }
    app.deliver("not json", &sign(CONNECT_SECRET, now, "not json")).await.expect(400);
    app.deliver("{}", &sign(CONNECT_SECRET, now, "{}")).await.expect(400);
    assert_eq!(app.count("select count(*) from inbox").await, before);
    assert_eq!(ada.only_payment().await["status"], "PENDING");
}

fn sign_with(seconds: i64, mark: &str) -> String {
    format!("t={seconds},v1={mark}")
}

async fn the_tolerance_is_five_minutes_both_ways(app: App) {
    seller(&app).await;
    app.settle().await;
    let event = app.events_of("account.updated").await[0].to_string();
    let now = app.core.clock.now().seconds();
    for (offset, status) in
        [(0, 200), (-299, 200), (299, 200), (-301, 400), (301, 400), (-90_000, 400), (90_000, 400)]
    {
        let answer = app.deliver(&event, &sign(CONNECT_SECRET, now + offset, &event)).await;
        assert_eq!(answer.status, status, "{offset} s");
    }
}

async fn rotated_secrets_work_side_by_side(app: App) {
    seller(&app).await;
    let event = app.events_of("account.updated").await[0].to_string();
    let now = app.core.clock.now().seconds();
    let (old, new) = (mark("whsec_old", now, &event), mark(CONNECT_SECRET, now, &event));
    for header in [
        format!("t={now},v1={old},v1={new}"),
        format!("t={now},v1={new},v1={old}"),
        format!("t={now},v0=x,v1={new}"),
    ] {
        app.deliver(&event, &header).await.expect(200);
    }
}

async fn foreign_news_are_set_aside(app: App) {
    let ada = seller(&app).await;
    let eve = app.selling_merchant("eve").await;
    eve.link("Coffee").await;
    app.sandbox_post("webhooks", json!({ "drop": 1000 })).await;
    app.buyer().pay("tea").await;
    let genuine = app.events_of("payment_intent.succeeded").await[0].clone();
    app.sandbox_post("webhooks", json!({})).await;
    app.forgive("404 /v1/payment_intents");
    let variant = |id: &str, change: &dyn Fn(&mut Value)| {
        let mut event = genuine.clone();
        event["id"] = json!(id);
        change(&mut event);
        event
    };
    let eves = eve.account().await;
    let live = variant("evt_live", &|event| event["livemode"] = json!(true));
    let platform = variant("evt_platform", &|_| {});
    let nobody = variant("evt_nobody", &|event| event["account"] = Value::Null);
    let stranger = variant("evt_stranger", &|event| event["account"] = json!("acct_stranger0000000"));
    let other = variant("evt_other", &|event| event["account"] = json!(eves));
    app.deliver_event(&live, CONNECT_SECRET).await.expect(200);
    app.deliver_event(&platform, PLATFORM_SECRET).await.expect(200);
    app.deliver_event(&nobody, CONNECT_SECRET).await.expect(200);
    app.deliver_event(&stranger, CONNECT_SECRET).await.expect(200);
    app.deliver_event(&other, CONNECT_SECRET).await.expect(200);
    app.settle().await;
    assert_eq!(ada.only_payment().await["status"], "PENDING", "none of them is ours to believe");
    assert!(eve.payments().await.is_empty());
    assert_eq!(app.count("select count(*) from inbox where event_id in ('evt_live', 'evt_platform', 'evt_nobody') and applied_at is not null and outcome = 'applied'").await, 0);
    app.deliver_event(&genuine, CONNECT_SECRET).await.expect(200);
    app.settle().await;
    assert_sold_once(&app, &ada).await;
}

async fn two_hundred_means_stored(app: App) {
    seller(&app).await;
    app.settle().await;
    app.sandbox_post("webhooks", json!({ "drop": 1000 })).await;
    app.buyer().pay("tea").await;
    let events = app.events_of("payment_intent.succeeded").await;
    app.deliver_event(&events[0], CONNECT_SECRET).await.expect(200);
    assert_eq!(app.count("select count(*) from inbox where type = 'payment_intent.succeeded'").await, 1);
    assert_eq!(
        app.count("select count(*) from job where kind = 'apply_event'").await,
        1,
        "in the same commit"
    );
    // A worker that dies between claim and finish loses nothing.
    app.run("update job set state = 'running', lease_until = 1 where kind = 'apply_event'").await;
    app.settle().await;
    assert_eq!(app.count("select count(*) from job where kind = 'apply_event'").await, 0);
    assert_eq!(app.count("select count(*) from payment where status = 'COMPLETED'").await, 1);
}

async fn unknown_news_are_kept(app: App) {
    seller(&app).await;
    let mut event = app.events_of("account.updated").await[0].clone();
    event["id"] = json!("evt_new_kind");
    event["type"] = json!("reader.action_succeeded");
    event["data"]["object"] = json!({ "id": "rdr_1", "object": "reader", "status": "never heard of" });
    app.deliver_event(&event, CONNECT_SECRET).await.expect(200);
    app.settle().await;
    assert_eq!(app.count("select count(*) from inbox where event_id = 'evt_new_kind'").await, 1);
}

/// An intent made by another merchant at Stripe that names an attempt of Ada's in its metadata.
async fn an_intent_of_another_account_is_not_ours(app: App) {
    let ada = seller(&app).await;
    let eve = app.selling_merchant("eve").await;
    let started = app.buyer().start("tea").await;
    let eves = eve.account().await;
    let url = format!("{}{}/v1/payment_intents", app.base, paylinks::config::SANDBOX_PATH);
    let session = text(&started["checkoutSessionId"]);
    let genuine = app.calls_of("POST", "/v1/payment_intents").await[0]["params"]["metadata"].clone();
    let key =
        genuine.as_object().unwrap().iter().find(|(_, value)| **value == json!(session)).unwrap().0.clone();
    let form = [
        ("amount", "4999".to_owned()),
        ("currency", "ron".to_owned()),
        ("confirm", "true".to_owned()),
        ("payment_method", "pm_card_visa".to_owned()),
        ("return_url", "https://shop.example.com".to_owned()),
        (&format!("metadata[{key}]"), session),
    ];
    let request =
        app.http.post(url).bearer_auth("sk_test_sandbox").header("Stripe-Account", eves).form(&form);
    let made = request.send().await.unwrap();
    assert_eq!(made.status().as_u16(), 200, "{}", made.text().await.unwrap());
    app.settle().await;
    app.wait(Duration::from_secs(1));
    assert_eq!(ada.only_payment().await["status"], "PENDING");
    assert!(eve.payments().await.is_empty());
    assert!(app.mails("buyer@example.com").is_empty());
}

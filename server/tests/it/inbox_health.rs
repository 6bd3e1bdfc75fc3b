//! How Stripe's news fare, as the merchant whose account they are about sees it.

use std::time::Duration;

use crate::support::app::{CONNECT_SECRET, PLATFORM_SECRET};
use crate::support::people::text;
use crate::support::{App, Value, json, stories};

stories!(
    news_are_counted_by_how_they_end,
    what_waits_and_what_was_given_up_is_shown,
    others_news_are_not_shown
);

const INBOX: &str = "/api/v1/stripe/inbox";

/// How many events ended like this.
fn count(health: &Value, state: &str) -> i64 {
    let outcomes = health["outcomes"].as_array().unwrap().iter();
    outcomes.filter(|one| one["state"] == state).map(|one| one["count"].as_i64().unwrap()).sum()
}

async fn news_are_counted_by_how_they_end(app: App) {
    let ada = app.merchant("ada").await;
    let none = ada.get(200, INBOX).await;
    assert_eq!((&none["account"], &none["received"]), (&Value::Null, &json!(0)));
    assert_eq!((&none["deliveries"], &none["oldestWaitingSeconds"]), (&json!([]), &Value::Null));

    let ada = app.selling_merchant("bea").await;
    ada.link("Tea").await;
    app.buyer().pay("tea").await;
    app.money_arrives().await;
    let before = ada.get(200, INBOX).await;
    assert_eq!(before["account"], ada.account().await);
    assert!(count(&before, "APPLIED") >= 3, "{before:#}");
    let delivered = before["deliveries"].as_array().unwrap().len();
    assert_eq!(before["received"].as_u64(), u64::try_from(delivered).ok());
    let mut event = app.events_of("payment_intent.succeeded").await[0].clone();
    for (id, kind, secret) in [
        ("evt_dull", "customer.created", CONNECT_SECRET),
        ("evt_place", "payment_intent.succeeded", PLATFORM_SECRET),
    ] {
        event["id"] = json!(id);
        event["type"] = json!(kind);
        app.wait(Duration::from_millis(10));
        app.deliver_event(&event, secret).await.expect(200);
    }
    let health = ada.get(200, INBOX).await;
    assert_eq!(health["received"].as_i64().unwrap(), before["received"].as_i64().unwrap() + 2);
    assert_eq!((count(&health, "IGNORED"), count(&health, "ASIDE")), (count(&before, "IGNORED") + 1, 1));
    let newest = &health["deliveries"][0];
    assert_eq!((&newest["eventId"], &newest["state"]), (&json!("evt_place"), &json!("ASIDE")));
    assert_eq!((&newest["outcome"], &newest["endpoint"]), (&json!("wrong endpoint"), &json!("platform")));
    assert_eq!(newest["objectId"], event["data"]["object"]["id"]);
    assert_eq!(newest["appliedAt"], Value::Null);
    assert_eq!(health["capped"], false);

    app.wait(Duration::from_hours(25));
    let later = ada.get(200, INBOX).await;
    assert_eq!((&later["received"], &later["outcomes"]), (&json!(0), &json!([])), "a day is counted");
    assert_eq!(later["deliveries"], health["deliveries"], "the last ones stay to be looked at");
    let program = ada.api_key(&["write"]).await;
    program.get(403, INBOX).await;
}

async fn what_waits_and_what_was_given_up_is_shown(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    let eve = app.selling_merchant("eve").await;
    app.sandbox_post("webhooks", json!({ "drop": 1000 })).await;
    app.buyer().pay("tea").await;
    let event = app.events_of("payment_intent.succeeded").await[0].clone();
    app.deliver_event(&event, CONNECT_SECRET).await.expect(200);
    app.wait(Duration::from_secs(90));
    let health = ada.get(200, INBOX).await;
    assert_eq!((&health["waiting"], &health["oldestWaitingSeconds"]), (&json!(1), &json!(90)));
    assert_eq!((&health["deliveries"][0]["state"], &health["givenUp"]), (&json!("WAITING"), &json!([])));

    app.run(
        "update job set state = 'dead', attempts = 12, last_error = 'STRIPE_DOWN' where kind = 'apply_event'",
    )
    .await;
    let health = ada.get(200, INBOX).await;
    let given_up = &health["givenUp"][0];
    assert_eq!((&given_up["eventId"], &given_up["attempts"]), (&event["id"], &json!(12)));
    assert_eq!(given_up["objectId"], event["data"]["object"]["id"]);
    assert_eq!(given_up["lastError"], "STRIPE_DOWN", "sandbox mode says why");
    assert_eq!(eve.get(200, INBOX).await["givenUp"], json!([]));

    app.run("update job set state = 'ready', attempts = 0, run_at = 0 where kind = 'apply_event'").await;
    app.settle().await;
    let health = ada.get(200, INBOX).await;
    assert_eq!((&health["waiting"], &health["givenUp"]), (&json!(0), &json!([])));
    assert_eq!(health["deliveries"][0]["state"], "APPLIED");
}

async fn others_news_are_not_shown(app: App) {
    let ada = app.selling_merchant("ada").await;
    let eve = app.selling_merchant("eve").await;
    ada.link("Tea").await;
    app.buyer().pay("tea").await;
    app.settle().await;
    let (hers, other) = (ada.get(200, INBOX).await, eve.get(200, INBOX).await);
    let ids = |health: &Value| -> Vec<String> {
        health["deliveries"].as_array().unwrap().iter().map(|one| text(&one["eventId"])).collect()
    };
    assert!(ids(&hers).iter().all(|id| !ids(&other).contains(id)), "no event is in both");
    let sold = hers["deliveries"].as_array().unwrap().iter();
    assert!(sold.clone().any(|one| one["type"] == "payment_intent.succeeded"));
    assert!(!other.to_string().contains("payment_intent"), "{other:#}");
    // Another business of the same person is another one, too.
    let second = ada.post(201, "/api/v1/merchants", json!({})).await;
    let second = crate::support::Client::new(&app, Some(text(&second["token"])));
    assert_eq!(second.get(200, INBOX).await["account"], Value::Null);
}

//! Attempts that nobody finished: counted once when their time is over, taken back when they are paid after all.

use std::time::Duration;

use paylinks::checkout_sessions::count_abandoned;

use crate::support::people::text;
use crate::support::{App, Merchant, Value, json, stories};

stories!(
    an_attempt_counts_once_when_its_time_is_over,
    who_pays_after_all_has_abandoned_nothing,
    who_subscribes_after_all_has_abandoned_nothing,
    a_held_seat_is_abandoned_with_its_half_hour,
);

/// Started, paid and abandoned of all time.
async fn told(merchant: &Merchant, link: &Value) -> [i64; 3] {
    let stats = merchant.get(200, &format!("/api/v1/paylinks/{}/stats", text(&link["id"]))).await;
    ["startedCount", "paidCount", "abandonedCount"]
        .map(|name| stats["total"][name]["value"].as_i64().unwrap())
}

async fn an_attempt_counts_once_when_its_time_is_over(app: App) {
    let ada = app.selling_merchant("ada").await;
    let tea = ada.link("Tea").await;
    app.buyer().start("tea").await;
    app.buyer().start("tea").await;
    app.buyer().pay("tea").await;
    app.settle().await;
    assert_eq!(count_abandoned(&app.core).await.unwrap(), 0, "they may still pay");
    app.wait(Duration::from_hours(25));
    let (one, other) = tokio::join!(count_abandoned(&app.core), count_abandoned(&app.core));
    assert_eq!(one.unwrap() + other.unwrap(), 2, "whoever looks, each counts once");
    assert_eq!(count_abandoned(&app.core).await.unwrap(), 0);
    assert_eq!(told(&ada, &tea).await, [3, 1, 2]);
    assert_eq!(app.mails("buyer@example.com").len(), 1, "nobody is written to but who has paid");
}

async fn who_pays_after_all_has_abandoned_nothing(app: App) {
    let ada = app.selling_merchant("ada").await;
    let tea = ada.link("Tea").await;
    let buyer = app.buyer();
    let started = buyer.start("tea").await;
    app.wait(Duration::from_hours(25));
    assert_eq!(count_abandoned(&app.core).await.unwrap(), 1);
    buyer.confirm(&started, "pm_card_visa").await.expect(200);
    app.settle().await;
    assert_eq!(told(&ada, &tea).await, [1, 1, 0]);
    assert_eq!(count_abandoned(&app.core).await.unwrap(), 0);
}

async fn who_subscribes_after_all_has_abandoned_nothing(app: App) {
    let ada = app.selling_merchant("ada").await;
    let link = json!({ "id": ada.club(json!({ "trialDays": 14 })).await });
    let (setup, card) = app.buyer().with_card("club", "pm_card_visa").await;
    app.wait(Duration::from_hours(25));
    assert_eq!(count_abandoned(&app.core).await.unwrap(), 1);
    let second = json!({ "paymentMethodId": card, "customerId": setup["customerId"] });
    app.buyer().step(200, "club", second).await;
    app.settle().await;
    assert_eq!(told(&ada, &link).await, [1, 0, 0], "free for now, and not left");
    assert_eq!(count_abandoned(&app.core).await.unwrap(), 0);
}

async fn a_held_seat_is_abandoned_with_its_half_hour(app: App) {
    let ada = app.selling_merchant("ada").await;
    let body = json!({ "title": "Workshop", "priceType": "FIXED", "amount": 4999, "maxUses": 1 });
    let link = ada.post(201, "/api/v1/paylinks", body).await;
    app.buyer().start("workshop").await;
    app.wait(Duration::from_mins(31));
    app.let_seats_go().await;
    assert_eq!(count_abandoned(&app.core).await.unwrap(), 1);
    assert_eq!(told(&ada, &link).await, [1, 0, 1]);
}

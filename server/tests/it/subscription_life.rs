//! What becomes of subscriptions: renewals, news in any order, late money, another card, the end.

use paylinks::actor::Actor;
use paylinks::subscriptions;

use crate::support::people::text;
use crate::support::{App, Value, json, stories};

stories!(
    a_renewal_is_booked_once_and_needs_no_seat,
    news_in_any_order_and_twice_tell_the_same,
    a_late_renewal_recovers_or_ends,
    an_end_is_asked_for_and_taken_back,
    a_card_is_changed,
);

const LINKS: &str = "/api/v1/paylinks";

async fn a_renewal_is_booked_once_and_needs_no_seat(app: App) {
    let ada = app.selling_merchant("ada").await;
    let id = ada.club(json!({ "maxUses": 1 })).await;
    let buyer = app.buyer();
    buyer.subscribe("club", "pm_card_visa").await;
    app.settle().await;
    ada.patch(200, &format!("{LINKS}/{id}"), json!({ "active": false, "slug": "renamed" })).await;
    app.days_pass(31).await;
    let payments = ada.payments().await;
    let sums: Vec<(&Value, &Value)> = payments.iter().map(|p| (&p["status"], &p["amountMinor"])).collect();
    assert_eq!(sums, [(&json!("COMPLETED"), &json!(2999)); 2]);
    assert_eq!(app.count("select count(*) from payment where paid_late").await, 0, "renewing is not late");
    assert_eq!(app.count("select used_count from payment_link").await, 1);
    assert_eq!(app.count("select paid_count from payment_link").await, 2);
    let found = ada.only_subscription().await;
    assert_eq!(found["payments"].as_array().unwrap().len(), 2);
    let receipts = app.mails(&buyer.email).iter().filter(|mail| mail.subject.contains("receipt")).count();
    assert_eq!(receipts, 2, "each payment has its own");
    let last = ada.get(200, &format!("/api/v1/transactions/{}", text(&payments[0]["id"]))).await;
    let page = format!("/p/club/receipt/{}", text(&last["checkoutSessionId"]));
    app.visitor().page(&page).await.expect(200);
    app.days_pass(31).await;
    assert_eq!(ada.payments().await.len(), 3);
}

async fn news_in_any_order_and_twice_tell_the_same(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.club(json!({})).await;
    app.sandbox_post("webhooks", json!({ "duplicate": 2, "reorder": true })).await;
    let buyer = app.buyer();
    buyer.subscribe("club", "pm_card_visa").await;
    app.settle().await;
    app.days_pass(31).await;
    assert_eq!(ada.payments().await.len(), 2);
    assert_eq!(app.mails(&buyer.email).len(), 3);
    let told = "select count(*) from event";
    let before = app.count(told).await;
    app.sandbox_post("webhooks", json!({})).await;
    for event in app.sandbox_get("events").await["data"].as_array().unwrap().iter().rev() {
        app.sandbox_post(&format!("redeliver/{}", text(&event["id"])), json!({})).await;
    }
    app.settle().await;
    assert_eq!(app.count(told).await, before, "told again, nothing happens");
    assert_eq!((ada.payments().await.len(), app.mails(&buyer.email).len()), (2, 3));
}

async fn a_late_renewal_recovers_or_ends(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.club(json!({})).await;
    let buyer = app.buyer();
    let done = buyer.subscribe("club", "pm_card_visa").await;
    app.settle().await;
    let row = text(&ada.only_subscription().await["subscription"]["id"]);
    change_card(&app, &buyer.email, &row, "pm_card_chargeCustomerFail").await;
    app.days_pass(31).await;
    let found = ada.only_subscription().await;
    assert_eq!(found["subscription"]["status"], "PAST_DUE");
    assert_eq!(ada.payments().await[0]["status"], "FAILED");
    change_card(&app, &buyer.email, &row, "pm_card_visa").await;
    app.days_pass(3).await;
    assert_eq!(
        ada.only_subscription().await["subscription"]["status"],
        "ACTIVE",
        "tried again with another card"
    );
    let statuses: Vec<String> = ada.payments().await.iter().map(|payment| text(&payment["status"])).collect();
    assert_eq!(statuses, ["COMPLETED", "COMPLETED"]);
    change_card(&app, &buyer.email, &row, "pm_card_chargeCustomerFail").await;
    for days in [31, 3, 5, 7] {
        app.days_pass(days).await;
    }
    let found = ada.only_subscription().await;
    assert_eq!(
        (&found["subscription"]["status"], &found["subscription"]["stripeStatus"]),
        (&json!("CANCELED"), &json!("canceled"))
    );
    assert!(found["endedAt"].is_string());
    let over = subscriptions::keep_going(&app.core, &Actor::system(), &buyer.email, &row).await.unwrap_err();
    assert_eq!(over.code.as_str(), "SUBSCRIPTION_OVER");
    assert_eq!(done["status"], "active");
}

async fn an_end_is_asked_for_and_taken_back(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.club(json!({})).await;
    let buyer = app.buyer();
    buyer.subscribe("club", "pm_card_visa").await;
    app.settle().await;
    let row = text(&ada.only_subscription().await["subscription"]["id"]);
    let system = Actor::system();
    let stranger = subscriptions::cancel_at_period_end(&app.core, &system, "eve@example.com", &row).await;
    assert_eq!(stranger.unwrap_err().code.as_str(), "NOT_FOUND");
    for _ in 0..2 {
        let ended =
            subscriptions::cancel_at_period_end(&app.core, &system, &buyer.email, &row).await.unwrap();
        assert!(ended.cancel_at_period_end && ended.is_running());
    }
    app.settle().await;
    assert_eq!(ada.only_subscription().await["subscription"]["status"], "CANCELED");
    let bob = app.merchant("bob").await;
    bob.post(404, &format!("/api/v1/subscriptions/{row}/resume"), json!({})).await;
    bob.get(404, &format!("/api/v1/subscriptions/{row}")).await;
    let back = ada.post(200, &format!("/api/v1/subscriptions/{row}/resume"), json!({})).await;
    assert_eq!((&back["status"], &back["cancelAtPeriodEnd"]), (&json!("ACTIVE"), &json!(false)));
    app.days_pass(31).await;
    assert_eq!(ada.payments().await.len(), 2, "it went on");
    ada.post(200, &format!("/api/v1/subscriptions/{row}/cancel"), json!({})).await;
    app.days_pass(31).await;
    assert_eq!(ada.payments().await.len(), 2);
    let found = ada.only_subscription().await;
    assert_eq!(found["subscription"]["stripeStatus"], "canceled");
    let story: Vec<String> = found["timeline"].as_array().unwrap().iter().map(|e| text(&e["kind"])).collect();
    assert_eq!(
        story,
        [
            "subscription.ended",
            "subscription.ending",
            "subscription.goes_on",
            "subscription.ending",
            "subscription.started"
        ]
    );
    ada.post(409, &format!("/api/v1/subscriptions/{row}/resume"), json!({})).await;
}

async fn a_card_is_changed(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.club(json!({})).await;
    let buyer = app.buyer();
    let (setup, method) = buyer.with_card("club", "pm_card_visa").await;
    let second = json!({ "paymentMethodId": method, "customerId": setup["customerId"] });
    let done = buyer.step(200, "club", second).await;
    let row = text(&ada.only_subscription().await["subscription"]["id"]);
    change_card(&app, &buyer.email, &row, "pm_card_mastercard").await;
    assert_eq!(ada.only_subscription().await["cardLast4"], "4444");
    let first = text(&setup["client_secret"]);
    let first = first.split("_secret_").next().unwrap();
    let other = app.buyer();
    let elsewhere = other.with_card("club", "pm_card_visa").await.0;
    let elsewhere = text(&elsewhere["client_secret"]);
    let elsewhere = elsewhere.split("_secret_").next().unwrap();
    let system = Actor::system();
    let foreign = subscriptions::change_card(&app.core, &system, &buyer.email, &row, elsewhere).await;
    assert_eq!(foreign.unwrap_err().code.as_str(), "SETUP_UNKNOWN");
    subscriptions::change_card(&app.core, &system, &buyer.email, &row, first).await.unwrap();
    let by_stripes_id = text(&done["subscriptionId"]);
    subscriptions::of_buyer(&app.core, "BUYER@example.com", &by_stripes_id).await.unwrap();
    let stranger = subscriptions::start_card_change(&app.core, "eve@example.com", &row).await;
    assert_eq!(stranger.unwrap_err().code.as_str(), "NOT_FOUND");
    app.settle().await;
}

/// Keeps another card and charges it from now on, as the buyer's page does.
async fn change_card(app: &App, email: &str, id: &str, card: &str) {
    let change = subscriptions::start_card_change(&app.core, email, id).await.unwrap();
    let early =
        subscriptions::change_card(&app.core, &Actor::system(), email, id, &change.setup_intent_id).await;
    assert_eq!(early.unwrap_err().code.as_str(), "SETUP_NOT_DONE");
    let setup =
        json!({ "client_secret": change.client_secret, "connectedAccountId": change.connected_account_id });
    app.buyer().keep_card(&setup, card).await.expect(200);
    app.wait(std::time::Duration::from_millis(2));
    subscriptions::change_card(&app.core, &Actor::system(), email, id, &change.setup_intent_id)
        .await
        .unwrap();
}

//! Stolen cards that are tried: by one e-mail from many addresses, in one attempt, on one link (M10).

use std::time::Duration;

use crate::support::client::code;
use crate::support::people::text;
use crate::support::{App, json, stories};

stories!(
    one_e_mail_leaves_five_attempts_unpaid_wherever_it_comes_from = limited,
    ten_declines_end_an_attempt,
    a_link_on_which_cards_are_tried_rests = limited,
);

async fn one_e_mail_leaves_five_attempts_unpaid_wherever_it_comes_from(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    for _ in 0..5 {
        app.buyer().start("tea").await;
        // As if each came from an address of its own.
        app.run("update checkout_session set caller = id").await;
    }
    let refused = app.buyer().start_with(429, "tea", json!({ "email": "BUYER@example.com" })).await;
    assert_eq!(code(&refused), "RATE_LIMITED");
    app.buyer().start_with(200, "tea", json!({ "email": "eve@example.com" })).await;
    app.run("update checkout_session set caller = id").await;
    app.wait(Duration::from_mins(30));
    app.buyer().start("tea").await;
}

async fn ten_declines_end_an_attempt(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    let buyer = app.buyer();
    let started = buyer.start("tea").await;
    for _ in 0..9 {
        buyer.confirm(&started, "pm_card_chargeDeclined").await.expect(402);
        app.settle().await;
    }
    let go_on = json!({ "clientSecret": started["client_secret"] });
    assert_eq!(buyer.start_with(200, "tea", go_on.clone()).await, started);
    buyer.confirm(&started, "pm_card_chargeDeclined").await.expect(402);
    app.settle().await;
    let path = format!("payment_intents/{}", text(&started["paymentIntentId"]));
    assert_eq!(app.at_stripe(&ada.account().await, &path).await["status"], "canceled");
    assert_eq!(ada.only_payment().await["status"], "CANCELED");
    let anew = buyer.start_with(200, "tea", go_on).await;
    assert_ne!(anew["paymentIntentId"], started["paymentIntentId"]);
    buyer.confirm(&anew, "pm_card_visa").await.expect(200);
    app.settle().await;
}

async fn a_link_on_which_cards_are_tried_rests(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    ada.link("Cake").await;
    let buyer = app.buyer();
    let started = buyer.start("tea").await;
    // Ninety-nine were declined before.
    app.run("update payment_link set declines = 99, declines_since = 1 where slug = 'tea'").await;
    buyer.confirm(&started, "pm_card_chargeDeclined").await.expect(402);
    app.settle().await;
    assert_eq!(
        app.count("select declines from payment_link where slug = 'tea'").await,
        1,
        "long ago is over"
    );
    app.run("update payment_link set declines = 99 where slug = 'tea'").await;
    buyer.confirm(&started, "pm_card_chargeDeclinedInsufficientFunds").await.expect(402);
    app.settle().await;
    let refused = app.buyer().start_with(429, "tea", json!({ "email": "eve@example.com" })).await;
    assert_eq!(code(&refused), "RATE_LIMITED");
    app.buyer().start_with(200, "cake", json!({ "email": "eve@example.com" })).await;
    let go_on = json!({ "clientSecret": started["client_secret"] });
    assert_eq!(buyer.start_with(200, "tea", go_on).await, started, "who has begun goes on");
    app.wait(Duration::from_mins(10));
    app.buyer().start_with(200, "tea", json!({ "email": "eve@example.com" })).await;
}

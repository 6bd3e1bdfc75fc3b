//! Links that one buyer may buy through so many times: by e-mail however it is written, also when starts meet.

use futures::future::join_all;

use crate::support::client::code;
use crate::support::people::text;
use crate::support::{App, Merchant, Value, json, stories};

stories!(
    a_buyer_buys_as_often_as_one_may,
    starts_of_one_buyer_that_meet_hold_no_more,
    who_gives_up_may_begin_again,
    another_address_is_counted_in_its_place,
    what_was_bought_before_the_limit_counts,
    a_limit_needs_to_know_who_buys,
);

const LINKS: &str = "/api/v1/paylinks";

async fn ticket(ada: &Merchant, most: i64) -> String {
    let body = json!({ "title": "Ticket", "priceType": "FIXED", "amountMinor": 5000, "maxPerBuyer": most });
    format!("{LINKS}/{}", text(&ada.post(201, LINKS, body).await["id"]))
}

async fn refused(app: &App, email: &str) -> String {
    code(&app.buyer().start_with(409, "ticket", json!({ "email": email })).await)
}

/// How many of everybody's attempts and payments are counted.
async fn counted(app: &App) -> i64 {
    app.count("select cast(coalesce(sum(uses), 0) as bigint) from link_buyer").await
}

async fn pay_as(app: &App, email: &str) {
    let started = app.buyer().start_with(200, "ticket", json!({ "email": email })).await;
    app.buyer().confirm(&started, "pm_card_visa").await.expect(200);
    app.settle().await;
}

async fn a_buyer_buys_as_often_as_one_may(app: App) {
    let ada = app.selling_merchant("ada").await;
    let path = ticket(&ada, 2).await;
    assert_eq!(ada.get(200, &path).await["maxPerBuyer"], 2);
    pay_as(&app, "bob@example.com").await;
    pay_as(&app, " BOB@Example.com").await;
    assert_eq!(refused(&app, "bob@EXAMPLE.com").await, "BUYER_LIMIT email");
    pay_as(&app, "eve@example.com").await;
    assert_eq!(counted(&app).await, 3);
    assert_eq!(app.count("select used_count from payment_link").await, 3);
    assert_eq!(app.count("select held_count from payment_link").await, 0);
    let none = app.count("select count(*) from link_buyer where buyer like '%@%'").await;
    assert_eq!(none, 0, "no address is kept");
    ada.patch(200, &path, json!({ "maxPerBuyer": 3 })).await;
    pay_as(&app, "bob@example.com").await;
    assert_eq!(ada.patch(200, &path, json!({ "maxPerBuyer": 0 })).await["maxPerBuyer"], Value::Null);
    pay_as(&app, "bob@example.com").await;
}

async fn starts_of_one_buyer_that_meet_hold_no_more(app: App) {
    let ada = app.selling_merchant("ada").await;
    ticket(&ada, 3).await;
    let starts = (0..40).map(|turn| {
        let app = &app;
        async move {
            let buyer = app.buyer();
            let path = format!("{LINKS}/public/ticket/payment-intents");
            let email = if turn % 2 == 0 { "bob@example.com" } else { "Bob@Example.com" };
            let request = buyer.request(reqwest::Method::POST, &path).json(&json!({ "email": email }));
            buyer.send(request).await.status
        }
    });
    let answers = join_all(starts).await;
    let count = |status: u16| answers.iter().filter(|answer| **answer == status).count();
    assert_eq!((count(200), count(409)), (3, 37), "{answers:?}");
    assert_eq!((counted(&app).await, app.calls_of("POST", "/v1/payment_intents").await.len()), (3, 3));
    app.let_seats_go().await;
    assert_eq!(counted(&app).await, 0);
}

async fn who_gives_up_may_begin_again(app: App) {
    let ada = app.selling_merchant("ada").await;
    ticket(&ada, 1).await;
    let buyer = app.buyer();
    let started = buyer.start("ticket").await;
    let go_on = json!({ "clientSecret": started["client_secret"] });
    assert_eq!(buyer.start_with(200, "ticket", go_on).await, started, "who holds it goes on");
    assert_eq!(refused(&app, &buyer.email).await, "BUYER_LIMIT email");
    app.let_seats_go().await;
    app.buyer().pay("ticket").await;
    app.settle().await;
    assert_eq!((counted(&app).await, refused(&app, &buyer.email).await), (1, "BUYER_LIMIT email".into()));
}

async fn another_address_is_counted_in_its_place(app: App) {
    let ada = app.selling_merchant("ada").await;
    ticket(&ada, 1).await;
    pay_as(&app, "bob@example.com").await;
    let eve = app.buyer();
    let started = eve.start_with(200, "ticket", json!({ "email": "eve@example.com" })).await;
    let secret = &started["client_secret"];
    let as_bob = json!({ "email": "bob@example.com", "clientSecret": secret });
    assert_eq!(code(&eve.start_with(409, "ticket", as_bob).await), "BUYER_LIMIT email");
    let as_dan = json!({ "email": "dan@example.com", "clientSecret": secret });
    assert_eq!(eve.start_with(200, "ticket", as_dan).await, started);
    assert_eq!(counted(&app).await, 2);
    app.buyer().start_with(200, "ticket", json!({ "email": "eve@example.com" })).await;
    eve.confirm(&started, "pm_card_visa").await.expect(200);
    app.settle().await;
    assert_eq!(refused(&app, "dan@example.com").await, "BUYER_LIMIT email");
    app.let_seats_go().await;
    assert_eq!(counted(&app).await, 2);
}

async fn what_was_bought_before_the_limit_counts(app: App) {
    let ada = app.selling_merchant("ada").await;
    let path = ticket(&ada, 1).await;
    ada.patch(200, &path, json!({ "maxPerBuyer": 0 })).await;
    let early = app.buyer().start("ticket").await;
    pay_as(&app, "buyer@example.com").await;
    ada.patch(200, &path, json!({ "maxPerBuyer": 1 })).await;
    assert_eq!(refused(&app, "buyer@example.com").await, "BUYER_LIMIT email");
    app.buyer().confirm(&early, "pm_card_visa").await.expect(200);
    app.settle().await;
    assert_eq!(counted(&app).await, 2, "recorded, never lost");
    assert_eq!(app.count("select count(*) from payment where paid_late").await, 1);
}

async fn a_limit_needs_to_know_who_buys(app: App) {
    let ada = app.merchant("ada").await;
    let path = ticket(&ada, 1).await;
    let silent = ada.patch(400, &path, json!({ "collectEmail": false })).await;
    assert_eq!(code(&silent), "LIMIT_NEEDS_EMAIL maxPerBuyer");
    assert_eq!(code(&ada.patch(400, &path, json!({ "maxPerBuyer": -1 })).await), "BAD_COUNT maxPerBuyer");
    let browser = app.browser("ada").await;
    let form = |most, email| {
        [("title", "Tea"), ("amount", "5"), ("currency", "RON"), ("max_per_buyer", most), (email, "on")]
    };
    let page = browser.form("/dashboard/links/new", &form("2", "collect_name")).await.expect(422).text;
    assert!(page.contains("id=\"max_per_buyer-error\""), "{page}");
    browser.form("/dashboard/links/new", &form("2", "collect_email")).await.expect(303);
    assert_eq!(ada.get(200, LINKS).await["data"][0]["maxPerBuyer"], 2);
}

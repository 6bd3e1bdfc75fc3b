//! Links that sell a limited number of times: never one too many, never a seat lost, and late money is kept (M1 to M3).

use futures::future::join_all;

use crate::support::client::code;
use crate::support::people::text;
use crate::support::{App, Merchant, Value, json, stories};

stories!(
    a_link_sells_as_often_as_it_may,
    a_held_seat_is_nobody_elses_until_stripe_has_canceled,
    who_paid_in_time_keeps_the_seat,
    a_seat_that_stripe_still_works_on_stays_held,
    a_seat_of_a_start_that_was_cut_short_is_free_again,
    a_seller_who_cancels_at_stripe_frees_the_seat,
    many_starts_hold_no_more_than_there_are,
    paying_and_letting_go_at_once_agree,
    money_that_comes_beyond_the_limit_is_kept_and_marked,
    a_held_seat_is_not_taken_by_who_holds_none,
    a_limit_is_changed_and_taken_away,
    bad_limits_are_refused,
);

const LINKS: &str = "/api/v1/paylinks";

async fn limited(ada: &Merchant, most: i64) -> String {
    let body = json!({ "title": "Workshop", "slug": "workshop", "priceType": "FIXED", "amountMinor": 5000,
        "maxUses": most });
    text(&ada.post(201, LINKS, body).await["id"])
}

/// Seats that are taken, and seats that are held.
async fn seats(app: &App) -> (i64, i64) {
    let taken = app.count("select used_count from payment_link where slug = 'workshop'").await;
    (taken, app.count("select held_count from payment_link where slug = 'workshop'").await)
}

async fn refused(app: &App) -> Value {
    app.buyer().start_with(410, "workshop", json!({})).await
}

async fn a_link_sells_as_often_as_it_may(app: App) {
    let ada = app.selling_merchant("ada").await;
    let id = limited(&ada, 2).await;
    for sold in 0..2 {
        assert_eq!(seats(&app).await, (sold, 0));
        app.buyer().pay("workshop").await;
        app.settle().await;
    }
    assert_eq!(seats(&app).await, (2, 0));
    let gone = refused(&app).await;
    assert_eq!((code(&gone), &gone["error"]["reason"]), ("LINK_USED_UP".into(), &json!("used_up")));
    let public = app.buyer().get(410, &format!("{LINKS}/public/workshop")).await;
    assert_eq!(public["error"]["reason"], "used_up");
    assert_eq!(
        app.buyer().get(200, &format!("{LINKS}/public")).await["items"],
        json!([]),
        "not in the sitemap"
    );
    let page = app.visitor().page("/p/workshop").await.expect(410).text;
    assert!(page.contains("Sold out") && page.contains("ada's shop"), "{page}");
    let link = ada.get(200, &format!("{LINKS}/{id}")).await;
    assert_eq!((&link["maxUses"], &link["usedCount"], &link["active"]), (&json!(2), &json!(2), &json!(true)));
    let browser = app.browser("ada").await;
    let page = browser.page(&format!("/dashboard/links/{id}")).await.expect(200).text;
    assert!(page.contains("Sold out") && page.contains("2 of 2"), "{page}");
}

async fn a_held_seat_is_nobody_elses_until_stripe_has_canceled(app: App) {
    let ada = app.selling_merchant("ada").await;
    limited(&ada, 1).await;
    let first = app.buyer();
    let started = first.start("workshop").await;
    assert_eq!(seats(&app).await, (0, 1));
    assert_eq!(code(&refused(&app).await), "LINK_USED_UP");
    let go_on = json!({ "clientSecret": started["client_secret"] });
    assert_eq!(
        first.start_with(200, "workshop", go_on.clone()).await,
        started,
        "the one who holds it goes on"
    );
    first.confirm(&started, "pm_card_chargeDeclined").await.expect(402);
    app.settle().await;
    assert_eq!(seats(&app).await, (0, 1), "a decline keeps the seat for another try");

    app.let_seats_go().await;
    assert_eq!(seats(&app).await, (0, 0));
    let path = format!("payment_intents/{}", text(&started["paymentIntentId"]));
    assert_eq!(app.at_stripe(&ada.account().await, &path).await["status"], "canceled");
    assert_eq!(ada.only_payment().await["status"], "CANCELED");
    let second = app.buyer().start("workshop").await;
    assert_eq!(code(&first.start_with(410, "workshop", go_on).await), "LINK_USED_UP", "that time is over");
    app.buyer().confirm(&second, "pm_card_visa").await.expect(200);
    app.settle().await;
    assert_eq!(seats(&app).await, (1, 0));
}

async fn who_paid_in_time_keeps_the_seat(app: App) {
    let ada = app.selling_merchant("ada").await;
    limited(&ada, 1).await;
    let buyer = app.buyer();
    let started = buyer.start("workshop").await;
    // The news is late: the time is over before it comes.
    app.keep_news_back().await;
    buyer.confirm(&started, "pm_card_visa").await.expect(200);
    app.let_seats_go().await;
    app.forgive("400 /v1/payment_intents/");
    assert_eq!(seats(&app).await, (1, 0));
    assert_eq!(ada.only_payment().await["status"], "COMPLETED");
    assert_eq!(app.mails(&buyer.email).len(), 1);
}

async fn a_seat_that_stripe_still_works_on_stays_held(app: App) {
    let ada = app.selling_merchant("ada").await;
    limited(&ada, 1).await;
    let started = app.buyer().start("workshop").await;
    app.settle().await;
    app.sandbox_post("fail", json!({ "path_prefix": "/v1/payment_intents", "status": 503, "times": 3 }))
        .await;
    app.let_seats_go().await;
    assert_eq!(seats(&app).await, (0, 1), "nobody has said that it cannot be paid");
    app.let_seats_go().await;
    assert_eq!(seats(&app).await, (0, 0));
    assert_eq!(
        app.at_stripe(
            &ada.account().await,
            &format!("payment_intents/{}", text(&started["paymentIntentId"]))
        )
        .await["status"],
        "canceled"
    );
}

async fn a_seat_of_a_start_that_was_cut_short_is_free_again(app: App) {
    let ada = app.selling_merchant("ada").await;
    limited(&ada, 1).await;
    let fail = json!({ "path_prefix": "/v1/payment_intents", "status": 503, "times": 3 });
    app.sandbox_post("fail", fail).await;
    assert_eq!(code(&app.buyer().start_with(503, "workshop", json!({})).await), "STRIPE_DOWN");
    assert_eq!(seats(&app).await, (0, 1), "who knows what Stripe has done");
    app.let_seats_go().await;
    assert_eq!(seats(&app).await, (0, 0));
    let all = app.at_stripe(&ada.account().await, "payment_intents").await;
    let statuses: Vec<String> =
        all["data"].as_array().unwrap().iter().map(|intent| text(&intent["status"])).collect();
    assert_eq!(statuses, ["canceled"], "one intent, and nobody can pay it");
    app.buyer().pay("workshop").await;
}

async fn a_seller_who_cancels_at_stripe_frees_the_seat(app: App) {
    let ada = app.selling_merchant("ada").await;
    limited(&ada, 1).await;
    let started = app.buyer().start("workshop").await;
    app.cancel_at_stripe(&ada.account().await, &text(&started["paymentIntentId"])).await;
    app.settle().await;
    assert_eq!(seats(&app).await, (0, 0));
    app.let_seats_go().await;
    assert_eq!(seats(&app).await, (0, 0), "once");
}

async fn many_starts_hold_no_more_than_there_are(app: App) {
    let ada = app.selling_merchant("ada").await;
    limited(&ada, 10).await;
    let starts = (0..60).map(|_| async {
        let buyer = app.buyer();
        let request =
            buyer.request(reqwest::Method::POST, &format!("{LINKS}/public/workshop/payment-intents"));
        let answer = buyer.send(request.json(&json!({ "email": buyer.email }))).await;
        answer.status
    });
    let answers = join_all(starts).await;
    let count = |status: u16| answers.iter().filter(|answer| **answer == status).count();
    assert_eq!((count(200), count(410)), (10, 50), "{answers:?}");
    assert_eq!(seats(&app).await, (0, 10));
    assert_eq!(app.calls_of("POST", "/v1/payment_intents").await.len(), 10, "Stripe hears of no more");
}

async fn paying_and_letting_go_at_once_agree(app: App) {
    let ada = app.selling_merchant("ada").await;
    limited(&ada, 8).await;
    let started = join_all((0..8).map(|_| async { app.buyer().start("workshop").await })).await;
    let account = ada.account().await;
    app.run("update job set run_at = 0 where kind = 'let_seat_go' and state = 'ready'").await;
    let paying = join_all(
        started.iter().map(|started| async { app.buyer().confirm(started, "pm_card_visa").await.status }),
    );
    let (paid, ()) = futures::join!(paying, app.settle());
    app.settle().await;
    let paid = i64::try_from(paid.iter().filter(|status| **status == 200).count()).unwrap();
    assert_eq!(seats(&app).await, (paid, 0));
    for started in &started {
        let intent = text(&started["paymentIntentId"]);
        let status = text(&app.at_stripe(&account, &format!("payment_intents/{intent}")).await["status"]);
        let ours = ada.payments().await;
        let ours = ours
            .iter()
            .find(|payment| payment["stripePaymentIntentId"] == started["paymentIntentId"])
            .unwrap();
        let expected = if status == "succeeded" { "COMPLETED" } else { "CANCELED" };
        assert_eq!(ours["status"], expected, "{status}");
    }
    // Who comes second is told so.
    app.forgive("400 /v1/payment_intents/");
}

async fn money_that_comes_beyond_the_limit_is_kept_and_marked(app: App) {
    let ada = app.selling_merchant("ada").await;
    let link = ada.link("Workshop").await;
    let early = app.buyer().start("workshop").await;
    ada.patch(200, &format!("{LINKS}/{}", text(&link["id"])), json!({ "maxUses": 1 })).await;
    app.buyer().pay("workshop").await;
    app.settle().await;
    app.buyer().confirm(&early, "pm_card_visa").await.expect(200);
    app.settle().await;
    assert_eq!(seats(&app).await, (2, 0), "recorded, never lost");
    let payments = ada.payments().await;
    assert!(
        payments.len() == 2 && payments.iter().all(|payment| payment["status"] == "COMPLETED"),
        "{payments:?}"
    );
    assert_eq!(app.count("select count(*) from payment where paid_late").await, 1);
}

async fn a_held_seat_is_not_taken_by_who_holds_none(app: App) {
    let ada = app.selling_merchant("ada").await;
    let link = ada.link("Workshop").await;
    let early = app.buyer().start("workshop").await;
    ada.patch(200, &format!("{LINKS}/{}", text(&link["id"])), json!({ "maxUses": 1 })).await;
    let holder = app.buyer().start("workshop").await;
    app.buyer().confirm(&early, "pm_card_visa").await.expect(200);
    app.settle().await;
    app.buyer().confirm(&holder, "pm_card_visa").await.expect(200);
    app.settle().await;
    assert_eq!(seats(&app).await, (2, 0));
    let late = "select count(*) from payment p join checkout_session s on s.id = p.checkout_session_id \
        where p.paid_late and s.expires_at - s.created_at > 3600000";
    assert_eq!(app.count("select count(*) from payment where paid_late").await, 1);
    assert_eq!(app.count(late).await, 1, "the one who held no seat");
}

async fn a_limit_is_changed_and_taken_away(app: App) {
    let ada = app.selling_merchant("ada").await;
    let path = format!("{LINKS}/{}", limited(&ada, 1).await);
    app.buyer().pay("workshop").await;
    app.settle().await;
    refused(&app).await;
    let link = ada.patch(200, &path, json!({ "maxUses": 3 })).await;
    assert_eq!((&link["maxUses"], &link["usedCount"]), (&json!(3), &json!(1)));
    app.buyer().start("workshop").await;
    let below = ada.patch(400, &path, json!({ "maxUses": 1 })).await;
    assert_eq!(code(&below), "LIMIT_BELOW_USED maxUses", "one is sold, one is being paid for");
    assert_eq!(below["error"]["message"], "2 are sold or being paid for already.");
    assert_eq!(ada.get(200, &path).await["maxUses"], json!(3), "nothing is half done");
    let link = ada.patch(200, &path, json!({ "maxUses": 0 })).await;
    assert_eq!(link["maxUses"], Value::Null);
    app.buyer().pay("workshop").await;
    app.let_seats_go().await;
    assert_eq!(seats(&app).await, (2, 0), "the seat held under the old limit is given back");
    let copy = ada.post(201, &format!("{path}/duplicate"), json!({})).await;
    assert_eq!((&copy["maxUses"], &copy["usedCount"]), (&Value::Null, &json!(0)));
}

async fn bad_limits_are_refused(app: App) {
    let ada = app.merchant("ada").await;
    for most in [json!(0), json!(-1), json!(1_000_001)] {
        let body = json!({ "title": "Tea", "priceType": "FIXED", "amountMinor": 500, "maxUses": most });
        let refused = ada.post(400, LINKS, body).await;
        assert_eq!(code(&refused), "BAD_COUNT maxUses", "{most}");
        assert_eq!(refused["error"]["message"], "Use a whole number from 1 to 1000000.");
    }
    let browser = app.browser("ada").await;
    let form = |most| [("title", "Tea"), ("amount", "5"), ("currency", "RON"), ("max_uses", most)];
    for most in ["0", "many", "1.5"] {
        let page = browser.form("/dashboard/links/new", &form(most)).await.expect(422).text;
        let kept = format!("value=\"{most}\"");
        assert!(page.contains("id=\"max_uses-error\"") && page.contains(&kept), "{page}");
    }
    browser.form("/dashboard/links/new", &form("12")).await.expect(303);
    assert_eq!(ada.get(200, LINKS).await["data"][0]["maxUses"], json!(12));
}

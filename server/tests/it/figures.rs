//! What merchants read on the first page and on the page of a link: spans of days against the days before, what
//! needs attention, and first steps that tick themselves.

use reqwest::Method;

use crate::support::client::code;
use crate::support::people::text;
use crate::support::{App, Client, Value, json, stories};

stories!(
    spans_end_today_and_meet_the_days_before,
    a_link_has_its_own_figures,
    currencies_stay_apart,
    the_newest_tried_payments_are_shown,
    attention_names_facts,
    what_was_given_up_needs_attention,
    first_steps_tick_themselves,
    a_member_s_own_payment_is_a_test,
    the_list_of_first_steps_is_put_away_once,
    bad_input_is_named,
);

async fn open(app: &App, slug: &str, status: u16) {
    let browser = app.passer_by();
    browser.send(browser.request(Method::GET, &format!("/p/{slug}"))).await.expect(status);
}

async fn overview(client: &Client, query: &str) -> Value {
    client.get(200, &format!("/api/v1/overview{query}")).await
}

/// The codes of what needs attention.
async fn attention(client: &Client) -> Vec<String> {
    let all = overview(client, "").await;
    all["attention"].as_array().unwrap().iter().map(|fact| text(&fact["code"])).collect()
}

/// The first steps that are done.
async fn done(client: &Client) -> Vec<String> {
    let all = overview(client, "").await;
    let steps = all["checklist"]["steps"].as_array().unwrap().clone();
    assert_eq!(steps.len(), 5);
    steps.iter().filter(|step| step["done"] == true).map(|step| text(&step["step"])).collect()
}

/// A week ago four visits and one sale, today ten visits and three sales.
async fn two_weeks(app: &App) -> (crate::support::Merchant, String) {
    let ada = app.selling_merchant("ada").await;
    let link = text(&ada.link("Tea").await["id"]);
    ada.link("Coffee").await;
    app.keep_news_back().await;
    app.wait_until_noon(1);
    for _ in 0..4 {
        open(app, "tea", 200).await;
    }
    app.buyer().pay_and_return("tea").await;
    app.write_visits().await;
    app.wait_until_noon(7);
    for _ in 0..10 {
        open(app, "tea", 200).await;
    }
    for slug in ["tea", "tea", "coffee"] {
        app.buyer().pay_and_return(slug).await;
    }
    app.write_visits().await;
    (ada, link)
}

async fn spans_end_today_and_meet_the_days_before(app: App) {
    let (ada, _) = two_weeks(&app).await;
    let ada = app.back_again(&ada).await;
    let week = overview(&ada, "?period=7d").await;
    let today = app.core.clock.now().day();
    assert_eq!(
        (&week["currency"], &week["period"], &week["today"]),
        (&json!("RON"), &json!("7d"), &json!(today))
    );
    let chosen = &week["figures"]["chosen"];
    assert_eq!(chosen, &week["figures"]["sevenDays"]);
    assert_eq!((&chosen["from"], &chosen["to"]), (&json!(today.minus(6)), &json!(today)));
    assert_eq!(chosen["grossMinor"], json!({ "value": 14_997, "before": 4999, "changeBps": 20_000 }));
    assert_eq!(chosen["paidCount"], json!({ "value": 3, "before": 1, "changeBps": 20_000 }));
    assert_eq!(chosen["startedCount"], json!({ "value": 3, "before": 1, "changeBps": 20_000 }));
    assert_eq!(chosen["visits"], json!({ "value": 10, "before": 4, "changeBps": 15_000 }));
    assert_eq!(chosen["conversion"], json!({ "bps": 3000, "beforeBps": 2500, "differenceBps": 500 }));
    let one = &week["figures"]["today"];
    assert_eq!(one["paidCount"], json!({ "value": 3, "before": 0, "changeBps": null }));
    let month = &week["figures"]["twentyEightDays"];
    assert_eq!(month["paidCount"], json!({ "value": 4, "before": 0, "changeBps": null }));
    let total = &week["figures"]["total"];
    assert_eq!(total["grossMinor"], json!({ "value": 19_996, "before": null, "changeBps": null }));
    assert_eq!((&total["from"], &total["conversion"]["bps"]), (&Value::Null, &json!(2857)));
    for (name, last) in [("days", today), ("daysBefore", today.minus(7))] {
        let days = week[name].as_array().unwrap();
        assert_eq!((days.len(), &days[6]["day"], &days[0]["day"]), (7, &json!(last), &json!(last.minus(6))));
        let paid: i64 = days[..6].iter().map(|day| day["paidCount"].as_i64().unwrap()).sum();
        assert_eq!(paid, 0, "{days:?}");
    }
    assert_eq!(
        week["daysBefore"][6],
        json!({ "day": today.minus(7), "grossMinor": 4999, "refundedMinor": 0, "paidCount": 1, "startedCount": 1,
            "abandonedCount": 0, "claimedCount": 0, "visits": 4 })
    );
    for (query, days) in [("", 28), ("?period=90d", 90), ("?period=365d", 365)] {
        let longer = overview(&ada, query).await;
        assert_eq!(longer["days"].as_array().unwrap().len(), days);
        assert_eq!(longer["daysBefore"].as_array().unwrap().len(), days);
        assert_eq!(longer["figures"]["chosen"]["paidCount"]["value"], 4);
        assert_eq!(
            longer["figures"]["sevenDays"], week["figures"]["sevenDays"],
            "the short spans are the same"
        );
    }
    // The days pass: what was today belongs to the days before.
    app.wait_until_noon(7);
    let ada = app.newcomer("ada").await;
    let later = &overview(&ada, "?period=7d").await["figures"]["chosen"];
    assert_eq!(later["paidCount"], json!({ "value": 0, "before": 3, "changeBps": -10_000 }));
    assert_eq!(later["conversion"], json!({ "bps": null, "beforeBps": 3000, "differenceBps": null }));
}

async fn a_link_has_its_own_figures(app: App) {
    let (ada, link) = two_weeks(&app).await;
    let ada = app.back_again(&ada).await;
    let stats = ada.get(200, &format!("/api/v1/paylinks/{link}/stats?period=7d")).await;
    assert_eq!((&stats["payLinkId"], &stats["currency"]), (&json!(link), &json!("RON")));
    let chosen = &stats["chosen"];
    assert_eq!(chosen["paidCount"], json!({ "value": 2, "before": 1, "changeBps": 10_000 }));
    assert_eq!(chosen["grossMinor"], json!({ "value": 9998, "before": 4999, "changeBps": 10_000 }));
    assert_eq!(chosen["visits"], json!({ "value": 10, "before": 4, "changeBps": 15_000 }));
    assert_eq!(chosen["conversion"], json!({ "bps": 2000, "beforeBps": 2500, "differenceBps": -500 }));
    assert_eq!(stats["total"]["paidCount"]["value"], 3);
    assert_eq!((&stats["days"][6]["paidCount"], &stats["daysBefore"][6]["visits"]), (&json!(2), &json!(4)));
    let newest = &ada.get(200, &format!("/api/v1/transactions?payLinkId={link}&limit=1")).await["data"][0];
    let newest = ada.get(200, &format!("/api/v1/transactions/{}", text(&newest["id"]))).await;
    assert_eq!(stats["lastSaleAt"], newest["paidAt"]);
    ada.delete(200, &format!("/api/v1/paylinks/{link}")).await;
    ada.get(404, &format!("/api/v1/paylinks/{link}/stats")).await;
    assert_eq!(
        overview(&ada, "").await["figures"]["total"]["paidCount"]["value"],
        4,
        "what was sold was sold"
    );
}

async fn currencies_stay_apart(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    let euro = json!({ "title": "Coffee", "priceType": "FIXED", "amount": 1000, "currency": "EUR" });
    ada.post(201, "/api/v1/paylinks", euro).await;
    assert_eq!(overview(&ada, "").await["otherCurrencies"], json!([]));
    open(&app, "coffee", 200).await;
    open(&app, "coffee", 200).await;
    app.buyer().pay("tea").await;
    let started = app.buyer().pay("coffee").await;
    app.settle().await;
    app.refund(&started, 300).await;
    app.settle().await;
    app.write_visits().await;
    let lei = overview(&ada, "").await;
    assert_eq!(
        (&lei["currency"], &lei["figures"]["total"]["grossMinor"]["value"]),
        (&json!("RON"), &json!(4999))
    );
    let euros =
        json!({ "currency": "EUR", "grossMinor": 1000, "refundedMinor": 300, "paidCount": 1, "visits": 2 });
    assert_eq!(lei["otherCurrencies"], json!([euros]));
    let asked = overview(&ada, "?currency=EUR").await;
    assert_eq!(asked["figures"]["today"]["refundedMinor"]["value"], 300);
    assert_eq!(asked["figures"]["total"]["grossMinor"]["value"], 1000);
    assert_eq!(asked["otherCurrencies"][0]["currency"], "RON");
    let by_header = ada.with("x-currency", "EUR").get(200, "/api/v1/overview").await;
    assert_eq!(by_header["figures"], asked["figures"]);
    ada.patch(200, "/api/v1/me", json!({ "defaultCurrency": "EUR" })).await;
    assert_eq!(overview(&ada, "").await["figures"], asked["figures"]);
    assert_eq!(overview(&ada, "?currency=GBP").await["figures"]["total"]["paidCount"]["value"], 0);
}

async fn the_newest_tried_payments_are_shown(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    let buyer = app.buyer();
    for _ in 0..7 {
        buyer.pay("tea").await;
    }
    let started = buyer.start("tea").await;
    buyer.confirm(&started, "pm_card_chargeDeclined").await.expect(402);
    for _ in 0..8 {
        buyer.start("tea").await;
    }
    app.settle().await;
    let recent = overview(&ada, "").await["recent"].as_array().unwrap().clone();
    let statuses: Vec<_> = recent.iter().map(|payment| text(&payment["status"])).collect();
    let paid = "COMPLETED".to_owned();
    assert_eq!(
        statuses,
        [vec!["FAILED".to_owned()], vec![paid; 6]].concat(),
        "nobody tried to pay the others"
    );
    assert_eq!((&recent[1]["cardBrand"], &recent[1]["cardLast4"]), (&json!("visa"), &json!("4242")));
    let listed = ada.get(200, "/api/v1/transactions?status=COMPLETED&limit=6").await;
    assert_eq!(listed["data"].as_array().unwrap()[..], recent[1..], "as in the list of payments");
}

async fn attention_names_facts(app: App) {
    let ada = app.merchant("ada").await;
    let link = text(&ada.link("Tea").await["id"]);
    assert_eq!(attention(&ada).await, ["PAYMENTS_NOT_CONNECTED"]);
    ada.post(200, "/api/v1/stripe/account-link", json!({})).await;
    assert_eq!(attention(&ada).await, ["PAYMENTS_NOT_CONNECTED"], "onboarding was not gone through");
    let account = ada.account().await;
    app.sandbox_post(&format!("accounts/{account}/complete"), json!({})).await;
    app.settle().await;
    assert_eq!(attention(&ada).await, Vec::<String>::new());

    let deadline = app.core.clock.now().plus(std::time::Duration::from_hours(48)).seconds();
    let patch = json!({ "charges_enabled": false, "requirements": { "disabled_reason": "requirements.past_due",
        "past_due": ["individual.verification.document"], "current_deadline": deadline,
        "currently_due": ["individual.verification.document", "external_account", "business_profile.url"] } });
    app.sandbox_post(&format!("accounts/{account}"), patch).await;
    app.settle().await;
    open(&app, "tea", 503).await;
    app.write_visits().await;
    let facts = overview(&ada, "").await["attention"].clone();
    let fact = |code: &str, count: Value, deadline: Value, detail: Value| {
        json!({ "code": code, "page": "CONNECT", "subjectId": null, "count": count, "deadline": deadline,
            "detail": detail })
    };
    let until = json!(paylinks::clock::Timestamp::from_seconds(deadline));
    assert_eq!(
        facts,
        json!([
            fact("ACCOUNT_CANNOT_CHARGE", Value::Null, Value::Null, json!("requirements.past_due")),
            fact("REQUIREMENTS_PAST_DUE", json!(1), until.clone(), Value::Null),
            fact("REQUIREMENTS_DUE", json!(2), until, Value::Null),
            fact("VISITORS_TURNED_AWAY", json!(1), Value::Null, Value::Null),
        ])
    );
    app.sandbox_post(&format!("accounts/{account}/complete"), json!({})).await;
    app.sandbox_post(&format!("accounts/{account}"), json!({ "payouts_enabled": false })).await;
    app.settle().await;
    assert_eq!(attention(&ada).await, ["ACCOUNT_CANNOT_PAY_OUT"]);
    app.sandbox_post(&format!("accounts/{account}/complete"), json!({})).await;
    app.settle().await;

    let started = app.buyer().start("tea").await;
    ada.patch(200, &format!("/api/v1/paylinks/{link}"), json!({ "active": false })).await;
    app.buyer().confirm(&started, "pm_card_visa").await.expect(200);
    app.settle().await;
    let facts = overview(&ada, "").await["attention"].clone();
    let payment = ada.only_payment().await;
    let late = json!({ "code": "PAID_LATE", "page": "PAYMENT", "subjectId": payment["id"], "count": 1,
        "deadline": null, "detail": null });
    assert_eq!(facts, json!([late]));
    let bob = app.selling_merchant("bob").await;
    assert_eq!(attention(&bob).await, Vec::<String>::new(), "nobody else's");
    app.refund(&started, 4999).await;
    app.settle().await;
    assert_eq!(attention(&ada).await, Vec::<String>::new(), "given back is settled");
}

async fn what_was_given_up_needs_attention(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    app.buyer().pay("tea").await;
    app.settle().await;
    assert_eq!(attention(&ada).await, Vec::<String>::new());
    let mails = "update job set state = 'dead', payload = (select '{\"merchant_id\":\"' || merchant_id \
        || '\",\"payment_id\":\"' || id || '\"}' from payment) where kind in ('receipt_mail', 'sale_mail')";
    app.run(mails).await;
    let facts = overview(&ada, "").await["attention"].clone();
    let payment = text(&ada.only_payment().await["id"]);
    let fact = |code: &str| json!({ "code": code, "page": "PAYMENT", "subjectId": payment, "count": 1, "deadline": null, "detail": null });
    assert_eq!(facts, json!([fact("RECEIPT_NOT_DELIVERED"), fact("SALE_MAIL_NOT_DELIVERED")]));
    let bob = app.selling_merchant("bob").await;
    assert_eq!(attention(&bob).await, Vec::<String>::new(), "nobody else's");
    app.keep_news_back().await;
    app.wait_until_noon(29);
    let later = app.back_again(&ada).await;
    assert_eq!(attention(&later).await, Vec::<String>::new(), "nobody can settle it: it fades");
    app.run("update job set state = 'done' where state = 'dead'").await;
}

async fn first_steps_tick_themselves(app: App) {
    let ada = app.merchant("ada").await;
    assert_eq!(done(&ada).await, Vec::<String>::new());
    let link = text(&ada.link("Tea").await["id"]);
    assert_eq!(done(&ada).await, ["link"]);
    ada.delete(200, &format!("/api/v1/paylinks/{link}")).await;
    assert_eq!(done(&ada).await, Vec::<String>::new());
    ada.link("Coffee").await;
    ada.post(200, "/api/v1/stripe/account-link", json!({})).await;
    assert_eq!(done(&ada).await, ["link"]);
    app.sandbox_post(&format!("accounts/{}/complete", ada.account().await), json!({})).await;
    app.settle().await;
    assert_eq!(done(&ada).await, ["connect", "link"]);
    let member = app.passer_by();
    member.plant("session", "0123");
    member.send(member.request(Method::GET, "/p/coffee")).await.expect(200);
    app.write_visits().await;
    assert_eq!(done(&ada).await, ["connect", "link"], "one's own look is no share");
    open(&app, "coffee", 200).await;
    app.write_visits().await;
    assert_eq!(done(&ada).await, ["connect", "link", "share"]);
    app.buyer().pay("coffee").await;
    app.settle().await;
    assert_eq!(done(&ada).await, ["connect", "link", "testPayment", "share", "firstSale"]);
    let bob = app.merchant("bob").await;
    assert_eq!(done(&bob).await, Vec::<String>::new());
}

async fn a_member_s_own_payment_is_a_test(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    let mut member = app.buyer();
    member.email.clone_from(&ada.email);
    member.pay("tea").await;
    app.settle().await;
    assert_eq!(done(&ada).await, ["connect", "link", "testPayment"]);
    app.buyer().pay("tea").await;
    app.settle().await;
    assert_eq!(
        done(&ada).await,
        ["connect", "link", "testPayment", "share", "firstSale"],
        "who buys was told"
    );
}

async fn the_list_of_first_steps_is_put_away_once(app: App) {
    let ada = app.merchant("ada").await;
    assert_eq!(overview(&ada, "").await["checklist"]["dismissed"], false);
    for _ in 0..2 {
        let answer = ada.post(200, "/api/v1/overview/checklist/dismiss", json!({})).await;
        assert_eq!(answer, json!({ "ok": true }));
    }
    assert_eq!(overview(&ada, "").await["checklist"]["dismissed"], true);
    let bob = app.merchant("bob").await;
    assert_eq!(overview(&bob, "").await["checklist"]["dismissed"], false);
    assert_eq!(app.count("select count(*) from event where type = 'checklist.dismissed'").await, 1);
}

async fn bad_input_is_named(app: App) {
    let ada = app.merchant("ada").await;
    let link = text(&ada.link("Tea").await["id"]);
    for (query, wrong) in [
        ("period=5d", "BAD_CHOICE period"),
        ("period=", "BAD_CHOICE period"),
        ("period=28D", "BAD_CHOICE period"),
        ("currency=YEN", "BAD_CURRENCY currency"),
        ("merchantId=x", "UNKNOWN_FIELD merchantId"),
    ] {
        assert_eq!(code(&ada.get(400, &format!("/api/v1/overview?{query}")).await), wrong, "{query}");
    }
    for (query, wrong) in [("period=1y", "BAD_CHOICE period"), ("currency=EUR", "UNKNOWN_FIELD currency")] {
        let refused = ada.get(400, &format!("/api/v1/paylinks/{link}/stats?{query}")).await;
        assert_eq!(code(&refused), wrong, "{query}");
    }
}

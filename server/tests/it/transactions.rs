//! Payments as the merchant reads them: list, filters, pages, one with its story; as documented.

use paylinks::actor::{Actor, Door};
use paylinks::events::{self, NewEvent};
use paylinks::tokens;

use crate::support::client::code;
use crate::support::people::text;
use crate::support::{App, Merchant, Value, json, stories};

stories!(
    the_list_is_as_documented,
    filters_narrow_the_list,
    pages_show_each_payment_once,
    forged_cursors_stay_at_home,
    the_story_names_who_did_what,
    every_kind_of_caller_is_named,
    whoever_comes_back_is_the_buyer
);

async fn the_list_is_as_documented(app: App) {
    let ada = app.selling_merchant("ada").await;
    let body =
        json!({ "title": "Premium Course", "priceType": "FIXED", "amount": 4999, "collectName": true });
    let link = ada.post(201, "/api/v1/paylinks", body).await;
    let started = app.buyer().start_with(200, "premium-course", json!({ "name": "Ion Popescu" })).await;
    app.buyer().confirm(&started, "pm_card_visa").await.expect(200);
    app.settle().await;
    let list = ada.with("x-currency", "RON").get(200, "/api/v1/transactions?limit=20&status=COMPLETED").await;
    assert_eq!((&list["nextCursor"], &list["hasMore"]), (&Value::Null, &json!(false)));
    let one = &list["data"][0];
    let expected = json!({ "payLinkId": link["id"], "amount": 4999, "currency": "RON", "status": "COMPLETED",
        "customerEmail": "buyer@example.com", "customerName": "Ion Popescu",
        "stripePaymentIntentId": started["paymentIntentId"], "platformFee": 200, "netAmount": 4799,
        "payLink": { "id": link["id"], "title": "Premium Course", "slug": "premium-course" } });
    for (key, value) in expected.as_object().unwrap() {
        assert_eq!(&one[key], value, "{key}");
    }
    assert_eq!(text(&one["createdAt"]).len(), 24);
    // The row keeps what was sold, whatever becomes of the link.
    let path = format!("/api/v1/paylinks/{}", text(&link["id"]));
    ada.patch(200, &path, json!({ "title": "Renamed" })).await;
    ada.delete(200, &path).await;
    assert_eq!(ada.only_payment().await["payLink"]["title"], "Premium Course");
}

/// One completed, one failed, one open payment in RON, and a completed one in EUR.
async fn a_history(app: &App) -> Merchant {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    let euro = json!({ "title": "Euro tea", "priceType": "FIXED", "amount": 1000, "currency": "EUR" });
    ada.post(201, "/api/v1/paylinks", euro).await;
    let buyer = app.buyer();
    buyer.pay("tea").await;
    let started = buyer.start("tea").await;
    buyer.confirm(&started, "pm_card_chargeDeclined").await.expect(402);
    buyer.start("tea").await;
    buyer.pay("euro-tea").await;
    app.settle().await;
    ada
}

async fn filters_narrow_the_list(app: App) {
    let ada = a_history(&app).await;
    let count = async |query: &str| {
        ada.get(200, &format!("/api/v1/transactions?{query}")).await["data"].as_array().unwrap().len()
    };
    assert_eq!(count("").await, 4);
    for (status, many) in [("COMPLETED", 2), ("FAILED", 1), ("PENDING", 1), ("REFUNDED", 0), ("DISPUTED", 0)]
    {
        assert_eq!(count(&format!("status={status}")).await, many, "{status}");
    }
    assert_eq!(count("currency=EUR").await, 1);
    assert_eq!(count("currency=RON&status=COMPLETED").await, 1);
    let euros = ada.with("x-currency", "eur").get(200, "/api/v1/transactions").await;
    assert_eq!(
        (euros["data"].as_array().unwrap().len(), &euros["data"][0]["amount"]),
        (1, &json!(1000)),
        "not converted"
    );
    let links = ada.get(200, "/api/v1/paylinks").await;
    let tea = text(&links["data"][1]["id"]);
    assert_eq!(count(&format!("payLinkId={tea}")).await, 3);
    assert_eq!(count(&format!("payLinkId={tea}&status=FAILED")).await, 1);
    assert_eq!(count("payLinkId=00000000-0000-7000-8000-000000000000").await, 0);
    for (query, wrong) in [
        ("status=PAID", "BAD_STATUS status"),
        ("status=completed' or 1=1 --", "BAD_STATUS status"),
        ("currency=YEN", "BAD_CURRENCY currency"),
        ("limit=0", "BAD_LIMIT limit"),
        ("offset=5", "UNKNOWN_FIELD offset"),
        ("merchantId=x", "UNKNOWN_FIELD merchantId"),
    ] {
        assert_eq!(code(&ada.get(400, &format!("/api/v1/transactions?{query}")).await), wrong, "{query}");
    }
}

async fn pages_show_each_payment_once(app: App) {
    let ada = a_history(&app).await;
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = ada.get(200, &format!("/api/v1/transactions?limit=1{cursor}")).await;
        seen.push(text(&page["data"][0]["id"]));
        if page["hasMore"] == false {
            assert_eq!(page["nextCursor"], Value::Null);
            break;
        }
        cursor = format!("&cursor={}", text(&page["nextCursor"]));
        // What happens between two pages does not move the pages.
        app.buyer().start("tea").await;
    }
    let unique: std::collections::BTreeSet<_> = seen.iter().collect();
    assert_eq!((seen.len(), unique.len()), (4, 4));
}

async fn forged_cursors_stay_at_home(app: App) {
    let ada = a_history(&app).await;
    let eve = app.selling_merchant("eve").await;
    eve.link("Coffee").await;
    app.buyer().pay("coffee").await;
    app.settle().await;
    let cursor = text(&ada.get(200, "/api/v1/transactions?limit=1").await["nextCursor"]);
    let page = eve.get(200, &format!("/api/v1/transactions?cursor={cursor}")).await;
    for row in page["data"].as_array().unwrap() {
        assert_eq!(row["payLink"]["slug"], "coffee", "T3: never another merchant's row");
    }
    for forged in [
        "AAAA",
        "%00",
        "' or 1=1 --",
        "MS54",
        "LTEuMDAwMDAwMDAtMDAwMC03MDAwLTgwMDAtMDAwMDAwMDAwMDAwIG9yIDE9MQ",
    ] {
        assert_eq!(
            code(&eve.get(400, &format!("/api/v1/transactions?cursor={forged}")).await),
            "BAD_CURSOR cursor"
        );
    }
}

async fn the_story_names_who_did_what(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    app.buyer().pay("tea").await;
    app.money_arrives().await;
    let payment = ada.only_payment().await;
    let told: Vec<(String, String)> = payment["timeline"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| (text(&line["kind"]), text(&line["whoKind"])))
        .collect();
    let line = |kind: &str, who: &str| (kind.to_owned(), who.to_owned());
    assert_eq!(
        told,
        [
            line("payment.settled", "stripe"),
            line("payment.completed", "stripe"),
            line("payment.started", "buyer")
        ]
    );
    let who: Vec<&Value> = payment["timeline"].as_array().unwrap().iter().map(|line| &line["who"]).collect();
    assert_eq!(who, ["", "", "buyer@example.com"], "Stripe is named by its kind, the buyer by the address");
    assert!(payment["paidAt"].is_string() && payment["stripeChargeId"].is_string(), "{payment}");
    assert!(!payment.to_string().contains("client_secret"), "{payment}");
}

async fn every_kind_of_caller_is_named(app: App) {
    let ada = app.selling_merchant("ada").await;
    let body = json!({ "title": "Tea", "priceType": "FIXED", "amount": 4999, "collectName": true });
    ada.post(201, "/api/v1/paylinks", body).await;
    let buyer = app.buyer();
    let started = buyer.start_with(200, "tea", json!({ "name": "Ion Popescu" })).await;
    buyer.confirm(&started, "pm_card_visa").await.expect(200);
    app.settle().await;
    let id = text(&ada.only_payment().await["id"]);
    let core = &app.core;
    let program = ada.api_key(&["write"]).await;
    let person = tokens::authenticate(core, ada.token.as_deref().unwrap()).await.unwrap();
    let key = tokens::authenticate(core, program.token.as_deref().unwrap()).await.unwrap();
    let person = Actor { door: Door::Page, ..person };
    let key = Actor { door: Door::Rest, ..key };
    let stripe = Actor { door: Door::Stripe, ..Actor::system() };
    let callers = [person, key, Actor::system(), stripe, Actor::default()];
    for actor in &callers {
        let mut tx = core.db.begin().await.unwrap();
        let event =
            NewEvent { merchant_id: &ada.id, kind: "payment.noted", subject_id: &id, data: json!({}) };
        app.wait(std::time::Duration::from_millis(1));
        events::record(&mut tx, actor, core.clock.now(), &event).await.unwrap();
        tx.commit().await.unwrap();
    }
    let timeline = ada.only_payment().await["timeline"].clone();
    let told: Vec<[String; 3]> = timeline
        .as_array()
        .unwrap()
        .iter()
        .filter(|line| line["kind"] == "payment.noted")
        .map(|line| ["whoKind", "who", "door"].map(|key| text(&line[key])))
        .collect();
    let expected = [
        ["buyer", "Ion Popescu", "page"],
        ["stripe", "", "stripe"],
        ["system", "", "system"],
        ["key", "program", "rest"],
        ["person", "ada@example.com", "page"],
    ];
    assert_eq!(told, expected.map(|line| line.map(ToOwned::to_owned)));
}

async fn whoever_comes_back_is_the_buyer(app: App) {
    let ada = app.selling_merchant("ada").await;
    app.merchant("eve").await;
    ada.link("Tea").await;
    let browser = app.browser("eve").await;
    app.sandbox_post("webhooks", json!({ "drop": 100 })).await;
    let started = app.buyer().pay("tea").await;
    let path = format!("/p/tea/return/{}", text(&started["checkoutSessionId"]));
    browser.send(browser.request(reqwest::Method::GET, &path)).await.expect(200);
    let payment = ada.only_payment().await;
    assert_eq!(payment["status"], "COMPLETED");
    assert_eq!(payment["timeline"][0]["whoKind"], "buyer", "{payment}");
    assert!(!payment["timeline"].to_string().contains("eve"), "nobody's address leaks into another's story");
}

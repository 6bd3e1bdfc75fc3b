//! Promotion codes: made by a seller, written by buyers, never used once too often, whatever happens at once.

use futures::future::join_all;
use paylinks::clock::Timestamp;

use crate::support::client::code;
use crate::support::people::text;
use crate::support::{App, Merchant, Value, json, stories};

stories!(
    a_code_takes_a_part_off_and_all_papers_say_so,
    a_code_takes_an_amount_off_and_never_more_than_the_price,
    racing_buyers_use_a_code_as_often_as_it_may_be,
    one_buyer_who_races_uses_a_code_as_often_as_one_may,
    a_use_comes_back_when_nobody_can_pay_any_more,
    who_began_with_a_code_keeps_it,
    codes_that_do_not_fit_are_refused_by_their_reason,
    a_first_purchase_is_made_once,
    a_pay_page_counts_with_the_code_in_its_address,
    a_seller_makes_and_changes_codes,
    a_seller_makes_a_code_in_the_dashboard,
    bad_codes_are_refused,
);

const CODES: &str = "/api/v1/promotion-codes";

async fn made(ada: &Merchant, more: Value) -> String {
    let mut body = json!({ "code": "spring20" });
    if more.get("amountOffMinor").is_none() {
        body["percentOff"] = json!(20);
    }
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    format!("{CODES}/{}", text(&ada.post(201, CODES, body).await["id"]))
}

/// Uses that went through, and uses that are kept.
async fn uses(app: &App) -> (i64, i64) {
    let used = app.count("select used_count from promotion_code").await;
    (used, app.count("select held_count from promotion_code").await)
}

async fn counted(app: &App) -> i64 {
    app.count("select cast(coalesce(sum(uses), 0) as bigint) from promotion_code_buyer").await
}

async fn start(app: &App, status: u16, more: Value) -> Value {
    let mut body = json!({ "code": "spring20" });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    app.buyer().start_with(status, "tea", body).await
}

async fn a_code_takes_a_part_off_and_all_papers_say_so(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    let path = made(&ada, json!({})).await;
    let public = app.buyer().get(200, "/api/v1/paylinks/public/tea?code=Spring20").await;
    assert_eq!(
        (&public["order"]["discountMinor"], &public["order"]["totalMinor"]),
        (&json!(1000), &json!(3999))
    );
    let started = start(&app, 200, json!({})).await;
    assert_eq!(started["amountMinor"], 3999);
    assert_eq!(uses(&app).await, (0, 1));
    app.buyer().confirm(&started, "pm_card_visa").await.expect(200);
    app.settle().await;
    assert_eq!(uses(&app).await, (1, 0));
    let payment = ada.only_payment().await;
    assert_eq!(
        (&payment["amountMinor"], &payment["platformFee"]),
        (&json!(3999), &json!(160)),
        "{payment:#}"
    );
    assert_eq!(
        (&payment["order"]["discount"], &payment["order"]["discountMinor"]),
        (&json!("SPRING20"), &json!(1000))
    );
    let page = format!("/p/tea/return/{}?lang=en", text(&started["checkoutSessionId"]));
    assert!(app.visitor().page(&page).await.expect(200).text.contains("SPRING20"));
    let file = ada.request(reqwest::Method::GET, "/api/v1/transactions/export");
    assert!(ada.send(file).await.expect(200).text.contains("SPRING20"));
    let shown = ada.get(200, &path).await;
    assert_eq!(
        (&shown["usedCount"], &shown["heldCount"], &shown["state"]),
        (&json!(1), &json!(0), &json!("active"))
    );
}

async fn a_code_takes_an_amount_off_and_never_more_than_the_price(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    let path = made(&ada, json!({ "amountOffMinor": 1500 })).await;
    assert_eq!(ada.get(200, &path).await["currency"], "RON");
    assert_eq!(start(&app, 200, json!({})).await["amountMinor"], 3499);
    ada.patch(200, &path, json!({ "amountOffMinor": 900_000 })).await;
    let refused = start(&app, 400, json!({})).await;
    assert_eq!(code(&refused), "CODE_TOO_MUCH code", "nothing is left to charge: {refused}");
    ada.patch(200, &path, json!({ "currency": "EUR" })).await;
    assert_eq!(code(&start(&app, 400, json!({})).await), "CODE_OTHER_OFFER code");
}

async fn racing_buyers_use_a_code_as_often_as_it_may_be(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    made(&ada, json!({ "maxUses": 10 })).await;
    let starts = (0..40).map(|turn| {
        let app = &app;
        async move {
            let buyer = app.buyer();
            let email = format!("buyer{turn}@example.com");
            let request = buyer.request(reqwest::Method::POST, "/api/v1/paylinks/public/tea/payment-intents");
            buyer.send(request.json(&json!({ "email": email, "code": "SPRING20" }))).await
        }
    });
    let answers = join_all(starts).await;
    let good: Vec<Value> = answers
        .iter()
        .filter(|answer| answer.status == 200)
        .map(crate::support::client::Answer::json)
        .collect();
    assert_eq!(good.len(), 10);
    for refused in answers.iter().filter(|answer| answer.status != 200) {
        assert_eq!((refused.status, code(&refused.json())), (400, "CODE_USED_UP code".into()));
    }
    assert_eq!(uses(&app).await, (0, 10));
    assert_eq!(app.calls_of("POST", "/v1/payment_intents").await.len(), 10, "Stripe hears of no more");
    for started in &good[..4] {
        app.buyer().confirm(started, "pm_card_visa").await.expect(200);
    }
    app.settle().await;
    assert_eq!(uses(&app).await, (4, 6));
    app.let_seats_go().await;
    assert_eq!(uses(&app).await, (4, 0));
    start(&app, 200, json!({})).await;
}

async fn one_buyer_who_races_uses_a_code_as_often_as_one_may(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    made(&ada, json!({ "maxPerBuyer": 2 })).await;
    let starts = (0..20).map(|_| async {
        let buyer = app.buyer();
        let request = buyer.request(reqwest::Method::POST, "/api/v1/paylinks/public/tea/payment-intents");
        buyer.send(request.json(&json!({ "email": "Bob@example.com", "code": "SPRING20" }))).await.status
    });
    let answers = join_all(starts).await;
    assert_eq!(answers.iter().filter(|status| **status == 200).count(), 2, "{answers:?}");
    assert_eq!((uses(&app).await, counted(&app).await), ((0, 2), 2));
    let refused = start(&app, 400, json!({ "email": "bob@example.com" })).await;
    assert_eq!(code(&refused), "CODE_BUYER_LIMIT code");
    start(&app, 200, json!({ "email": "eve@example.com" })).await;
    app.let_seats_go().await;
    assert_eq!((uses(&app).await, counted(&app).await), ((0, 0), 0));
}

async fn a_use_comes_back_when_nobody_can_pay_any_more(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    made(&ada, json!({ "maxUses": 1, "maxPerBuyer": 1 })).await;
    let started = start(&app, 200, json!({})).await;
    app.buyer().confirm(&started, "pm_card_chargeDeclined").await.expect(402);
    app.settle().await;
    assert_eq!(uses(&app).await, (0, 1), "a decline keeps it for another try");
    assert_eq!(code(&start(&app, 400, json!({})).await), "CODE_USED_UP code");
    app.let_seats_go().await;
    assert_eq!((uses(&app).await, counted(&app).await), ((0, 0), 0));
    let started = start(&app, 200, json!({})).await;
    app.buyer().confirm(&started, "pm_card_visa").await.expect(200);
    app.settle().await;
    assert_eq!((uses(&app).await, counted(&app).await), ((1, 0), 1));
}

async fn who_began_with_a_code_keeps_it(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    let path = made(&ada, json!({ "maxUses": 1 })).await;
    let buyer = app.buyer();
    let started = buyer.start_with(200, "tea", json!({ "code": "SPRING20" })).await;
    ada.post(200, &format!("{path}/deactivate"), json!({})).await;
    let go_on = json!({ "code": "spring20", "clientSecret": started["client_secret"] });
    assert_eq!(buyer.start_with(200, "tea", go_on).await, started);
    assert_eq!(code(&start(&app, 400, json!({})).await), "CODE_UNKNOWN code");
    // Without the code it is another order, so another attempt.
    let plain = buyer.start_with(200, "tea", json!({ "clientSecret": started["client_secret"] })).await;
    assert_eq!(plain["amountMinor"], 4999);
    assert_ne!(plain["paymentIntentId"], started["paymentIntentId"]);
}

async fn codes_that_do_not_fit_are_refused_by_their_reason(app: App) {
    let ada = app.selling_merchant("ada").await;
    let tea = text(&ada.link("Tea").await["id"]);
    let coffee = text(&ada.link("Coffee").await["id"]);
    let path = made(&ada, json!({})).await;
    let now = app.core.clock.now();
    let at = |hours: i64| Timestamp(now.0 + hours * 3_600_000).to_string();
    let all = json!({ "payLinkIds": [], "startsAt": "", "endsAt": "" });
    for (change, refusal) in [
        (json!({ "payLinkIds": [coffee] }), Some("CODE_OTHER_OFFER code")),
        (json!({ "payLinkIds": [coffee, tea] }), None),
        (json!({ "startsAt": at(1) }), Some("CODE_NOT_STARTED code")),
        (json!({ "startsAt": at(-2), "endsAt": at(-1) }), Some("CODE_ENDED code")),
        (json!({ "startsAt": at(-2), "endsAt": at(1) }), None),
        (json!({ "active": false }), Some("CODE_UNKNOWN code")),
    ] {
        ada.patch(200, &path, all.clone()).await;
        ada.patch(200, &path, change.clone()).await;
        match refusal {
            Some(refusal) => assert_eq!(code(&start(&app, 400, json!({})).await), refusal, "{change}"),
            None => assert_eq!(start(&app, 200, json!({})).await["amountMinor"], 3999, "{change}"),
        }
    }
    assert_eq!(code(&start(&app, 400, json!({ "code": "nothing" })).await), "CODE_UNKNOWN code");
    assert_eq!(code(&start(&app, 400, json!({ "code": "no such code" })).await), "CODE_UNKNOWN code");
    let eve = app.selling_merchant("eve").await;
    eve.post(201, CODES, json!({ "code": "HERS", "percentOff": 50 })).await;
    assert_eq!(
        code(&start(&app, 400, json!({ "code": "HERS" })).await),
        "CODE_UNKNOWN code",
        "another seller's"
    );
}

async fn a_first_purchase_is_made_once(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    made(&ada, json!({ "firstPurchaseOnly": true })).await;
    app.buyer().pay("tea").await;
    app.settle().await;
    let refused = start(&app, 400, json!({ "email": "BUYER@example.com" })).await;
    assert_eq!(code(&refused), "CODE_FIRST_PURCHASE code");
    start(&app, 200, json!({ "email": "new@example.com" })).await;
    let again = start(&app, 400, json!({ "email": "new@example.com" })).await;
    assert_eq!(code(&again), "CODE_BUYER_LIMIT code", "two first purchases at once are one");
    let silent = json!({ "title": "Silent", "priceType": "FIXED", "amount": 4999, "collectEmail": false });
    ada.post(201, "/api/v1/paylinks", silent).await;
    let unknown = app.buyer().start_with(400, "silent", json!({ "code": "SPRING20" })).await;
    assert_eq!(code(&unknown), "CODE_NEEDS_EMAIL code");
}

async fn a_pay_page_counts_with_the_code_in_its_address(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    let page = app.visitor().page("/p/tea?lang=en").await.expect(200).text;
    assert!(!page.contains("promotion code"), "a seller without codes asks for none");
    made(&ada, json!({})).await;
    let page = app.visitor().page("/p/tea?lang=en").await.expect(200).text;
    assert!(page.contains("I have a promotion code") && page.contains("49.99"), "{page}");
    let page = app.visitor().page("/p/tea?lang=en&code=spring20").await.expect(200).text;
    for part in ["Discount SPRING20", "39.99", "data-amount-minor=\"3999\"", "value=\"spring20\"", "Applied."]
    {
        assert!(page.contains(part), "{part}: {page}");
    }
    let buyer = app.visitor().with("accept-language", "ro");
    let wrong = json!({ "email": "a@example.com", "code": "nimic" });
    let refused = buyer.post(400, "/api/v1/paylinks/public/tea/payment-intents", wrong).await;
    assert_eq!(refused["error"]["message"], "Nu cunoaștem codul acesta.", "buyers read it in their language");
    let page = app.visitor().page("/p/tea?lang=ro&code=nimic").await.expect(200).text;
    assert!(
        page.contains("Nu cunoaștem codul acesta.") && page.contains("data-amount-minor=\"4999\""),
        "{page}"
    );
    let kept = app.visitor().page("/p/tea?lang=en").await.expect(200).text;
    assert!(kept.contains("data-amount-minor=\"4999\""), "a page with a code is nobody else's");
}

async fn a_seller_makes_and_changes_codes(app: App) {
    let ada = app.merchant("ada").await;
    let path = made(&ada, json!({ "maxUses": 50, "maxPerBuyer": 1 })).await;
    let shown = ada.get(200, &path).await;
    for (field, value) in [
        ("code", json!("SPRING20")),
        ("percentOff", json!(20)),
        ("amountOffMinor", Value::Null),
        ("currency", Value::Null),
        ("maxUses", json!(50)),
        ("maxPerBuyer", json!(1)),
        ("state", json!("active")),
        ("payLinkIds", json!([])),
    ] {
        assert_eq!(shown[field], value, "{field}");
    }
    let changed = ada.patch(200, &path, json!({ "maxUses": 0, "amountOffMinor": 500 })).await;
    assert_eq!((&changed["maxUses"], &changed["percentOff"]), (&Value::Null, &Value::Null));
    assert_eq!((&changed["amountOffMinor"], &changed["currency"]), (&json!(500), &json!("RON")));
    let off = ada.post(200, &format!("{path}/deactivate"), json!({})).await;
    assert_eq!((&off["active"], &off["state"]), (&json!(false), &json!("inactive")));
    assert_eq!(ada.get(200, &format!("{CODES}?active=true")).await["data"], json!([]));
    ada.post(201, CODES, json!({ "code": "SECOND", "percentOff": 5 })).await;
    let list = ada.get(200, &format!("{CODES}?limit=1")).await;
    assert_eq!((&list["data"][0]["code"], &list["hasMore"]), (&json!("SECOND"), &json!(true)));
    let taken = ada.patch(409, &path, json!({ "code": "second" })).await;
    assert_eq!(code(&taken), "CODE_TAKEN code");
    let eve = app.merchant("eve").await;
    eve.get(404, &path).await;
    eve.patch(404, &path, json!({ "percentOff": 99 })).await;
}

async fn a_seller_makes_a_code_in_the_dashboard(app: App) {
    let ada = app.merchant("ada").await;
    let tea = text(&ada.link("Tea").await["id"]);
    let browser = app.browser("ada").await;
    let empty = browser.page("/dashboard/codes?lang=en").await.expect(200).text;
    assert!(empty.contains("No codes yet"), "{empty}");
    let form = |percent, most| {
        vec![
            ("code", "first50"),
            ("kind", "percent"),
            ("percent", percent),
            ("currency", "RON"),
            ("max_uses", most),
            ("ends_on", "2030-12-01"),
            ("links", &tea),
            ("active", "on"),
        ]
    };
    let page = browser.form("/dashboard/codes/new", &form("100", "0")).await.expect(422).text;
    assert!(page.contains("id=\"percent-error\"") && page.contains("id=\"max_uses-error\""), "{page}");
    assert!(page.contains("value=\"first50\""), "{page}");
    browser.form("/dashboard/codes/new", &form("20", "50")).await.expect(303);
    let made = ada.get(200, CODES).await["data"][0].clone();
    assert_eq!(
        (&made["code"], &made["percentOff"], &made["maxUses"]),
        (&json!("FIRST50"), &json!(20), &json!(50))
    );
    assert_eq!((&made["endsAt"], &made["payLinkIds"]), (&json!("2030-12-01T22:00:00.000Z"), &json!([tea])));
    let list = browser.page("/dashboard/codes").await.expect(200).text;
    assert!(list.contains("FIRST50") && list.contains("0 of 50"), "{list}");
    let at = format!("/dashboard/codes/{}", text(&made["id"]));
    let page = browser.page(&at).await.expect(200).text;
    assert!(page.contains("value=\"2030-12-01\"") && page.contains("checked"), "{page}");
    let amount = [("code", "FIRST50"), ("kind", "amount"), ("amount", "12,50"), ("currency", "EUR")];
    browser.form(&at, &amount).await.expect(303);
    let made = ada.get(200, CODES).await["data"][0].clone();
    assert_eq!(
        (&made["amountOffMinor"], &made["currency"], &made["active"]),
        (&json!(1250), &json!("EUR"), &json!(false))
    );
    assert_eq!(
        (&made["maxUses"], &made["endsAt"], &made["payLinkIds"]),
        (&Value::Null, &Value::Null, &json!([]))
    );
}

async fn bad_codes_are_refused(app: App) {
    let ada = app.merchant("ada").await;
    for (body, refusal) in [
        (json!({ "code": "a b", "percentOff": 10 }), "BAD_CODE code"),
        (json!({ "code": "GOOD" }), "DISCOUNT_ONE percentOff"),
        (json!({ "code": "GOOD", "percentOff": 10, "amountOffMinor": 100 }), "DISCOUNT_ONE percentOff"),
        (json!({ "code": "GOOD", "percentOff": 0 }), "BAD_COUNT percentOff"),
        (json!({ "code": "GOOD", "percentOff": 100 }), "BAD_COUNT percentOff"),
        (json!({ "code": "GOOD", "amountOffMinor": 0 }), "AMOUNT_NOT_POSITIVE amountOffMinor"),
        (json!({ "code": "GOOD", "percentOff": 10, "maxUses": 0 }), "BAD_COUNT maxUses"),
        (json!({ "code": "GOOD", "percentOff": 10, "startsAt": "soon" }), "BAD_MOMENT startsAt"),
        (
            json!({ "code": "GOOD", "percentOff": 10, "startsAt": "2030-01-02T00:00:00Z", "endsAt": "2030-01-01T00:00:00Z" }),
            "BAD_RANGE endsAt",
        ),
        (json!({ "code": "GOOD", "percentOff": 10, "payLinkIds": ["nobody"] }), "NOT_FOUND payLinkIds.0"),
    ] {
        assert_eq!(code(&ada.post(400, CODES, body.clone()).await), refusal, "{body}");
    }
    let many = ada.post(400, CODES, json!({ "code": "!", "percentOff": 0, "maxUses": -1 })).await;
    assert_eq!(many["error"]["fields"].as_array().unwrap().len(), 3, "all at once: {many}");
}

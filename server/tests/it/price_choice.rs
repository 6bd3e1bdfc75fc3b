//! Links whose buyers choose what they pay: the seller sets the bounds, the server holds them.

use crate::support::client::code;
use crate::support::people::text;
use crate::support::{App, Value, json, stories};

stories!(
    a_buyer_pays_what_they_chose,
    a_choice_outside_of_the_bounds_is_refused,
    another_choice_is_another_intent,
    each_dialect_has_its_own_words,
    bounds_are_changed_and_taken_away,
    what_does_not_go_together_is_refused,
    a_form_saves_a_choice_and_comes_back_with_what_was_typed,
);

const LINKS: &str = "/api/v1/paylinks";

async fn a_buyer_pays_what_they_chose(app: App) {
    let ada = app.selling_merchant("ada").await;
    let body = json!({ "title": "Advice", "slug": "advice", "priceType": "PAY_WHAT_YOU_WANT", "currency": "EUR",
        "minAmount": 5000, "maxAmountMinor": 50_000, "suggestedAmountsMinor": [7500, 10_000] });
    let link = ada.post(201, LINKS, body).await;
    assert_eq!(link["priceType"], "PAY_WHAT_YOU_WANT");
    assert_eq!((&link["amount"], &link["amountMinor"]), (&json!(5000), &json!(5000)));
    assert_eq!((&link["minAmount"], &link["minAmountMinor"]), (&json!(5000), &json!(5000)));
    assert_eq!(
        (&link["maxAmountMinor"], &link["suggestedAmountsMinor"]),
        (&json!(50_000), &json!([7500, 10_000]))
    );
    let public = app.buyer().get(200, &format!("{LINKS}/public/advice")).await;
    assert_eq!((&public["minAmountMinor"], &public["maxAmountMinor"]), (&json!(5000), &json!(50_000)));
    assert_eq!(public["suggestedAmountsMinor"], json!([7500, 10_000]));

    let buyer = app.buyer();
    let started = buyer.start_with(200, "advice", json!({ "amount": 62.5 })).await;
    assert_eq!((&started["amountMinor"], &started["currency"]), (&json!(6250), &json!("EUR")));
    let intent = text(&started["paymentIntentId"]);
    let intent = app.at_stripe(&ada.account().await, &format!("payment_intents/{intent}")).await;
    assert_eq!((&intent["amount"], &intent["application_fee_amount"]), (&json!(6250), &json!(250)));
    buyer.confirm(&started, "pm_card_visa").await.expect(200);
    app.settle().await;
    let payment = ada.only_payment().await;
    assert_eq!((&payment["amountMinor"], &payment["netAmount"]), (&json!(6250), &json!(6000)));
    assert_eq!(payment["status"], "COMPLETED");
    let receipts = app.mails(&buyer.email);
    assert!(receipts[0].text.contains("62.50"), "{}", receipts[0].text);
    let link = &ada.get(200, LINKS).await["data"][0];
    assert_eq!((&link["totalRevenue"], &link["totalTransactions"]), (&json!(6250), &json!(1)));
}

async fn a_choice_outside_of_the_bounds_is_refused(app: App) {
    let ada = app.selling_merchant("ada").await;
    let body = json!({ "title": "Advice", "slug": "advice", "priceType": "FLEXIBLE", "minAmountMinor": 5000,
        "maxAmountMinor": 9000 });
    ada.post(201, LINKS, body).await;
    for (sent, wrong, message) in [
        (json!({}), "REQUIRED", "This is needed."),
        (json!({ "amountMinor": 4999 }), "AMOUNT_TOO_SMALL", "The smallest amount here is 50.00 RON."),
        (json!({ "amountMinor": 9001 }), "AMOUNT_TOO_LARGE", "The largest amount here is 90.00 RON."),
        (json!({ "amountMinor": -5000 }), "AMOUNT_NOT_POSITIVE", "The amount must be above zero."),
        (json!({ "amount": 50.001 }), "AMOUNT_DECIMALS", "An amount has at most two decimals."),
        (json!({ "amount": 50, "amountMinor": 5000 }), "AMOUNT_UNIT", ""),
    ] {
        let refused = app.buyer().start_with(400, "advice", sent.clone()).await;
        assert_eq!(code(&refused), format!("{wrong} amount"), "{sent}");
        assert!(text(&refused["error"]["message"]).contains(message), "{refused}");
    }
    assert!(app.calls_of("POST", "/v1/payment_intents").await.is_empty());
    for edge in [5000, 9000] {
        let started = app.buyer().start_with(200, "advice", json!({ "amountMinor": edge })).await;
        assert_eq!(started["amountMinor"], json!(edge));
    }
}

async fn another_choice_is_another_intent(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.post(201, LINKS, json!({ "title": "Tea", "slug": "tea", "priceType": "PAY_WHAT_YOU_WANT" })).await;
    let buyer = app.buyer();
    let first = buyer.start_with(200, "tea", json!({ "amountMinor": 1000 })).await;
    let go_on = |minor: i64| json!({ "amountMinor": minor, "clientSecret": first["client_secret"] });
    let same = buyer.start_with(200, "tea", go_on(1000)).await;
    assert_eq!(same, first, "the same choice goes on with the same intent");
    let more = buyer.start_with(200, "tea", go_on(2000)).await;
    assert_ne!(more["paymentIntentId"], first["paymentIntentId"]);
    assert_eq!(more["amountMinor"], json!(2000));
}

async fn each_dialect_has_its_own_words(app: App) {
    let ada = app.merchant("ada").await;
    let body = json!({ "name": "Advice", "priceType": "FLEXIBLE", "minAmount": 49.99 });
    let link = ada.post(201, LINKS, body).await;
    assert_eq!((&link["priceType"], &link["minAmount"]), (&json!("FLEXIBLE"), &json!(49.99)));
    assert_eq!((&link["minAmountMinor"], &link["amount"]), (&json!(4999), &json!(49.99)));
    let path = format!("{LINKS}/{}", text(&link["id"]));
    let read = ada.get(200, &path).await;
    assert_eq!((&read["priceType"], &read["minAmount"]), (&json!("PAY_WHAT_YOU_WANT"), &json!(4999)));
    let open = json!({ "title": "Open", "priceType": "PAY_WHAT_YOU_WANT" });
    let open = ada.post(201, LINKS, open).await;
    assert_eq!(open["minAmountMinor"], json!(200), "the smallest amount that cards take");
    let copy = ada.post(201, &format!("{path}/duplicate"), json!({})).await;
    assert_eq!((&copy["priceType"], &copy["minAmountMinor"]), (&json!("PAY_WHAT_YOU_WANT"), &json!(4999)));
    let fixed = ada.link("Tea").await;
    assert_eq!((&fixed["minAmount"], &fixed["minAmountMinor"]), (&json!(null), &json!(null)));
}

async fn bounds_are_changed_and_taken_away(app: App) {
    let ada = app.merchant("ada").await;
    let body = json!({ "title": "Advice", "priceType": "PAY_WHAT_YOU_WANT", "minAmountMinor": 5000,
        "maxAmountMinor": 9000, "suggestedAmountsMinor": [6000] });
    let link = ada.post(201, LINKS, body).await;
    let path = format!("{LINKS}/{}", text(&link["id"]));
    let link = ada.patch(200, &path, json!({ "title": "Good advice" })).await;
    assert_eq!(
        (&link["minAmountMinor"], &link["maxAmountMinor"]),
        (&json!(5000), &json!(9000)),
        "what is left out stays"
    );
    let refused = ada.patch(400, &path, json!({ "minAmountMinor": 7000 })).await;
    assert_eq!(
        refused["error"]["field"], "suggestedAmountsMinor.0",
        "a suggestion below the least: {refused}"
    );
    let change =
        json!({ "name": "Good advice", "minAmount": 70, "suggestedAmountsMinor": [], "maxAmountMinor": 0 });
    let link = ada.patch(200, &path, change).await;
    assert_eq!((&link["minAmountMinor"], &link["maxAmountMinor"]), (&json!(7000), &json!(null)));
    assert_eq!((&link["suggestedAmountsMinor"], &link["revision"]), (&json!([]), &json!(3)));
}

async fn what_does_not_go_together_is_refused(app: App) {
    let ada = app.merchant("ada").await;
    let link = |more: Value| {
        let mut body = json!({ "title": "Advice", "priceType": "PAY_WHAT_YOU_WANT" });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    };
    for (body, field, wrong) in [
        (link(json!({ "amount": 5000 })), "amount", "NOT_FOR_PRICE_TYPE"),
        (link(json!({ "amountMinor": 5000 })), "amount", "NOT_FOR_PRICE_TYPE"),
        (link(json!({ "minAmount": 50.5 })), "minAmount", "AMOUNT_FRACTION"),
        (link(json!({ "minAmount": 5000, "minAmountMinor": 5000 })), "minAmount", "AMOUNT_UNIT"),
        (link(json!({ "minAmountMinor": 199 })), "minAmount", "AMOUNT_TOO_SMALL"),
        (link(json!({ "minAmountMinor": 0 })), "minAmount", "AMOUNT_NOT_POSITIVE"),
        (
            link(json!({ "minAmountMinor": 5000, "maxAmountMinor": 4999 })),
            "maxAmountMinor",
            "AMOUNT_TOO_SMALL",
        ),
        (link(json!({ "maxAmountMinor": 100_000_000 })), "maxAmountMinor", "AMOUNT_TOO_LARGE"),
        (link(json!({ "suggestedAmountsMinor": [1, 2, 3, 4] })), "suggestedAmountsMinor", "TOO_MANY_ITEMS"),
        (link(json!({ "suggestedAmountsMinor": [199] })), "suggestedAmountsMinor.0", "AMOUNT_TOO_SMALL"),
        (
            link(json!({ "maxAmountMinor": 900, "suggestedAmountsMinor": [901] })),
            "suggestedAmountsMinor.0",
            "AMOUNT_TOO_LARGE",
        ),
        (
            link(json!({ "priceType": "FIXED", "amount": 5000, "minAmount": 500 })),
            "minAmount",
            "NOT_FOR_PRICE_TYPE",
        ),
        (
            link(json!({ "priceType": "FIXED", "amount": 5000, "maxAmountMinor": 9000 })),
            "maxAmountMinor",
            "NOT_FOR_PRICE_TYPE",
        ),
        (
            link(json!({ "priceType": "FIXED", "amount": 5000, "suggestedAmountsMinor": [5000] })),
            "suggestedAmountsMinor",
            "NOT_FOR_PRICE_TYPE",
        ),
        (link(json!({ "priceType": "FIXED" })), "amount", "REQUIRED"),
        (link(json!({ "priceType": "AUCTION" })), "priceType", "PRICE_TYPE_UNSUPPORTED"),
    ] {
        let refused = ada.post(400, LINKS, body.clone()).await;
        assert_eq!(code(&refused), format!("{wrong} {field}"), "{body} {refused}");
        let fields = refused["error"]["fields"].as_array().unwrap();
        assert_eq!(fields[0]["field"], json!(field), "{refused}");
    }
    assert_eq!(ada.get(200, LINKS).await["data"], json!([]), "nothing was made");
}

async fn a_form_saves_a_choice_and_comes_back_with_what_was_typed(app: App) {
    app.merchant("ada").await;
    let ada = app.browser("ada").await;
    let form = [
        ("title", "Advice"),
        ("price_type", "PAY_WHAT_YOU_WANT"),
        ("amount", "50"),
        ("currency", "RON"),
        ("suggested_1", "60"),
        ("suggested_2", "40"),
        ("max_amount", "abc"),
    ];
    let page = ada.form("/dashboard/links/new", &form).await.expect(422).text;
    for part in [
        "id=\"suggested_2-error\"",
        "The smallest amount here is 50.00 RON.",
        "id=\"max_amount-error\"",
        "value=\"40\"",
        "value=\"abc\"",
    ] {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
    let form = form.map(|(name, value)| (name, if name == "max_amount" { "" } else { value }));
    let form = form.map(|(name, value)| (name, if name == "suggested_2" { "75,50" } else { value }));
    ada.form("/dashboard/links/new", &form).await.expect(303);
    let page = ada.page("/dashboard/links").await.expect(200).text;
    assert!(page.contains("from 50.00\u{a0}RON"), "{page}");
}

//! Buying: the price is the link's own, a decline is tried again on the same intent, and every sale is told
//! once to both sides (M8, M9).

use futures::future::join_all;
use paylinks::payments::receipt_number;

use crate::support::client::code;
use crate::support::people::text;
use crate::support::{App, Value, json, stories};

stories!(
    a_sale_from_end_to_end,
    a_decline_is_tried_again_on_the_same_intent,
    what_does_not_sell_says_why,
    the_buyer_cannot_name_the_price,
    a_changed_offer_is_shown_again,
    an_edit_during_checkout_charges_what_was_shown,
    a_paid_attempt_is_not_paid_twice,
    asked_fields_are_needed_and_others_dropped,
    mails_speak_the_readers_language,
    a_late_payment_is_kept_and_marked,
    start_attempts_are_limited = limited,
);

async fn a_sale_from_end_to_end(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Premium Course").await;
    let buyer = app.buyer();
    let started = buyer.start("premium-course").await;
    assert_eq!(started["connectedAccountId"], json!(ada.account().await));
    assert_eq!((&started["amountMinor"], &started["currency"]), (&json!(4999), &json!("RON")));
    let intent = app
        .at_stripe(&ada.account().await, &format!("payment_intents/{}", text(&started["paymentIntentId"])))
        .await;
    assert_eq!((&intent["amount"], &intent["currency"]), (&json!(4999), &json!("ron")));
    assert_eq!(intent["application_fee_amount"], json!(200), "4 % of 4999, half up, as documented");
    assert_eq!(ada.only_payment().await["status"], "PENDING");

    buyer.confirm(&started, "pm_card_visa").await.expect(200);
    app.settle().await;
    let payment = ada.only_payment().await;
    assert_eq!(payment["status"], "COMPLETED");
    assert_eq!((&payment["platformFee"], &payment["netAmount"]), (&json!(200), &json!(4799)));
    assert_eq!((&payment["cardBrand"], &payment["cardLast4"]), (&json!("visa"), &json!("4242")));
    assert_eq!(payment["stripePaymentIntentId"], started["paymentIntentId"]);
    let link = &ada.get(200, "/api/v1/paylinks").await["data"][0];
    assert_eq!((&link["totalRevenue"], &link["totalTransactions"]), (&json!(4999), &json!(1)));

    let receipts = app.mails("buyer@example.com");
    assert_eq!(receipts.len(), 1);
    assert_eq!(receipts[0].subject, "Your receipt from ada's shop");
    assert!(
        receipts[0].text.contains("4242")
            && receipts[0].text.contains(&receipt_number(&text(&payment["id"])))
    );
    let news: Vec<_> =
        app.mails(&ada.email).into_iter().filter(|mail| mail.subject.contains("Premium")).collect();
    assert_eq!(news.len(), 1);
    assert!(news[0].text.contains("buyer@example.com"), "{}", news[0].text);
}

async fn a_decline_is_tried_again_on_the_same_intent(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    let buyer = app.buyer();
    let started = buyer.start("tea").await;
    let declined =
        buyer.confirm(&started, "pm_card_chargeDeclinedInsufficientFunds").await.expect(402).json();
    assert_eq!(declined["error"]["decline_code"], "insufficient_funds");
    app.settle().await;
    let failed = ada.only_payment().await;
    assert_eq!(
        (&failed["status"], &failed["failureCode"]),
        (&json!("FAILED"), &json!("insufficient_funds")),
        "{failed}"
    );
    assert!(text(&failed["failureMessage"]).contains("insufficient funds"), "{failed}");
    assert!(app.mails(&buyer.email).is_empty(), "no receipt for a decline");

    let again = buyer.start_with(200, "tea", json!({ "clientSecret": started["client_secret"] })).await;
    assert_eq!(again, started, "the same intent goes on");
    buyer.confirm(&again, "pm_card_visa").await.expect(200);
    app.settle().await;
    let done: Vec<Value> =
        ada.payments().await.into_iter().filter(|payment| payment["status"] == "COMPLETED").collect();
    assert_eq!(done.len(), 1);
    assert_eq!(done[0]["stripePaymentIntentId"], started["paymentIntentId"]);
    let detail = ada.get(200, &format!("/api/v1/transactions/{}", text(&done[0]["id"]))).await;
    assert_eq!(detail["failureCode"], Value::Null);
    let kinds: Vec<_> =
        detail["timeline"].as_array().unwrap().iter().map(|line| text(&line["kind"])).collect();
    assert_eq!(kinds, ["payment.completed", "payment.failed", "payment.started"]);
    assert_eq!(app.mails(&buyer.email).len(), 1);
}

async fn what_does_not_sell_says_why(app: App) {
    let bob = app.merchant("bob").await;
    bob.link("Unconnected").await;
    assert_eq!(code(&app.buyer().start_with(503, "unconnected", json!({})).await), "CANNOT_CHARGE");
    let ada = app.selling_merchant("ada").await;
    let link = ada.link("Tea").await;
    let path = format!("/api/v1/paylinks/{}", text(&link["id"]));
    ada.patch(200, &path, json!({ "active": false })).await;
    let gone = app.buyer().start_with(410, "tea", json!({})).await;
    assert_eq!((code(&gone), &gone["error"]["reason"]), ("LINK_INACTIVE".into(), &json!("inactive")));
    ada.delete(200, &path).await;
    let gone = app.buyer().start_with(410, "tea", json!({})).await;
    assert_eq!((code(&gone), &gone["error"]["reason"]), ("LINK_DELETED".into(), &json!("deleted")));
    app.buyer().start_with(404, "never-was", json!({})).await;
    assert!(app.calls_of("POST", "/v1/payment_intents").await.is_empty());
}

async fn the_buyer_cannot_name_the_price(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    let buyer = app.buyer();
    for (more, wrong) in [
        (json!({ "amount": 0.01 }), "AMOUNT_MISMATCH amount"),
        (json!({ "amount": 4999 }), "AMOUNT_MISMATCH amount"),
        (json!({ "amount": 49.999 }), "AMOUNT_DECIMALS amount"),
        (json!({ "amount": -49.99 }), "AMOUNT_NOT_POSITIVE amount"),
        (json!({ "amount": "49.99" }), "BAD_TYPE amount"),
        (json!({ "amountMinor": 1 }), "AMOUNT_MISMATCH amount"),
        (json!({ "amountMinor": 4999, "amount": 49.99 }), "AMOUNT_UNIT amount"),
        (json!({ "currency": "RON" }), "UNKNOWN_FIELD currency"),
        (json!({ "platformFee": 0 }), "UNKNOWN_FIELD platformFee"),
        (json!({ "application_fee_amount": 0 }), "UNKNOWN_FIELD application_fee_amount"),
        (json!({ "connectedAccountId": "acct_evil" }), "UNKNOWN_FIELD connectedAccountId"),
        (json!({ "merchantId": "x" }), "UNKNOWN_FIELD merchantId"),
        (json!({ "metadata": {} }), "UNKNOWN_FIELD metadata"),
        (json!({ "__proto__": { "amount": 1 } }), "UNKNOWN_FIELD __proto__"),
    ] {
        assert_eq!(code(&buyer.start_with(400, "tea", more.clone()).await), wrong, "{more}");
    }
    let tampered = buyer.post(
        400,
        "/api/v1/paylinks/public/tea/payment-intents?amountMinor=1",
        json!({ "email": buyer.email }),
    );
    assert_eq!(code(&tampered.await), "AMOUNT_MISMATCH amount");
    assert!(app.calls_of("POST", "/v1/payment_intents").await.is_empty());
    for more in [json!({ "amount": 49.99 }), json!({ "amountMinor": 4999 }), json!({ "slug": "other" })] {
        buyer.start_with(200, "tea", more).await;
    }
    for call in app.calls_of("POST", "/v1/payment_intents").await {
        assert_eq!(
            (&call["params"]["amount"], &call["params"]["currency"]),
            (&json!("4999"), &json!("ron")),
            "{call}"
        );
    }
}

async fn a_changed_offer_is_shown_again(app: App) {
    let ada = app.selling_merchant("ada").await;
    let link = ada.link("Tea").await;
    ada.patch(200, &format!("/api/v1/paylinks/{}", text(&link["id"])), json!({ "amountMinor": 9999 })).await;
    let refused = app.buyer().start_with(409, "tea", json!({ "revision": 1 })).await;
    assert_eq!(code(&refused), "REVISION_CHANGED");
    let started = app.buyer().start_with(200, "tea", json!({ "revision": 2 })).await;
    assert_eq!(started["amountMinor"], 9999);
}

async fn an_edit_during_checkout_charges_what_was_shown(app: App) {
    let ada = app.selling_merchant("ada").await;
    let link = ada.link("Tea").await;
    let path = format!("/api/v1/paylinks/{}", text(&link["id"]));
    let started = app.buyer().start("tea").await;
    ada.patch(200, &path, json!({ "amountMinor": 9999, "title": "Dear tea" })).await;
    app.buyer().confirm(&started, "pm_card_visa").await.expect(200);
    app.settle().await;
    let payment = ada.only_payment().await;
    assert_eq!((&payment["amount"], &payment["payLink"]["title"]), (&json!(4999), &json!("Tea")));
    assert_eq!(payment["status"], "COMPLETED");

    let other = app.buyer().start_with(200, "tea", json!({ "clientSecret": started["client_secret"] })).await;
    assert_eq!(other["paymentIntentId"], started["paymentIntentId"], "paid is paid");
    // Edits race with starts: whoever starts with a revision pays the price of that revision.
    for round in 0..20_i64 {
        let seen = app.visitor().get(200, "/api/v1/paylinks/public/tea").await;
        let buyer = app.buyer();
        let body = json!({ "email": buyer.email, "revision": seen["revision"] });
        let request =
            buyer.request(reqwest::Method::POST, "/api/v1/paylinks/public/tea/payment-intents").json(&body);
        let edit = ada.patch(200, &path, json!({ "amountMinor": 1000 + round }));
        let (_, started) = tokio::join!(edit, buyer.send(request));
        match started.status {
            200 => {
                let intent = format!("payment_intents/{}", text(&started.json()["paymentIntentId"]));
                let intent = app.at_stripe(&ada.account().await, &intent).await;
                assert_eq!(intent["amount"], seen["amountMinor"]);
            }
            status => assert_eq!(status, 409, "{}", started.text),
        }
    }
}

async fn a_paid_attempt_is_not_paid_twice(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    let buyer = app.buyer();
    let started = buyer.pay("tea").await;
    app.settle().await;
    let again = buyer.start_with(200, "tea", json!({ "clientSecret": started["client_secret"] })).await;
    assert_eq!(again["paymentIntentId"], started["paymentIntentId"]);
    app.forgive("400 /v1/payment_intents");
    assert_eq!(
        buyer.confirm(&again, "pm_card_visa").await.expect(400).json()["error"]["code"],
        "payment_intent_unexpected_state"
    );
    app.settle().await;
    assert_eq!(ada.only_payment().await["status"], "COMPLETED");
    // Another link's secret starts afresh there.
    ada.link("Coffee").await;
    let other = buyer.start_with(200, "coffee", json!({ "clientSecret": started["client_secret"] })).await;
    assert_ne!(other["paymentIntentId"], started["paymentIntentId"]);
}

async fn asked_fields_are_needed_and_others_dropped(app: App) {
    let ada = app.selling_merchant("ada").await;
    let all = json!({ "title": "Tea", "priceType": "FIXED", "amount": 4999, "collectName": true,
        "collectPhone": true, "collectAddress": true });
    ada.post(201, "/api/v1/paylinks", all).await;
    let missing = app.buyer().start_with(400, "tea", json!({ "email": "" })).await;
    let fields: Vec<_> =
        missing["error"]["fields"].as_array().unwrap().iter().map(|f| text(&f["field"])).collect();
    assert_eq!(
        fields,
        ["email", "name", "phone", "address.line1", "address.city", "address.postalCode", "address.country"]
    );
    let address =
        json!({ "line1": "Strada Lungă 1", "city": "Brașov", "postalCode": "500001", "country": "ro" });
    let told = json!({ "name": "Ion Popescu", "phone": "+40 712 345 678", "address": address });
    let started = app.buyer().start_with(200, "tea", told).await;
    app.buyer().confirm(&started, "pm_card_visa").await.expect(200);
    app.settle().await;
    let payment = ada.only_payment().await;
    assert_eq!(
        (&payment["customerName"], &payment["customerPhone"]),
        (&json!("Ion Popescu"), &json!("+40712345678"))
    );
    assert_eq!(
        (&payment["customerAddress"]["city"], &payment["customerAddress"]["country"]),
        (&json!("Brașov"), &json!("RO"))
    );

    let bob = app.selling_merchant("bob").await;
    bob.link("Coffee").await;
    let told = json!({ "name": "Ion", "phone": "+40712345678", "address": { "city": "Brașov" } });
    app.buyer().start_with(200, "coffee", told).await;
    let payment = bob.only_payment().await;
    assert_eq!((&payment["customerPhone"], &payment["customerAddress"]), (&Value::Null, &Value::Null));
}

async fn mails_speak_the_readers_language(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.patch(200, "/api/v1/me", json!({ "language": "ro" })).await;
    ada.link("Ceai").await;
    let started = app.buyer().start_with(200, "ceai", json!({ "language": "ro" })).await;
    app.buyer().confirm(&started, "pm_card_visa").await.expect(200);
    app.settle().await;
    let receipt = &app.mails("buyer@example.com")[0];
    assert_eq!(receipt.subject, "Chitanța ta de la ada's shop");
    assert!(receipt.text.contains("49,99") && receipt.html.contains("lang=\"ro\""), "{}", receipt.text);
    let news = app.mails(&ada.email).into_iter().find(|mail| mail.subject.starts_with("Plată nouă"));
    assert!(news.unwrap().subject.contains("Ceai"));
    let buyer = app.buyer();
    let romanian = buyer.with("accept-language", "ro-RO,ro;q=0.9");
    let body = json!({ "email": "second@example.com" });
    let started = romanian.post(200, "/api/v1/paylinks/public/ceai/payment-intents", body).await;
    buyer.confirm(&started, "pm_card_visa").await.expect(200);
    app.settle().await;
    assert_eq!(app.mails("second@example.com")[0].subject, "Chitanța ta de la ada's shop");
}

async fn a_late_payment_is_kept_and_marked(app: App) {
    let ada = app.selling_merchant("ada").await;
    let link = ada.link("Tea").await;
    let started = app.buyer().start("tea").await;
    ada.patch(200, &format!("/api/v1/paylinks/{}", text(&link["id"])), json!({ "active": false })).await;
    app.buyer().confirm(&started, "pm_card_visa").await.expect(200);
    app.settle().await;
    let payment = ada.only_payment().await;
    assert_eq!((&payment["status"], &payment["paidLate"]), (&json!("COMPLETED"), &json!(true)));
}

async fn start_attempts_are_limited(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    let (buyer, body) = (app.buyer(), json!({ "email": "buyer@example.com" }));
    let path = "/api/v1/paylinks/public/tea/payment-intents";
    let calls = (0..15).map(|_| buyer.send(buyer.request(reqwest::Method::POST, path).json(&body)));
    let answers = join_all(calls).await;
    let good = answers.iter().filter(|answer| answer.status == 200).count();
    assert_eq!((good, answers.iter().filter(|answer| answer.status == 429).count()), (10, 5));
    assert_eq!(app.calls_of("POST", "/v1/payment_intents").await.len(), 10);
}

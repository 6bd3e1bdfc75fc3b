//! Subscriptions at checkout: a card is kept, the subscription begun once, each invoice booked once, and the end.

use futures::future::join_all;

use paylinks::config::SANDBOX_PATH;

use crate::support::client::code;
use crate::support::people::text;
use crate::support::{App, Value, json, stories};

stories!(
    a_buyer_subscribes_in_two_steps,
    a_trial_is_free_until_its_day,
    both_dialects_name_the_terms,
    wrong_terms_are_told_at_once,
    a_card_begins_only_what_it_was_kept_for,
    a_second_step_that_is_repeated_begins_one,
    a_beginning_that_was_cut_short_is_found_again,
    the_bank_asks_about_the_first_invoice,
    a_declined_first_invoice_takes_another_card,
    seats_are_held_taken_and_let_go,
    each_kind_of_link_has_its_own_start,
);

const LINKS: &str = "/api/v1/paylinks";

async fn a_buyer_subscribes_in_two_steps(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.club(json!({})).await;
    let buyer = app.buyer();
    let (setup, method) = buyer.with_card("club", "pm_card_visa").await;
    assert_eq!(setup["step"], "setup");
    assert!(text(&setup["client_secret"]).starts_with("seti_"), "{setup}");
    assert!(text(&setup["customerId"]).starts_with("cus_"), "{setup}");
    assert_eq!(setup["connectedAccountId"], json!(ada.account().await));
    let keys: Vec<&String> = setup.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["checkoutSessionId", "client_secret", "connectedAccountId", "customerId", "step"]);
    let done = buyer.step(200, "club", json!({ "paymentMethodId": method })).await;
    let id = text(&done["subscriptionId"]);
    assert!(id.starts_with("sub_"), "{done}");
    let expected = json!({ "step": "complete", "subscriptionId": id, "status": "active", "client_secret": null,
        "paymentIntentStatus": null, "connectedAccountId": setup["connectedAccountId"],
        "checkoutSessionId": setup["checkoutSessionId"] });
    assert_eq!(done, expected);
    let at_stripe = app.at_stripe(&ada.account().await, &format!("subscriptions/{id}")).await;
    assert_eq!(at_stripe["application_fee_percent"], json!(4.0));
    app.money_arrives().await;
    let payment = ada.only_payment().await;
    assert_eq!((&payment["status"], &payment["amountMinor"]), (&json!("COMPLETED"), &json!(2999)));
    assert_eq!((&payment["platformFee"], &payment["netAmount"]), (&json!(120), &json!(2879)));
    assert_eq!(payment["settledMinor"], json!(2999 - 120 - 197), "{payment:#}");
    let found = ada.only_subscription().await;
    assert_eq!(found["subscription"]["status"], "ACTIVE");
    assert_eq!(found["subscription"]["interval"], "month");
    assert_eq!(found["payments"][0]["id"], payment["id"]);
    assert_eq!(found["cardLast4"], "4242");
    let mails: Vec<String> = app.mails(&buyer.email).into_iter().map(|mail| mail.subject).collect();
    assert_eq!(mails.len(), 2, "{mails:?}");
    assert!(mails.contains(&"Your subscription to Club".into()), "{mails:?}");
    let news: Vec<String> = app.mails(&ada.email).into_iter().map(|mail| mail.subject).collect();
    assert!(news.contains(&"New subscriber to Club".into()), "{news:?}");
    assert_eq!(app.count("select count(*) from checkout_session where status = 'paid'").await, 1);
}

async fn a_trial_is_free_until_its_day(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.club(json!({ "trialDays": 14 })).await;
    let buyer = app.buyer();
    let done = buyer.subscribe("club", "pm_card_visa").await;
    assert_eq!((&done["status"], &done["client_secret"]), (&json!("trialing"), &Value::Null));
    app.settle().await;
    assert!(ada.payments().await.is_empty(), "nothing was paid");
    let found = ada.only_subscription().await;
    assert_eq!(found["subscription"]["stripeStatus"], "trialing");
    assert_eq!(found["subscription"]["trialEnd"], found["subscription"]["currentPeriodEnd"]);
    let mails = app.mails(&buyer.email);
    assert_eq!(mails.len(), 1);
    assert!(
        mails[0].text.contains("Free until") && mails[0].text.contains("29.99\u{a0}RON every month"),
        "{}",
        mails[0].text
    );
    app.days_pass(14).await;
    let payments = ada.payments().await;
    assert_eq!((payments.len(), &payments[0]["amountMinor"]), (1, &json!(2999)));
    assert_eq!(ada.only_subscription().await["subscription"]["stripeStatus"], "active");
    let receipts = app.mails(&buyer.email).iter().filter(|mail| mail.subject.contains("receipt")).count();
    assert_eq!(receipts, 1);
}

async fn both_dialects_name_the_terms(app: App) {
    let ada = app.merchant("ada").await;
    let body = json!({ "title": "A", "priceType": "FIXED", "amount": 2999, "serviceType": "SUBSCRIPTION",
        "recurringInterval": "year", "trialDays": 7 });
    let link = ada.post(201, LINKS, body).await;
    assert_eq!((&link["serviceType"], &link["paymentType"]), (&json!("SERVICE"), &json!("SUBSCRIPTION")));
    assert_eq!(
        (&link["recurringInterval"], &link["subscriptionInterval"]),
        (&json!("year"), &json!("YEARLY"))
    );
    assert_eq!(link["trialDays"], 7);
    let body = json!({ "name": "B", "priceType": "FIXED", "amount": 29.99, "paymentType": "SUBSCRIPTION",
        "subscriptionInterval": "SIX_MONTHS" });
    let other = ada.post(201, LINKS, body).await;
    assert_eq!((&other["recurringInterval"], &other["trialDays"]), (&json!("six_months"), &json!(0)));
    let path = format!("{LINKS}/{}", text(&link["id"]));
    let changed = ada.patch(200, &path, json!({ "recurringInterval": "week", "trialDays": 0 })).await;
    assert_eq!((&changed["recurringInterval"], &changed["trialDays"]), (&json!("week"), &json!(0)));
    let same = ada.patch(200, &path, json!({ "description": "x" })).await;
    assert_eq!(same["recurringInterval"], "week", "what is left out stays");
    let once = ada.link("Tea").await;
    assert_eq!((&once["recurringInterval"], &once["trialDays"]), (&Value::Null, &Value::Null));
    let public = app.buyer().get(200, &format!("{LINKS}/public/{}", text(&other["slug"]))).await;
    assert_eq!(
        (&public["paymentType"], &public["recurringInterval"]),
        (&json!("SUBSCRIPTION"), &json!("six_months"))
    );
}

async fn wrong_terms_are_told_at_once(app: App) {
    let ada = app.merchant("ada").await;
    let refused = |more: Value| {
        let mut body =
            json!({ "title": "A", "priceType": "FIXED", "amount": 2999, "paymentType": "SUBSCRIPTION" });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let ada = &ada;
        async move {
            let answer = ada.post(400, LINKS, body).await;
            let fields = answer["error"]["fields"].as_array().cloned().unwrap_or_default();
            let mut all: Vec<String> =
                fields.iter().map(|f| format!("{} {}", text(&f["code"]), text(&f["field"]))).collect();
            if all.is_empty() {
                all.push(code(&answer));
            }
            all
        }
    };
    let wrong =
        refused(json!({ "recurringInterval": "moon", "trialDays": 731, "collectEmail": false })).await;
    assert_eq!(wrong, ["BAD_CHOICE recurringInterval", "BAD_COUNT trialDays", "EMAIL_NEEDED collectEmail"]);
    let wrong = refused(json!({ "paymentType": "ONE_TIME", "recurringInterval": "month" })).await;
    assert_eq!(wrong, ["NOT_FOR_PAYMENT_TYPE recurringInterval"]);
    let wrong = refused(json!({ "recurringInterval": "month", "subscriptionInterval": "YEARLY" })).await;
    assert_eq!(wrong, ["INTERVAL_MISMATCH subscriptionInterval"]);
    let wrong = refused(json!({ "priceType": "PAY_WHAT_YOU_WANT", "amount": null })).await;
    assert_eq!(wrong, ["NOT_FOR_PRICE_TYPE paymentType"]);
    let wrong = refused(json!({ "paymentType": "NOW_AND_THEN" })).await;
    assert_eq!(wrong, ["PAYMENT_TYPE_UNSUPPORTED paymentType"]);
}

async fn a_card_begins_only_what_it_was_kept_for(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.club(json!({})).await;
    ada.club(json!({ "slug": "other", "title": "Other" })).await;
    let bob = app.selling_merchant("bob").await;
    bob.club(json!({ "slug": "bobs", "title": "Bob's" })).await;
    let buyer = app.buyer();
    let setup = buyer.step(200, "club", json!({})).await;
    let early = json!({ "paymentMethodId": "pm_card_visa", "customerId": setup["customerId"] });
    assert_eq!(code(&buyer.step(409, "club", early).await), "SETUP_NOT_DONE", "no card was kept yet");
    let (setup, method) = buyer.with_card("club", "pm_card_visa").await;
    let (foreign, foreign_method) = buyer.with_card("club", "pm_card_visa").await;
    let with = |card: &str, customer: &Value| json!({ "paymentMethodId": card, "customerId": customer });
    for slug in ["other", "bobs"] {
        let refused = buyer.step(400, slug, with(&method, &setup["customerId"])).await;
        assert_eq!(code(&refused), "SETUP_UNKNOWN customerId", "{slug}");
    }
    let refused = buyer.step(400, "club", with(&method, &foreign["customerId"])).await;
    assert_eq!(code(&refused), "SETUP_UNKNOWN paymentMethodId", "another attempt's customer");
    let refused = buyer.step(400, "club", with(&foreign_method, &setup["customerId"])).await;
    assert_eq!(code(&refused), "SETUP_UNKNOWN paymentMethodId", "another attempt's card");
    let refused = buyer.step(400, "club", with("pm_unknown", &Value::Null)).await;
    assert_eq!(code(&refused), "SETUP_UNKNOWN paymentMethodId");
    let refused = buyer.step(400, "club", json!({ "customerId": setup["customerId"] })).await;
    assert_eq!(code(&refused), "REQUIRED paymentMethodId");
    assert!(app.calls_of("POST", "/v1/subscriptions").await.is_empty(), "nothing was begun");
    let done = buyer.step(200, "club", with(&method, &setup["customerId"])).await;
    assert_eq!(done["status"], "active");
    let refused = buyer.step(400, "club", with(&foreign_method, &setup["customerId"])).await;
    assert_eq!(
        code(&refused),
        "SETUP_UNKNOWN paymentMethodId",
        "nor is the card of what has begun exchanged"
    );
    app.forgive("404 /v1/payment_methods/");
}

async fn a_second_step_that_is_repeated_begins_one(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.club(json!({})).await;
    let buyer = app.buyer();
    let (setup, method) = buyer.with_card("club", "pm_card_visa").await;
    let second = json!({ "paymentMethodId": method, "customerId": setup["customerId"] });
    let answers = join_all((0..4).map(|_| buyer.step(200, "club", second.clone()))).await;
    let again = buyer.step(200, "club", second).await;
    assert!(answers.iter().all(|answer| *answer == again), "{answers:#?}");
    app.settle().await;
    let all = app.at_stripe(&ada.account().await, "subscriptions?status=all").await;
    assert_eq!(all["data"].as_array().unwrap().len(), 1);
    assert_eq!(ada.payments().await.len(), 1);
    assert_eq!(app.mails(&buyer.email).len(), 2);
    app.forgive("409 /v1/subscriptions");
}

async fn a_beginning_that_was_cut_short_is_found_again(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.club(json!({})).await;
    let buyer = app.buyer();
    let (setup, method) = buyer.with_card("club", "pm_card_visa").await;
    // A reply that is lost is asked for again under the same key.
    let lost = json!({ "path_prefix": "/v1/subscriptions", "drop_reply": true, "times": 2 });
    app.sandbox_post("fail", lost).await;
    let second = json!({ "paymentMethodId": method, "customerId": setup["customerId"] });
    assert_eq!(buyer.step(200, "club", second).await["status"], "active");
    app.settle().await;
    assert_eq!(ada.payments().await.len(), 1);
    // As if we had stopped after Stripe had made it: only its news can tell.
    let (setup, method) = buyer.with_card("club", "pm_card_visa").await;
    let row = text(&app.setup_intent(&setup).await["metadata"]["subscription_id"]);
    let product = app.calls_of("POST", "/v1/products").await[0]["params"]["id"].clone();
    let form = [
        ("customer", text(&setup["customerId"])),
        ("default_payment_method", method.clone()),
        ("items[0][price_data][currency]", "ron".into()),
        ("items[0][price_data][product]", text(&product)),
        ("items[0][price_data][unit_amount]", "2999".into()),
        ("items[0][price_data][recurring][interval]", "month".into()),
        ("metadata[subscription_id]", row),
    ];
    let url = format!("{}{SANDBOX_PATH}/v1/subscriptions", app.base);
    let request = app.http.post(url).bearer_auth("sk_test_sandbox");
    let request = request.header("Stripe-Account", ada.account().await).form(&form);
    assert_eq!(request.send().await.unwrap().status(), 200);
    app.settle().await;
    let all = ada.get(200, "/api/v1/subscriptions").await;
    assert_eq!(all["data"].as_array().unwrap().len(), 2, "{all:#}");
    assert_eq!(ada.payments().await.len(), 2);
    let second = json!({ "paymentMethodId": method, "customerId": setup["customerId"] });
    assert_eq!(
        code(&buyer.step(400, "club", second).await),
        "SETUP_UNKNOWN paymentMethodId",
        "it was never claimed"
    );
    assert_eq!(app.calls_of("POST", "/v1/subscriptions").await.len(), 3, "and is not begun again");
}

async fn the_bank_asks_about_the_first_invoice(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.club(json!({})).await;
    let buyer = app.buyer();
    let done = buyer.subscribe("club", "pm_card_authenticationRequired").await;
    assert_eq!(
        (&done["status"], &done["paymentIntentStatus"]),
        (&json!("incomplete"), &json!("requires_action"))
    );
    let secret = text(&done["client_secret"]);
    let id = secret.split("_secret_").next().unwrap();
    app.settle().await;
    assert_eq!(ada.get(200, "/api/v1/subscriptions").await["data"], json!([]), "it has not begun");
    assert_eq!(ada.only_payment().await["status"], "PENDING");
    let intent = app.at_stripe(&ada.account().await, &format!("payment_intents/{id}")).await;
    assert_eq!(intent["client_secret"], json!(secret));
    app.answer_bank(&intent, "complete").await;
    app.settle().await;
    assert_eq!(ada.only_payment().await["status"], "COMPLETED");
    assert_eq!(ada.only_subscription().await["subscription"]["status"], "ACTIVE");
    assert_eq!(app.mails(&buyer.email).len(), 2);
}

async fn a_declined_first_invoice_takes_another_card(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.club(json!({})).await;
    let buyer = app.buyer();
    let done = buyer.subscribe("club", "pm_card_chargeCustomerFail").await;
    assert_eq!(done["status"], "incomplete");
    assert_eq!(done["paymentIntentStatus"], "requires_payment_method");
    app.settle().await;
    assert_eq!(ada.only_payment().await["status"], "FAILED");
    assert!(app.mails(&buyer.email).is_empty());
    buyer.pay_first(&done, "pm_card_mastercard").await.expect(200);
    app.settle().await;
    assert_eq!(ada.only_payment().await["status"], "COMPLETED");
    let found = ada.only_subscription().await;
    assert_eq!((&found["subscription"]["status"], &found["cardLast4"]), (&json!("ACTIVE"), &json!("4444")));

    let other = buyer.subscribe("club", "pm_card_chargeCustomerFail").await;
    assert_eq!(other["status"], "incomplete");
    app.sandbox_post("clock", json!({ "advance_seconds": 23 * 3600 + 1 })).await;
    app.settle().await;
    let statuses: Vec<String> = ada.payments().await.iter().map(|payment| text(&payment["status"])).collect();
    assert_eq!(statuses, ["CANCELED", "COMPLETED"], "Stripe waits no longer");
    ada.only_subscription().await;
}

async fn seats(app: &App) -> (i64, i64) {
    let taken = app.count("select used_count from payment_link where slug = 'club'").await;
    (taken, app.count("select held_count from payment_link where slug = 'club'").await)
}

async fn seats_are_held_taken_and_let_go(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.club(json!({ "maxUses": 1, "trialDays": 14 })).await;
    let buyer = app.buyer();
    let (setup, method) = buyer.with_card("club", "pm_card_visa").await;
    assert_eq!(seats(&app).await, (0, 1));
    assert_eq!(code(&app.buyer().step(410, "club", json!({})).await), "LINK_USED_UP");
    app.let_seats_go().await;
    assert_eq!(seats(&app).await, (0, 0));
    let late = json!({ "paymentMethodId": method, "customerId": setup["customerId"] });
    assert_eq!(code(&buyer.step(400, "club", late).await), "SETUP_UNKNOWN customerId", "that time is over");
    buyer.subscribe("club", "pm_card_visa").await;
    app.settle().await;
    assert_eq!(seats(&app).await, (1, 0), "a trial takes the seat");
    app.let_seats_go().await;
    app.days_pass(14).await;
    assert_eq!(seats(&app).await, (1, 0), "and its first payment takes no other");
    ada.club(json!({ "maxUses": 1, "slug": "second", "title": "Second" })).await;
    let done = buyer.subscribe("second", "pm_card_chargeCustomerFail").await;
    assert_eq!(done["status"], "incomplete");
    app.settle().await;
    let held = "select held_count from payment_link where slug = 'second'";
    assert_eq!(app.count(held).await, 1, "another card may still pay");
    app.let_seats_go().await;
    assert_eq!(app.count(held).await, 0);
    let all = app.at_stripe(&ada.account().await, "subscriptions?status=incomplete_expired").await;
    assert_eq!(all["data"][0]["id"], done["subscriptionId"]);
}

async fn each_kind_of_link_has_its_own_start(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.club(json!({})).await;
    ada.link("Tea").await;
    let buyer = app.buyer();
    assert_eq!(code(&buyer.start_with(409, "club", json!({})).await), "PAID_AGAIN");
    assert_eq!(code(&buyer.step(409, "tea", json!({})).await), "NOT_A_SUBSCRIPTION");
    let setup = buyer.step(200, "club", json!({})).await;
    buyer.keep_card(&setup, "pm_card_chargeDeclined").await.expect(402);
    let more = json!({ "clientSecret": setup["client_secret"] });
    let again = buyer.step(200, "club", more).await;
    assert_eq!(again, setup, "the attempt goes on");
    let other = json!({ "clientSecret": setup["client_secret"], "email": "other@example.com" });
    assert_ne!(
        buyer.step(200, "club", other).await["customerId"],
        setup["customerId"],
        "that is another buyer"
    );
    let kept = buyer.keep_card(&setup, "pm_card_visa").await.expect(200).json();
    let second = json!({ "paymentMethodId": kept["payment_method"], "customerId": setup["customerId"] });
    buyer.step(200, "club", second).await;
    app.settle().await;
    assert_eq!(app.mails(&buyer.email).len(), 2);
}

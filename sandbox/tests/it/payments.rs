//! Paying by card: success, every family of decline, 3-D Secure both ways, and the life around it.

use serde_json::{Value, json};

use crate::support::{App, id, types};

#[tokio::test]
async fn a_card_pays() {
    let app = App::start().await;
    let seller = app.seller().await;
    app.webhooks().await;
    let intent = app.intent(&seller).await;
    assert_eq!(intent["status"], "requires_payment_method");
    assert_eq!(intent["metadata"]["paylink_id"], "l1");
    let paid = app.pay(&seller, &intent, "4242 4242 4242 4242").await.ok();
    assert_eq!(paid["status"], "succeeded");
    assert!(paid.get("application_fee_amount").is_none(), "browsers see a cut-down object");
    let path = format!("/v1/payment_intents/{}?expand[]=latest_charge", id(&intent));
    let seen = app.get(Some(&seller), &path).await.ok();
    assert_eq!(seen["amount_received"], 4999);
    assert_eq!(seen["latest_charge"]["status"], "succeeded");
    assert_eq!(seen["latest_charge"]["billing_details"]["name"], "Ion Popescu");
    assert_eq!(seen["latest_charge"]["payment_method_details"]["card"]["last4"], "4242");
    assert_eq!(seen["latest_charge"]["balance_transaction"], Value::Null);
    let received = app.webhooks().await;
    assert_eq!(types(&received), ["charge.succeeded", "payment_intent.created", "payment_intent.succeeded"]);
    for webhook in &received {
        assert_eq!(webhook.path, "/connect");
        assert_eq!(webhook.event["account"], *seller);
        assert_eq!(webhook.event["livemode"], false);
        assert_eq!(webhook.event["api_version"], "2026-09-30.endive");
        assert!(webhook.event["request"]["id"].as_str().unwrap().starts_with("req_"));
    }
    app.assert_schema_kept().await;
}

#[tokio::test]
async fn declines_say_why_and_leave_the_intent_open() {
    let app = App::start().await;
    let seller = app.seller().await;
    let cases = [
        ("4000000000000002", "card_declined", Some("generic_decline")),
        ("4000000000009995", "card_declined", Some("insufficient_funds")),
        ("4000000000009987", "card_declined", Some("lost_card")),
        ("4000000000009979", "card_declined", Some("stolen_card")),
        ("4000000000006975", "card_declined", Some("card_velocity_exceeded")),
        ("4000000000000069", "expired_card", None),
        ("4000000000000127", "incorrect_cvc", None),
        ("4000000000000119", "processing_error", None),
        ("4000008400001280", "card_declined", Some("generic_decline")),
        ("4000000000000341", "card_declined", Some("generic_decline")),
    ];
    for (number, code, decline) in cases {
        let intent = app.intent(&seller).await;
        app.webhooks().await;
        let answer = app.pay(&seller, &intent, number).await;
        let error = answer.error(402);
        assert_eq!(error["type"], "card_error", "{number}");
        assert_eq!(
            (error["code"].as_str(), error["decline_code"].as_str()),
            (Some(code), decline),
            "{number}"
        );
        assert_eq!(error["payment_intent"]["status"], "requires_payment_method");
        assert_eq!(error["payment_intent"]["last_payment_error"]["code"], code);
        assert_eq!(types(&app.webhooks().await), ["charge.failed", "payment_intent.payment_failed"]);
        let charge =
            app.get(Some(&seller), &format!("/v1/charges/{}", error["charge"].as_str().unwrap())).await.ok();
        assert_eq!((&charge["status"], &charge["failure_code"]), (&json!("failed"), &json!(code)));
        let retried = app.pay(&seller, &intent, "4242424242424242").await.ok();
        assert_eq!((&retried["status"], &retried["last_payment_error"]), (&json!("succeeded"), &Value::Null));
    }
    app.assert_schema_kept().await;
}

#[tokio::test]
async fn nonsense_cards_are_refused_before_any_charge() {
    let app = App::start().await;
    let seller = app.seller().await;
    let intent = app.intent(&seller).await;
    let path = format!("/v1/payment_intents/{}/confirm", id(&intent));
    let secret = intent["client_secret"].as_str().unwrap();
    let cases = [
        (["4242424242424241", "12", "2034", "123"], "incorrect_number", "payment_method_data[card][number]"),
        (
            ["4242424242424242", "13", "2034", "123"],
            "invalid_expiry_month",
            "payment_method_data[card][exp_month]",
        ),
        (
            ["4242424242424242", "12", "2020", "123"],
            "invalid_expiry_year",
            "payment_method_data[card][exp_year]",
        ),
        (["4242424242424242", "12", "34", "12"], "invalid_cvc", "payment_method_data[card][cvc]"),
        (["4111111111111111", "12", "34", "123"], "card_declined", "payment_method_data[card][number]"),
    ];
    for ([number, month, year, cvc], code, param) in cases {
        let form = [
            ("payment_method_data[type]", "card"),
            ("payment_method_data[card][number]", number),
            ("payment_method_data[card][exp_month]", month),
            ("payment_method_data[card][exp_year]", year),
            ("payment_method_data[card][cvc]", cvc),
            ("client_secret", secret),
        ];
        let answer = app.browse(&seller, &path, &form).await;
        let error = answer.error(402);
        assert_eq!((&error["code"], &error["param"]), (&json!(code), &json!(param)));
    }
    let charges = app.get(Some(&seller), "/v1/charges").await.ok();
    assert_eq!(charges["data"], json!([]));
    let log = app.control_get("requests").await.to_string();
    assert!(!log.contains("4111111111111111"), "a card number is in the log");
}

#[tokio::test]
async fn three_d_secure_in_the_page_completes_or_fails() {
    let app = App::start().await;
    let seller = app.seller().await;
    for (number, choice, status, result) in [
        ("4000002500003155", "complete", "succeeded", "succeeded"),
        ("4000000000003220", "fail", "requires_payment_method", "failed"),
        ("4000008400001629", "complete", "requires_payment_method", "failed"),
        ("4000008260003178", "complete", "requires_payment_method", "failed"),
    ] {
        let intent = app.intent(&seller).await;
        app.webhooks().await;
        let waiting = app.pay(&seller, &intent, number).await.ok();
        assert_eq!(waiting["status"], "requires_action");
        let action = &waiting["next_action"];
        assert_eq!(action["type"], "use_stripe_sdk");
        assert_eq!(action["use_stripe_sdk"]["type"], "three_d_secure_redirect");
        let source = action["use_stripe_sdk"]["source"].as_str().unwrap();
        let url = action["use_stripe_sdk"]["stripe_js"].as_str().unwrap();
        assert_eq!(url, format!("{}/3ds/{source}", app.base));
        let page = app.http.get(url).send().await.unwrap();
        let policy = page.headers()["content-security-policy"].to_str().unwrap().to_owned();
        assert!(policy.contains("frame-ancestors *"), "{policy}");
        assert!(page.text().await.unwrap().contains("49.99 RON"));
        let done = app.http.post(url).form(&[("result", choice)]).send().await.unwrap().text().await.unwrap();
        assert!(done.contains(&format!("data-3ds-result=\"{result}\"")), "{done}");
        assert!(done.contains(&format!("data-3ds-source=\"{source}\"")));
        assert!(done.contains("src=\"../endive/3ds-done.js\""));
        let after = app.get(Some(&seller), &format!("/v1/payment_intents/{}", id(&intent))).await.ok();
        assert_eq!(after["status"], status, "{number}");
        let received = types(&app.webhooks().await);
        assert!(received.contains(&"payment_intent.requires_action".to_owned()), "{received:?}");
        // A second click changes nothing.
        let again =
            app.http.post(url).form(&[("result", "complete")]).send().await.unwrap().text().await.unwrap();
        assert!(again.contains(&format!("data-3ds-result=\"{result}\"")), "{again}");
        if choice == "fail" {
            assert_eq!(after["last_payment_error"]["code"], "payment_intent_authentication_failure");
            assert_eq!(after["latest_charge"], Value::Null);
        }
    }
    app.assert_schema_kept().await;
}

#[tokio::test]
async fn three_d_secure_by_redirect_returns_to_the_shop() {
    let app = App::start().await;
    let seller = app.seller().await;
    for (choice, status) in [("complete", "succeeded"), ("fail", "failed")] {
        let intent = app.intent(&seller).await;
        let waiting = app.pay(&seller, &intent, "4000000000003063").await.ok();
        let action = &waiting["next_action"];
        assert_eq!(action["type"], "redirect_to_url");
        let url = action["redirect_to_url"]["url"].as_str().unwrap();
        let page = app.http.get(url).send().await.unwrap();
        let policy = page.headers()["content-security-policy"].to_str().unwrap().to_owned();
        assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
        let answer = app.http.post(url).form(&[("result", choice)]).send().await.unwrap();
        assert_eq!(answer.status(), 303);
        assert_eq!(
            answer.headers()["location"],
            format!(
                "https://shop.example/done?a=1&payment_intent={}&payment_intent_client_secret={}&redirect_status={status}",
                id(&intent),
                intent["client_secret"].as_str().unwrap()
            )
        );
    }
}

#[tokio::test]
async fn servers_name_cards_and_off_session_cannot_authenticate() {
    let app = App::start().await;
    let seller = app.seller().await;
    let confirm = |name: &'static str, extra: &'static [(&'static str, &'static str)]| {
        let (app, seller) = (&app, &seller);
        async move {
            let intent = app.intent(seller).await;
            let mut form = vec![("payment_method", name), ("return_url", "https://shop.example/")];
            form.extend(extra);
            app.post(Some(seller), &format!("/v1/payment_intents/{}/confirm", id(&intent)), &form).await
        }
    };
    let paid = confirm("pm_card_visa", &[]).await.ok();
    assert_eq!(paid["status"], "succeeded");
    let declined = confirm("pm_card_chargeDeclined", &[]).await;
    assert_eq!(declined.error(402)["decline_code"], "generic_decline");
    let asked = confirm("pm_card_authenticationRequired", &[]).await.ok();
    assert_eq!(asked["next_action"]["type"], "redirect_to_url");
    let alone = confirm("pm_card_authenticationRequired", &[("off_session", "true")]).await;
    assert_eq!(alone.error(402)["code"], "authentication_required");
    let ready =
        confirm("pm_card_authenticationRequiredSetupForOffSession", &[("off_session", "true")]).await.ok();
    assert_eq!(ready["status"], "succeeded");
    let nobody = confirm("pm_card_nobody", &[]).await;
    assert_eq!(nobody.error(404)["code"], "resource_missing");
    app.assert_schema_kept().await;
}

#[tokio::test]
async fn an_intent_is_changed_canceled_and_not_confirmed_twice() {
    let app = App::start().await;
    let seller = app.seller().await;
    let intent = app.intent(&seller).await;
    let path = format!("/v1/payment_intents/{}", id(&intent));
    let form = [
        ("amount", "9998"),
        ("application_fee_amount", "400"),
        ("metadata[quantity]", "2"),
        ("metadata[paylink_id]", ""),
    ];
    let changed = app.post(Some(&seller), &path, &form).await.ok();
    assert_eq!((&changed["amount"], &changed["application_fee_amount"]), (&json!(9998), &json!(400)));
    assert_eq!(changed["metadata"], json!({ "quantity": "2" }));
    app.pay(&seller, &intent, "4242424242424242").await.ok();
    let twice = app.pay(&seller, &intent, "4242424242424242").await;
    assert_eq!(twice.error(400)["code"], "payment_intent_unexpected_state");
    let late = app.post(Some(&seller), &format!("{path}/cancel"), &[]).await;
    assert_eq!(late.error(400)["code"], "payment_intent_unexpected_state");
    let other = app.intent(&seller).await;
    app.webhooks().await;
    let form = [("cancellation_reason", "abandoned")];
    let canceled =
        app.post(Some(&seller), &format!("/v1/payment_intents/{}/cancel", id(&other)), &form).await.ok();
    assert_eq!(
        (&canceled["status"], &canceled["cancellation_reason"]),
        (&json!("canceled"), &json!("abandoned"))
    );
    assert_eq!(types(&app.webhooks().await), ["payment_intent.canceled"]);
    assert_eq!(
        app.pay(&seller, &other, "4242424242424242").await.error(400)["code"],
        "payment_intent_unexpected_state"
    );
    app.assert_schema_kept().await;
}

#[tokio::test]
async fn a_payment_may_stay_in_processing() {
    let app = App::start().await;
    let seller = app.seller().await;
    app.control("processing", json!({ "seconds": 60 })).await;
    let intent = app.intent(&seller).await;
    app.webhooks().await;
    assert_eq!(app.pay(&seller, &intent, "4242424242424242").await.ok()["status"], "processing");
    assert_eq!(types(&app.webhooks().await), ["payment_intent.processing"]);
    app.advance(61).await;
    assert_eq!(types(&app.webhooks().await), ["charge.succeeded", "payment_intent.succeeded"]);
}

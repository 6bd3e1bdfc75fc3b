//! Connecting Stripe: onboarding at the stand-in, requirements, disabling, and taking access away.

use std::collections::BTreeSet;

use futures::future::join_all;

use crate::support::client::code;
use crate::support::people::text;
use crate::support::{App, Client, json, stories};

stories!(
    a_merchant_connects,
    two_clicks_make_one_account,
    a_disabled_account_stops_selling,
    access_taken_away_stops_selling,
    return_addresses_stay_on_our_origin,
    the_answers_are_as_documented,
);

async fn a_merchant_connects(app: App) {
    let ada = app.merchant("ada").await;
    let before = ada.get(200, "/api/v1/stripe/accounts/me").await;
    assert_eq!((&before["connected"], &before["chargesEnabled"]), (&json!(false), &json!(false)));
    assert_eq!(code(&ada.post(409, "/api/v1/stripe/login-link", json!({})).await), "NOT_CONNECTED");
    let link = ada.link("Tea").await;
    let unsold = app.visitor().get(200, "/api/v1/paylinks/public/tea").await;
    assert_eq!(unsold["acceptsPayments"], false);

    let url = text(&ada.post(200, "/api/v1/stripe/account-link", json!({})).await["url"]);
    let page = Client::new(&app, None);
    let path = url.strip_prefix(&app.base).expect("the stand-in's own page");
    let html = page.send(page.request(reqwest::Method::GET, path)).await.expect(200).text;
    assert!(html.contains("<form"), "a page with a form");
    let account = ada.account().await;
    let waiting = ada.get(200, "/api/v1/stripe/accounts/me").await;
    assert_eq!((&waiting["connected"], &waiting["chargesEnabled"]), (&json!(true), &json!(false)));
    let due = ada.get(200, "/api/v1/stripe/accounts/me/requirements").await;
    assert!(!due["currentlyDue"].as_array().unwrap().is_empty(), "{due}");

    app.sandbox_post(&format!("accounts/{account}/complete"), json!({})).await;
    let fresh = ada.post(200, "/api/v1/stripe/accounts/me/refresh", json!({})).await;
    assert_eq!((&fresh["chargesEnabled"], &fresh["detailsSubmitted"]), (&json!(true), &json!(true)));
    assert_eq!(ada.get(200, "/api/v1/stripe/accounts/me/requirements").await["currentlyDue"], json!([]));
    app.settle().await;
    assert_eq!(ada.get(200, "/api/v1/stripe/accounts/me").await, fresh, "the news change nothing more");
    let login = text(&ada.post(200, "/api/v1/stripe/login-link", json!({})).await["url"]);
    assert!(login.starts_with(&app.base), "{login}");
    app.buyer().pay(&text(&link["slug"])).await;
}

async fn two_clicks_make_one_account(app: App) {
    let ada = app.merchant("ada").await;
    app.forgive("409 /v1/accounts");
    let clicks = (0..5).map(|_| {
        ada.send(ada.request(reqwest::Method::POST, "/api/v1/stripe/account-link").json(&json!({})))
    });
    let answers = join_all(clicks).await;
    assert!(answers.iter().any(|answer| answer.status == 200), "{answers:?}");
    let made = app.calls_of("POST", "/v1/accounts").await;
    let keys: BTreeSet<_> = made.iter().map(|call| text(&call["idempotency_key"])).collect();
    assert_eq!(keys.len(), 1, "one deed under one key");
    ada.post(200, "/api/v1/stripe/account-link", json!({})).await;
}

async fn a_disabled_account_stops_selling(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    let account = ada.account().await;
    let patch = json!({ "charges_enabled": false, "requirements": { "disabled_reason": "requirements.past_due",
        "past_due": ["individual.verification.document"] } });
    app.sandbox_post(&format!("accounts/{account}"), patch).await;
    app.settle().await;
    assert_eq!(ada.get(200, "/api/v1/stripe/accounts/me").await["chargesEnabled"], false);
    let due = ada.get(200, "/api/v1/stripe/accounts/me/requirements").await;
    assert_eq!(due["disabledReason"], "requirements.past_due", "{due}");
    let refused = app.buyer().start_with(503, "tea", json!({})).await;
    assert_eq!(code(&refused), "CANNOT_CHARGE");
    app.sandbox_post(&format!("accounts/{account}/complete"), json!({})).await;
    app.settle().await;
    app.buyer().pay("tea").await;
}

async fn access_taken_away_stops_selling(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    app.sandbox_post(&format!("accounts/{}/deauthorize", ada.account().await), json!({})).await;
    app.settle().await;
    assert_eq!(ada.get(200, "/api/v1/stripe/accounts/me").await["chargesEnabled"], false);
    assert_eq!(code(&app.buyer().start_with(503, "tea", json!({})).await), "CANNOT_CHARGE");
    assert_eq!(app.visitor().get(200, "/api/v1/paylinks/public").await["items"], json!([]));
}

async fn return_addresses_stay_on_our_origin(app: App) {
    let ada = app.merchant("ada").await;
    for url in ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"] {
        for field in ["returnUrl", "refreshUrl"] {
            let refused = ada.post(400, "/api/v1/stripe/account-link", json!({ field: url })).await;
            assert_eq!(code(&refused), format!("BAD_REDIRECT {field}"));
        }
    }
    assert!(app.calls_of("POST", "/v1/accounts").await.is_empty());
    let own = format!("{}/dashboard/settings", app.base);
    ada.post(
        200,
        "/api/v1/stripe/account-link",
        json!({ "returnUrl": own, "refreshUrl": "/dashboard/settings" }),
    )
    .await;
    let call = &app.calls_of("POST", "/v1/account_links").await[0];
    assert_eq!(call["params"]["return_url"], json!(own));
}

async fn the_answers_are_as_documented(app: App) {
    let ada = app.selling_merchant("ada").await;
    let account = ada.get(200, "/api/v1/stripe/accounts/me").await;
    assert!(text(&account["id"]).starts_with("acct_"));
    for key in ["chargesEnabled", "payoutsEnabled", "detailsSubmitted"] {
        assert_eq!(account[key], true, "{key}");
    }
    let due = ada.get(200, "/api/v1/stripe/accounts/me/requirements").await;
    for key in ["currentlyDue", "pastDue", "eventuallyDue"] {
        assert!(due[key].is_array(), "{key}");
    }
    assert_eq!(
        app.visitor().get(200, "/api/v1/stripe/pk").await,
        json!({ "publishableKey": "pk_test_sandbox" })
    );
}

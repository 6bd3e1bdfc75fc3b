//! Onboarding and the profile.

use crate::support::client::code;
use crate::support::{App, json, stories};

stories!(a_newcomer_answers_three_questions, wrong_answers_name_their_fields, a_profile_changes_in_parts);

async fn a_newcomer_answers_three_questions(app: App) {
    let ada = app.newcomer("ada").await;
    assert_eq!(ada.get(200, "/api/v1/me").await["needsOnboarding"], true);
    let early = ada.post(409, "/api/v1/stripe/account-link", json!({})).await;
    assert_eq!(code(&early), "ONBOARDING_NEEDED");
    let answers = json!({ "name": "Atelier Ada", "country": "ro", "defaultCurrency": "EUR" });
    let me = ada.post(200, "/api/v1/me/onboarding", answers).await;
    assert_eq!(me["needsOnboarding"], false);
    assert_eq!(me["sandbox"], true);
    assert_eq!(me["merchant"]["name"], "Atelier Ada");
    assert_eq!(me["merchant"]["country"], "RO");
    assert_eq!(me["merchant"]["defaultCurrency"], "EUR");
    let link = json!({ "title": "Tea", "priceType": "FIXED", "amount": 500 });
    assert_eq!(ada.post(201, "/api/v1/paylinks", link).await["currency"], "EUR");
}

async fn wrong_answers_name_their_fields(app: App) {
    let ada = app.newcomer("ada").await;
    let wrong = json!({ "name": " ", "country": "XX", "defaultCurrency": "RON" });
    let refused = ada.post(400, "/api/v1/me/onboarding", wrong).await;
    let fields: Vec<_> =
        refused["error"]["fields"].as_array().unwrap().iter().map(|f| f["field"].clone()).collect();
    assert_eq!(fields, [json!("name"), json!("country")]);
    let wrong = json!({ "name": "Ada", "country": "RO", "defaultCurrency": "XYZ" });
    assert_eq!(code(&ada.post(400, "/api/v1/me/onboarding", wrong).await), "BAD_CURRENCY defaultCurrency");
    assert_eq!(ada.get(200, "/api/v1/me").await["needsOnboarding"], true);
}

async fn a_profile_changes_in_parts(app: App) {
    let ada = app.merchant("ada").await;
    let me = ada.patch(200, "/api/v1/me", json!({ "name": "Ada L.", "language": "ro" })).await;
    assert_eq!((&me["name"], &me["language"]), (&json!("Ada L."), &json!("ro")));
    assert_eq!(me["merchant"]["name"], "ada's shop");
    let me =
        ada.patch(200, "/api/v1/me", json!({ "merchantName": "Ada & Co", "defaultCurrency": "GBP" })).await;
    assert_eq!((&me["name"], &me["merchant"]["name"]), (&json!("Ada L."), &json!("Ada & Co")));
    assert_eq!(me["merchant"]["defaultCurrency"], "GBP");
    for (field, value) in [
        ("name", json!("a\u{7}b")),
        ("name", json!("x".repeat(101))),
        ("merchantName", json!("")),
        ("language", json!("fr")),
        ("defaultCurrency", json!("BTC")),
        ("email", json!("eve@example.com")),
        ("role", json!("ADMIN")),
        ("merchantId", json!("x")),
    ] {
        let refused = ada.patch(400, "/api/v1/me", json!({ field: value })).await;
        assert_eq!(refused["error"]["field"], field, "{refused}");
    }
    assert_eq!(ada.get(200, "/api/v1/me").await, me);
}

//! Connected accounts: onboarding three ways, login links, changes from outside, and withdrawal.

use serde_json::{Value, json};

use crate::support::{App, types};

async fn link(app: &App, account: &str) -> String {
    let form = [
        ("account", account),
        ("type", "account_onboarding"),
        ("return_url", "https://shop.example/return"),
        ("refresh_url", "https://shop.example/refresh"),
        ("collection_options[fields]", "eventually_due"),
    ];
    let link = app.post(None, "/v1/account_links", &form).await.ok();
    assert_eq!(link["expires_at"].as_i64().unwrap() - link["created"].as_i64().unwrap(), 300);
    link["url"].as_str().unwrap().to_owned()
}

async fn choose(app: &App, url: &str, outcome: &str) -> String {
    let answer = app.http.post(url).form(&[("outcome", outcome)]).send().await.unwrap();
    assert_eq!(answer.status(), 303);
    answer.headers()["location"].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn onboarding_opens_the_account() {
    let app = App::start().await;
    let id = app.new_account().await;
    let fresh = app.get(None, &format!("/v1/accounts/{id}")).await.ok();
    assert_eq!(fresh["charges_enabled"], false);
    assert_eq!(fresh["capabilities"], json!({ "card_payments": "inactive", "transfers": "inactive" }));
    assert_eq!((&fresh["type"], &fresh["default_currency"]), (&json!("express"), &json!("ron")));
    assert!(!fresh["requirements"]["currently_due"].as_array().unwrap().is_empty());
    let refused = app.post(Some(&id), "/v1/payment_intents", &[("amount", "500"), ("currency", "ron")]).await;
    assert_eq!(refused.error(400)["type"], "invalid_request_error");
    let login = format!("/v1/accounts/{id}/login_links");
    app.post(None, &login, &[]).await.error(400);

    let url = link(&app, &id).await;
    let page = app.http.get(&url).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("no real bank") && page.contains(&id) && page.contains("ada@example.com"));
    assert_eq!(choose(&app, &url, "complete").await, "https://shop.example/return");
    let open = app.get(None, &format!("/v1/accounts/{id}")).await.ok();
    for flag in ["charges_enabled", "payouts_enabled", "details_submitted"] {
        assert_eq!(open[flag], true, "{flag}");
    }
    assert_eq!(open["capabilities"], json!({ "card_payments": "active", "transfers": "active" }));
    assert_eq!(open["requirements"]["currently_due"], json!([]));
    assert_eq!(open["requirements"]["disabled_reason"], Value::Null);
    let received = app.webhooks().await;
    assert_eq!(types(&received), ["account.updated", "capability.updated", "capability.updated"]);
    let update = received.iter().find(|r| r.event["type"] == "account.updated").unwrap();
    assert_eq!(update.event["data"]["previous_attributes"]["charges_enabled"], false);
    assert_eq!(update.event["account"], *id);

    let login = app.post(None, &login, &[]).await.ok();
    let dashboard = app.http.get(login["url"].as_str().unwrap()).send().await.unwrap().text().await.unwrap();
    assert!(dashboard.contains("Express dashboard") && dashboard.contains("No payments yet"));
    app.assert_schema_kept().await;
}

#[tokio::test]
async fn a_link_works_once_and_for_five_minutes() {
    let app = App::start().await;
    let id = app.new_account().await;
    let used = link(&app, &id).await;
    assert_eq!(choose(&app, &used, "later").await, "https://shop.example/return");
    for answer in [app.http.get(&used).send().await.unwrap(), app.http.post(&used).send().await.unwrap()] {
        assert_eq!(answer.status(), 303);
        assert_eq!(answer.headers()["location"], "https://shop.example/refresh");
    }
    let late = link(&app, &id).await;
    app.advance(301).await;
    let answer = app.http.get(&late).send().await.unwrap();
    assert_eq!(answer.headers()["location"], "https://shop.example/refresh");
    let unknown = app.http.get(format!("{}/connect/onboarding/nothing", app.base)).send().await.unwrap();
    assert_eq!(unknown.status(), 404);
}

#[tokio::test]
async fn owners_may_leave_early_or_be_held_back() {
    let app = App::start().await;
    for (outcome, submitted) in [("later", false), ("restricted", true)] {
        let id = app.new_account().await;
        choose(&app, &link(&app, &id).await, outcome).await;
        let account = app.get(None, &format!("/v1/accounts/{id}")).await.ok();
        assert_eq!(
            (&account["details_submitted"], &account["charges_enabled"]),
            (&json!(submitted), &json!(false))
        );
        assert_eq!(account["requirements"]["disabled_reason"], "requirements.past_due");
        assert!(!account["requirements"]["currently_due"].as_array().unwrap().is_empty());
    }
    app.assert_schema_kept().await;
}

#[tokio::test]
async fn stripe_may_restrict_an_account_at_any_time() {
    let app = App::start().await;
    let id = app.seller().await;
    app.webhooks().await;
    let patch =
        json!({ "charges_enabled": false, "requirements": { "currently_due": ["external_account"] } });
    app.control(&format!("accounts/{id}"), patch).await;
    let received = app.webhooks().await;
    assert_eq!(types(&received), ["account.updated"]);
    let object = &received[0].event["data"]["object"];
    assert_eq!(object["requirements"]["currently_due"], json!(["external_account"]));
    assert_eq!(object["payouts_enabled"], true);
    app.post(Some(&id), "/v1/payment_intents", &[("amount", "500"), ("currency", "ron")]).await.error(400);
}

#[tokio::test]
async fn a_withdrawn_account_is_out_of_reach() {
    let app = App::start().await;
    let id = app.seller().await;
    app.webhooks().await;
    app.control(&format!("accounts/{id}/deauthorize"), json!({})).await;
    let received = app.webhooks().await;
    assert_eq!(types(&received), ["account.application.deauthorized"]);
    assert_eq!(received[0].event["data"]["object"]["object"], "application");
    assert_eq!(app.get(Some(&id), "/v1/balance").await.error(403)["code"], "account_invalid");
    assert_eq!(app.get(None, &format!("/v1/accounts/{id}")).await.error(403)["code"], "account_invalid");
    let list = app.get(None, "/v1/accounts").await.ok();
    assert_eq!(list["data"], json!([]));
}

#[tokio::test]
async fn accounts_are_updated_and_links_are_checked() {
    let app = App::start().await;
    let id = app.seller().await;
    let form = [("metadata[tier]", "gold"), ("business_profile[url]", "https://ada.example")];
    let account = app.post(None, &format!("/v1/accounts/{id}"), &form).await.ok();
    assert_eq!(account["metadata"], json!({ "seller_id": "s1", "tier": "gold" }));
    assert_eq!(account["business_profile"]["url"], "https://ada.example");
    let base =
        [("account", id.as_str()), ("return_url", "https://s.example"), ("refresh_url", "https://s.example")];
    let mut form = base.to_vec();
    form.push(("type", "account_update"));
    assert_eq!(app.post(None, "/v1/account_links", &form).await.error(400)["param"], "type");
    let form = [("account", "acct_nobody"), ("type", "account_onboarding")];
    assert_eq!(app.post(None, "/v1/account_links", &form).await.error(404)["code"], "resource_missing");
    let own = app.get(Some(&id), "/v1/account").await.ok();
    assert_eq!(own["id"], *id);
    let platform = app.get(None, "/v1/account").await.ok();
    assert_ne!(platform["id"], *id);
    app.assert_schema_kept().await;
}

//! One person with several businesses: each sees its own, and switching changes one browser or token only.

use reqwest::Method;

use crate::support::client::code;
use crate::support::people::text;
use crate::support::{App, Client, Value, json, stories};

stories!(
    a_second_business_is_a_stranger_to_the_first,
    keys_stay_with_their_business,
    a_browser_remembers_its_business,
    others_businesses_are_not_there,
    a_business_is_opened_once_per_key,
);

const ME: &str = "/api/v1/me";
const MERCHANTS: &str = "/api/v1/merchants";
const SWITCH: &str = "/dashboard/business";

/// Opens another business and tells its name.
async fn second(app: &App, first: &Client, name: &str) -> Client {
    let opened = first.post(201, MERCHANTS, json!({})).await;
    assert_eq!(opened["me"]["needsOnboarding"], true);
    let client = Client::new(app, Some(text(&opened["token"])));
    let body = json!({ "name": name, "country": "DE", "defaultCurrency": "EUR" });
    client.post(200, "/api/v1/me/onboarding", body).await;
    client
}

fn names(me: &Value) -> Vec<String> {
    me["merchants"].as_array().unwrap().iter().map(|merchant| text(&merchant["name"])).collect()
}

async fn a_second_business_is_a_stranger_to_the_first(app: App) {
    let ada = app.selling_merchant("ada").await;
    let tea = text(&ada.link("Tea").await["id"]);
    app.buyer().pay("tea").await;
    app.settle().await;
    let payment = text(&ada.payments().await[0]["id"]);
    ada.patch(200, "/api/v1/me/branding", json!({ "accent": "#112233" })).await;

    let other = second(&app, &ada, "Ada Zwei").await;
    let me = other.get(200, ME).await;
    assert_eq!((&me["email"], &me["merchant"]["name"]), (&json!(ada.email), &json!("Ada Zwei")));
    assert_eq!(names(&me), ["ada's shop", "Ada Zwei"]);
    for path in ["/api/v1/paylinks", "/api/v1/transactions", "/api/v1/auth/api-keys"] {
        assert_eq!(other.get(200, path).await["data"], json!([]), "{path}");
    }
    for path in [format!("/api/v1/paylinks/{tea}"), format!("/api/v1/transactions/{payment}")] {
        other.get(404, &path).await;
    }
    other.delete(404, &format!("/api/v1/paylinks/{tea}")).await;
    assert_eq!(other.get(200, "/api/v1/me/branding").await["accent"], Value::Null);
    assert_eq!(other.get(200, "/api/v1/stripe/accounts/me").await["chargesEnabled"], false);
    let link = json!({ "title": "Kaffee", "priceType": "FIXED", "amountMinor": 500 });
    assert_eq!(other.post(201, "/api/v1/paylinks", link).await["currency"], "EUR");

    // The profile of the business is its own; the person's name is one.
    other.patch(200, ME, json!({ "name": "Ada L.", "merchantName": "Ada Drei" })).await;
    let me = ada.get(200, ME).await;
    assert_eq!((&me["name"], &me["merchant"]["name"]), (&json!("Ada L."), &json!("ada's shop")));
    assert_eq!(names(&me), ["ada's shop", "Ada Drei"]);
    assert_eq!(ada.get(200, "/api/v1/paylinks").await["data"].as_array().unwrap().len(), 1);

    let back = other.post(200, &format!("{MERCHANTS}/{}/switch", ada.id), json!({})).await;
    assert_eq!(back["me"]["merchant"]["id"], ada.id);
    let back = Client::new(&app, Some(text(&back["token"])));
    assert_eq!(back.get(200, &format!("/api/v1/paylinks/{tea}")).await["title"], "Tea");
    assert_eq!(
        other.get(200, ME).await["merchant"]["name"],
        "Ada Drei",
        "the token before stays where it was"
    );
}

async fn keys_stay_with_their_business(app: App) {
    let ada = app.merchant("ada").await;
    let old = ada.api_key(&["read", "write"]).await;
    let other = second(&app, &ada, "Ada Zwei").await;
    let made = other.post(201, "/api/v1/auth/api-keys", json!({ "name": "zwei" })).await;
    let pair = json!({ "keyId": made["keyId"], "keySecret": made["keySecret"] });
    let token = app.visitor().post(200, "/api/v1/auth/api/token", pair.clone()).await;
    let new = Client::new(&app, Some(text(&token["token"])));
    for (key, name) in [(&old, "ada's shop"), (&new, "Ada Zwei")] {
        let me = key.get(200, ME).await;
        assert_eq!(me["merchant"]["name"], name);
        assert_eq!(names(&me), [name], "a key knows its own business only");
        assert_eq!(code(&key.post(403, MERCHANTS, json!({})).await), "FORBIDDEN");
        key.post(403, &format!("{MERCHANTS}/{}/switch", ada.id), json!({})).await;
    }
    new.patch(200, ME, json!({ "merchantName": "Zwei" })).await;
    assert_eq!(names(&ada.get(200, ME).await), ["ada's shop", "Zwei"]);
    let id = text(&made["id"]);
    ada.delete(404, &format!("/api/v1/auth/api-keys/{id}")).await;
    other.delete(200, &format!("/api/v1/auth/api-keys/{id}")).await;
    new.get(401, ME).await;
    app.visitor().post(401, "/api/v1/auth/api/token", pair).await;
    old.get(200, ME).await;
}

async fn a_browser_remembers_its_business(app: App) {
    let ada = app.merchant("ada").await;
    let tea = text(&ada.link("Tea").await["id"]);
    let browser = app.browser("ada").await;
    let elsewhere = app.browser("ada").await;
    let edit = format!("/dashboard/links/{tea}/edit");
    browser.page(&edit).await.expect(200);
    let opened = browser.form("/dashboard/business/new", &[]).await.expect(303);
    assert_eq!(opened.header("location"), "/onboarding");
    assert_eq!(browser.page("/dashboard/links").await.expect(303).header("location"), "/onboarding");
    let answers = [("name", "Ada Zwei"), ("country", "DE"), ("default_currency", "EUR")];
    browser.form("/onboarding", &answers).await.expect(303);
    let list = browser.page("/dashboard/links").await.expect(200).text;
    assert!(list.contains("Ada Zwei") && !list.contains("Tea"), "{list}");
    assert!(list.contains(&format!("value=\"{}\"", ada.id)), "the way back is in the switcher");
    browser.page(&edit).await.expect(404);
    browser.page(&format!("/dashboard/links/{tea}/qr.svg")).await.expect(404);
    browser.form(&format!("/dashboard/links/{tea}/delete"), &[]).await.expect(404);
    elsewhere.page(&edit).await.expect(200);

    let back = browser.form(SWITCH, &[("merchant", &ada.id)]).await.expect(303);
    assert_eq!(back.header("location"), "/dashboard");
    browser.page(&edit).await.expect(200);
    let merchants = ada.get(200, ME).await["merchants"].clone();
    browser.form(SWITCH, &[("merchant", &text(&merchants[1]["id"]))]).await.expect(303);
    browser.page(&edit).await.expect(404);
    app.settle().await;
    // Who is no member any more finds themselves in their first business.
    app.run("delete from member where merchant_id in (select id from merchant where name = 'Ada Zwei')")
        .await;
    browser.page(&edit).await.expect(200);
    let evil = browser.request(Method::POST, SWITCH).form(&[("merchant", &ada.id)]);
    browser.send(evil.header("origin", "https://evil.example")).await.expect(403);
}

async fn others_businesses_are_not_there(app: App) {
    let ada = app.merchant("ada").await;
    let eve = app.merchant("eve").await;
    let spare = second(&app, &ada, "Ada Zwei").await;
    let spare_id = text(&spare.get(200, ME).await["merchant"]["id"]);
    let browser = app.browser("eve").await;
    let unknown = eve.post(404, &format!("{MERCHANTS}/0/switch"), json!({})).await;
    for id in [&ada.id, &spare_id] {
        assert_eq!(eve.post(404, &format!("{MERCHANTS}/{id}/switch"), json!({})).await, unknown);
        browser.form(SWITCH, &[("merchant", id)]).await.expect(404);
    }
    assert_eq!(names(&eve.get(200, ME).await), ["eve's shop"]);
    browser.form(SWITCH, &[]).await.expect(404);
    browser.page("/dashboard/links").await.expect(200);
    app.visitor().form(SWITCH, &[("merchant", &ada.id)]).await.expect(303);
    // A token of a business that one has left opens nothing.
    app.run("delete from member where merchant_id in (select id from merchant where name = 'Ada Zwei')")
        .await;
    spare.get(401, ME).await;
    ada.get(200, ME).await;
}

async fn a_business_is_opened_once_per_key(app: App) {
    let ada = app.merchant("ada").await;
    let keyed = ada.with("idempotency-key", "one");
    let first = keyed.post(201, MERCHANTS, json!({})).await;
    let again = keyed.post(201, MERCHANTS, json!({})).await;
    assert_eq!(first["me"], again["me"]);
    Client::new(&app, Some(text(&again["token"]))).get(200, ME).await;
    assert_eq!(app.count("select count(*) from merchant").await, 2);
    assert!(!app.dump().await.contains(&text(&first["token"])), "tokens are not kept");
    let calls = (0..25).map(|_| ada.send(ada.request(Method::POST, MERCHANTS).json(&json!({}))));
    let answers = futures::future::join_all(calls).await;
    let refused: Vec<_> = answers.iter().filter(|answer| answer.status != 201).collect();
    assert_eq!(app.count("select count(*) from merchant").await, 20);
    assert_eq!(refused.len(), 7);
    assert!(
        refused.iter().all(|answer| code(&answer.json()) == "TOO_MANY_MERCHANTS" && answer.status == 409)
    );
}

//! Links that are put away and brought back, alone and several at once.

use crate::support::people::text;
use crate::support::{App, Merchant, Value, json, stories};

stories!(
    a_link_is_put_away_and_brought_back,
    several_are_put_away_in_one_stroke,
    a_seller_puts_away_and_brings_back_in_the_dashboard,
    money_that_comes_for_a_link_put_away_is_kept_and_marked,
);

const PATH: &str = "/api/v1/paylinks";
const NOBODYS: &str = "00000000-0000-7000-8000-000000000000";

async fn titles(ada: &Merchant, query: &str) -> Vec<String> {
    let list = ada.get(200, &format!("{PATH}{query}")).await;
    list["data"].as_array().unwrap().iter().map(|link| text(&link["title"])).collect()
}

async fn made(ada: &Merchant, title: &str) -> String {
    text(&ada.link(title).await["id"])
}

async fn a_link_is_put_away_and_brought_back(app: App) {
    let ada = app.selling_merchant("ada").await;
    let (tea, coffee) = (made(&ada, "Tea").await, made(&ada, "Coffee").await);
    let link = ada.post(200, &format!("{PATH}/{tea}/archive"), json!({})).await;
    assert_eq!(
        (&link["state"], &link["active"], &link["revision"]),
        (&json!("archived"), &json!(true), &json!(1))
    );
    assert!(link["archivedAt"].is_string());
    assert_eq!(
        ada.post(200, &format!("{PATH}/{tea}/archive"), json!({})).await["archivedAt"],
        link["archivedAt"]
    );
    assert_eq!(titles(&ada, "").await, ["Coffee"]);
    assert_eq!(titles(&ada, "?status=active").await, ["Coffee"]);
    assert_eq!(titles(&ada, "?status=archived").await, ["Tea"]);
    assert_eq!(titles(&ada, "?status=inactive").await, [""; 0]);
    let gone = app.buyer().start_with(410, "tea", json!({})).await;
    assert_eq!(gone["error"]["reason"], "inactive", "buyers need not know of the seller's order");
    app.visitor().page("/p/tea").await.expect(410);
    assert_eq!(app.buyer().get(200, &format!("{PATH}/public")).await["items"].as_array().unwrap().len(), 1);
    // The address stays its own, and a change does not bring it back.
    let taken = json!({ "title": "Other tea", "slug": "tea", "priceType": "FIXED", "amount": 4999 });
    ada.post(409, PATH, taken).await;
    assert_eq!(
        ada.patch(200, &format!("{PATH}/{tea}"), json!({ "title": "Green tea" })).await["state"],
        "archived"
    );
    let link = ada.post(200, &format!("{PATH}/{tea}/restore"), json!({})).await;
    assert_eq!((&link["state"], &link["archivedAt"]), (&json!("active"), &Value::Null));
    assert_eq!(titles(&ada, "").await, ["Coffee", "Green tea"]);
    app.buyer().pay("tea").await;
    app.settle().await;
    let story = ada.get(200, &format!("{PATH}/{tea}/events")).await;
    let kinds: Vec<String> =
        story["data"].as_array().unwrap().iter().map(|entry| text(&entry["kind"])).collect();
    assert_eq!(kinds, ["link.restored", "link.updated", "link.archived", "link.created"]);
    // What is off stays off.
    ada.post(200, &format!("{PATH}/{coffee}/toggle"), json!({})).await;
    ada.post(200, &format!("{PATH}/{coffee}/archive"), json!({})).await;
    assert_eq!(ada.post(200, &format!("{PATH}/{coffee}/restore"), json!({})).await["state"], "inactive");
}

async fn several_are_put_away_in_one_stroke(app: App) {
    let (ada, eve) = (app.merchant("ada").await, app.merchant("eve").await);
    let (tea, coffee) = (made(&ada, "Tea").await, made(&ada, "Coffee").await);
    let hers = made(&eve, "Hers").await;
    let bulk = format!("{PATH}/bulk-archive");
    for strange in [&hers, NOBODYS] {
        ada.post(404, &bulk, json!({ "ids": [tea, strange], "archived": true })).await;
    }
    assert_eq!(titles(&ada, "").await.len(), 2, "all or none");
    ada.post(400, &bulk, json!({ "ids": [], "archived": true })).await;
    let done = ada.post(200, &bulk, json!({ "ids": [tea, coffee, tea], "archived": true })).await;
    assert_eq!(done["changed"], 2);
    assert_eq!(titles(&ada, "").await, [""; 0]);
    let done = ada.post(200, &bulk, json!({ "ids": [tea], "archived": false })).await;
    assert_eq!((&done["changed"], &done["changedIds"]), (&json!(1), &json!([tea])));
    assert_eq!(titles(&ada, "").await, ["Tea"]);
}

async fn a_seller_puts_away_and_brings_back_in_the_dashboard(app: App) {
    let ada = app.merchant("ada").await;
    let tea = made(&ada, "Tea").await;
    let browser = app.browser("ada").await;
    let away = [("ids", tea.as_str()), ("active", "archive")];
    let to = browser.form("/dashboard/links/active", &away).await.expect(303).header("location").to_owned();
    let list = browser.page(&format!("{to}&lang=en")).await.expect(200).text;
    assert!(list.contains("Link archived") && list.contains("?status=archived"), "{list}");
    let list = browser.page("/dashboard/links?status=archived").await.expect(200).text;
    assert!(list.contains("Tea") && list.contains("value=\"restore\""), "{list}");
    let back = [("ids", tea.as_str()), ("active", "restore")];
    browser.form("/dashboard/links/active", &back).await.expect(303);
    assert_eq!(titles(&ada, "").await, ["Tea"]);
}

async fn money_that_comes_for_a_link_put_away_is_kept_and_marked(app: App) {
    let ada = app.selling_merchant("ada").await;
    let tea = made(&ada, "Tea").await;
    let started = app.buyer().start("tea").await;
    ada.post(200, &format!("{PATH}/{tea}/archive"), json!({})).await;
    app.buyer().confirm(&started, "pm_card_visa").await.expect(200);
    app.settle().await;
    assert_eq!(ada.only_payment().await["status"], "COMPLETED");
    assert_eq!(app.count("select count(*) from payment where paid_late").await, 1);
}

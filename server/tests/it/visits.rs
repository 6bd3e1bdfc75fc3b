//! Visits of pay pages: people are counted, programs and members are not, and nothing is lost on the way to the
//! database. Statistics never show on what strangers see.

use reqwest::Method;

use crate::support::people::text;
use crate::support::{App, Client, Merchant, Value, json, stories};

stories!(
    people_are_counted_and_others_are_not,
    a_page_that_cannot_sell_turns_visitors_away,
    visits_follow_the_link_s_currency,
    what_cannot_be_written_stays_counted,
    strangers_see_no_figures,
);

async fn open(client: &Client, status: u16) {
    client.send(client.request(Method::GET, "/p/tea")).await.expect(status);
}

/// The link's visits as its list and as its statistics tell them.
async fn visits(app: &App, ada: &Merchant) -> i64 {
    app.write_visits().await;
    let link = &ada.get(200, "/api/v1/paylinks").await["data"][0];
    let stats = ada.get(200, &format!("/api/v1/paylinks/{}/stats", text(&link["id"]))).await;
    let listed = link["totalVisits"].as_i64().unwrap();
    assert_eq!(stats["total"]["visits"]["value"], listed, "{stats}");
    listed
}

async fn people_are_counted_and_others_are_not(app: App) {
    let ada = app.selling_merchant("ada").await;
    let link = ada.link("Tea").await;
    assert_eq!((&link["totalVisits"], &link["conversionBps"]), (&json!(0), &Value::Null));
    let browser = app.passer_by();
    open(&browser, 200).await;
    assert_eq!(app.count("select count(*) from rollup_day").await, 0, "a visit costs no write");
    assert_eq!(visits(&app, &ada).await, 1);
    // From the page cache, and as «not changed», too.
    open(&browser, 200).await;
    let page = browser.send(browser.request(Method::GET, "/p/tea")).await.expect(200);
    open(&browser.with("if-none-match", page.header("etag")), 304).await;
    assert_eq!(visits(&app, &ada).await, 4);

    for (name, value) in [("sec-purpose", "prefetch;prerender"), ("cookie", "session=0123")] {
        open(&browser.with(name, value), 200).await;
    }
    open(&app.visitor(), 200).await;
    open(&app.visitor().with("user-agent", "Googlebot/2.1"), 200).await;
    browser.send(browser.request(Method::HEAD, "/p/tea")).await.expect(200);
    browser.send(browser.request(Method::GET, "/p/nothing-here")).await.expect(404);
    ada.post(200, &format!("/api/v1/paylinks/{}/toggle", text(&link["id"])), json!({})).await;
    open(&browser, 410).await;
    assert_eq!(visits(&app, &ada).await, 4);
    ada.post(200, &format!("/api/v1/paylinks/{}/toggle", text(&link["id"])), json!({})).await;

    app.buyer().pay("tea").await;
    app.settle().await;
    let link = &ada.get(200, "/api/v1/paylinks").await["data"][0];
    assert_eq!(link["conversionBps"], 2500, "one of four: {link}");
    assert_eq!(
        link["updatedAt"],
        ada.get(200, &format!("/api/v1/paylinks/{}", text(&link["id"]))).await["updatedAt"]
    );
}

async fn a_page_that_cannot_sell_turns_visitors_away(app: App) {
    let bob = app.merchant("bob").await;
    bob.link("Tea").await;
    open(&app.passer_by(), 503).await;
    open(&app.visitor().with("user-agent", "curl/8"), 503).await;
    app.write_visits().await;
    let away = "select visits * 100 + turned_away from rollup_total where link_id = ''";
    assert_eq!(app.count(away).await, 101);
}

async fn visits_follow_the_link_s_currency(app: App) {
    let ada = app.selling_merchant("ada").await;
    let path = format!("/api/v1/paylinks/{}", text(&ada.link("Tea").await["id"]));
    let browser = app.passer_by();
    open(&browser, 200).await;
    open(&browser, 200).await;
    app.buyer().pay("tea").await;
    app.settle().await;
    assert_eq!(visits(&app, &ada).await, 2);
    ada.patch(200, &path, json!({ "currency": "EUR" })).await;
    open(&browser, 200).await;
    assert_eq!(visits(&app, &ada).await, 1);
    let euros = ada.get(200, &path).await;
    assert_eq!((&euros["totalTransactions"], &euros["totalRevenue"]), (&json!(0), &json!(0)));
    let lei = ada.patch(200, &path, json!({ "currency": "RON" })).await;
    assert_eq!((&lei["totalVisits"], &lei["conversionBps"]), (&json!(2), &json!(5000)));
    assert_eq!((&lei["totalTransactions"], &lei["totalRevenue"]), (&json!(1), &json!(4999)));
}

async fn what_cannot_be_written_stays_counted(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    let browser = app.passer_by();
    open(&browser, 200).await;
    app.run("alter table rollup_total rename to rollup_total_away").await;
    assert!(paylinks::rollups::flush_visits(&app.core).await.is_err());
    open(&browser, 200).await;
    app.run("alter table rollup_total_away rename to rollup_total").await;
    assert_eq!(visits(&app, &ada).await, 2);
    assert_eq!(visits(&app, &ada).await, 2, "and only once");
}

async fn strangers_see_no_figures(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    open(&app.passer_by(), 200).await;
    app.buyer().pay("tea").await;
    app.settle().await;
    app.write_visits().await;
    let stranger = app.visitor();
    for path in ["/api/v1/paylinks/public", "/api/v1/paylinks/public/tea"] {
        let seen = stranger.get(200, path).await.to_string().to_ascii_lowercase();
        for word in [
            "totalrevenue",
            "totaltransactions",
            "totalvisits",
            "visit",
            "conversion",
            "revenue",
            "paidcount",
            "started",
        ] {
            assert!(!seen.contains(word), "{path} tells {word}: {seen}");
        }
    }
    let program = ada.api_key(&["write"]).await;
    program.get(403, "/api/v1/overview").await;
    stranger.get(401, "/api/v1/overview").await;
}

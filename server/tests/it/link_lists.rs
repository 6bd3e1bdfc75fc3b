//! The list of links as its merchant looks at it: searched, filtered, ordered, paged; and switched in one stroke.

use std::collections::BTreeSet;

use crate::support::client::code;
use crate::support::people::text;
use crate::support::{App, Merchant, Value, json, stories};

stories!(
    links_are_found_by_their_words,
    every_order_pages_through_every_link,
    pages_stay_sound_while_links_are_made,
    a_cursor_is_good_for_its_own_list_only,
    wrong_wishes_are_named,
    many_links_are_switched_at_once,
    a_stroke_with_a_stranger_changes_nothing,
    strokes_that_meet_all_end,
);

const PATH: &str = "/api/v1/paylinks";
const NOBODYS: &str = "00000000-0000-7000-8000-000000000000";

async fn made(ada: &Merchant, title: &str, currency: &str) -> String {
    let body = json!({ "title": title, "priceType": "FIXED", "amountMinor": 1000, "currency": currency });
    text(&ada.post(201, PATH, body).await["id"])
}

async fn titles(ada: &Merchant, query: &str) -> Vec<String> {
    let list = ada.get(200, &format!("{PATH}?{query}")).await;
    list["data"].as_array().unwrap().iter().map(|link| text(&link["title"])).collect()
}

/// Every title of every page, one link a page.
async fn paged(ada: &Merchant, query: &str) -> Vec<String> {
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = ada.get(200, &format!("{PATH}?limit=1&{query}{cursor}")).await;
        seen.extend(page["data"].as_array().unwrap().iter().map(|link| text(&link["title"])));
        assert_eq!(page["hasMore"], page["nextCursor"] != Value::Null);
        if page["nextCursor"] == Value::Null {
            return seen;
        }
        cursor = format!("&cursor={}", text(&page["nextCursor"]));
    }
}

/// Five links with sales: tea 2 × 10 RON, coffee 1 × 10 RON, euro cake 1 × 10 EUR.
async fn a_shop(app: &App) -> Merchant {
    let ada = app.selling_merchant("ada").await;
    for (title, currency) in [
        ("Ceai Ștefan", "RON"),
        ("coffee", "RON"),
        ("Žito 100%", "RON"),
        ("Cake", "EUR"),
        ("apple_pie", "EUR"),
    ] {
        made(&ada, title, currency).await;
    }
    let buyer = app.buyer();
    for slug in ["ceai-stefan", "ceai-stefan", "coffee", "cake"] {
        buyer.pay(slug).await;
    }
    app.settle().await;
    ada
}

async fn links_are_found_by_their_words(app: App) {
    let ada = a_shop(&app).await;
    let eve = app.merchant("eve").await;
    made(&eve, "Eve's coffee", "RON").await;
    for (query, found) in [
        ("q=STEFAN", vec!["Ceai Ștefan"]),
        ("q=%C8%99tefan", vec!["Ceai Ștefan"]),
        ("q=CAI", vec![]),
        ("q=cof", vec!["coffee"]),
        ("q=ceai-st", vec!["Ceai Ștefan"]),
        ("q=100%25", vec!["Žito 100%"]),
        ("q=%25", vec!["Žito 100%"]),
        ("q=_", vec!["apple_pie"]),
        ("q=e", vec!["apple_pie", "Cake", "coffee", "Ceai Ștefan"]),
        ("q=e&currency=EUR", vec!["apple_pie", "Cake"]),
        ("q=%20%20", vec!["apple_pie", "Cake", "Žito 100%", "coffee", "Ceai Ștefan"]),
        ("q=%27%20or%201%3D1%20--", vec![]),
    ] {
        assert_eq!(titles(&ada, query).await, found, "{query}");
    }
    let coffee = ada.get(200, &format!("{PATH}?q=coffee")).await["data"][0].clone();
    ada.post(200, &format!("{PATH}/{}/toggle", text(&coffee["id"])), json!({})).await;
    assert_eq!(titles(&ada, "status=inactive").await, ["coffee"]);
    assert_eq!(titles(&ada, "status=active&currency=RON").await, ["Žito 100%", "Ceai Ștefan"]);
    // What is searched follows the title.
    let path = format!("{PATH}/{}", text(&coffee["id"]));
    ada.patch(200, &path, json!({ "title": "Espresso", "slug": "espresso" })).await;
    assert_eq!(titles(&ada, "q=coffee").await, Vec::<String>::new());
    assert_eq!(titles(&ada, "q=ESPRESSO").await, ["Espresso"]);
    ada.delete(200, &path).await;
    assert_eq!(titles(&ada, "q=ESPRESSO").await, Vec::<String>::new());
}

async fn every_order_pages_through_every_link(app: App) {
    let ada = a_shop(&app).await;
    let orders = [
        ("", vec!["apple_pie", "Cake", "Žito 100%", "coffee", "Ceai Ștefan"]),
        ("sort=created", vec!["apple_pie", "Cake", "Žito 100%", "coffee", "Ceai Ștefan"]),
        ("sort=title", vec!["apple_pie", "Cake", "Ceai Ștefan", "coffee", "Žito 100%"]),
        // Currencies never meet: RON by itself, then EUR by itself.
        ("sort=revenue", vec!["Ceai Ștefan", "coffee", "Žito 100%", "Cake", "apple_pie"]),
        ("sort=payments", vec!["Ceai Ștefan", "Cake", "coffee", "apple_pie", "Žito 100%"]),
    ];
    for (query, wanted) in orders {
        assert_eq!(titles(&ada, query).await, wanted, "{query}");
        assert_eq!(paged(&ada, query).await, wanted, "{query}");
        let usual = if query == "sort=title" { "asc" } else { "desc" };
        assert_eq!(titles(&ada, &format!("{query}&direction={usual}")).await, wanted, "{query}");
        let other = if usual == "asc" { "desc" } else { "asc" };
        let turned: Vec<&str> = wanted.iter().rev().copied().collect();
        assert_eq!(paged(&ada, &format!("{query}&direction={other}")).await, turned, "{query} {other}");
    }
    assert_eq!(paged(&ada, "sort=title&currency=EUR&q=a").await, ["apple_pie", "Cake"]);
    assert_eq!(paged(&ada, "sort=revenue&status=active&currency=EUR").await, ["Cake", "apple_pie"]);
}

async fn pages_stay_sound_while_links_are_made(app: App) {
    let ada = a_shop(&app).await;
    for sort in ["created", "title", "revenue", "payments"] {
        let (mut seen, mut cursor) = (Vec::new(), String::new());
        let before: BTreeSet<String> = titles(&ada, "limit=100").await.into_iter().collect();
        loop {
            let page = ada.get(200, &format!("{PATH}?limit=2&sort={sort}{cursor}")).await;
            seen.extend(page["data"].as_array().unwrap().iter().map(|link| text(&link["title"])));
            if page["nextCursor"] == Value::Null {
                break;
            }
            cursor = format!("&cursor={}", text(&page["nextCursor"]));
            made(&ada, &format!("New {sort} {}", seen.len()), "RON").await;
        }
        let unique: BTreeSet<String> = seen.iter().cloned().collect();
        assert_eq!(unique.len(), seen.len(), "{sort}: no link twice");
        assert!(before.is_subset(&unique), "{sort}: no link left out");
    }
}

async fn a_cursor_is_good_for_its_own_list_only(app: App) {
    let ada = a_shop(&app).await;
    let cursor = text(&ada.get(200, &format!("{PATH}?limit=1&sort=title&q=e")).await["nextCursor"]);
    ada.get(200, &format!("{PATH}?limit=3&sort=title&q=E&cursor={cursor}")).await;
    for query in [
        "",
        "sort=title",
        "sort=created&q=e",
        "sort=title&direction=desc&q=e",
        "sort=title&q=e&status=active",
    ] {
        let refused = ada.get(400, &format!("{PATH}?{query}&cursor={cursor}")).await;
        assert_eq!(code(&refused), "CURSOR_OTHER_LIST cursor", "{query}");
    }
    let eve = app.merchant("eve").await;
    made(&eve, "Tea for Eve", "RON").await;
    let page = eve.get(200, &format!("{PATH}?sort=title&q=e&cursor={cursor}")).await;
    for link in page["data"].as_array().unwrap() {
        assert_eq!(link["slug"], "tea-for-eve", "T3: never another merchant's row");
    }
    for forged in ["AAAA", "%00", "zzz", "WyJ4IixbXV0"] {
        let refused = ada.get(400, &format!("{PATH}?cursor={forged}")).await;
        assert!(
            ["BAD_CURSOR cursor", "CURSOR_OTHER_LIST cursor"].contains(&code(&refused).as_str()),
            "{forged}"
        );
    }
}

async fn wrong_wishes_are_named(app: App) {
    let ada = app.merchant("ada").await;
    let long = format!("q={}", "x".repeat(101));
    for (query, wrong) in [
        ("sort=size", "BAD_CHOICE sort"),
        ("sort=-title", "BAD_CHOICE sort"),
        ("sort=", "BAD_CHOICE sort"),
        ("direction=up", "BAD_CHOICE direction"),
        ("status=ACTIVE", "BAD_CHOICE status"),
        ("status=deleted", "BAD_CHOICE status"),
        ("q=a%00b", "BAD_CHARACTERS q"),
        (long.as_str(), "TOO_LONG q"),
        ("order=title", "UNKNOWN_FIELD order"),
    ] {
        assert_eq!(code(&ada.get(400, &format!("{PATH}?{query}")).await), wrong, "{query}");
    }
    let told = ada.get(400, &format!("{PATH}?sort=size")).await;
    assert_eq!(
        told["error"]["message"],
        "This value is not known here: use one of created, title, revenue, payments."
    );
    let both = ada.get(400, &format!("{PATH}?limit=0&{long}")).await;
    assert_eq!(both["error"]["fields"].as_array().unwrap().len(), 2, "all at once: {both}");
}

async fn many_links_are_switched_at_once(app: App) {
    let ada = app.selling_merchant("ada").await;
    let mut ids = Vec::new();
    for number in 0..4 {
        ids.push(made(&ada, &format!("Tea {number}"), "RON").await);
    }
    ada.post(200, &format!("{PATH}/{}/toggle", ids[3]), json!({})).await;
    let visitor = app.visitor();
    let page = |slug: &'static str| visitor.send(visitor.request(reqwest::Method::GET, slug));
    page("/p/tea-0").await.expect(200);
    let off = json!({ "ids": [ids[2], ids[0], ids[3], ids[0]], "active": false });
    let done = ada.post(200, &format!("{PATH}/bulk"), off.clone()).await;
    assert_eq!((done["data"].as_array().unwrap().len(), &done["changed"]), (3, &json!(2)), "{done}");
    assert!(done["data"].as_array().unwrap().iter().all(|link| link["active"] == false));
    page("/p/tea-0").await.expect(410);
    page("/p/tea-1").await.expect(200);
    assert_eq!(titles(&ada, "status=active").await, ["Tea 1"]);
    let events = "select count(*) from event where type = 'link.disabled'";
    assert_eq!(app.count(events).await, 3, "one for each link that changed");
    let again = ada.post(200, &format!("{PATH}/bulk"), off).await;
    assert_eq!((&again["changed"], app.count(events).await), (&json!(0), 3));
    assert_eq!(done["data"], again["data"]);
    let on = json!({ "ids": ids, "active": true });
    let program = ada.api_key(&["write"]).await;
    assert_eq!(program.post(200, &format!("{PATH}/bulk"), on).await["changed"], 3);
    let who =
        "select count(*) from event where type = 'link.enabled' and who_kind = 'key' and who = 'program'";
    assert_eq!(app.count(who).await, 3);
    page("/p/tea-0").await.expect(200);
    // A switch is a change of what is sold.
    assert_eq!(ada.get(200, &format!("{PATH}/{}", ids[0])).await["revision"], 3);
}

async fn a_stroke_with_a_stranger_changes_nothing(app: App) {
    let ada = app.merchant("ada").await;
    let eve = app.merchant("eve").await;
    let (own, gone, hers) =
        (made(&ada, "Tea", "RON").await, made(&ada, "Gone", "RON").await, made(&eve, "Coffee", "RON").await);
    ada.delete(200, &format!("{PATH}/{gone}")).await;
    let before = app.dump().await;
    for stranger in [hers.as_str(), gone.as_str(), NOBODYS, "", "x' or 1=1 --"] {
        let body = json!({ "ids": [own, stranger], "active": false });
        assert_eq!(code(&ada.post(404, &format!("{PATH}/bulk"), body).await), "NOT_FOUND", "{stranger}");
    }
    let many: Vec<&str> = vec![&own; 101];
    for (body, wrong) in [
        (json!({ "ids": [], "active": false }), "REQUIRED ids"),
        (json!({ "ids": many, "active": false }), "TOO_MANY_ITEMS ids"),
        (json!({ "active": false }), "REQUIRED ids"),
        (json!({ "ids": [own] }), "REQUIRED active"),
        (json!({ "ids": own, "active": false }), "BAD_TYPE ids"),
        (json!({ "ids": [7], "active": false }), "BAD_TYPE ids[0]"),
        (json!({ "ids": [own], "active": "no" }), "BAD_TYPE active"),
    ] {
        assert_eq!(code(&ada.post(400, &format!("{PATH}/bulk"), body).await), wrong);
    }
    ada.api_key(&["read"])
        .await
        .post(403, &format!("{PATH}/bulk"), json!({ "ids": [own], "active": false }))
        .await;
    app.run("delete from api_key").await;
    app.run("delete from event where type = 'key.created'").await;
    app.run("delete from event where type = 'api_key.created'").await;
    assert_eq!(app.dump().await, before, "nothing of anybody's changed");
}

async fn strokes_that_meet_all_end(app: App) {
    let ada = app.merchant("ada").await;
    let mut ids = Vec::new();
    for number in 0..10 {
        ids.push(made(&ada, &format!("Tea {number}"), "RON").await);
    }
    let strokes = (0..12).map(|number| {
        let mut own = ids.clone();
        own.rotate_left(number % 10);
        ada.post(200, "/api/v1/paylinks/bulk", json!({ "ids": own, "active": number % 2 == 0 }))
    });
    let answers = futures::future::join_all(strokes).await;
    for answer in &answers {
        let states: BTreeSet<String> =
            answer["data"].as_array().unwrap().iter().map(|link| link["active"].to_string()).collect();
        assert_eq!(states.len(), 1, "all or none");
    }
    let list = ada.get(200, &format!("{PATH}?limit=100")).await;
    let states: BTreeSet<String> =
        list["data"].as_array().unwrap().iter().map(|link| link["active"].to_string()).collect();
    assert_eq!(states.len(), 1, "the last stroke took all");
}

//! The search of the palette: links and payments by what people remember of them.

use super::payment_lists::{buys, grow, sells};
use crate::support::client::code;
use crate::support::people::text;
use crate::support::{App, Client, Value, json, stories};

stories!(
    everything_is_found_by_what_people_remember,
    five_of_each_are_enough,
    a_long_history_hides_nothing_exact,
    others_are_never_found,
    wrong_searches_are_named,
);

const PATH: &str = "/api/v1/search";

async fn find(client: &Client, q: &str) -> Vec<Value> {
    let answer = client.get(200, &format!("{PATH}?q={q}")).await;
    answer["data"].as_array().unwrap().clone()
}

async fn everything_is_found_by_what_people_remember(app: App) {
    let ada = app.selling_merchant("ada").await;
    let tea = sells(&ada, "Ceai Știrbei", 4999, "RON").await;
    sells(&ada, "Cup", 1000, "EUR").await;
    buys(&app, "cup", "zoe@example.com", "Zoë Țurcan", "pm_card_visa").await;
    let payment = ada.payments().await[0].clone();
    let id = text(&payment["id"]);
    let receipt = format!("PL-{}", id[24..].to_uppercase());
    let link = json!({ "kind": "link", "id": tea, "title": "Ceai Știrbei", "slug": "ceai-stirbei",
        "detail": format!("{}/p/ceai-stirbei", app.core.config.public_url), "active": true, "amountMinor": 4999,
        "currency": "RON" });
    for q in ["STIRBEI", "%C8%98tirbei", "ceai-stirbei", "ceai-s", &tea] {
        let found = find(&ada, q).await;
        assert_eq!(found.len(), 1, "{q}");
        for (key, value) in link.as_object().unwrap() {
            assert_eq!(&found[0][key], value, "{q} {key}");
        }
    }
    let sale = json!({ "kind": "payment", "id": id, "title": "Zoë Țurcan", "detail": "Cup", "amountMinor": 1000,
        "currency": "EUR", "status": "COMPLETED", "customerEmail": "zoe@example.com", "customerName": "Zoë Țurcan",
        "cardLast4": "4242", "receiptNumber": receipt, "createdAt": payment["createdAt"] });
    for q in
        ["ZOE@example.com", "zoe@", "turcan", "4242", &id, &receipt, &text(&payment["stripePaymentIntentId"])]
    {
        let found = find(&ada, q).await;
        assert_eq!(found, std::slice::from_ref(&sale), "{q}");
    }
    let both = find(&ada, "cup").await;
    let kinds: Vec<String> = both.iter().map(|row| text(&row["kind"])).collect();
    assert_eq!(kinds, ["link", "payment"], "links come first");
    assert_eq!(find(&ada, "nothing").await, Vec::<Value>::new());
    assert_eq!(find(&ada, "%25").await, Vec::<Value>::new(), "signs mean themselves");
}

async fn five_of_each_are_enough(app: App) {
    let ada = app.selling_merchant("ada").await;
    for number in 0..7 {
        sells(&ada, &format!("Tea {number}"), 1000, "RON").await;
        buys(&app, &format!("tea-{number}"), "ion@example.com", "Ion", "pm_card_visa").await;
    }
    let found = find(&ada, "tea").await;
    let titles: Vec<String> =
        found.iter().filter(|row| row["kind"] == "link").map(|row| text(&row["title"])).collect();
    assert_eq!(titles, ["Tea 6", "Tea 5", "Tea 4", "Tea 3", "Tea 2"]);
    assert_eq!(found.len(), 10);
    // The one that is meant exactly comes first, however old.
    assert_eq!(find(&ada, "tea-0").await[0]["title"], "Tea 0");
    assert_eq!(find(&ada, "4242").await.len(), 5);
}

async fn a_long_history_hides_nothing_exact(app: App) {
    let ada = app.selling_merchant("ada").await;
    sells(&ada, "Ceai", 1000, "RON").await;
    buys(&app, "ceai", "rare@example.com", "Rare", "pm_card_visa").await;
    let id = text(&ada.payments().await[0]["id"]);
    grow(&app).await;
    for q in ["rare@example.com", "4242", &id, &format!("PL-{}", &id[24..])] {
        let found = find(&ada, q).await;
        assert_eq!((found.len(), &found[0]["id"]), (1, &json!(id)), "{q}");
    }
}

async fn others_are_never_found(app: App) {
    let ada = app.selling_merchant("ada").await;
    let tea = sells(&ada, "Ceai", 1000, "RON").await;
    buys(&app, "ceai", "ion@example.com", "Ion", "pm_card_visa").await;
    let payment = ada.payments().await[0].clone();
    let id = text(&payment["id"]);
    let eve = app.merchant("eve").await;
    let reader = eve.api_key(&["read"]).await;
    let receipt = format!("PL-{}", &id[24..]);
    let intent = text(&payment["stripePaymentIntentId"]);
    for q in ["ceai", "ion", "ion@example.com", "4242", &tea, &id, &receipt, &intent] {
        assert!(!find(&ada, q).await.is_empty(), "{q}");
        assert_eq!(find(&eve, q).await, Vec::<Value>::new(), "{q}");
        assert_eq!(find(&reader, q).await, Vec::<Value>::new(), "{q}");
    }
    ada.delete(200, &format!("/api/v1/paylinks/{tea}")).await;
    let kinds: Vec<String> = find(&ada, "ceai").await.iter().map(|row| text(&row["kind"])).collect();
    assert_eq!(kinds, ["payment"], "what is deleted is not offered");
}

async fn wrong_searches_are_named(app: App) {
    let ada = app.merchant("ada").await;
    let long = format!("q={}", "x".repeat(101));
    for (query, wrong) in [
        ("", "REQUIRED q"),
        ("q=", "REQUIRED q"),
        ("q=%20%20", "REQUIRED q"),
        ("q=%00", "BAD_CHARACTERS q"),
        (long.as_str(), "TOO_LONG q"),
        ("q=a&limit=5", "UNKNOWN_FIELD limit"),
    ] {
        assert_eq!(code(&ada.get(400, &format!("{PATH}?{query}")).await), wrong, "{query}");
    }
    assert_eq!(find(&ada, "x").await, Vec::<Value>::new(), "one letter is enough");
    assert_eq!(code(&ada.api_key(&["write"]).await.get(403, &format!("{PATH}?q=a")).await), "SCOPE_MISSING");
}

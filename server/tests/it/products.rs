//! The catalogue: what a merchant sells, with prices, tax and stock.

use crate::support::client::code;
use crate::support::people::text;
use crate::support::{App, Value, json, stories};

stories!(
    a_product_is_made_found_changed_and_put_away,
    bad_products_are_refused_with_every_field,
    products_are_listed_searched_and_paged,
    somebody_elses_products_are_not_found,
    forms_make_and_change_a_product,
);

const PRODUCTS: &str = "/api/v1/products";

fn tea() -> Value {
    json!({ "name": "Tea", "description": "Green.", "prices": [{ "currency": "GBP", "amountMinor": 1250 },
        { "currency": "RON", "amountMinor": 7000 }], "taxRateBps": 900, "stock": 10 })
}

async fn a_product_is_made_found_changed_and_put_away(app: App) {
    let ada = app.merchant("ada").await;
    let made = ada.post(201, PRODUCTS, tea()).await;
    assert_eq!((&made["stock"], &made["held"], &made["sold"]), (&json!(10), &json!(0), &json!(0)));
    assert_eq!((&made["taxInclusive"], &made["active"]), (&json!(true), &json!(true)));
    let path = format!("{PRODUCTS}/{}", text(&made["id"]));
    assert_eq!(ada.get(200, &path).await, made);
    let changed = ada.patch(200, &path, json!({ "name": "Good tea", "taxRateBps": 0, "stock": -1 })).await;
    assert_eq!(
        (&changed["name"], &changed["prices"]),
        (&json!("Good tea"), &made["prices"]),
        "what is left out stays"
    );
    assert_eq!((&changed["taxRateBps"], &changed["stock"]), (&json!(null), &json!(null)));
    let prices = json!([{ "currency": "EUR", "amountMinor": 1500 }]);
    let changed = ada.patch(200, &path, json!({ "prices": prices, "stock": 0 })).await;
    assert_eq!((&changed["prices"], &changed["stock"]), (&prices, &json!(0)));
    let away = ada.post(200, &format!("{path}/archive"), json!({})).await;
    assert_eq!(away["active"], false);
    assert_eq!(ada.post(200, &format!("{path}/archive"), json!({})).await, away, "twice is once");
    assert_eq!(ada.post(200, &format!("{path}/unarchive"), json!({})).await["active"], true);
}

async fn bad_products_are_refused_with_every_field(app: App) {
    let ada = app.merchant("ada").await;
    let price = |minor: i64| json!({ "currency": "RON", "amountMinor": minor });
    let body = json!({ "name": " ", "prices": [price(199), price(500)], "taxRateBps": 10_001, "stock": -1 });
    let refused = ada.post(400, PRODUCTS, body).await;
    let told: Vec<String> = refused["error"]["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|field| format!("{} {}", text(&field["code"]), text(&field["field"])))
        .collect();
    let wanted = [
        "REQUIRED name",
        "AMOUNT_TOO_SMALL prices.0.amountMinor",
        "BAD_CURRENCY prices.1.currency",
        "BAD_RATE taxRateBps",
        "BAD_STOCK stock",
    ];
    assert_eq!(told, wanted);
    assert_eq!(
        code(&ada.post(400, PRODUCTS, json!({ "name": "Tea", "prices": [] })).await),
        "REQUIRED prices"
    );
    assert_eq!(ada.get(200, PRODUCTS).await["data"], json!([]));
}

async fn products_are_listed_searched_and_paged(app: App) {
    let ada = app.merchant("ada").await;
    for name in ["Tea", "Cup", "Ceașcă"] {
        let mut body = tea();
        body["name"] = json!(name);
        ada.post(201, PRODUCTS, body).await;
    }
    let names = |list: &Value| -> Vec<String> {
        list["data"].as_array().unwrap().iter().map(|product| text(&product["name"])).collect()
    };
    let first = ada.get(200, &format!("{PRODUCTS}?limit=2")).await;
    assert_eq!(names(&first), ["Ceașcă", "Cup"]);
    let next = format!("{PRODUCTS}?limit=2&cursor={}", text(&first["nextCursor"]));
    assert_eq!(names(&ada.get(200, &next).await), ["Tea"]);
    assert_eq!(names(&ada.get(200, &format!("{PRODUCTS}?q=CEASCA")).await), ["Ceașcă"]);
    let id = text(&first["data"][1]["id"]);
    ada.post(200, &format!("{PRODUCTS}/{id}/archive"), json!({})).await;
    assert_eq!(names(&ada.get(200, &format!("{PRODUCTS}?status=archived")).await), ["Cup"]);
    assert_eq!(names(&ada.get(200, &format!("{PRODUCTS}?status=active")).await), ["Ceașcă", "Tea"]);
    let browser = app.browser("ada").await;
    let page = browser.page("/dashboard/products?status=archived").await.expect(200).text;
    assert!(page.contains("Cup") && page.contains("12.50\u{a0}GBP") && !page.contains("Ceașcă"), "{page}");
    let file = browser.page("/dashboard/products/export.csv?q=tea").await.expect(200).text;
    assert!(file.contains(",Tea,true,7000,,1250,,900,true,10,0,0"), "{file}");
}

async fn somebody_elses_products_are_not_found(app: App) {
    let ada = app.merchant("ada").await;
    let path = format!("{PRODUCTS}/{}", text(&ada.post(201, PRODUCTS, tea()).await["id"]));
    let eve = app.merchant("eve").await;
    eve.get(404, &path).await;
    eve.patch(404, &path, json!({ "name": "Mine" })).await;
    eve.post(404, &format!("{path}/archive"), json!({})).await;
    eve.post(404, &format!("{path}/unarchive"), json!({})).await;
    assert_eq!(eve.get(200, PRODUCTS).await["data"], json!([]));
}

async fn forms_make_and_change_a_product(app: App) {
    app.merchant("ada").await;
    let ada = app.browser("ada").await;
    let page = ada.page("/dashboard/products").await.expect(200).text;
    assert!(page.contains("No products yet"), "{page}");
    let form = |price: &'static str, stock: &'static str| {
        [("name", "Tea"), ("price_gbp", price), ("tax_rate", "9"), ("tax_inclusive", "on"), ("stock", stock)]
    };
    let new = "/dashboard/products/new";
    let page = ada.form(new, &form("0,10", "x")).await.expect(422).text;
    for part in ["id=\"price_gbp-error\"", "id=\"stock-error\"", "value=\"0,10\""] {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
    let made = ada.form(new, &form("12,50", "7")).await.expect(303);
    let path = made.header("location").split('?').next().unwrap().to_owned();
    let page = ada.page(&path).await.expect(200).text;
    assert!(page.contains("value=\"12.50\"") && page.contains("value=\"7\""), "{page}");
    ada.form(&path, &form("13", "")).await.expect(303);
    assert_eq!(
        app.count("select count(*) from product where stock is null and prices like '%1300%'").await,
        1
    );
    ada.form(&format!("{path}/archive"), &[]).await.expect(303);
    let page = ada.page(&path).await.expect(200).text;
    assert!(page.contains("Archived") && page.contains("Bring back"), "{page}");
    ada.form(&format!("{path}/restore"), &[]).await.expect(303);
}

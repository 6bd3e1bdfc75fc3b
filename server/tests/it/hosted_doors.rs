//! The ways in to Stripe's own page: programs, forms of other sites, links that do not sell.

use crate::support::client::code;
use crate::support::people::text;
use crate::support::{App, Merchant, json, stories};

stories!(
    a_program_gets_the_address,
    a_link_that_does_not_sell_says_why,
    another_site_cannot_start_anything,
    cookies_are_for_https_only = https,
);

const LINKS: &str = "/api/v1/paylinks";
const BUYER: [(&str, &str); 2] = [("email", "buyer@example.com"), ("name", "Elena Pop")];

async fn workshop(ada: &Merchant) {
    let body = json!({ "title": "Workshop", "slug": "workshop", "priceType": "FIXED", "amountMinor": 4999,
        "collectName": true });
    ada.post(201, LINKS, body).await;
}

async fn a_program_gets_the_address(app: App) {
    let ada = app.selling_merchant("ada").await;
    workshop(&ada).await;
    let path = format!("{LINKS}/public/workshop/checkout-sessions");
    let body = json!({ "email": "buyer@example.com", "name": "Elena Pop", "amountMinor": 4999 });
    let program = app.visitor().with("idempotency-key", "k1");
    let first = program.post(200, &path, body.clone()).await;
    assert_eq!(program.post(200, &path, body.clone()).await, first);
    assert_eq!((&first["amountMinor"], &first["currency"]), (&json!(4999), &json!("RON")));
    let again =
        json!({ "email": "buyer@example.com", "name": "Elena Pop", "clientSecret": first["client_secret"] });
    assert_eq!(app.visitor().post(200, &path, again).await["url"], first["url"]);
    assert_eq!(app.calls_of("POST", "/v1/checkout/sessions").await.len(), 1);
    let kept = app.count("select count(*) from idempotency where outcome like '%c/pay%'").await;
    assert_eq!(kept, 0, "the address is Stripe's to keep");
    for (more, wrong) in [
        (json!({ "amountMinor": 1 }), "AMOUNT_MISMATCH amount"),
        (json!({ "currency": "EUR" }), "UNKNOWN_FIELD currency"),
        (json!({ "applicationFeeAmount": 0 }), "UNKNOWN_FIELD applicationFeeAmount"),
        (json!({ "email": "no" }), "BAD_EMAIL email"),
    ] {
        let mut body = body.clone();
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        assert_eq!(code(&app.visitor().post(400, &path, body).await), wrong);
    }
}

async fn a_link_that_does_not_sell_says_why(app: App) {
    let ada = app.selling_merchant("ada").await;
    workshop(&ada).await;
    let id = text(&ada.get(200, LINKS).await["data"][0]["id"]);
    ada.post(200, &format!("{LINKS}/{id}/toggle"), json!({})).await;
    let browser = app.passer_by();
    let page = browser.form("/p/workshop", &BUYER).await.expect(410).text;
    assert!(page.contains("ada's shop"), "{page}");
    browser.form("/p/unknown", &BUYER).await.expect(404);
    browser.page("/p/workshop/again/0197a3f0-0000-7000-8000-0123456789ab").await.expect(410);
}

async fn another_site_cannot_start_anything(app: App) {
    let ada = app.selling_merchant("ada").await;
    workshop(&ada).await;
    let browser = app.passer_by();
    let request =
        browser.request(reqwest::Method::POST, "/p/workshop").header("origin", "https://evil.example");
    browser.send(request.form(&BUYER)).await.expect(403);
    assert_eq!(app.count("select count(*) from checkout_session").await, 0);
}

async fn cookies_are_for_https_only(app: App) {
    let ada = app.selling_merchant("ada").await;
    workshop(&ada).await;
    let started = app.passer_by().form("/p/workshop", &BUYER).await.expect(303);
    let cookie = started.header("set-cookie");
    assert!(cookie.starts_with("__Secure-attempt=") && cookie.contains("; Path=/p/workshop; "), "{cookie}");
    assert!(cookie.ends_with("HttpOnly; SameSite=Lax; Secure"), "{cookie}");
}

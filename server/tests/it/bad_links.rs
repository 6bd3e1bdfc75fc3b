//! Bad input for payment links: each is refused with the field and a stable code, and nothing is kept.

use reqwest::Method;

use crate::support::client::code;
use crate::support::{App, Value, json, stories};

stories!(
    bad_amounts_are_refused,
    bad_slugs_are_refused,
    bad_words_are_refused,
    bad_addresses_are_refused,
    a_bad_amount_hides_nothing,
);

/// A good link with this laid over it; `null` takes a field away.
fn with(over: &Value) -> Value {
    let mut body = json!({ "title": "Tea", "priceType": "FIXED", "amount": 4999 });
    for (key, value) in over.as_object().unwrap() {
        if value.is_null() {
            body.as_object_mut().unwrap().remove(key);
        } else {
            body[key] = value.clone();
        }
    }
    body
}

async fn assert_refused(app: &App, cases: Vec<(Value, &str)>) {
    let ada = app.merchant("ada").await;
    for (over, wrong) in cases {
        let refused = ada.post(400, "/api/v1/paylinks", with(&over)).await;
        assert_eq!(code(&refused), wrong, "{over}: {refused}");
        assert!(!refused["error"]["message"].as_str().unwrap().contains("{}"), "{refused}");
    }
    assert_eq!(app.count("select count(*) from payment_link").await, 0);
    ada.post(201, "/api/v1/paylinks", with(&json!({}))).await;
}

async fn bad_amounts_are_refused(app: App) {
    let major = |amount: Value| json!({ "title": null, "name": "Tea", "amount": amount });
    assert_refused(
        &app,
        vec![
            (json!({ "amount": 49.99 }), "AMOUNT_FRACTION amount"),
            (json!({ "amount": 4999.0 }), "AMOUNT_FRACTION amount"),
            (json!({ "amount": -4999 }), "AMOUNT_NOT_POSITIVE amount"),
            (json!({ "amount": 0 }), "AMOUNT_NOT_POSITIVE amount"),
            (json!({ "amount": 199 }), "AMOUNT_TOO_SMALL amount"),
            (json!({ "amount": 100_000_000 }), "AMOUNT_TOO_LARGE amount"),
            (json!({ "amount": null, "amountMinor": 100_000_000 }), "AMOUNT_TOO_LARGE amount"),
            (json!({ "amount": "4999" }), "BAD_TYPE amount"),
            (json!({ "amount": true }), "BAD_TYPE amount"),
            (json!({ "amount": null }), "REQUIRED amount"),
            (json!({ "amountMinor": 4999 }), "AMOUNT_UNIT amount"),
            (json!({ "name": "Tea" }), "AMOUNT_UNIT amount"),
            (json!({ "name": "Coffee" }), "TITLE_MISMATCH name"),
            (json!({ "amount": null, "amountMinor": 49.99 }), "BAD_TYPE amountMinor"),
            (json!({ "currency": "JPY" }), "BAD_CURRENCY currency"),
            (json!({ "currency": 7 }), "BAD_CURRENCY currency"),
            (json!({ "currency": "EUR", "amount": 49 }), "AMOUNT_TOO_SMALL amount"),
            (major(json!(49.999)), "AMOUNT_DECIMALS amount"),
            (major(json!(-1)), "AMOUNT_NOT_POSITIVE amount"),
            (major(json!(1.99)), "AMOUNT_TOO_SMALL amount"),
            (major(json!(1_000_000)), "AMOUNT_TOO_LARGE amount"),
        ],
    )
    .await;
    let ada = app.merchant("bob").await;
    // Numbers that no float can hold: read as text, refused as what they are.
    for (raw, wrong) in [
        ("9223372036854775808", "AMOUNT_TOO_LARGE amount"),
        ("1e30", "AMOUNT_FRACTION amount"),
        ("49.990000000000000001", "AMOUNT_FRACTION amount"),
    ] {
        let body = format!(r#"{{"title":"Tea","priceType":"FIXED","amount":{raw}}}"#);
        let request =
            ada.request(Method::POST, "/api/v1/paylinks").header("content-type", "application/json");
        let refused = ada.send(request.body(body)).await.expect(400).json();
        let code = code(&refused);
        assert!(
            code == wrong || (code.starts_with("AMOUNT_") && code.ends_with(" amount")),
            "{raw}: {refused}"
        );
    }
}

async fn bad_slugs_are_refused(app: App) {
    let mut cases: Vec<(Value, &str)> = Vec::new();
    for slug in [
        "ab", "Tea", "te_a", "tea!", "-tea", "tea-", "tée", "te a", "../tea", "tea/../x", "%2e%2e",
        "tea\u{0}",
    ] {
        cases.push((json!({ "slug": slug }), "BAD_SLUG slug"));
    }
    let long = "x".repeat(65);
    cases.push((json!({ "slug": long }), "BAD_SLUG slug"));
    for slug in ["admin", "api", "sign-in", "settings", "public", "stripe"] {
        cases.push((json!({ "slug": slug }), "SLUG_RESERVED slug"));
    }
    assert_refused(&app, cases).await;
    let ada = app.merchant("bob").await;
    for title in ["Admin", "!!!", "日本語", "ab"] {
        let made = ada.post(201, "/api/v1/paylinks", with(&json!({ "title": title }))).await;
        let slug = made["slug"].as_str().unwrap();
        assert!(slug.len() >= 3 && slug != "admin", "{slug}");
    }
}

async fn bad_words_are_refused(app: App) {
    assert_refused(
        &app,
        vec![
            (json!({ "title": null, "amount": null, "amountMinor": 4999 }), "REQUIRED title"),
            (json!({ "title": "  " }), "REQUIRED title"),
            (json!({ "title": "x".repeat(121) }), "TOO_LONG title"),
            (json!({ "title": "a\nb" }), "BAD_CHARACTERS title"),
            (json!({ "title": "a\u{0}b" }), "BAD_CHARACTERS title"),
            (json!({ "title": 7 }), "BAD_TYPE title"),
            (json!({ "description": "x".repeat(2001) }), "TOO_LONG description"),
            (json!({ "description": "a\u{0}" }), "BAD_CHARACTERS description"),
            (json!({ "thankYouMessage": "x".repeat(1001) }), "TOO_LONG thankYouMessage"),
            (json!({ "priceType": null }), "REQUIRED priceType"),
            (json!({ "priceType": "AUCTION" }), "PRICE_TYPE_UNSUPPORTED priceType"),
            (json!({ "serviceType": "CAKE" }), "SERVICE_TYPE_UNSUPPORTED serviceType"),
            (json!({ "paymentType": "LEASE" }), "PAYMENT_TYPE_UNSUPPORTED paymentType"),
            (json!({ "collectEmail": "yes" }), "BAD_TYPE collectEmail"),
            (json!({ "color": "red" }), "UNKNOWN_FIELD color"),
            (json!({ "merchantId": "x" }), "UNKNOWN_FIELD merchantId"),
            (json!({ "revision": 9 }), "UNKNOWN_FIELD revision"),
            (json!({ "totalRevenue": 1 }), "UNKNOWN_FIELD totalRevenue"),
        ],
    )
    .await;
}

async fn bad_addresses_are_refused(app: App) {
    let mut cases = Vec::new();
    for url in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "http://shop.example.com/",
        "ftp://shop.example.com/",
        "//evil.example",
        "/\\evil.example",
        "https://good.example@evil.example/",
        "https://user:pass@evil.example/",
        "https://",
        "https://localhost/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://evil.example\\@good.example/",
        "https://evil\u{202e}.example/",
        "https://evil.example/\r\nSet-Cookie: a=b",
        "file:///etc/passwd",
        "thanks",
    ] {
        cases.push((json!({ "successUrl": url }), "BAD_URL successUrl"));
        cases.push((json!({ "cancelUrl": url }), "BAD_URL cancelUrl"));
    }
    cases.push((
        json!({ "successUrl": format!("https://x.example/{}", "a".repeat(500)) }),
        "TOO_LONG successUrl",
    ));
    assert_refused(&app, cases).await;
}

/// Every code of a refusal with its field, the first one first.
fn codes(refused: &Value) -> Vec<String> {
    let fields = refused["error"]["fields"].as_array().unwrap().iter();
    let name = |field: &Value, key: &str| field[key].as_str().unwrap().to_owned();
    fields.map(|field| format!("{} {}", name(field, "code"), name(field, "field"))).collect()
}

async fn a_bad_amount_hides_nothing(app: App) {
    let ada = app.merchant("ada").await;
    let made = ada.post(201, "/api/v1/paylinks", with(&json!({ "currency": "EUR", "amount": 60 }))).await;
    let path = format!("/api/v1/paylinks/{}", made["id"].as_str().unwrap());
    let others = ["TOO_LONG title", "BAD_SLUG slug", "BAD_URL successUrl"];
    // Sixty cents are too little in lei: that must not be said of a price that could not be read.
    let rest = json!({ "slug": "Te a", "successUrl": "ftp://shop.example.com", "currency": "RON" });
    let minor = json!({ "title": "x".repeat(121) });
    let major = json!({ "name": "x".repeat(121) });
    let both = json!({ "title": "x".repeat(121), "name": "Tea" });
    let body = |naming: &Value, amount: Value| {
        let mut body = rest.clone();
        let fields = body.as_object_mut().unwrap();
        fields.extend(naming.as_object().unwrap().clone());
        fields.insert("amount".into(), amount);
        body
    };
    for (body, wrong) in [
        (body(&minor, json!(49.99)), "AMOUNT_FRACTION amount"),
        (body(&minor, json!(-4999)), "AMOUNT_NOT_POSITIVE amount"),
        (body(&major, json!(49.999)), "AMOUNT_DECIMALS amount"),
        (body(&major, json!(-1)), "AMOUNT_NOT_POSITIVE amount"),
        (body(&both, json!(4999)), "TITLE_MISMATCH name"),
    ] {
        let expected: Vec<_> = [wrong].into_iter().chain(others).collect();
        let changed = ada.patch(400, &path, body.clone()).await;
        assert_eq!(codes(&changed), expected, "{body}");
        assert_eq!(code(&changed), wrong, "the first one speaks for all");
        let mut new = body;
        new["priceType"] = json!("FIXED");
        assert_eq!(codes(&ada.post(400, "/api/v1/paylinks", new).await), expected);
    }
    let both_units = with(&json!({ "amountMinor": 1, "cancelUrl": "x" }));
    let refused = ada.post(400, "/api/v1/paylinks", both_units).await;
    assert_eq!(codes(&refused), ["AMOUNT_UNIT amount", "BAD_URL cancelUrl"]);
    let nothing = json!({ "priceType": "AUCTION" });
    let refused = ada.post(400, "/api/v1/paylinks", nothing).await;
    assert_eq!(codes(&refused), ["PRICE_TYPE_UNSUPPORTED priceType", "REQUIRED title"]);
    assert_eq!(ada.get(200, &path).await["slug"], made["slug"], "nothing was changed");
    assert_eq!(app.count("select count(*) from payment_link").await, 1);
}

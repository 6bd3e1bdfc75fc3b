//! Payment links as the documentation prints them, in both of its dialects, and all that is refused.

use futures::future::join_all;

use crate::support::client::code;
use crate::support::people::text;
use crate::support::{App, Value, json, stories};

stories!(
    the_getting_started_example_works_as_printed,
    the_reference_example_works_as_printed,
    a_change_counts_revisions,
    a_copy_gets_its_own_address,
    a_link_is_switched_off_and_on,
    a_deleted_address_is_never_given_away,
    the_list_pages_and_filters,
    the_public_sees_no_more_than_the_offer,
    one_of_two_hundred_gets_the_slug,
);

/// Holds `actual` to every key that the documentation prints; `id` and times are only held to their kind.
fn assert_printed(actual: &Value, printed: &Value) {
    for (key, value) in printed.as_object().unwrap() {
        match key.as_str() {
            "id" => assert_eq!(text(&actual[key]).len(), 36, "{actual}"),
            "createdAt" => assert_eq!(text(&actual[key]).len(), "2026-02-17T10:00:00.000Z".len(), "{actual}"),
            _ => assert_eq!(actual[key].to_string(), value.to_string(), "{key} of {actual}"),
        }
    }
}

async fn the_getting_started_example_works_as_printed(app: App) {
    let ada = app.selling_merchant("ada").await.with("x-currency", "RON");
    let sent = json!({ "name": "Premium Course", "slug": "premium-course", "priceType": "FIXED",
        "serviceType": "DIGITAL_PRODUCT", "paymentType": "ONE_TIME", "amount": 49.99, "collectEmail": true });
    let made = ada.post(201, "/api/v1/paylinks", sent).await;
    let printed = json!({ "id": "", "name": "Premium Course", "slug": "premium-course", "priceType": "FIXED",
        "paymentType": "ONE_TIME", "serviceType": "DIGITAL_PRODUCT", "amount": 49.99, "currency": "RON",
        "active": true, "createdAt": "" });
    assert_printed(&made, &printed);
    assert_eq!(made["amountMinor"], json!(4999));
    let whole = json!({ "name": "Round", "priceType": "FIXED", "amount": 50 });
    assert_eq!(ada.post(201, "/api/v1/paylinks", whole).await["amountMinor"], json!(5000));
    let changed = json!({ "name": "Premium Course", "amount": 59.9 });
    let changed = ada.patch(200, &format!("/api/v1/paylinks/{}", text(&made["id"])), changed).await;
    assert_eq!((changed["amount"].to_string(), &changed["amountMinor"]), ("59.90".into(), &json!(5990)));
    let read = ada.get(200, &format!("/api/v1/paylinks/{}", text(&made["id"]))).await;
    assert_eq!(read["amount"], json!(5990), "every other answer is in minor units");
}

async fn the_reference_example_works_as_printed(app: App) {
    let ada = app.selling_merchant("ada").await.with("x-currency", "RON");
    let sent = json!({ "title": "Premium Course", "description": "Full access to all modules",
        "priceType": "FIXED", "serviceType": "DIGITAL_PRODUCT", "amount": 4999, "collectEmail": true,
        "collectName": true });
    let made = ada.post(201, "/api/v1/paylinks", sent).await;
    let printed = json!({ "id": "", "title": "Premium Course", "slug": "premium-course", "priceType": "FIXED",
        "serviceType": "DIGITAL_PRODUCT", "amount": 4999, "currency": "RON", "active": true,
        "collectEmail": true, "collectName": true, "createdAt": "" });
    assert_printed(&made, &printed);
    let id = text(&made["id"]);
    let changed = json!({ "title": "Updated Course Title", "amount": 5999 });
    let changed = ada.patch(200, &format!("/api/v1/paylinks/{id}"), changed).await;
    assert_eq!((&changed["title"], &changed["amount"]), (&json!("Updated Course Title"), &json!(5999)));
    assert_eq!(changed["slug"], "premium-course");
    let listed = ada.get(200, "/api/v1/paylinks").await;
    let printed = json!({ "id": "", "title": "Updated Course Title", "slug": "premium-course",
        "priceType": "FIXED", "serviceType": "DIGITAL_PRODUCT", "amount": 5999, "currency": "RON",
        "active": true, "totalRevenue": 0, "totalTransactions": 0, "createdAt": "" });
    assert_printed(&listed["data"][0], &printed);
    assert_eq!((&listed["nextCursor"], &listed["hasMore"]), (&Value::Null, &json!(false)));
    let items = app.visitor().get(200, "/api/v1/paylinks/public").await;
    assert_eq!(items["items"][0]["slug"], "premium-course");
    assert!(items["items"][0]["updatedAt"].is_string());
    assert_eq!(app.visitor().get(200, "/api/v1/paylinks/public/premium-course").await["amount"], 5999);
    assert_eq!(
        ada.delete(200, &format!("/api/v1/paylinks/{id}")).await,
        json!({ "message": "PayLink deleted" })
    );
    ada.get(404, &format!("/api/v1/paylinks/{id}")).await;
}

async fn a_change_counts_revisions(app: App) {
    let ada = app.merchant("ada").await;
    let link = ada.link("Tea").await;
    assert_eq!(link["revision"], 1);
    let path = format!("/api/v1/paylinks/{}", text(&link["id"]));
    assert_eq!(ada.patch(200, &path, json!({})).await["revision"], 1, "nothing changed");
    assert_eq!(ada.patch(200, &path, json!({ "amountMinor": 5000 })).await["revision"], 2);
    let cleared = ada.patch(200, &path, json!({ "successUrl": "https://shop.example.com/thanks" })).await;
    assert_eq!(cleared["successUrl"], "https://shop.example.com/thanks");
    assert_eq!(ada.patch(200, &path, json!({ "successUrl": "" })).await["successUrl"], Value::Null);
    for field in ["priceType", "serviceType", "revision", "merchantId", "totalRevenue", "url"] {
        let refused = ada.patch(400, &path, json!({ field: "FREE" })).await;
        assert_eq!(code(&refused), format!("UNKNOWN_FIELD {field}"));
    }
    let edits = (0..20).map(|n| {
        let (ada, path) = (&ada, &path);
        async move { ada.patch(200, path, json!({ "amountMinor": 6000 + n })).await }
    });
    join_all(edits.take(3)).await;
    assert_eq!(ada.get(200, &path).await["revision"], 7);
}

async fn a_copy_gets_its_own_address(app: App) {
    let ada = app.merchant("ada").await;
    let link = ada.link("Tea for two").await;
    let copy = ada.post(201, &format!("/api/v1/paylinks/{}/duplicate", text(&link["id"])), json!({})).await;
    assert_ne!(copy["slug"], link["slug"]);
    assert!(text(&copy["slug"]).starts_with("tea-for-two-"));
    for key in ["title", "amountMinor", "currency", "collectEmail", "active", "description"] {
        assert_eq!(copy[key], link[key], "{key}");
    }
    assert_eq!((&copy["totalRevenue"], &copy["revision"]), (&json!(0), &json!(1)));
}

async fn a_link_is_switched_off_and_on(app: App) {
    let ada = app.selling_merchant("ada").await;
    let link = ada.link("Tea").await;
    let toggle = format!("/api/v1/paylinks/{}/toggle", text(&link["id"]));
    assert_eq!(ada.post(200, &toggle, json!({})).await["active"], false);
    let gone = app.visitor().get(410, "/api/v1/paylinks/public/tea").await;
    assert_eq!((code(&gone), &gone["error"]["reason"]), ("LINK_INACTIVE".into(), &json!("inactive")));
    assert_eq!(app.visitor().get(200, "/api/v1/paylinks/public").await["items"], json!([]));
    assert_eq!(ada.post(200, &toggle, json!({})).await["active"], true);
    app.visitor().get(200, "/api/v1/paylinks/public/tea").await;
}

async fn a_deleted_address_is_never_given_away(app: App) {
    let ada = app.selling_merchant("ada").await;
    let eve = app.merchant("eve").await;
    let link = ada.link("Tea").await;
    ada.delete(200, &format!("/api/v1/paylinks/{}", text(&link["id"]))).await;
    let gone = app.visitor().get(410, "/api/v1/paylinks/public/tea").await;
    assert_eq!(gone["error"]["reason"], "deleted");
    let squat = json!({ "title": "Tea", "slug": "tea", "priceType": "FIXED", "amount": 10_000 });
    assert_eq!(code(&eve.post(409, "/api/v1/paylinks", squat.clone()).await), "SLUG_TAKEN slug");
    assert_eq!(code(&ada.post(409, "/api/v1/paylinks", squat).await), "SLUG_TAKEN slug");
    let other = eve.link("Coffee").await;
    let renamed =
        eve.patch(409, &format!("/api/v1/paylinks/{}", text(&other["id"])), json!({ "slug": "tea" })).await;
    assert_eq!(code(&renamed), "SLUG_TAKEN slug");
    app.visitor().get(404, "/api/v1/paylinks/public/never-was").await;
}

async fn the_list_pages_and_filters(app: App) {
    let ada = app.merchant("ada").await;
    for number in 0..25 {
        let currency = if number % 5 == 0 { "EUR" } else { "RON" };
        let body = json!({ "title": format!("Tea {number}"), "priceType": "FIXED", "amount": 1000, "currency": currency });
        ada.post(201, "/api/v1/paylinks", body).await;
    }
    let first = ada.get(200, "/api/v1/paylinks").await;
    assert_eq!((first["data"].as_array().unwrap().len(), &first["hasMore"]), (20, &json!(true)));
    let cursor = text(&first["nextCursor"]);
    let second = ada.get(200, &format!("/api/v1/paylinks?cursor={cursor}")).await;
    let mut seen: Vec<String> = Vec::new();
    for page in [&first, &second] {
        seen.extend(page["data"].as_array().unwrap().iter().map(|link| text(&link["title"])));
    }
    let expected: Vec<String> = (0..25).rev().map(|number| format!("Tea {number}")).collect();
    assert_eq!(seen, expected, "newest first, each once");
    assert_eq!((&second["nextCursor"], &second["hasMore"]), (&Value::Null, &json!(false)));
    let euros = ada.with("x-currency", "EUR").get(200, "/api/v1/paylinks?limit=500").await;
    assert_eq!(euros["data"].as_array().unwrap().len(), 5);
    for (query, wrong) in [
        ("limit=0", "BAD_LIMIT limit"),
        ("limit=-3", "BAD_LIMIT limit"),
        ("limit=ten", "BAD_TYPE limit"),
        ("cursor=zzz", "BAD_CURSOR cursor"),
        ("page=2", "UNKNOWN_FIELD page"),
        ("limit=1&limit=2", "BAD_TYPE limit"),
        ("currency=XYZ", "BAD_CURRENCY currency"),
    ] {
        assert_eq!(code(&ada.get(400, &format!("/api/v1/paylinks?{query}")).await), wrong, "{query}");
    }
    assert_eq!(
        code(&ada.with("x-currency", "XYZ").get(400, "/api/v1/paylinks").await),
        "BAD_CURRENCY X-Currency"
    );
    let mixed = ada.with("x-currency", "EUR").get(400, "/api/v1/paylinks?currency=RON").await;
    assert_eq!(code(&mixed), "CURRENCY_MISMATCH currency");
}

async fn the_public_sees_no_more_than_the_offer(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    app.buyer().pay("tea").await;
    app.settle().await;
    let public = app.visitor().get(200, "/api/v1/paylinks/public/tea").await;
    let keys: Vec<&str> = public.as_object().unwrap().keys().map(String::as_str).collect();
    let mut expected = vec![
        "acceptsPayments",
        "active",
        "amount",
        "amountMinor",
        "cancelUrl",
        "collectAddress",
        "collectEmail",
        "collectName",
        "collectPhone",
        "collecting",
        "currency",
        "description",
        "feeModel",
        "maxAmountMinor",
        "maxQuantity",
        "merchantAccent",
        "merchantLogo",
        "merchantName",
        "minAmountMinor",
        "minQuantity",
        "name",
        "order",
        "paymentType",
        "priceType",
        "recurringInterval",
        "requireQuantity",
        "revision",
        "serviceType",
        "slug",
        "successUrl",
        "suggestedAmountsMinor",
        "taxInclusive",
        "taxRateBps",
        "thankYouMessage",
        "title",
        "trialDays",
        "updatedAt",
        "url",
    ];
    expected.sort_unstable();
    let mut keys = keys;
    keys.sort_unstable();
    assert_eq!(keys, expected, "T2: no file, revenue, owner or id");
    assert!(!public.to_string().contains(&ada.email) && !public.to_string().contains(&ada.id));
}

async fn one_of_two_hundred_gets_the_slug(app: App) {
    let (ada, eve) = (app.merchant("ada").await, app.merchant("eve").await);
    let calls = (0..200).map(|number| {
        let merchant = if number % 2 == 0 { &ada } else { &eve };
        let body = json!({ "title": "Tea", "slug": "tea", "priceType": "FIXED", "amount": 1000 });
        merchant.send(merchant.request(reqwest::Method::POST, "/api/v1/paylinks").json(&body))
    });
    let answers = join_all(calls).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
    for loser in answers.iter().filter(|answer| answer.status != 201) {
        assert_eq!((loser.status, code(&loser.json())), (409, "SLUG_TAKEN slug".into()));
    }
    assert_eq!(app.count("select count(*) from payment_link").await, 1);
    // Without a slug of its own every link gets one.
    let calls = (0..30).map(|_| {
        ada.post(201, "/api/v1/paylinks", json!({ "title": "Tea", "priceType": "FIXED", "amount": 1000 }))
    });
    join_all(calls).await;
    assert_eq!(app.count("select count(distinct slug) from payment_link").await, 31);
}

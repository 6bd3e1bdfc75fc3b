//! Tax, the platform's fee, and the merchant's own bounds: shown before paying, charged, kept.

use crate::support::client::code;
use crate::support::people::text;
use crate::support::{App, Value, json, stories};

stories!(
    tax_in_the_price_is_shown_and_kept,
    tax_and_fee_on_top_are_shown_before_paying,
    who_chooses_pays_tax_and_fee_on_top,
    tax_and_fee_are_changed_and_taken_away,
    bad_rates_are_refused,
    a_merchant_s_bounds_hold_at_save_and_at_start,
    bad_bounds_of_payments_are_refused,
    forms_save_tax_fee_and_bounds,
);

const LINKS: &str = "/api/v1/paylinks";
const LIMITS: &str = "/api/v1/me/payment-limits";

fn link(more: &Value) -> Value {
    let mut body =
        json!({ "title": "Course", "slug": "course", "priceType": "FIXED", "amountMinor": 12_100 });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

async fn tax_in_the_price_is_shown_and_kept(app: App) {
    let ada = app.selling_merchant("ada").await;
    let made = ada.post(201, LINKS, link(&json!({ "taxRateBps": 2100 }))).await;
    assert_eq!(
        (&made["taxRateBps"], &made["taxInclusive"], &made["feeModel"]),
        (&json!(2100), &json!(true), &json!("MERCHANT"))
    );
    let page = app.visitor().page("/p/course?lang=en").await.expect(200).text;
    assert!(page.contains(">Pay 121.00\u{a0}RON<") && page.contains("Tax 21% in the price: 21.00"), "{page}");
    app.buyer().pay("course").await;
    app.settle().await;
    let order = &ada.only_payment().await["order"];
    assert_eq!((&order["taxMinor"], &order["totalMinor"]), (&json!(2100), &json!(12_100)));
    let tax = json!({ "taxRateBps": 2100, "taxInclusive": true });
    assert_eq!(order["lines"][0]["tax"], tax);
    let receipt = &app.mails("buyer@example.com")[0].text;
    assert!(receipt.contains("Tax in the prices: 21.00"), "{receipt}");
}

async fn tax_and_fee_on_top_are_shown_before_paying(app: App) {
    let ada = app.selling_merchant("ada").await;
    let more = json!({ "amountMinor": 10_000, "taxRateBps": 2100, "taxInclusive": false, "feeModel": "BUYER",
        "requireQuantity": true });
    ada.post(201, LINKS, link(&more)).await;
    let page = app.visitor().page("/p/course?lang=en&quantity=2").await.expect(200).text;
    for part in ["2 × Course", "200.00", "Tax 21%", "42.00", "Service fee", "9.68", ">Pay 251.68\u{a0}RON<"]
    {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
    let public = app.buyer().get(200, &format!("{LINKS}/public/course")).await;
    assert_eq!((&public["feeModel"], &public["order"]["surchargeMinor"]), (&json!("BUYER"), &json!(484)));
    let buyer = app.buyer();
    let price = json!({ "quantity": 2, "amountMinor": 24_200 });
    assert_eq!(code(&buyer.start_with(400, "course", price).await), "AMOUNT_MISMATCH amount");
    let started = buyer.start_with(200, "course", json!({ "quantity": 2, "amountMinor": 25_168 })).await;
    let intent = format!("payment_intents/{}", text(&started["paymentIntentId"]));
    let intent = app.at_stripe(&ada.account().await, &intent).await;
    assert_eq!((&intent["amount"], &intent["application_fee_amount"]), (&json!(25_168), &json!(968)));
    buyer.confirm(&started, "pm_card_visa").await.expect(200);
    app.settle().await;
    let payment = ada.only_payment().await;
    assert_eq!((&payment["platformFee"], &payment["netAmount"]), (&json!(968), &json!(24_200)));
    let receipt = &app.mails(&buyer.email)[0].text;
    for part in ["2 × Course: 200.00", "Tax: 42.00", "Service fee: 9.68", "Paid: 251.68"] {
        assert!(receipt.contains(part), "{part} is missing in {receipt}");
    }
}

async fn who_chooses_pays_tax_and_fee_on_top(app: App) {
    let ada = app.selling_merchant("ada").await;
    let tip = json!({ "title": "Tip", "slug": "tip", "priceType": "PAY_WHAT_YOU_WANT", "feeModel": "BUYER" });
    ada.post(201, LINKS, tip).await;
    let page = app.visitor().page("/p/tip?lang=en&amount=50").await.expect(200).text;
    assert!(page.contains("Service fee") && page.contains("52.00\u{a0}RON"), "{page}");
    let started = app.buyer().start_with(200, "tip", json!({ "amount": 50 })).await;
    assert_eq!(started["amountMinor"], 5200);
}

async fn tax_and_fee_are_changed_and_taken_away(app: App) {
    let ada = app.merchant("ada").await;
    let made = ada.post(201, LINKS, link(&json!({ "taxRateBps": 900, "taxInclusive": false }))).await;
    let path = format!("{LINKS}/{}", text(&made["id"]));
    let told =
        |link: &Value| [link["taxRateBps"].clone(), link["taxInclusive"].clone(), link["feeModel"].clone()];
    let change = |body: Value| ada.patch(200, &path, body);
    assert_eq!(
        told(&change(json!({ "feeModel": "BUYER" })).await),
        [json!(900), json!(false), json!("BUYER")]
    );
    assert_eq!(
        told(&change(json!({ "taxRateBps": 1100 })).await),
        [json!(1100), json!(false), json!("BUYER")]
    );
    let copy = ada.post(201, &format!("{path}/duplicate"), json!({})).await;
    assert_eq!(told(&copy), [json!(1100), json!(false), json!("BUYER")]);
    let plain = change(json!({ "taxRateBps": 0, "feeModel": "MERCHANT" })).await;
    assert_eq!(told(&plain), [json!(null), json!(null), json!("MERCHANT")]);
    let quote = "/api/v1/paylinks/quote?amountMinor=10000&taxRateBps=2100&taxInclusive=false&feeModel=BUYER";
    let quote = ada.get(200, quote).await;
    assert_eq!((&quote["totalAmount"], &quote["netAmount"]), (&json!(12_584), &json!(12_100)));
}

async fn bad_rates_are_refused(app: App) {
    let ada = app.merchant("ada").await;
    for rate in [-1, 10_001, i64::MAX] {
        let refused = ada.post(400, LINKS, link(&json!({ "taxRateBps": rate }))).await;
        assert_eq!(code(&refused), "BAD_RATE taxRateBps", "{rate}");
    }
    let refused = ada.post(400, LINKS, link(&json!({ "feeModel": "NOBODY" }))).await;
    assert_eq!(refused["error"]["field"], "feeModel");
}

async fn a_merchant_s_bounds_hold_at_save_and_at_start(app: App) {
    let ada = app.selling_merchant("ada").await;
    let made = ada.post(201, LINKS, link(&json!({ "requireQuantity": true }))).await;
    let open =
        json!({ "title": "Tip", "slug": "tip", "priceType": "PAY_WHAT_YOU_WANT", "minAmountMinor": 5000 });
    ada.post(201, LINKS, open).await;
    let bounds =
        json!({ "limits": [{ "currency": "RON", "minAmountMinor": 10_000, "maxAmountMinor": 30_000 }] });
    let kept = ada.put(200, LIMITS, bounds).await;
    assert_eq!(kept, ada.get(200, LIMITS).await);
    assert_eq!(kept["limits"][0]["maxAmountMinor"], 30_000);
    assert_eq!(
        kept["limits"][1],
        json!({ "currency": "EUR", "minAmountMinor": null, "maxAmountMinor": null })
    );

    let start = |slug: &'static str, status, more: Value| {
        let buyer = app.buyer();
        async move { buyer.start_with(status, slug, more).await }
    };
    assert_eq!(code(&start("course", 400, json!({ "quantity": 3 })).await), "AMOUNT_TOO_LARGE amount");
    assert_eq!(start("course", 200, json!({ "quantity": 2 })).await["amountMinor"], 24_200);
    assert_eq!(code(&start("tip", 400, json!({ "amountMinor": 9_999 })).await), "AMOUNT_TOO_SMALL amount");
    assert_eq!(start("tip", 200, json!({ "amountMinor": 10_000 })).await["amountMinor"], 10_000);
    let cheap = json!({ "title": "Cheap", "priceType": "FIXED", "amountMinor": 9_999 });
    assert_eq!(code(&ada.post(400, LINKS, cheap).await), "AMOUNT_TOO_SMALL amount");
    let low = json!({ "title": "Low", "priceType": "PAY_WHAT_YOU_WANT" });
    assert_eq!(code(&ada.post(400, LINKS, low).await), "AMOUNT_TOO_SMALL minAmount");
    let euros = json!({ "title": "Euros", "priceType": "FIXED", "amountMinor": 500, "currency": "EUR" });
    ada.post(201, LINKS, euros).await;
    let path = format!("{LINKS}/{}", text(&made["id"]));
    assert_eq!(
        code(&ada.patch(400, &path, json!({ "amountMinor": 30_001 })).await),
        "AMOUNT_TOO_LARGE amount"
    );
    ada.patch(200, &path, json!({ "title": "Renamed" })).await;
    let eve = app.selling_merchant("eve").await;
    eve.post(201, LINKS, json!({ "title": "Eve", "priceType": "FIXED", "amountMinor": 300 })).await;
    ada.put(200, LIMITS, json!({ "limits": [] })).await;
    assert_eq!(start("course", 200, json!({ "quantity": 3 })).await["amountMinor"], 36_300);
}

async fn bad_bounds_of_payments_are_refused(app: App) {
    let ada = app.merchant("ada").await;
    let limit =
        |least: i64, most: i64| json!({ "currency": "RON", "minAmountMinor": least, "maxAmountMinor": most });
    for (limits, wrong) in [
        (json!([limit(100, 900)]), "AMOUNT_TOO_SMALL limits.0.minAmountMinor"),
        (json!([limit(500, 400)]), "AMOUNT_TOO_SMALL limits.0.maxAmountMinor"),
        (json!([limit(500, 100_000_000)]), "AMOUNT_TOO_LARGE limits.0.maxAmountMinor"),
        (json!([limit(500, 600), limit(500, 700)]), "BAD_CURRENCY limits.1.currency"),
    ] {
        let refused = ada.put(400, LIMITS, json!({ "limits": limits })).await;
        assert_eq!(code(&refused), wrong, "{limits}");
    }
}

async fn forms_save_tax_fee_and_bounds(app: App) {
    app.merchant("ada").await;
    let ada = app.browser("ada").await;
    let form = |rate: &'static str| {
        [
            ("title", "Course"),
            ("price_type", "FIXED"),
            ("amount", "121"),
            ("currency", "RON"),
            ("tax_rate", rate),
            ("tax_kind", "top"),
            ("fee_model", "BUYER"),
        ]
    };
    let page = ada.form("/dashboard/links/new", &form("abc")).await.expect(422).text;
    assert!(page.contains("id=\"tax_rate-error\"") && page.contains("value=\"abc\""), "{page}");
    ada.form("/dashboard/links/new", &form("9,5")).await.expect(303);
    let kept = "select count(*) from payment_link where details like '%\"taxRateBps\":950,\"taxInclusive\":false%' \
        and details like '%\"fee_model\":\"BUYER\"%'";
    assert_eq!(app.count(kept).await, 1);
    let limits = "/dashboard/settings/limits";
    let page = ada.form(limits, &[("min_gbp", "5"), ("max_gbp", "4")]).await.expect(422).text;
    assert!(page.contains("id=\"max_gbp-error\""), "{page}");
    ada.form(limits, &[("min_gbp", "5"), ("max_gbp", "400,50")]).await.expect(303);
    let page = ada.page("/dashboard/settings/business").await.expect(200).text;
    assert!(page.contains("value=\"400.50\""), "{page}");
}

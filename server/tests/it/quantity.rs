//! Links whose buyers choose how many pieces they take: the server counts, and everybody reads the same sum.

use crate::support::client::code;
use crate::support::people::text;
use crate::support::{App, Value, json, stories};

stories!(
    a_buyer_takes_several_and_everybody_reads_the_same,
    a_page_counts_without_scripts,
    a_quantity_outside_of_the_bounds_is_refused,
    another_quantity_is_another_intent,
    a_start_that_was_cut_short_keeps_its_order,
    bounds_of_pieces_are_changed_and_taken_away,
    bad_bounds_of_pieces_are_refused,
    a_form_saves_a_quantity,
);

const LINKS: &str = "/api/v1/paylinks";

fn tea(more: &Value) -> Value {
    let mut body = json!({ "title": "Tea", "slug": "tea", "priceType": "FIXED", "amountMinor": 1250 });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

async fn a_buyer_takes_several_and_everybody_reads_the_same(app: App) {
    let ada = app.selling_merchant("ada").await;
    let link = ada.post(201, LINKS, tea(&json!({ "maxQuantity": 10, "maxUses": 1 }))).await;
    assert_eq!(
        (&link["requireQuantity"], &link["minQuantity"], &link["maxQuantity"]),
        (&json!(true), &json!(1), &json!(10))
    );
    let public = app.buyer().get(200, &format!("{LINKS}/public/tea?quantity=3")).await;
    assert_eq!((&public["amountMinor"], &public["order"]["totalMinor"]), (&json!(1250), &json!(3750)));
    let buyer = app.buyer();
    let started = buyer.start_with(200, "tea", json!({ "quantity": 3, "amountMinor": 3750 })).await;
    assert_eq!(started["amountMinor"], 3750);
    let intent = format!("payment_intents/{}", text(&started["paymentIntentId"]));
    let intent = app.at_stripe(&ada.account().await, &intent).await;
    assert_eq!((&intent["amount"], &intent["application_fee_amount"]), (&json!(3750), &json!(150)));
    buyer.confirm(&started, "pm_card_visa").await.expect(200);
    app.settle().await;
    let payment = ada.only_payment().await;
    assert_eq!((&payment["amount"], &payment["netAmount"]), (&json!(3750), &json!(3600)));
    let sold = json!({ "title": "Tea", "unitMinor": 1250, "quantity": 3, "subtotalMinor": 3750, "discountMinor": 0,
        "taxMinor": 0, "totalMinor": 3750 });
    assert_eq!(payment["order"]["lines"], json!([sold]));
    let receipt = &app.mails(&buyer.email)[0];
    assert!(receipt.text.contains("3 × Tea: 37.50\u{a0}RON"), "{}", receipt.text);
    assert!(app.mails(&ada.email).iter().any(|mail| mail.text.contains("paid for 3 × Tea.")));
    let page = app.visitor().page(&format!("/p/tea/receipt/{}", text(&started["checkoutSessionId"]))).await;
    assert!(page.expect(200).text.contains("3 × Tea"));
    let browser = app.browser("ada").await;
    let page = browser.page(&format!("/dashboard/payments/{}", text(&payment["id"]))).await.expect(200).text;
    assert!(page.contains("3 × Tea"), "{page}");
    let file = browser.page("/dashboard/payments/export.csv").await.expect(200).text;
    assert!(file.contains(",3,3 × Tea,3750,0,,0,0"), "{file}");
    let link = &ada.get(200, LINKS).await["data"][0];
    assert_eq!(link["usedCount"], 1, "three pieces are one sale");
}

async fn a_page_counts_without_scripts(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.post(201, LINKS, tea(&json!({ "minQuantity": 2, "maxQuantity": 4 }))).await;
    let visitor = app.visitor();
    for (query, pieces, total) in [
        ("", 2, "25.00"),
        ("?quantity=3", 3, "37.50"),
        ("?lang=en&quantity=3&more=quantity", 4, "50.00"),
        ("?quantity=3&less=quantity", 2, "25.00"),
        ("?quantity=400", 4, "50.00"),
        ("?quantity=-1", 2, "25.00"),
        ("?quantity=x", 2, "25.00"),
        ("", 2, "25.00"),
    ] {
        let page = visitor.page(&format!("/p/tea{query}")).await.expect(200).text;
        assert!(page.contains(&format!("value=\"{pieces}\"")), "{query} {page}");
        assert!(page.contains(&format!(">Pay {total}\u{a0}RON<")), "{query} {page}");
        assert!(page.contains(&format!("data-amount-minor=\"{}\"", pieces * 1250)), "{query} {page}");
    }
    ada.post(201, LINKS, json!({ "title": "One", "slug": "one", "priceType": "FIXED", "amountMinor": 500 }))
        .await;
    let page = visitor.page("/p/one?quantity=3").await.expect(200).text;
    assert!(page.contains(">Pay 5.00\u{a0}RON<") && !page.contains("id=\"cart\""), "{page}");
}

async fn a_quantity_outside_of_the_bounds_is_refused(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.post(201, LINKS, tea(&json!({ "minQuantity": 2, "maxQuantity": 4 }))).await;
    ada.post(201, LINKS, json!({ "title": "One", "slug": "one", "priceType": "FIXED", "amountMinor": 500 }))
        .await;
    let dear = json!({ "title": "Car", "slug": "car", "priceType": "FIXED", "amountMinor": 90_000_000,
        "requireQuantity": true });
    ada.post(201, LINKS, dear).await;
    for (slug, sent, wrong) in [
        ("tea", json!({ "quantity": 1 }), "BAD_QUANTITY quantity"),
        ("tea", json!({ "quantity": 5 }), "BAD_QUANTITY quantity"),
        ("tea", json!({ "quantity": -3 }), "BAD_QUANTITY quantity"),
        ("tea", json!({ "quantity": i64::MAX }), "BAD_QUANTITY quantity"),
        ("tea", json!({ "quantity": 3, "amountMinor": 1250 }), "AMOUNT_MISMATCH amount"),
        ("one", json!({ "quantity": 2 }), "NO_QUANTITY quantity"),
        ("car", json!({ "quantity": 2 }), "AMOUNT_TOO_LARGE quantity"),
    ] {
        let refused = app.buyer().start_with(400, slug, sent.clone()).await;
        assert_eq!(code(&refused), wrong, "{slug} {sent}");
    }
    assert!(app.calls_of("POST", "/v1/payment_intents").await.is_empty());
    assert_eq!(app.buyer().start_with(200, "tea", json!({})).await["amountMinor"], 2500, "the fewest");
    assert_eq!(app.buyer().start_with(200, "one", json!({ "quantity": 1 })).await["amountMinor"], 500);
}

async fn another_quantity_is_another_intent(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.post(201, LINKS, tea(&json!({ "requireQuantity": true }))).await;
    let buyer = app.buyer();
    let first = buyer.start_with(200, "tea", json!({ "quantity": 2 })).await;
    let go_on = |pieces: i64| json!({ "quantity": pieces, "clientSecret": first["client_secret"] });
    assert_eq!(
        buyer.start_with(200, "tea", go_on(2)).await,
        first,
        "the same order goes on with the same intent"
    );
    let more = buyer.start_with(200, "tea", go_on(3)).await;
    assert_ne!(more["paymentIntentId"], first["paymentIntentId"]);
    assert_eq!(more["amountMinor"], 3750);
}

async fn a_start_that_was_cut_short_keeps_its_order(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.post(201, LINKS, tea(&json!({ "requireQuantity": true }))).await;
    let buyer = app.buyer();
    let started = buyer.start_with(200, "tea", json!({ "quantity": 2 })).await;
    app.run("delete from payment").await;
    buyer.confirm(&started, "pm_card_visa").await.expect(200);
    app.settle().await;
    assert_eq!(ada.only_payment().await["order"]["lines"][0]["quantity"], 2, "taken up from the attempt");
    app.run("update payment set order_snapshot = null").await;
    let old = ada.only_payment().await;
    let line = &old["order"]["lines"][0];
    assert_eq!(
        (&line["quantity"], &line["totalMinor"]),
        (&json!(1), &json!(2500)),
        "before orders were kept"
    );
}

async fn bounds_of_pieces_are_changed_and_taken_away(app: App) {
    let ada = app.merchant("ada").await;
    let link = ada.post(201, LINKS, tea(&json!({ "minQuantity": 2, "maxQuantity": 4 }))).await;
    let path = format!("{LINKS}/{}", text(&link["id"]));
    let bounds = |link: &Value| {
        (link["requireQuantity"].clone(), link["minQuantity"].clone(), link["maxQuantity"].clone())
    };
    let change = |body: Value| ada.patch(200, &path, body);
    assert_eq!(bounds(&change(json!({ "title": "Good tea" })).await), (json!(true), json!(2), json!(4)));
    assert_eq!(bounds(&change(json!({ "maxQuantity": 9 })).await), (json!(true), json!(2), json!(9)));
    assert_eq!(bounds(&change(json!({ "maxQuantity": 0 })).await), (json!(true), json!(2), json!(null)));
    let copy = ada.post(201, &format!("{path}/duplicate"), json!({})).await;
    assert_eq!(bounds(&copy), (json!(true), json!(2), json!(null)));
    let off = change(json!({ "requireQuantity": false })).await;
    assert_eq!(bounds(&off), (json!(false), json!(null), json!(null)));
}

async fn bad_bounds_of_pieces_are_refused(app: App) {
    let ada = app.merchant("ada").await;
    for (more, wrong) in [
        (json!({ "minQuantity": -1 }), "BAD_COUNT minQuantity"),
        (json!({ "minQuantity": 10_001 }), "BAD_COUNT minQuantity"),
        (json!({ "maxQuantity": 10_001 }), "BAD_QUANTITY maxQuantity"),
        (json!({ "minQuantity": 3, "maxQuantity": 2 }), "BAD_QUANTITY maxQuantity"),
    ] {
        let refused = ada.post(400, LINKS, tea(&more)).await;
        assert_eq!(code(&refused), wrong, "{more}");
    }
    let open = json!({ "title": "Tip", "priceType": "PAY_WHAT_YOU_WANT", "requireQuantity": true });
    assert_eq!(code(&ada.post(400, LINKS, open).await), "NOT_FOR_PRICE_TYPE requireQuantity");
}

async fn a_form_saves_a_quantity(app: App) {
    app.merchant("ada").await;
    let ada = app.browser("ada").await;
    let form = [
        ("title", "Tea"),
        ("price_type", "FIXED"),
        ("amount", "12,50"),
        ("currency", "RON"),
        ("require_quantity", "on"),
        ("max_quantity", "abc"),
    ];
    let page = ada.form("/dashboard/links/new", &form).await.expect(422).text;
    assert!(page.contains("id=\"max_quantity-error\"") && page.contains("value=\"abc\""), "{page}");
    let form = form.map(|(name, value)| (name, if name == "max_quantity" { "5" } else { value }));
    ada.form("/dashboard/links/new", &form).await.expect(303);
    assert_eq!(app.count("select count(*) from payment_link where details like '%\"max\":5%'").await, 1);
}

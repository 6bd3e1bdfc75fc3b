//! Invoices: a number for each payment, without gaps whatever happens at once, and details that are completed later.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use futures::future::join_all;
use reqwest::Method;

use crate::support::client::code;
use crate::support::people::text;
use crate::support::{App, Merchant, Value, json, stories};

stories!(
    payments_at_once_give_numbers_without_a_gap,
    each_merchant_counts_alone_and_a_failure_counts_nothing,
    a_buyer_completes_their_invoice_and_every_version_is_kept,
    a_seller_sets_prefix_and_company_for_what_comes,
    a_seller_lists_reads_and_corrects,
    an_invoice_is_a_file_and_a_page,
);

const LIST: &str = "/api/v1/invoices";

async fn numbers(ada: &Merchant) -> Vec<i64> {
    let list = ada.get(200, &format!("{LIST}?limit=100")).await;
    let mut numbers: Vec<i64> = list["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|invoice| invoice["sequence"].as_i64().unwrap())
        .collect();
    numbers.sort_unstable();
    numbers
}

async fn payments_at_once_give_numbers_without_a_gap(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    let buyers = join_all((0..12).map(|_| async {
        let buyer = app.buyer();
        let started = buyer.start("tea").await;
        buyer.confirm(&started, "pm_card_visa").await.expect(200);
        text(&started["checkoutSessionId"])
    }))
    .await;
    // The pages that buyers come back to and Stripe's news book the same payments at the same time, each once.
    let visitor = app.visitor();
    let returns = buyers.iter().flat_map(|session| {
        let path = format!("/p/tea/return/{session}");
        [visitor.request(Method::GET, &path), visitor.request(Method::GET, &path)]
    });
    let (answers, ()) = tokio::join!(join_all(returns.map(reqwest::RequestBuilder::send)), app.settle());
    assert!(answers.into_iter().all(|answer| answer.unwrap().status() == 200));
    app.settle().await;
    assert_eq!(numbers(&ada).await, (1..=12).collect::<Vec<i64>>());
    assert_eq!(app.count("select count(*) from invoice_version").await, 12);
}

async fn each_merchant_counts_alone_and_a_failure_counts_nothing(app: App) {
    let ada = app.selling_merchant("ada").await;
    let eve = app.selling_merchant("eve").await;
    ada.link("Tea").await;
    eve.link("Cake").await;
    app.buyer().pay("tea").await;
    app.settle().await;
    // A commit that breaks after the counting gives its number back.
    app.run("alter table invoice rename to invoice_away").await;
    let started = app.buyer().pay("tea").await;
    let path = format!("/p/tea/return/{}", text(&started["checkoutSessionId"]));
    assert_eq!(app.visitor().page(&path).await.status, 500);
    app.run("alter table invoice_away rename to invoice").await;
    app.forgive(Box::leak(format!("500 {path}").into_boxed_str()));
    let declined = app.buyer();
    let refused = declined.start("tea").await;
    declined.confirm(&refused, "pm_card_chargeDeclined").await.expect(402);
    app.buyer().pay("cake").await;
    app.settle().await;
    app.buyer().pay("tea").await;
    app.settle().await;
    assert_eq!((numbers(&ada).await, numbers(&eve).await), (vec![1, 2, 3], vec![1]));
}

async fn a_buyer_completes_their_invoice_and_every_version_is_kept(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    let buyer = app.buyer();
    let session = text(&buyer.pay("tea").await["checkoutSessionId"]);
    app.settle().await;
    let path = "/api/v1/paylinks/public/tea/invoices";
    let body = |more: Value| {
        let mut body = json!({ "checkoutSessionId": session });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    };
    let details =
        json!({ "company": "Lumina SRL", "taxId": "ro 14399840", "address": "Str. Lungă 1\nBrașov" });
    let done = buyer.post(200, path, body(details)).await;
    assert_eq!((&done["number"], &done["version"]), (&json!("0001"), &json!(2)));
    assert_eq!(
        (&done["buyer"]["company"], &done["buyer"]["taxId"]),
        (&json!("Lumina SRL"), &json!("RO14399840"))
    );
    assert_eq!(done["buyer"]["email"], "buyer@example.com", "what is left out stays");
    let same = buyer.post(200, path, body(json!({ "company": "Lumina SRL" }))).await;
    assert_eq!(same["version"], json!(2), "no change is no version");
    buyer.post(200, path, body(json!({ "company": "Lumină SRL", "taxId": "" }))).await;
    let wrong = body(json!({ "taxId": "RO14399841", "company": "x".repeat(121), "address": "a\u{0}" }));
    let refused = buyer.post(400, path, wrong).await;
    let fields: Vec<&str> = refused["error"]["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|field| field["field"].as_str().unwrap())
        .collect();
    assert_eq!(fields, ["company", "taxId", "address"]);
    let detail = ada.get(200, &format!("{LIST}/{}", text(&ada.only_payment().await["id"]))).await;
    let versions = detail["versions"].as_array().unwrap();
    let told: Vec<_> = versions
        .iter()
        .map(|version| (version["version"].as_i64().unwrap(), text(&version["whoKind"])))
        .collect();
    assert_eq!(told, [(3, "buyer".into()), (2, "buyer".into()), (1, "system".into())]);
    assert_eq!(
        (&versions[1]["buyer"]["taxId"], &versions[0]["buyer"]["taxId"]),
        (&json!("RO14399840"), &json!(""))
    );
    assert_eq!(ada.only_payment().await["timeline"][0]["kind"], "invoice.corrected");
    // Only who knows the attempt, on its own link, once it is paid.
    let eve = app.selling_merchant("eve").await;
    eve.link("Cake").await;
    buyer.post(404, "/api/v1/paylinks/public/cake/invoices", body(json!({ "company": "Eve" }))).await;
    let guessed = json!({ "checkoutSessionId": "0197a3f0-0000-7000-8000-0123456789ab", "company": "Eve" });
    buyer.post(404, path, guessed).await;
    let unpaid = text(&app.buyer().start("tea").await["checkoutSessionId"]);
    buyer.post(404, path, json!({ "checkoutSessionId": unpaid, "company": "Eve" })).await;
}

async fn a_seller_sets_prefix_and_company_for_what_comes(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    app.buyer().pay("tea").await;
    app.settle().await;
    let settings = ada.get(200, "/api/v1/me/invoicing").await;
    assert_eq!((&settings["prefix"], &settings["nextNumber"]), (&json!(""), &json!("0002")));
    let change = json!({ "prefix": "LUM-", "company": "Lumina SRL", "taxId": "RO14399840" });
    let settings = ada.patch(200, "/api/v1/me/invoicing", change).await;
    assert_eq!((&settings["nextNumber"], &settings["company"]), (&json!("LUM-0002"), &json!("Lumina SRL")));
    for (wrong, told) in [
        (json!({ "prefix": "a b" }), "BAD_CHARACTERS prefix"),
        (json!({ "prefix": "a".repeat(13) }), "TOO_LONG prefix"),
        (json!({ "taxId": "RO1" }), "BAD_TAX_ID taxId"),
    ] {
        assert_eq!(code(&ada.patch(400, "/api/v1/me/invoicing", wrong).await), told);
    }
    app.buyer().pay("tea").await;
    app.settle().await;
    let list = ada.get(200, LIST).await["data"].as_array().unwrap().clone();
    let told: Vec<_> =
        list.iter().map(|invoice| (text(&invoice["number"]), text(&invoice["seller"]["company"]))).collect();
    assert_eq!(told, [("LUM-0002".into(), "Lumina SRL".into()), ("0001".into(), String::new())]);
    assert_eq!(list[1]["seller"]["name"], "ada's shop");
    let browser = app.browser("ada").await;
    let form = [("prefix", "B-"), ("company", "Lumina SRL"), ("tax_id", "RO1"), ("address", "")];
    let page = browser.form("/dashboard/settings/invoices", &form).await.expect(422).text;
    assert!(page.contains("id=\"tax_id-error\"") && page.contains("value=\"B-\""), "{page}");
}

async fn a_seller_lists_reads_and_corrects(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    for _ in 0..3 {
        app.buyer().pay("tea").await;
        app.settle().await;
    }
    let first = ada.get(200, &format!("{LIST}?limit=2")).await;
    assert_eq!((first["data"].as_array().unwrap().len(), &first["hasMore"]), (2, &json!(true)));
    let rest = ada.get(200, &format!("{LIST}?limit=2&cursor={}", text(&first["nextCursor"]))).await;
    assert_eq!((&rest["data"][0]["sequence"], &rest["hasMore"]), (&json!(1), &json!(false)));
    let id = text(&rest["data"][0]["id"]);
    let path = format!("{LIST}/{id}");
    let detail = ada.get(200, &path).await;
    assert_eq!(
        (&detail["invoice"]["totalMinor"], &detail["order"]["totalMinor"]),
        (&json!(4999), &json!(4999))
    );
    let corrected = ada.patch(200, &path, json!({ "company": "Lumina SRL" })).await;
    assert_eq!((&corrected["version"], &corrected["sequence"]), (&json!(2), &json!(1)));
    assert_eq!(ada.get(200, &path).await["versions"][0]["whoKind"], "person");
    let browser = app.browser("ada").await;
    let page = format!("/dashboard/invoices/{id}");
    assert!(browser.page("/dashboard/invoices").await.expect(200).text.contains(&page));
    browser
        .form(&page, &[("company", "Altul SRL"), ("name", "Elena"), ("tax_id", ""), ("address", "")])
        .await
        .expect(303);
    let shown = browser.page(&format!("{page}?saved")).await.expect(200).text;
    for part in ["The invoice is corrected.", "Version 3", "Lumina SRL", "Altul SRL"] {
        assert!(shown.contains(part), "{part} is missing in {shown}");
    }
    let eve = app.merchant("eve").await;
    eve.get(404, &path).await;
    eve.patch(404, &path, json!({ "company": "Eve" })).await;
    eve.get(404, &format!("{path}/pdf")).await;
    assert_eq!(eve.get(200, LIST).await["data"], json!([]));
}

async fn an_invoice_is_a_file_and_a_page(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    let buyer = app.buyer();
    let session = text(&buyer.pay("tea").await["checkoutSessionId"]);
    app.settle().await;
    let path = format!("/p/tea/invoice/{session}");
    let receipt = buyer.page(&format!("/p/tea/receipt/{session}")).await.expect(200).text;
    assert!(receipt.contains(&path), "{receipt}");
    let page = buyer.page(&path).await.expect(200).text;
    assert!(page.contains("no. 0001") && page.contains("49.99"), "{page}");
    let wrong = [("company", "Lumina <SRL>"), ("tax_id", "RO1"), ("name", ""), ("address", "")];
    let refused = buyer.form(&path, &wrong).await.expect(422).text;
    assert!(refused.contains("id=\"tax_id-error\"") && refused.contains("Lumina &lt;SRL&gt;"), "{refused}");
    let right = [("company", "Lumina <SRL>"), ("tax_id", "RO14399840"), ("name", ""), ("address", "")];
    let done = buyer.form(&path, &right).await.expect(303);
    let page = buyer.page(done.header("location")).await.expect(200).text;
    assert!(page.contains("The invoice is corrected.") && page.contains("Lumina &lt;SRL&gt;"), "{page}");
    let file = buyer.request(Method::GET, &format!("{path}.pdf")).send().await.unwrap();
    assert_eq!(file.headers()["content-disposition"], "attachment; filename=\"0001.pdf\"");
    let file = file.bytes().await.unwrap();
    let id = text(&ada.get(200, LIST).await["data"][0]["id"]);
    let told = ada.get(200, &format!("{LIST}/{id}/pdf")).await;
    assert_eq!(STANDARD.decode(text(&told["content"])).unwrap(), file, "both are the same document");
    assert!(file.starts_with(b"%PDF-"));
    let unpaid = text(&app.buyer().start("tea").await["checkoutSessionId"]);
    buyer.page(&format!("/p/tea/invoice/{unpaid}")).await.expect(303);
}

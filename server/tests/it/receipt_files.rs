//! Receipts as files, and by mail once more.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::Method;

use crate::support::client::code;
use crate::support::people::text;
use crate::support::{App, Value, json, stories};

stories!(
    a_receipt_is_a_file_for_buyer_and_seller,
    a_receipt_is_sent_again_by_the_seller,
    a_receipt_is_sent_again_to_the_buyer_who_asks = limited,
    nothing_is_sent_where_nothing_was_paid,
);

fn receipt(started: &Value) -> String {
    format!("/p/tea/receipt/{}", text(&started["checkoutSessionId"]))
}

fn api(payment: &Value) -> String {
    format!("/api/v1/transactions/{}/receipt", text(&payment["id"]))
}

async fn a_receipt_is_a_file_for_buyer_and_seller(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    let started = app.buyer().pay("tea").await;
    app.settle().await;
    let payment = ada.only_payment().await;
    let number = format!("PL-{}", text(&payment["id"])[24..].to_uppercase());
    let visitor = app.visitor();
    let page = visitor.page(&receipt(&started)).await.expect(200).text;
    let path = format!("{}.pdf", receipt(&started));
    assert!(page.contains(&format!("href=\"{path}\"")), "{page}");
    let bytes = |path: String| {
        let request = visitor.request(Method::GET, &path);
        async move { request.send().await.unwrap() }
    };
    let file = bytes(path.clone()).await;
    let header = |name: &str| file.headers()[name].to_str().unwrap().to_owned();
    assert_eq!((file.status().as_u16(), header("content-type").as_str()), (200, "application/pdf"));
    assert_eq!(header("content-disposition"), format!("attachment; filename=\"{number}.pdf\""));
    assert_eq!(header("x-content-type-options"), "nosniff");
    let file = file.bytes().await.unwrap();
    assert!(file.starts_with(b"%PDF-"), "a PDF");
    let told = ada.get(200, &api(&payment)).await;
    assert_eq!(
        (text(&told["filename"]), &told["contentType"]),
        (format!("{number}.pdf"), &json!("application/pdf"))
    );
    assert_eq!(STANDARD.decode(text(&told["content"])).unwrap(), file, "both are the same document");
    let romanian = ada.get(200, &format!("{}?language=ro", api(&payment))).await;
    assert_ne!(romanian["content"], told["content"]);
    let browser = app.browser("ada").await;
    let own = format!("/dashboard/payments/{}/receipt.pdf", text(&payment["id"]));
    assert_eq!(browser.page(&own).await.expect(200).header("content-type"), "application/pdf");
    // Nobody else's.
    let eve = app.merchant("eve").await;
    eve.get(404, &api(&payment)).await;
    assert_eq!(bytes(path.replace("/p/tea/", "/p/cake/")).await.status().as_u16(), 404);
    let guessed = "/p/tea/receipt/0197a3f0-0000-7000-8000-0123456789ab.pdf".to_owned();
    assert_eq!(bytes(guessed).await.status().as_u16(), 404);
}

async fn a_receipt_is_sent_again_by_the_seller(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    let buyer = app.buyer();
    buyer.pay("tea").await;
    app.settle().await;
    let payment = ada.only_payment().await;
    let first = app.mails(&buyer.email);
    assert_eq!(first.len(), 1);
    let once = ada.with("idempotency-key", "again");
    let sent = once.post(200, &api(&payment), json!({})).await;
    assert_eq!(sent["email"], json!(buyer.email));
    assert_eq!(once.post(200, &api(&payment), json!({})).await, sent, "a key means once");
    app.settle().await;
    let mails = app.mails(&buyer.email);
    assert_eq!((mails.len(), &mails[0].subject), (2, &first[0].subject));
    let payment = ada.only_payment().await;
    assert_eq!(payment["timeline"][0]["kind"], "receipt.sent_again");
    assert_eq!(payment["timeline"][0]["whoKind"], "person");
    let browser = app.browser("ada").await;
    let page = format!("/dashboard/payments/{}", text(&payment["id"]));
    let form = browser.form(&format!("{page}/receipt"), &[]).await.expect(303);
    let told = browser.page(form.header("location")).await.expect(200).text;
    assert!(told.contains("The receipt is on its way."), "{told}");
    app.settle().await;
    assert_eq!(app.mails(&buyer.email).len(), 3);
    app.merchant("eve").await.post(404, &api(&payment), json!({})).await;
    let reader = ada.api_key(&["read"]).await;
    assert_eq!(code(&reader.post(403, &api(&payment), json!({})).await), "SCOPE_MISSING");
}

async fn a_receipt_is_sent_again_to_the_buyer_who_asks(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    let buyer = app.buyer();
    let started = buyer.pay("tea").await;
    app.settle().await;
    let path = receipt(&started);
    for _ in 0..3 {
        let asked = buyer.form(&path, &[("email", "eve@example.com")]).await.expect(303);
        let page = buyer.page(asked.header("location")).await.expect(200).text;
        assert!(page.contains("It is on its way to buyer@example.com."), "{page}");
    }
    let many = buyer.form(&path, &[]).await.expect(429);
    assert!(
        !many.header("retry-after").is_empty() && many.text.contains("Too many requests"),
        "{}",
        many.text
    );
    app.settle().await;
    assert_eq!((app.mails("buyer@example.com").len(), app.mails("eve@example.com").len()), (4, 0));
    assert_eq!(ada.only_payment().await["timeline"][0]["whoKind"], "buyer");
}

async fn nothing_is_sent_where_nothing_was_paid(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    let body = json!({ "title": "Quiet", "slug": "quiet", "priceType": "FIXED", "amount": 4999, "collectEmail": false });
    ada.post(201, "/api/v1/paylinks", body).await;
    let started = app.buyer().start("tea").await;
    let payment = ada.only_payment().await;
    assert_eq!(code(&ada.get(409, &api(&payment)).await), "NOT_PAID");
    assert_eq!(code(&ada.post(409, &api(&payment), json!({})).await), "NOT_PAID");
    let away = app.visitor().page(&format!("{}.pdf", receipt(&started))).await.expect(303);
    assert_eq!(away.header("location"), receipt(&started).replace("/receipt/", "/return/"));
    let quiet = app.visitor();
    let started = quiet.post(200, "/api/v1/paylinks/public/quiet/payment-intents", json!({})).await;
    app.buyer().confirm(&started, "pm_card_visa").await.expect(200);
    app.settle().await;
    let paid = ada.payments().await.into_iter().find(|payment| payment["status"] == "COMPLETED").unwrap();
    assert_eq!(code(&ada.post(409, &api(&paid), json!({})).await), "NO_BUYER_EMAIL");
    let page =
        quiet.page(&format!("/p/quiet/receipt/{}", text(&started["checkoutSessionId"]))).await.expect(200);
    assert!(!page.text.contains("Send it to me again"), "{}", page.text);
}

//! What buyers see after paying, and where nothing can be paid: receipts to keep, closed doors with a name on them.

use reqwest::Method;

use crate::support::client::{Answer, Client};
use crate::support::people::text;
use crate::support::{App, Value, json, stories};

stories!(
    a_receipt_can_be_kept,
    a_receipt_tells_what_was_given_back,
    there_is_no_receipt_before_the_money,
    a_canceled_payment_has_a_way_on,
    a_closed_page_names_the_seller,
);

async fn get(client: &Client, path: &str) -> Answer {
    client.send(client.request(Method::GET, path)).await
}

fn receipt(slug: &str, started: &Value) -> String {
    format!("/p/{slug}/receipt/{}", text(&started["checkoutSessionId"]))
}

async fn a_receipt_can_be_kept(app: App) {
    let ada = app.selling_merchant("ada").await;
    let link = json!({ "title": "Ceai <verde>", "priceType": "FIXED", "amount": 4999, "slug": "ceai",
        "collectName": true, "successUrl": "https://shop.example/thanks" });
    ada.post(201, "/api/v1/paylinks", link).await;
    let buyer = app.buyer();
    let started = buyer.start_with(200, "ceai", json!({ "name": "Elena" })).await;
    buyer.confirm(&started, "pm_card_visa").await.expect(200);
    app.settle().await;
    let path = receipt("ceai", &started);
    let page = get(&app.visitor(), &path).await.expect(200);
    let number = format!("PL-{}", text(&ada.only_payment().await["id"])[24..].to_uppercase());
    for part in
        ["Ceai &lt;verde&gt;", "49.99", "Elena", "buyer@example.com", "ada&#x27;s shop", "4242", &number]
    {
        assert!(page.text.replace("'s", "&#x27;s").contains(part), "{part} is missing in {}", page.text);
    }
    assert!(!page.text.contains(&ada.id), "nothing of ours about the merchant");
    // The outcome leads to the seller's shop; the mail leads to the receipt.
    let outcome = format!("/p/ceai/return/{}", text(&started["checkoutSessionId"]));
    assert_eq!(
        get(&app.visitor(), &outcome).await.expect(303).header("location"),
        "https://shop.example/thanks"
    );
    let mail = &app.mails("buyer@example.com")[0];
    assert!(mail.links.iter().any(|link| link.ends_with(&path)), "{:?}", mail.links);
    let romanian = get(&app.visitor(), &format!("{path}?lang=ro")).await.expect(200);
    assert!(romanian.text.contains("Chitanță") && romanian.text.contains("49,99"), "{}", romanian.text);
    // The attempt opens on its own link only.
    let eve = app.selling_merchant("eve").await;
    eve.link("Cafea").await;
    get(&app.visitor(), &receipt("cafea", &started)).await.expect(404);
    let guessed = json!({ "checkoutSessionId": "0197a3f0-0000-7000-8000-0123456789ab" });
    get(&app.visitor(), &receipt("ceai", &guessed)).await.expect(404);
}

async fn a_receipt_tells_what_was_given_back(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    let started = app.buyer().pay("tea").await;
    app.settle().await;
    app.refund(&started, 1000).await;
    app.settle().await;
    let page = get(&app.visitor(), &receipt("tea", &started)).await.expect(200);
    for part in ["Given back", "−10.00", "39.99"] {
        assert!(page.text.contains(part), "{part} is missing in {}", page.text);
    }
}

async fn there_is_no_receipt_before_the_money(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    let buyer = app.buyer();
    let started = buyer.start("tea").await;
    let outcome = format!("/p/tea/return/{}", text(&started["checkoutSessionId"]));
    let path = receipt("tea", &started);
    assert_eq!(get(&app.visitor(), &path).await.expect(303).header("location"), outcome);
    buyer.confirm(&started, "pm_card_chargeDeclined").await.expect(402);
    app.settle().await;
    assert_eq!(get(&app.visitor(), &path).await.expect(303).header("location"), outcome);
    let told = get(&app.visitor(), &outcome).await.expect(200);
    assert!(told.text.contains("The payment did not go through"), "{}", told.text);
    assert!(!told.text.contains(&path), "a failed payment leads to no receipt");
}

async fn a_canceled_payment_has_a_way_on(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    let started = app.buyer().start("tea").await;
    app.cancel_at_stripe(&ada.account().await, &text(&started["paymentIntentId"])).await;
    app.settle().await;
    let session = text(&started["checkoutSessionId"]);
    let (path, again) = (format!("/p/tea/return/{session}"), format!("/p/tea/again/{session}"));
    for (language, title, on) in
        [("en", "This payment was canceled", "Start again"), ("ro", "Plata a fost anulată", "Începe din nou")]
    {
        let told = get(&app.visitor(), &format!("{path}?lang={language}")).await.expect(200).text;
        assert!(told.contains(title) && told.contains(on) && told.contains(&again), "{told}");
        assert!(!told.contains("refused") && !told.contains("refuzat"), "no bank was asked: {told}");
    }
}

async fn a_closed_page_names_the_seller(app: App) {
    let ada = app.selling_merchant("ada").await;
    let tea = text(&ada.link("Tea").await["id"]);
    let coffee = text(&ada.link("Coffee").await["id"]);
    ada.patch(200, &format!("/api/v1/paylinks/{tea}"), json!({ "active": false })).await;
    ada.delete(200, &format!("/api/v1/paylinks/{coffee}")).await;
    let bob = app.merchant("bob").await;
    bob.link("Soap").await;
    for (slug, status, seller, words) in [
        ("tea", 410, "ada's shop", "Not for sale right now"),
        ("coffee", 410, "ada's shop", "This link was removed"),
        ("soap", 503, "bob's shop", "The seller cannot take payments right now"),
    ] {
        let page = get(&app.visitor(), &format!("/p/{slug}")).await.expect(status);
        assert!(page.text.contains(words) && page.text.contains(seller), "{slug}: {}", page.text);
        assert!(!page.text.contains("@example.com"), "{slug} tells no address: {}", page.text);
        assert_eq!(page.header("retry-after").is_empty(), status == 410, "{slug}");
    }
    let unknown = get(&app.visitor(), "/p/nothing").await.expect(404);
    assert!(!unknown.text.contains("shop"), "{}", unknown.text);
}

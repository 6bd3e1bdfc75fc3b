//! The buyer's own pages and calls: only who has proven an e-mail sees what was bought with it.

use paylinks::money::Currency;
use paylinks::purchases::{Grant, grant};

use super::digital::{file, get, path};
use crate::support::client::code;
use crate::support::people::text;
use crate::support::{App, Client, Merchant, Value, json, stories};

stories!(
    a_buyer_sees_what_they_bought_from_anybody,
    somebody_without_a_business_reaches_their_purchases,
    a_file_is_asked_for_by_its_owner_only,
    what_is_free_is_owned_too,
    what_is_claimed_for_free_opens_by_mail_or_sign_in,
    a_refund_shows,
    data_is_handed_over_and_erasure_asked_for,
);

const PURCHASES: &str = "/api/v1/purchases";
const PRESIGN: &str = "/api/v1/purchases/presign";

async fn sells(app: &App, ada: &Merchant, title: &str) -> Value {
    let (url, _) = file(app, ada, &format!("{title}.pdf"), title).await;
    let body = json!({ "title": title, "priceType": "FIXED", "amount": 14_900, "fileUrl": url,
        "serviceType": "DIGITAL_PRODUCT", "collectName": true });
    ada.post(201, "/api/v1/paylinks", body).await
}

async fn buys(app: &App, slug: &str) -> Value {
    let buyer = app.buyer();
    let started = buyer.start_with(200, slug, json!({ "name": "Elena" })).await;
    buyer.confirm(&started, "pm_card_visa").await.expect(200);
    app.settle().await;
    started
}

/// The person behind `buyer@example.com`, signed in.
async fn elena(app: &App) -> Client {
    app.newcomer("buyer").await
}

async fn a_buyer_sees_what_they_bought_from_anybody(app: App) {
    let (ada, eve) = (app.selling_merchant("ada").await, app.selling_merchant("eve").await);
    let course = sells(&app, &ada, "Course").await;
    ada.link("Tea").await;
    sells(&app, &eve, "Songs").await;
    buys(&app, "course").await;
    let session = text(&buys(&app, "songs").await["checkoutSessionId"]);
    app.buyer().pay("tea").await;
    app.settle().await;
    let elena = elena(&app).await;
    let all = elena.get(200, PURCHASES).await;
    let titles: Vec<String> =
        all["data"].as_array().unwrap().iter().map(|one| text(&one["payLink"]["title"])).collect();
    assert_eq!(titles, ["Tea", "Songs", "Course"]);
    let (songs, first) = (&all["data"][1], &all["data"][2]);
    assert_eq!((&first["type"], &first["status"]), (&json!("purchase"), &json!("COMPLETED")));
    assert_eq!(
        first["payLink"],
        json!({ "title": "Course", "slug": "course", "serviceType": "DIGITAL_PRODUCT" })
    );
    assert_eq!((&first["payLinkId"], &first["customerEmail"]), (&course["id"], &json!("buyer@example.com")));
    assert_eq!((&first["amount"], &first["currency"]), (&json!(14_900), &json!("RON")));
    assert_eq!(first["transactionId"], ada.payments().await[1]["id"]);
    assert_eq!(
        (&first["assets"][0]["name"], &first["merchantName"]),
        (&json!("Course.pdf"), &json!("ada's shop"))
    );
    assert!(text(&songs["receiptUrl"]).ends_with(&format!("/p/songs/receipt/{session}")), "{songs}");
    assert_eq!(all["data"][0]["assets"], json!([]));
    let page = elena.get(200, &format!("{PURCHASES}?limit=2")).await;
    let rest = elena.get(200, &format!("{PURCHASES}?cursor={}", text(&page["nextCursor"]))).await;
    assert_eq!((&rest["data"][0]["id"], &rest["hasMore"]), (&first["id"], &json!(false)));
    // A seller sees what they bought, not what they sold; a program sees neither.
    assert_eq!(ada.get(200, PURCHASES).await["data"], json!([]));
    ada.api_key(&["read"]).await.get(403, PURCHASES).await;
}

async fn somebody_without_a_business_reaches_their_purchases(app: App) {
    let ada = app.selling_merchant("ada").await;
    sells(&app, &ada, "Course").await;
    buys(&app, "course").await;
    let browser = app.visitor();
    let lead = browser.page("/purchases").await.expect(303);
    assert_eq!(lead.header("location"), "/sign-in?next=%2Fpurchases");
    browser.form("/sign-in", &[("email", "buyer@example.com"), ("next", "/purchases")]).await.expect(303);
    app.settle().await;
    let mail = &app.mails("buyer@example.com")[0];
    let token = crate::support::people::token_in(&mail.links[0]);
    assert_eq!(browser.press(&token).await.expect(303).header("location"), "/purchases");
    let page = browser.page("/purchases").await.expect(200).text;
    for part in ["Course", "from ada", "149.00", "Course.pdf", "buyer@example.com"] {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
    let click = page.split('"').find(|part| part.contains("/files/")).unwrap().to_owned();
    let open = browser.page(&click).await.expect(303);
    let given = get(&app.visitor(), &path(&app, open.header("location"))).await.expect(200);
    assert_eq!(given.text, "Course");
    // Somebody else's click leads nowhere, and the dashboard still asks the first questions.
    app.browser("eve").await.page(&click).await.expect(404);
    assert_eq!(browser.page("/dashboard").await.expect(303).header("location"), "/onboarding");
    let receipt = app.mails("buyer@example.com").into_iter().find(|mail| mail.subject.contains("receipt"));
    assert!(receipt.unwrap().text.contains("/purchases"), "the receipt leads there");
}

async fn a_file_is_asked_for_by_its_owner_only(app: App) {
    let ada = app.selling_merchant("ada").await;
    let link = sells(&app, &ada, "Course").await;
    buys(&app, "course").await;
    let elena = elena(&app).await;
    let purchase = elena.get(200, PURCHASES).await["data"][0].clone();
    let wish = json!({ "purchaseId": purchase["id"] });
    let signed = elena.post(200, PRESIGN, wish.clone()).await;
    assert_eq!(signed["expiresIn"], 300);
    assert_eq!(get(&app.visitor(), &path(&app, &text(&signed["url"]))).await.expect(200).text, "Course");
    let by_link = json!({ "payLinkId": link["id"], "key": purchase["assets"][0]["key"] });
    elena.post(200, PRESIGN, by_link.clone()).await;
    let keyed = elena.with("idempotency-key", "once");
    let first = keyed.post(200, PRESIGN, wish.clone()).await;
    app.wait(std::time::Duration::from_mins(6));
    let again = keyed.post(200, PRESIGN, wish.clone()).await;
    assert_ne!(first["url"], again["url"], "the same answer, signed anew");
    get(&app.visitor(), &path(&app, &text(&again["url"]))).await.expect(200);
    for stranger in [app.newcomer("eve").await, Client::new(&app, ada.token.clone())] {
        assert_eq!(code(&stranger.post(404, PRESIGN, wish.clone()).await), "NOT_FOUND");
        assert_eq!(code(&stranger.post(404, PRESIGN, by_link.clone()).await), "NOT_FOUND");
    }
    assert_eq!(code(&elena.post(400, PRESIGN, json!({})).await), "REQUIRED purchaseId");
    let nothing = json!({ "purchaseId": purchase["id"], "key": purchase["id"] });
    assert_eq!(code(&elena.post(404, PRESIGN, nothing).await), "NOT_FOUND");
}

async fn what_is_free_is_owned_too(app: App) {
    let ada = app.selling_merchant("ada").await;
    let link = sells(&app, &ada, "Course").await;
    let link_id = text(&link["id"]);
    let claim = Grant {
        id: "0197a3f0-0000-7000-8000-0123456789ab",
        merchant_id: &ada.id,
        link_id: &link_id,
        revision: 1,
        email: Some("Buyer@Example.com"),
        title: "Course",
        slug: "course",
        service_type: "DIGITAL_PRODUCT",
        currency: Currency::Ron,
    };
    for made in [true, false] {
        let mut tx = app.core.db.begin().await.unwrap();
        assert_eq!(grant(&mut tx, app.core.clock.now(), &claim).await.unwrap(), made);
        tx.commit().await.unwrap();
    }
    let elena = elena(&app).await;
    let purchase = elena.get(200, PURCHASES).await["data"][0].clone();
    assert_eq!((&purchase["amount"], &purchase["transactionId"]), (&json!(0), &json!(null)));
    let signed = elena.post(200, PRESIGN, json!({ "purchaseId": purchase["id"] })).await;
    assert_eq!(get(&app.visitor(), &path(&app, &text(&signed["url"]))).await.expect(200).text, "Course");
}

async fn what_is_claimed_for_free_opens_by_mail_or_sign_in(app: App) {
    // Nothing is connected: what costs nothing needs nobody to charge.
    let ada = app.merchant("ada").await;
    let (url, key) = file(&app, &ada, "Guide.pdf", "Page one").await;
    let body =
        json!({ "title": "Guide", "priceType": "FREE", "fileUrl": url, "serviceType": "DIGITAL_PRODUCT" });
    let link = ada.post(201, "/api/v1/paylinks", body).await;
    let claim = |email: &'static str| {
        let browser = app.visitor();
        async move { browser.form("/p/guide/claim", &[("email", email)]).await.expect(303) }
    };
    let taken = claim("Buyer@Example.com").await;
    let thanks = app.visitor().page(taken.header("location")).await.expect(200).text;
    assert!(
        !thanks.contains("/files/") && !thanks.contains(&key),
        "an address that was typed proves nothing: {thanks}"
    );
    app.settle().await;
    let mail = app.mails("buyer@example.com")[0].clone();
    assert!(mail.text.contains("Guide.pdf") && mail.html.contains("Guide.pdf"), "{}", mail.text);
    assert!(mail.links.iter().any(|link| link.ends_with("/purchases")), "{:?}", mail.links);
    let opens = path(&app, mail.links.iter().find(|link| link.contains("/files/")).unwrap());
    let signed = app.visitor().page(&opens).await.expect(303);
    let signed = path(&app, signed.header("location"));
    assert_eq!(get(&app.visitor(), &signed).await.expect(200).text, "Page one");
    // The seller reads the lead's id: it opens nothing without the mark, nor does one mark open another claim.
    claim("zoe@example.com").await;
    let lead = ada.get(200, "/api/v1/leads").await["data"][0].clone();
    assert_eq!(lead["email"], "zoe@example.com");
    let parts: Vec<&str> = opens.split('/').collect();
    for (slug, id, mark) in [
        ("guide", text(&lead["id"]).as_str(), parts[5]),
        ("guide", parts[4], "0"),
        ("tea", parts[4], parts[5]),
    ] {
        app.visitor().page(&format!("/p/{slug}/claimed/{id}/{mark}/files/{key}")).await.expect(404);
    }
    // The same by sign-in, and for nobody else.
    let elena = elena(&app).await;
    let purchase = elena.get(200, PURCHASES).await["data"][0].clone();
    assert_eq!((&purchase["amount"], &purchase["assets"][0]["name"]), (&json!(0), &json!("Guide.pdf")));
    let wish = json!({ "purchaseId": purchase["id"] });
    let signed = elena.post(200, PRESIGN, wish.clone()).await;
    assert_eq!(get(&app.visitor(), &path(&app, &text(&signed["url"]))).await.expect(200).text, "Page one");
    app.newcomer("eve").await.post(404, PRESIGN, wish.clone()).await;
    // Asked for again, it is given as it is now, once.
    let (url, _) = file(&app, &ada, "Second edition.pdf", "Page two").await;
    ada.patch(200, &format!("/api/v1/paylinks/{}", text(&link["id"])), json!({ "fileUrl": url })).await;
    assert_eq!(
        elena.get(200, PURCHASES).await["data"][0]["assets"][0]["name"],
        "Guide.pdf",
        "what was taken stays"
    );
    claim("buyer@example.com").await;
    app.settle().await;
    let all = elena.get(200, PURCHASES).await;
    assert_eq!(all["data"].as_array().unwrap().len(), 1, "{all:#}");
    assert_eq!(all["data"][0]["assets"][0]["name"], "Second edition.pdf");
    // A service that is free is a lead and no purchase.
    ada.post(201, "/api/v1/paylinks", json!({ "title": "Call", "priceType": "FREE" })).await;
    app.visitor().form("/p/call/claim", &[("email", "buyer@example.com")]).await.expect(303);
    assert_eq!(elena.get(200, PURCHASES).await["data"].as_array().unwrap().len(), 1);
}

async fn a_refund_shows(app: App) {
    let ada = app.selling_merchant("ada").await;
    sells(&app, &ada, "Course").await;
    let started = buys(&app, "course").await;
    app.refund(&started, 14_900).await;
    app.settle().await;
    let elena = elena(&app).await;
    let purchase = elena.get(200, PURCHASES).await["data"][0].clone();
    assert_eq!((&purchase["status"], &purchase["assets"]), (&json!("REFUNDED"), &json!([])));
    let refused = elena.post(403, PRESIGN, json!({ "purchaseId": purchase["id"] })).await;
    assert_eq!(code(&refused), "PURCHASE_REVOKED");
}

async fn data_is_handed_over_and_erasure_asked_for(app: App) {
    let ada = app.selling_merchant("ada").await;
    sells(&app, &ada, "Course").await;
    buys(&app, "course").await;
    let browser = app.browser("buyer").await;
    let page = browser.page("/purchases").await.expect(200).text;
    let click = page.split('"').find(|part| part.contains("/files/")).unwrap().to_owned();
    let open = browser.page(&click).await.expect(303);
    get(&app.visitor(), &path(&app, open.header("location"))).await.expect(200);
    let taken = browser.page("/purchases/data.json").await.expect(200);
    assert!(taken.header("content-disposition").starts_with("attachment; filename=\"paylinks-20"));
    let data = taken.json();
    assert_eq!((&data["email"], &data["erasureRequestedAt"]), (&json!("buyer@example.com"), &json!(null)));
    assert_eq!(
        (&data["payments"][0]["name"], &data["payments"][0]["cardLast4"]),
        (&json!("Elena"), &json!("4242"))
    );
    assert_eq!(data["downloads"][0]["file"], "Course.pdf");
    assert_eq!(data["purchases"][0]["payLink"]["title"], "Course");
    for _ in 0..2 {
        browser.form("/purchases/erasure", &[]).await.expect(303);
    }
    let page = browser.page("/purchases").await.expect(200).text;
    assert!(page.contains("You asked for erasure on"), "{page}");
    let story = ada.only_payment().await["timeline"].clone();
    let asked = story.as_array().unwrap().iter().filter(|entry| entry["kind"] == "buyer.erasure_requested");
    assert_eq!(asked.count(), 1, "{story:#}");
    let other = app.browser("other").await.page("/purchases/data.json").await.expect(200).json();
    assert_eq!(other["purchases"], json!([]));
}

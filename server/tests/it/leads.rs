//! Free links: whoever leaves an address may have what they give; the merchant needs no Stripe.

use crate::support::client::code;
use crate::support::people::text;
use crate::support::{App, Merchant, Value, json, stories};

stories!(
    a_reader_takes_a_free_guide,
    who_asks_again_is_thanked_again_and_counted_once,
    a_claim_says_everything_that_is_wrong,
    a_free_link_has_no_price_and_no_payment,
    the_last_one_goes_to_one,
    a_form_works_without_scripts_and_keeps_what_was_typed,
    leads_are_listed_searched_and_taken_home,
    nobody_is_flooded = limited,
);

const LINKS: &str = "/api/v1/paylinks";

async fn guide(merchant: &Merchant, more: Value) -> Value {
    let mut body = json!({ "title": "Free guide", "slug": "guide", "priceType": "FREE",
        "thankYouMessage": "Page one waits." });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    merchant.post(201, LINKS, body).await
}

async fn claim(app: &App, status: u16, body: Value) -> Value {
    app.visitor().post(status, &format!("{LINKS}/public/guide/leads"), body).await
}

async fn a_reader_takes_a_free_guide(app: App) {
    // Nothing is connected: what costs nothing needs nobody to charge.
    let ada = app.merchant("ada").await;
    let link = guide(&ada, json!({})).await;
    assert_eq!((&link["priceType"], &link["amountMinor"]), (&json!("FREE"), &json!(0)));
    let public = app.visitor().get(200, &format!("{LINKS}/public/guide")).await;
    assert_eq!((&public["priceType"], &public["amount"]), (&json!("FREE"), &json!(0)));
    let listed = app.visitor().get(200, &format!("{LINKS}/public")).await;
    assert_eq!(listed["items"][0]["slug"], "guide", "sitemaps know it without Stripe");
    let page = app.passer_by().page("/p/guide").await.expect(200).text;
    assert!(page.contains("action=\"/p/guide/claim\"") && page.contains("Get it free"), "{page}");
    assert!(!page.contains("<script") && !page.contains("stripe.js"), "{page}");

    let done =
        claim(&app, 201, json!({ "email": " Maria@Example.com ", "name": "Maria", "language": "ro" })).await;
    assert_eq!(done, json!({ "success": true }));
    app.settle().await;
    let lead = ada.get(200, "/api/v1/leads").await["data"][0].clone();
    assert_eq!((&lead["email"], &lead["name"]), (&json!("maria@example.com"), &json!("Maria")));
    assert_eq!((&lead["payLink"]["title"], &lead["language"]), (&json!("Free guide"), &json!("ro")));
    let thanks = app.mails("maria@example.com");
    assert_eq!(thanks.len(), 1);
    assert!(thanks[0].text.contains("Mulțumim, Maria") && thanks[0].text.contains("Page one waits."));
    assert!(thanks[0].links.iter().any(|link| link.ends_with("/p/guide/thanks")), "{:?}", thanks[0].links);
    let news = app.mails("ada@example.com");
    assert!(
        news[0].subject.contains("Free guide") && news[0].text.contains("maria@example.com"),
        "{:?}",
        news[0]
    );

    paylinks::rollups::flush_visits(&app.core).await.unwrap();
    let path = format!("{LINKS}/{}", text(&link["id"]));
    let stats = ada.get(200, &format!("{path}/stats")).await;
    let total = &stats["total"];
    assert_eq!((&total["claimedCount"]["value"], &total["visits"]["value"]), (&json!(1), &json!(1)));
    assert_eq!((&total["conversion"]["bps"], &total["paidCount"]["value"]), (&json!(10_000), &json!(0)));
    let link = ada.get(200, &path).await;
    assert_eq!((&link["usedCount"], &link["conversionBps"]), (&json!(1), &json!(10_000)));
    assert!(ada.payments().await.is_empty());
    assert!(app.calls_of("POST", "/v1/payment_intents").await.is_empty());
}

async fn who_asks_again_is_thanked_again_and_counted_once(app: App) {
    let ada = app.merchant("ada").await;
    let link = guide(&ada, json!({ "maxUses": 2 })).await;
    for email in ["maria@example.com", "MARIA@example.com"] {
        claim(&app, 201, json!({ "email": email })).await;
    }
    app.settle().await;
    assert_eq!(app.mails("maria@example.com").len(), 2, "it may have been lost");
    assert_eq!(app.mails("ada@example.com").iter().filter(|mail| mail.subject.contains("lead")).count(), 1);
    claim(&app, 201, json!({ "phone": "+40 712 345 678" })).await;
    assert_eq!(ada.get(200, "/api/v1/leads").await["data"].as_array().unwrap().len(), 2);
    let link = ada.get(200, &format!("{LINKS}/{}", text(&link["id"]))).await;
    assert_eq!(link["usedCount"], json!(2));
    let gone = claim(&app, 410, json!({ "email": "zoe@example.com" })).await;
    assert_eq!((code(&gone), &gone["error"]["reason"]), ("LINK_USED_UP".into(), &json!("used_up")));
    app.visitor().page("/p/guide").await.expect(410);
    app.visitor().page("/p/guide/thanks").await.expect(200);
}

async fn a_claim_says_everything_that_is_wrong(app: App) {
    let ada = app.merchant("ada").await;
    guide(&ada, json!({ "collectName": true, "collectAddress": true })).await;
    let told = |answer: &Value| -> Vec<String> {
        let fields = answer["error"]["fields"].as_array().unwrap().iter();
        fields.map(|field| format!("{} {}", text(&field["field"]), text(&field["code"]))).collect()
    };
    let refused = claim(&app, 400, json!({})).await;
    assert_eq!(
        told(&refused),
        [
            "email REQUIRED",
            "name REQUIRED",
            "address.line1 REQUIRED",
            "address.city REQUIRED",
            "address.postalCode REQUIRED",
            "address.country REQUIRED"
        ]
    );
    let refused = claim(&app, 400, json!({ "email": "maria", "phone": "call me", "name": "M\u{0}" })).await;
    assert_eq!(told(&refused)[..3], ["email BAD_EMAIL", "phone BAD_PHONE", "name BAD_CHARACTERS"]);
    assert_eq!(ada.get(200, "/api/v1/leads").await["data"], json!([]));

    let body = json!({ "title": "Call me", "slug": "call", "priceType": "FREE", "collectEmail": false,
        "collectPhone": true });
    ada.post(201, LINKS, body).await;
    let refused = app.visitor().post(400, &format!("{LINKS}/public/call/leads"), json!({})).await;
    assert_eq!(code(&refused), "REQUIRED phone");
    let body =
        json!({ "title": "File", "slug": "file", "priceType": "FREE", "serviceType": "DIGITAL_PRODUCT" });
    ada.post(201, LINKS, body).await;
    let phone = json!({ "phone": "0712345678" });
    let refused = app.visitor().post(400, &format!("{LINKS}/public/file/leads"), phone).await;
    assert_eq!(code(&refused), "REQUIRED email", "a file is sent to an address");
}

async fn a_free_link_has_no_price_and_no_payment(app: App) {
    let ada = app.selling_merchant("ada").await;
    for (more, wrong) in [
        (json!({ "amount": 100 }), "NOT_FOR_PRICE_TYPE amount"),
        (json!({ "amountMinor": 100 }), "NOT_FOR_PRICE_TYPE amount"),
        (json!({ "minAmountMinor": 100 }), "NOT_FOR_PRICE_TYPE minAmount"),
        (json!({ "maxAmountMinor": 100 }), "NOT_FOR_PRICE_TYPE maxAmountMinor"),
        (json!({ "suggestedAmountsMinor": [100] }), "NOT_FOR_PRICE_TYPE suggestedAmountsMinor"),
    ] {
        let mut body = json!({ "title": "Free guide", "priceType": "FREE" });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        assert_eq!(code(&ada.post(400, LINKS, body).await), wrong);
    }
    let link = guide(&ada, json!({ "amount": 0 })).await;
    let path = format!("{LINKS}/{}", text(&link["id"]));
    let refused = ada.patch(400, &path, json!({ "amountMinor": 5000 })).await;
    assert_eq!(code(&refused), "NOT_FOR_PRICE_TYPE amount", "free stays free");
    assert_eq!(ada.patch(200, &path, json!({ "title": "The guide" })).await["amountMinor"], json!(0));
    let copy = ada.post(201, &format!("{path}/duplicate"), json!({})).await;
    assert_eq!(copy["priceType"], "FREE");
    let refused = app.buyer().start_with(400, "guide", json!({})).await;
    assert_eq!(code(&refused), "LINK_FREE");
    ada.link("Tea").await;
    let paid = format!("{LINKS}/public/tea/leads");
    assert_eq!(
        code(&app.visitor().post(400, &paid, json!({ "email": "a@example.com" })).await),
        "LINK_NOT_FREE"
    );
    let missing = format!("{LINKS}/public/nothing/leads");
    app.visitor().post(404, &missing, json!({ "email": "a@example.com" })).await;
    app.visitor().page("/p/tea/thanks").await.expect(404);
    ada.post(200, &format!("{path}/toggle"), json!({})).await;
    assert_eq!(code(&claim(&app, 410, json!({ "email": "a@example.com" })).await), "LINK_INACTIVE");
}

async fn the_last_one_goes_to_one(app: App) {
    let ada = app.merchant("ada").await;
    guide(&ada, json!({ "maxUses": 3 })).await;
    let one = |number: i64| {
        let app = app.clone();
        async move {
            let body = json!({ "email": format!("reader{number}@example.com") });
            let visitor = app.visitor();
            let request = visitor.request(reqwest::Method::POST, &format!("{LINKS}/public/guide/leads"));
            visitor.send(request.json(&body)).await.status
        }
    };
    let mut answers = futures::future::join_all((0..12).map(one)).await;
    answers.sort_unstable();
    assert_eq!(answers, [[201; 3].as_slice(), [410; 9].as_slice()].concat());
    assert_eq!(ada.get(200, "/api/v1/leads").await["data"].as_array().unwrap().len(), 3);
}

async fn a_form_works_without_scripts_and_keeps_what_was_typed(app: App) {
    let ada = app.merchant("ada").await;
    guide(&ada, json!({ "collectName": true, "collectPhone": true, "collectAddress": true })).await;
    let reader = app.passer_by();
    let form = [
        ("email", "maria"),
        ("name", "Maria \"M\" <b>"),
        ("address[line1]", "Strada 1"),
        ("address[city]", ""),
        ("address[postalCode]", "400001"),
        ("address[country]", "DE"),
        ("language", "ro"),
        ("website", ""),
    ];
    let page = reader.form("/p/guide/claim", &form).await.expect(422).text;
    for part in [
        "lang=\"ro\"",
        "Nu este o adresă de e-mail.",
        "value=\"maria\"",
        "value=\"Maria &quot;M&quot; &lt;b&gt;\"",
        "id=\"address-city-error\" class=\"field__error\">Aici trebuie completat.",
        "value=\"Strada 1\"",
        "<option value=\"DE\" selected",
        "role=\"alert\"",
    ] {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
    assert_eq!(ada.get(200, "/api/v1/leads").await["data"], json!([]));
    let good = form.map(|(name, value)| match name {
        "email" => (name, "maria@example.com"),
        "address[city]" => (name, "Cluj"),
        _ => (name, value),
    });
    let trapped =
        good.map(|(name, value)| (name, if name == "website" { "https://spam.example" } else { value }));
    let answer = reader.form("/p/guide/claim", &trapped).await.expect(303);
    assert_eq!(answer.header("location"), "/p/guide/thanks", "a program hears what everybody hears");
    assert_eq!(ada.get(200, "/api/v1/leads").await["data"], json!([]), "and nothing is kept");
    let answer = reader.form("/p/guide/claim", &good).await.expect(303);
    assert_eq!(answer.header("location"), "/p/guide/thanks");
    let lead = ada.get(200, "/api/v1/leads").await["data"][0].clone();
    assert_eq!((&lead["address"]["city"], &lead["language"]), (&json!("Cluj"), &json!("ro")));
    let thanks = reader.page("/p/guide/thanks").await.expect(200).text;
    assert!(thanks.contains("Page one waits.") && !thanks.contains("maria"), "{thanks}");
    let visitor = app.visitor();
    let foreign =
        visitor.request(reqwest::Method::POST, "/p/guide/claim").header("origin", "https://evil.example");
    visitor.send(foreign.form(&good)).await.expect(403);

    app.merchant("bob")
        .await
        .post(
            201,
            LINKS,
            json!({ "title": "Own page", "slug": "own", "priceType": "FREE",
        "successUrl": "https://shop.example.com/thanks" }),
        )
        .await;
    let answer = reader.form("/p/own/claim", &[("email", "maria@example.com")]).await.expect(303);
    assert_eq!(answer.header("location"), "https://shop.example.com/thanks");
    let answer = reader.form("/p/nothing/claim", &[("email", "maria@example.com")]).await;
    assert_eq!(answer.status, 404);
}

async fn leads_are_listed_searched_and_taken_home(app: App) {
    let ada = app.merchant("ada").await;
    let guide = guide(&ada, json!({})).await;
    let other = json!({ "title": "Workshop", "slug": "workshop", "priceType": "FREE", "collectPhone": true });
    ada.post(201, LINKS, other).await;
    for (slug, email, name) in [
        ("guide", "ion@example.com", "=Ion"),
        ("guide", "zoe@example.com", "Zoë"),
        ("workshop", "zoe@example.com", "Zoë"),
    ] {
        let body = json!({ "email": email, "name": name });
        app.visitor().post(201, &format!("{LINKS}/public/{slug}/leads"), body).await;
    }
    let all = |query: &str| format!("/api/v1/leads?{query}");
    let count = |answer: &Value| answer["data"].as_array().unwrap().len();
    let first = ada.get(200, &all("limit=2")).await;
    assert_eq!((count(&first), &first["hasMore"]), (2, &json!(true)));
    assert_eq!(first["data"][0]["payLink"]["slug"], "workshop", "newest first");
    let rest = ada.get(200, &all(&format!("limit=2&cursor={}", text(&first["nextCursor"])))).await;
    assert_eq!((count(&rest), &rest["data"][0]["email"]), (1, &json!("ion@example.com")));
    let id = text(&guide["id"]);
    for (query, found) in [
        (format!("payLinkId={id}"), 2),
        ("q=zoe".to_owned(), 2),
        (format!("q=zoe&payLinkId={id}"), 1),
        ("q=WORK".to_owned(), 1),
        ("q=nobody".to_owned(), 0),
    ] {
        assert_eq!(count(&ada.get(200, &all(&query)).await), found, "{query}");
    }
    let file = ada.send(ada.request(reqwest::Method::GET, "/api/v1/leads/export?q=ion")).await.expect(200);
    assert!(file.text.starts_with("id,createdAt,email,name,phone,addressLine1"), "{}", file.text);
    assert!(file.text.contains("ion@example.com,'=Ion,") && file.text.lines().count() == 2, "{}", file.text);
    let bob = app.merchant("bob").await;
    assert_eq!(count(&bob.get(200, "/api/v1/leads").await), 0, "somebody else's are not seen");

    let ada = app.browser("ada").await;
    let page = ada.page(&format!("/dashboard/leads?payLinkId={id}&q=zoe")).await.expect(200).text;
    assert!(page.contains("Leads of Free guide") && page.contains("mailto:zoe@example.com"), "{page}");
    assert!(!page.contains("ion@example.com"), "{page}");
    let page = ada.page(&format!("/dashboard/links/{id}")).await.expect(200).text;
    assert!(page.contains("Latest leads") && page.contains("Of all time: 2 taken"), "{page}");
    ada.page("/dashboard/leads/export.csv").await.expect(200);
}

async fn nobody_is_flooded(app: App) {
    let ada = app.merchant("ada").await;
    guide(&ada, json!({})).await;
    for _ in 0..5 {
        claim(&app, 201, json!({ "email": "victim@example.com" })).await;
    }
    let refused = claim(&app, 429, json!({ "email": " VICTIM@example.com" })).await;
    assert_eq!(code(&refused), "RATE_LIMITED");
    app.settle().await;
    assert_eq!(app.mails("victim@example.com").len(), 5);
    claim(&app, 201, json!({ "email": "other@example.com" })).await;
    for _ in 0..3 {
        claim(&app, 400, json!({})).await;
    }
    assert_eq!(code(&claim(&app, 429, json!({ "email": "third@example.com" })).await), "RATE_LIMITED");
}

//! What a link asks beyond contact and address: own fields, a company with its tax id, where to send things, terms;
//! and what the pay page's address brings along.

use reqwest::Method;

use crate::support::client::code;
use crate::support::people::text;
use crate::support::{App, Value, json, stories};

stories!(
    a_company_pays_what_it_wants_with_its_cui,
    own_fields_are_checked_and_kept,
    terms_and_shipping_are_asked_for,
    a_retry_keeps_the_newest_answers,
    what_is_asked_is_changed_in_parts,
    a_form_saves_questions_and_comes_back_with_what_was_typed,
    an_address_fills_fields_and_tells_where_buyers_come_from,
    a_free_link_asks_too_and_needs_no_script,
);

const LINKS: &str = "/api/v1/paylinks";

/// The fields of a refusal with their codes.
fn told(answer: &Value) -> Vec<String> {
    let fields = answer["error"]["fields"].as_array().unwrap().iter();
    fields.map(|field| format!("{} {}", text(&field["field"]), text(&field["code"]))).collect()
}

async fn a_company_pays_what_it_wants_with_its_cui(app: App) {
    let ada = app.selling_merchant("ada").await;
    let body = json!({ "title": "Consultation", "slug": "advice", "priceType": "PAY_WHAT_YOU_WANT", "currency": "EUR",
        "minAmountMinor": 5000, "collecting": { "company": "REQUIRED" } });
    let link = ada.post(201, LINKS, body).await;
    assert_eq!(link["collecting"]["company"], "REQUIRED");
    let public = app.visitor().get(200, &format!("{LINKS}/public/advice")).await;
    assert_eq!(public["collecting"], link["collecting"]);
    let company = |name: &str, tax_id: &str| json!({ "amountMinor": 6000, "company": { "name": name, "taxId": tax_id } });
    let refused = app.buyer().start_with(400, "advice", json!({ "amountMinor": 6000 })).await;
    assert_eq!(told(&refused), ["company.name REQUIRED", "company.taxId REQUIRED"]);
    let refused = app.buyer().start_with(400, "advice", company("Lumina SRL", "RO43131361")).await;
    assert_eq!(code(&refused), "BAD_CUI company.taxId");
    assert!(app.calls_of("POST", "/v1/payment_intents").await.is_empty());

    let buyer = app.buyer();
    let started = buyer.start_with(200, "advice", company(" Lumina SRL ", "ro 14399840")).await;
    buyer.confirm(&started, "pm_card_visa").await.expect(200);
    app.settle().await;
    let payment = ada.only_payment().await;
    let kept = json!({ "name": "Lumina SRL", "taxId": "RO14399840", "country": "RO" });
    assert_eq!(payment["collected"], json!({ "company": kept }));
    let receipt = format!("/p/advice/receipt/{}", text(&started["checkoutSessionId"]));
    let page = app.passer_by().page(&receipt).await.expect(200).text;
    assert!(page.contains("Lumina SRL, RO14399840"), "{page}");
    let file = ada.send(ada.request(Method::GET, "/api/v1/transactions/export")).await.expect(200).text;
    assert!(file.lines().next().unwrap().contains(",companyName,companyTaxId,companyCountry,"), "{file}");
    assert!(file.contains(",Lumina SRL,RO14399840,RO,"), "{file}");
    let browser = app.browser("ada").await;
    let page = browser.page(&format!("/dashboard/payments/{}", text(&payment["id"]))).await.expect(200).text;
    assert!(page.contains("RO14399840, Romania"), "{page}");
}

async fn own_fields_are_checked_and_kept(app: App) {
    let ada = app.selling_merchant("ada").await;
    let fields = json!([
        { "label": "Size", "type": "SELECT", "required": true, "options": ["S", "M"] },
        { "label": "How many guests", "type": "NUMBER" },
        { "id": "day", "label": "Day", "type": "DATE", "required": true },
        { "label": "Vegan", "type": "CHECKBOX" },
        { "label": "Name on the shirt" },
    ]);
    let body = json!({ "title": "Shirt", "slug": "shirt", "priceType": "FIXED", "amount": 4999,
        "collecting": { "customFields": fields } });
    let link = ada.post(201, LINKS, body).await;
    let ids: Vec<String> = link["collecting"]["customFields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|field| text(&field["id"]))
        .collect();
    assert_eq!(ids, ["size", "how-many-guests", "day", "vegan", "name-on-the-shirt"]);
    let answers = |answers: Value| json!({ "customFields": answers });
    let wrong = json!({ "size": "XL", "how-many-guests": "many", "vegan": "maybe", "day": "2027-02-29",
        "name-on-the-shirt": "x".repeat(501), "price": "1" });
    let refused = app.buyer().start_with(400, "shirt", answers(wrong)).await;
    assert_eq!(
        told(&refused),
        [
            "customFields.size BAD_OPTION",
            "customFields.how-many-guests BAD_NUMBER",
            "customFields.day BAD_DAY",
            "customFields.name-on-the-shirt TOO_LONG",
            "customFields.price UNKNOWN_FIELD"
        ]
    );
    let refused = app.buyer().start_with(400, "shirt", json!({ "email": "no" })).await;
    assert_eq!(
        told(&refused),
        ["email BAD_EMAIL", "customFields.size REQUIRED", "customFields.day REQUIRED"]
    );

    let buyer = app.buyer();
    let good = json!({ "size": "M", "how-many-guests": 2, "day": "2027-03-01", "vegan": true });
    let started = buyer.start_with(200, "shirt", answers(good)).await;
    buyer.confirm(&started, "pm_card_visa").await.expect(200);
    app.settle().await;
    let payment = ada.only_payment().await;
    let own = payment["collected"]["customFields"].as_array().unwrap();
    let kept: Vec<(String, String)> =
        own.iter().map(|field| (text(&field["label"]), text(&field["value"]))).collect();
    let pair = |label: &str, value: &str| (label.to_owned(), value.to_owned());
    assert_eq!(
        kept,
        [pair("Size", "M"), pair("How many guests", "2"), pair("Day", "2027-03-01"), pair("Vegan", "true")]
    );
    let file = ada.send(ada.request(Method::GET, "/api/v1/transactions/export")).await.expect(200).text;
    assert!(file.contains(r#""{""day"":""2027-03-01"",""how-many-guests"":""2"""#), "{file}");
    // The question that was asked stays with its answer, whatever becomes of the link.
    ada.patch(
        200,
        &format!("{LINKS}/{}", text(&link["id"])),
        json!({ "collecting": { "customFields": [] } }),
    )
    .await;
    assert_eq!(ada.only_payment().await["collected"], payment["collected"]);
    let many = vec![json!({ "label": "One" }); 11];
    let refused = ada
        .post(
            400,
            LINKS,
            json!({ "title": "Many", "priceType": "FIXED", "amount": 4999,
            "collecting": { "customFields": many } }),
        )
        .await;
    assert_eq!(code(&refused), "TOO_MANY_ITEMS collecting.customFields");
}

async fn terms_and_shipping_are_asked_for(app: App) {
    let ada = app.selling_merchant("ada").await;
    let terms = json!({ "text": "I accept the terms.", "url": "https://shop.example.com/terms" });
    let body = json!({ "title": "Lamp", "slug": "lamp", "priceType": "FIXED", "amount": 4999,
        "collecting": { "shippingAddress": true, "terms": terms } });
    ada.post(201, LINKS, body).await;
    let page = app.passer_by().page("/p/lamp").await.expect(200).text;
    for part in [
        "name=\"acceptedTerms\"",
        "https://shop.example.com/terms",
        "name=\"shippingAddress[city]\"",
        "autocomplete=\"shipping address-line1\"",
    ] {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
    let refused = app.buyer().start_with(400, "lamp", json!({ "acceptedTerms": false })).await;
    assert_eq!(
        told(&refused),
        [
            "shippingAddress.line1 REQUIRED",
            "shippingAddress.city REQUIRED",
            "shippingAddress.postalCode REQUIRED",
            "shippingAddress.country REQUIRED",
            "acceptedTerms MUST_ACCEPT"
        ]
    );
    let to = json!({ "line1": "Strada 1", "city": "Cluj", "postalCode": "400001", "country": "ro" });
    let before = app.core.clock.now();
    let buyer = app.buyer();
    let started =
        buyer.start_with(200, "lamp", json!({ "shippingAddress": to, "acceptedTerms": true })).await;
    buyer.confirm(&started, "pm_card_visa").await.expect(200);
    app.settle().await;
    let collected = ada.only_payment().await["collected"].clone();
    assert_eq!(collected["shippingAddress"]["country"], "RO");
    assert_eq!(collected["terms"]["text"], "I accept the terms.");
    assert!(text(&collected["terms"]["acceptedAt"]) >= before.to_string(), "{collected}");
    ada.link("Tea").await;
    let page = app.passer_by().page("/p/tea").await.expect(200).text;
    for part in ["acceptedTerms", "shippingAddress", "company[", "customFields["] {
        assert!(!page.contains(part), "who asks nothing more carries no {part}");
    }
}

async fn a_retry_keeps_the_newest_answers(app: App) {
    let ada = app.selling_merchant("ada").await;
    let body = json!({ "title": "Shirt", "slug": "shirt", "priceType": "FIXED", "amount": 4999,
        "collecting": { "customFields": [{ "label": "Size" }] } });
    ada.post(201, LINKS, body).await;
    let buyer = app.buyer();
    let first = buyer.start_with(200, "shirt", json!({ "customFields": { "size": "S" } })).await;
    buyer.confirm(&first, "pm_card_chargeDeclined").await.expect(402);
    app.settle().await;
    let again = json!({ "customFields": { "size": "M" }, "clientSecret": first["client_secret"] });
    let second = buyer.start_with(200, "shirt", again).await;
    assert_eq!(second["paymentIntentId"], first["paymentIntentId"]);
    buyer.confirm(&second, "pm_card_visa").await.expect(200);
    app.settle().await;
    assert_eq!(ada.only_payment().await["collected"]["customFields"][0]["value"], "M");
}

async fn what_is_asked_is_changed_in_parts(app: App) {
    let ada = app.merchant("ada").await;
    let body = json!({ "title": "Lamp", "priceType": "FIXED", "amount": 4999, "collecting": { "company": "OPTIONAL",
        "shippingAddress": true, "customFields": [{ "label": "Size" }], "terms": { "text": "I accept." } } });
    let link = ada.post(201, LINKS, body).await;
    let path = format!("{LINKS}/{}", text(&link["id"]));
    let changed = ada.patch(200, &path, json!({ "title": "Lamps" })).await;
    assert_eq!(changed["collecting"], link["collecting"], "what is left out stays");
    let changed =
        ada.patch(200, &path, json!({ "collecting": { "company": "OFF", "terms": { "text": "" } } })).await;
    assert_eq!(
        changed["collecting"],
        json!({ "company": "OFF", "shippingAddress": true, "terms": null,
            "customFields": link["collecting"]["customFields"] })
    );
    for (wrong, told) in [
        (json!({ "customFields": [{ "label": "" }] }), "REQUIRED collecting.customFields.0.label"),
        (
            json!({ "customFields": [{ "label": "A", "type": "COLOUR" }] }),
            "BAD_CHOICE collecting.customFields[0].type",
        ),
        (
            json!({ "customFields": [{ "label": "A", "type": "SELECT" }] }),
            "REQUIRED collecting.customFields.0.options",
        ),
        (
            json!({ "terms": { "text": "I accept.", "url": "http://x.example" } }),
            "BAD_URL collecting.terms.url",
        ),
        (json!({ "surprise": 1 }), "UNKNOWN_FIELD"),
    ] {
        let refused = ada.patch(400, &path, json!({ "collecting": wrong })).await;
        assert!(code(&refused).starts_with(told), "{told}: {refused}");
    }
    let copy = ada.post(201, &format!("{path}/duplicate"), json!({})).await;
    assert_eq!(copy["collecting"], changed["collecting"]);
}

async fn a_form_saves_questions_and_comes_back_with_what_was_typed(app: App) {
    app.merchant("ada").await;
    let ada = app.browser("ada").await;
    let form = [
        ("title", "Shirt"),
        ("price_type", "FIXED"),
        ("amount", "49,99"),
        ("currency", "RON"),
        ("collect_company", "OPTIONAL"),
        ("own_1_label", "Size"),
        ("own_1_type", "SELECT"),
        ("own_1_options", " "),
        ("own_3_label", "Guests"),
        ("own_3_type", "NUMBER"),
        ("own_3_required", "on"),
        ("terms_text", "I accept the terms."),
        ("terms_url", "nowhere"),
    ];
    let page = ada.form("/dashboard/links/new", &form).await.expect(422).text;
    for part in [
        "id=\"own_1_options-error\"",
        "id=\"terms_url-error\"",
        "value=\"Guests\"",
        "<option value=\"NUMBER\" selected",
        "value=\"I accept the terms.\"",
    ] {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
    let form = form.map(|(name, value)| match name {
        "own_1_options" => (name, "S\r\nM\r\n"),
        "terms_url" => (name, "https://shop.example.com/terms"),
        _ => (name, value),
    });
    let saved = ada.form("/dashboard/links/new", &form).await.expect(303);
    let place = saved.header("location").split('?').next().unwrap().to_owned();
    let page = ada.page(&place).await.expect(200).text;
    assert!(page.contains("Size, Guests") && page.contains("I accept the terms."), "{page}");
    let page = ada.page(&format!("{place}/edit")).await.expect(200).text;
    for part in ["\nS\nM</textarea>", "name=\"own_2_required\" checked", "value=\"OPTIONAL\" checked"] {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
    let preview = ada.form("/dashboard/links/preview", &form).await.expect(200).text;
    assert!(preview.contains("I buy for a company") && preview.contains("<option value=\"M\""), "{preview}");
}

async fn an_address_fills_fields_and_tells_where_buyers_come_from(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    let visitor = app.passer_by();
    visitor.page("/p/tea").await.expect(200);
    let address = "/p/tea?email=ion%40example.com&utm_source=news%22letter&utm_campaign=spring&amount=1";
    let page = visitor.page(address).await.expect(200).text;
    for part in [
        "value=\"ion@example.com\"",
        "name=\"utm[source]\" value=\"news&quot;letter\"",
        "name=\"utm[campaign]\" value=\"spring\"",
    ] {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
    let plain = visitor.page("/p/tea").await.expect(200).text;
    assert!(!plain.contains("ion@example.com") && !plain.contains("utm["), "it is nobody else's");
    let buyer = app.buyer();
    let utm = json!({ "utm": { "source": format!("=news\n{}", "x".repeat(900)), "campaign": "spring", "term": " " } });
    let started = buyer.start_with(200, "tea", utm).await;
    buyer.confirm(&started, "pm_card_visa").await.expect(200);
    app.settle().await;
    let utm = ada.only_payment().await["collected"]["utm"].clone();
    assert_eq!((&utm["campaign"], &utm["term"]), (&json!("spring"), &json!(null)));
    assert_eq!(text(&utm["source"]).len(), 200);
    let file = ada.send(ada.request(Method::GET, "/api/v1/transactions/export")).await.expect(200).text;
    assert!(file.contains(",'=newsxxx"), "a spreadsheet runs nothing: {file}");
}

async fn a_free_link_asks_too_and_needs_no_script(app: App) {
    let ada = app.merchant("ada").await;
    let fields =
        json!([{ "label": "Shirt size", "type": "SELECT", "required": true, "options": ["S", "M"] }]);
    let body = json!({ "title": "Workshop", "slug": "workshop", "priceType": "FREE", "collecting": {
        "customFields": fields, "company": "OPTIONAL", "terms": { "text": "I accept." } } });
    ada.post(201, LINKS, body).await;
    let reader = app.passer_by();
    let page = reader.page("/p/workshop?utm_source=poster&name=Ion").await.expect(200).text;
    assert!(page.contains("name=\"utm[source]\" value=\"poster\""), "{page}");
    let form = [
        ("email", "ion@example.com"),
        ("customFields[shirt-size]", ""),
        ("company[name]", "Lumina"),
        ("company[taxId]", "14399841"),
        ("company[country]", "RO"),
        ("utm[source]", "poster"),
    ];
    let page = reader.form("/p/workshop/claim", &form).await.expect(422).text;
    for part in [
        "id=\"customFields-shirt-size-error\" class=\"field__error\">This is needed.",
        "id=\"company-taxId-error\" class=\"field__error\">This is not a Romanian fiscal code",
        "id=\"acceptedTerms-error\" class=\"field__error\">This has to be accepted.",
        "<details open class=\"for-company\"",
        "name=\"utm[source]\" value=\"poster\"",
    ] {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
    let mut good = form.to_vec();
    good[1].1 = "M";
    good[3].1 = "14399840";
    good.push(("acceptedTerms", "on"));
    reader.form("/p/workshop/claim", &good).await.expect(303);
    let lead = ada.get(200, "/api/v1/leads").await["data"][0].clone();
    let collected = &lead["collected"];
    assert_eq!(
        (&collected["company"]["taxId"], &collected["utm"]["source"]),
        (&json!("14399840"), &json!("poster"))
    );
    assert_eq!(collected["customFields"][0]["value"], "M");
    let file = ada.send(ada.request(Method::GET, "/api/v1/leads/export")).await.expect(200).text;
    assert!(file.contains(",Lumina,14399840,RO,") && file.contains(",poster,"), "{file}");
}

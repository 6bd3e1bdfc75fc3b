//! Paying on Stripe's own page: browsers without scripts, and what comes back from there.

use crate::support::client::Answer;
use crate::support::people::text;
use crate::support::{App, Client, Merchant, json, stories};

stories!(
    a_browser_without_scripts_pays,
    what_is_wrong_comes_back_with_what_was_typed,
    a_buyer_chooses_an_amount,
    a_buyer_takes_several,
    pressing_again_leads_to_the_same_page,
    news_alone_book_the_payment,
    the_bank_asks_first,
    a_held_seat_is_free_when_stripes_page_is_closed,
    who_paid_in_time_keeps_the_seat,
    a_seat_of_a_start_that_was_cut_short_is_free_again,
    what_was_typed_is_kept_for_who_typed_it,
    a_page_that_stripe_has_closed_says_so,
);

const LINKS: &str = "/api/v1/paylinks";
const CARD: &str = "4242424242424242";
const DECLINED: &str = "4000000000000002";

/// A link of 49.99 RON with this limit.
async fn workshop(ada: &Merchant, most: Option<i64>) {
    let body = json!({ "title": "Workshop", "slug": "workshop", "priceType": "FIXED", "amountMinor": 4999,
        "collectName": true, "maxUses": most });
    ada.post(201, LINKS, body).await;
}

const BUYER: [(&str, &str); 2] = [("email", "buyer@example.com"), ("name", "Elena Pop")];

/// Presses the button of the pay page: the address of Stripe's page.
async fn press(browser: &Client) -> String {
    browser.form("/p/workshop", &BUYER).await.expect(303).header("location").to_owned()
}

/// Presses the button on Stripe's page.
async fn pay(app: &App, page: &str, number: &str) -> Answer {
    let fields = [
        ("email", "buyer@example.com"),
        ("number", number),
        ("expiry", "12 / 34"),
        ("cvc", "123"),
        ("name", "Elena Pop"),
    ];
    Answer::of(app.http.post(page).form(&fields).send().await.unwrap()).await
}

/// What the last part of an address of ours names.
fn last(address: &str) -> String {
    address.rsplit('/').next().unwrap().to_owned()
}

async fn seats(app: &App) -> (i64, i64) {
    let taken = app.count("select used_count from payment_link where slug = 'workshop'").await;
    (taken, app.count("select held_count from payment_link where slug = 'workshop'").await)
}

async fn a_browser_without_scripts_pays(app: App) {
    let ada = app.selling_merchant("ada").await;
    workshop(&ada, None).await;
    let browser = app.passer_by();
    let page = press(&browser).await;
    assert!(page.contains("/sandbox/stripe/c/pay/cs_test_"), "{page}");
    let calls = app.calls_of("POST", "/v1/checkout/sessions").await;
    let sent = &calls[0]["params"];
    let reference = text(&sent["client_reference_id"]);
    assert_eq!(calls[0]["account"], json!(ada.account().await));
    assert_eq!(calls[0]["idempotency_key"], json!(format!("hosted-{reference}")));
    assert_eq!(sent["line_items"][0]["price_data"]["unit_amount"], "4999");
    assert_eq!(sent["payment_intent_data"]["application_fee_amount"], "200");
    assert_eq!(sent["payment_intent_data"]["metadata"]["checkout_session_id"], json!(reference));
    assert_eq!((&sent["customer_email"], &sent["locale"]), (&json!("buyer@example.com"), &json!("en")));
    assert_eq!(ada.payments().await.len(), 0, "there is no intent before the buyer presses the button there");

    let refused = pay(&app, &page, DECLINED).await.expect(402).text;
    assert!(refused.contains("Your card was declined."), "{refused}");
    app.settle().await;
    assert_eq!(ada.only_payment().await["status"], "FAILED");
    let back = pay(&app, &page, CARD).await.expect(303).header("location").to_owned();
    assert!(back.ends_with(&format!("/p/workshop/return/{reference}")), "{back}");
    let path = back.strip_prefix(&app.base).unwrap();
    let thanks = browser.page(path).await.expect(200).text;
    assert!(thanks.contains("Thank you") && thanks.contains("49.99"), "{thanks}");
    app.settle().await;
    let payment = ada.only_payment().await;
    assert_eq!((&payment["status"], &payment["amountMinor"]), (&json!("COMPLETED"), &json!(4999)));
    assert_eq!((&payment["netAmount"], &payment["customerName"]), (&json!(4799), &json!("Elena Pop")));
    assert_eq!(app.mails("buyer@example.com").len(), 1);
    let path = format!("payment_intents/{}", text(&payment["stripePaymentIntentId"]));
    assert_eq!(app.at_stripe(&ada.account().await, &path).await["application_fee_amount"], json!(200));
    assert_eq!(browser.cookie("attempt"), None, "what is paid is not gone on with");
    assert_ne!(press(&browser).await, page, "the next purchase is another one");
}

async fn what_is_wrong_comes_back_with_what_was_typed(app: App) {
    let ada = app.selling_merchant("ada").await;
    let body = json!({ "title": "Box", "slug": "box", "priceType": "PAY_WHAT_YOU_WANT", "minAmount": 2000,
        "collectPhone": true, "collectAddress": true });
    ada.post(201, LINKS, body).await;
    let browser = app.passer_by();
    let fields = [
        ("email", "no address"),
        ("phone", "+40 712 345 678"),
        ("amount", "ten"),
        ("address[line1]", "Strada <Lungă> 5"),
        ("address[city]", ""),
        ("address[country]", "DE"),
    ];
    let page = browser.form("/p/box", &fields).await.expect(422).text;
    for part in [
        "value=\"no address\"",
        "value=\"+40 712 345 678\"",
        "value=\"ten\"",
        "value=\"Strada &lt;Lungă&gt; 5\"",
        "<option value=\"DE\" selected>",
        "id=\"email-error\" class=\"field__error\">This is not an e-mail address.",
        "id=\"address-city-error\" class=\"field__error\">This is needed.",
        "id=\"amount-error\" class=\"field__error\">This is not an amount.",
        "aria-invalid=\"true\"",
        "Check the marked fields.",
    ] {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
    assert!(page.contains("id=\"phone-error\" hidden "), "{page}");
    assert_eq!(app.count("select count(*) from checkout_session").await, 0);
    let small = [
        ("email", "a@example.com"),
        ("phone", "+40712345678"),
        ("amount", "19,99"),
        ("address[line1]", "Lungă 5"),
        ("address[city]", "Cluj"),
        ("address[postalCode]", "400001"),
        ("address[country]", "RO"),
        ("language", "ro"),
    ];
    let page = browser.form("/p/box?lang=ro", &small).await.expect(422).text;
    assert!(page.contains("Cea mai mică sumă aici este 20.00 RON."), "{page}");
    let changed = [small.as_slice(), &[("revision", "7")]].concat();
    let changed: Vec<_> = changed.into_iter().filter(|(name, _)| *name != "amount").collect();
    let changed = [changed.as_slice(), &[("amount", "25")]].concat();
    let page = browser.form("/p/box", &changed).await.expect(409).text;
    assert!(page.contains("value=\"25\"") && page.contains("role=\"alert\">"), "{page}");
}

async fn a_buyer_chooses_an_amount(app: App) {
    let ada = app.selling_merchant("ada").await;
    let body = json!({ "title": "Advice", "slug": "advice", "priceType": "PAY_WHAT_YOU_WANT", "currency": "EUR",
        "minAmount": 5000 });
    ada.post(201, LINKS, body).await;
    let browser = app.passer_by();
    let fields = [("email", "buyer@example.com"), ("amount", "1.062,50"), ("language", "ro")];
    let page = browser.form("/p/advice", &fields).await.expect(303).header("location").to_owned();
    pay(&app, &page, CARD).await.expect(303);
    app.settle().await;
    let payment = ada.only_payment().await;
    assert_eq!((&payment["amountMinor"], &payment["currency"]), (&json!(106_250), &json!("EUR")));
    let sent = &app.calls_of("POST", "/v1/checkout/sessions").await[0]["params"];
    assert_eq!(
        (&sent["locale"], &sent["payment_intent_data"]["application_fee_amount"]),
        (&json!("ro"), &json!("4250"))
    );
}

async fn a_buyer_takes_several(app: App) {
    let ada = app.selling_merchant("ada").await;
    let body = json!({ "title": "Tea", "slug": "workshop", "priceType": "FIXED", "amountMinor": 1000,
        "maxQuantity": 5 });
    ada.post(201, LINKS, body).await;
    let browser = app.passer_by();
    let email = ("email", "buyer@example.com");
    let wrong = browser.form("/p/workshop", &[email, ("quantity", "9")]).await.expect(422).text;
    assert!(
        wrong.contains("value=\"buyer@example.com\"") && wrong.contains("role=\"alert\">Choose"),
        "{wrong}"
    );
    let page = browser
        .form("/p/workshop", &[email, ("quantity", "3")])
        .await
        .expect(303)
        .header("location")
        .to_owned();
    let sent = app.calls_of("POST", "/v1/checkout/sessions").await[0]["params"].clone();
    assert_eq!(sent["line_items"][0]["price_data"]["unit_amount"], "3000");
    let again = text(&sent["cancel_url"]);
    let again = browser.page(again.strip_prefix(&app.base).unwrap()).await.expect(200).text;
    assert!(again.contains("name=\"quantity\" value=\"3\"") && again.contains("30.00"), "{again}");
    pay(&app, &page, CARD).await.expect(303);
    app.settle().await;
    assert_eq!(ada.only_payment().await["amountMinor"], json!(3000));
}

async fn pressing_again_leads_to_the_same_page(app: App) {
    let ada = app.selling_merchant("ada").await;
    let body = json!({ "title": "Tip", "slug": "workshop", "priceType": "PAY_WHAT_YOU_WANT", "minAmount": 2000,
        "maxUses": 1 });
    ada.post(201, LINKS, body).await;
    let browser = app.passer_by();
    let ask = async |amount: &str, email: &str| {
        let fields = [("email", email), ("amount", amount)];
        browser.form("/p/workshop", &fields).await.expect(303).header("location").to_owned()
    };
    let first = ask("30", "buyer@example.com").await;
    assert_eq!(ask("30", "elena@example.com").await, first, "the same attempt, with what was told last");
    assert_eq!(app.calls_of("POST", "/v1/checkout/sessions").await.len(), 1);
    let emails = "select count(*) from checkout_session where email = 'elena@example.com'";
    assert_eq!(app.count(emails).await, 1);
    let second = ask("40", "elena@example.com").await;
    assert_ne!(second, first, "another amount is another page");
    assert_eq!(seats(&app).await, (0, 1), "and the seat is still the buyer's own");
    let closed = Answer::of(app.http.get(&first).send().await.unwrap()).await.expect(404).text;
    assert!(closed.contains("has expired"), "nobody can pay both: {closed}");
    pay(&app, &second, CARD).await.expect(303);
    let paid = ask("40", "elena@example.com").await;
    assert!(paid.contains("/p/workshop/return/"), "nobody pays the same attempt twice: {paid}");
    app.settle().await;
    assert_eq!(seats(&app).await, (1, 0));
}

async fn news_alone_book_the_payment(app: App) {
    let ada = app.selling_merchant("ada").await;
    workshop(&ada, None).await;
    let page = press(&app.passer_by()).await;
    pay(&app, &page, CARD).await.expect(303);
    app.settle().await;
    assert_eq!(ada.only_payment().await["status"], "COMPLETED");
    assert_eq!(app.events_of("checkout.session.completed").await.len(), 1);
    app.money_arrives().await;
    assert_ne!(ada.only_payment().await["settledMinor"], json!(null));
}

async fn the_bank_asks_first(app: App) {
    let ada = app.selling_merchant("ada").await;
    workshop(&ada, None).await;
    let browser = app.passer_by();
    let page = press(&browser).await;
    let question = pay(&app, &page, "4000002760003184").await.expect(303).header("location").to_owned();
    let answer = async |bank: &str, result: &str| {
        let form = [("result", result)];
        Answer::of(app.http.post(bank).form(&form).send().await.unwrap()).await.expect(303)
    };
    let back = answer(&question, "fail").await.header("location").to_owned();
    assert!(back.starts_with(&page), "{back}");
    let shown = Answer::of(app.http.get(&back).send().await.unwrap()).await.expect(200).text;
    assert!(shown.contains("unable to authenticate"), "{shown}");
    let question = pay(&app, &page, "4000002760003184").await.expect(303).header("location").to_owned();
    let back = answer(&question, "complete").await.header("location").to_owned();
    let done = Answer::of(app.http.get(&back).send().await.unwrap()).await.expect(303);
    assert!(done.header("location").contains("/p/workshop/return/"));
    app.settle().await;
    assert_eq!(ada.only_payment().await["status"], "COMPLETED");
}

async fn a_held_seat_is_free_when_stripes_page_is_closed(app: App) {
    let ada = app.selling_merchant("ada").await;
    workshop(&ada, Some(1)).await;
    let browser = app.passer_by();
    let page = press(&browser).await;
    assert_eq!(seats(&app).await, (0, 1));
    let other = app.passer_by().form("/p/workshop", &BUYER).await.expect(410).text;
    assert!(
        other.contains("Somebody else is paying for the last one.") && other.contains("value=\"Elena Pop\"")
    );
    pay(&app, &page, DECLINED).await.expect(402);
    app.settle().await;
    assert_eq!(seats(&app).await, (0, 1), "a decline keeps the seat for another try");

    app.let_seats_go().await;
    assert_eq!(seats(&app).await, (0, 0));
    pay(&app, &page, CARD).await.expect(404);
    let path = format!("checkout/sessions/{}", last(&page));
    assert_eq!(app.at_stripe(&ada.account().await, &path).await["status"], "expired");
    assert_eq!(ada.only_payment().await["status"], "CANCELED");
    let session =
        text(&app.calls_of("POST", "/v1/checkout/sessions").await[0]["params"]["client_reference_id"]);
    let over = browser.page(&format!("/p/workshop/return/{session}")).await.expect(200).text;
    assert!(over.contains("The time to pay is over"), "{over}");
    let again = browser.page(&format!("/p/workshop/again/{session}")).await.expect(200).text;
    assert!(again.contains("The time to pay was over.") && again.contains("value=\"Elena Pop\""), "{again}");
    let second = press(&browser).await;
    pay(&app, &second, CARD).await.expect(303);
    app.settle().await;
    assert_eq!(seats(&app).await, (1, 0));
}

async fn who_paid_in_time_keeps_the_seat(app: App) {
    let ada = app.selling_merchant("ada").await;
    workshop(&ada, Some(1)).await;
    let page = press(&app.passer_by()).await;
    app.keep_news_back().await;
    pay(&app, &page, CARD).await.expect(303);
    app.let_seats_go().await;
    app.forgive("400 /v1/checkout/sessions/");
    assert_eq!(seats(&app).await, (1, 0));
    assert_eq!(ada.only_payment().await["status"], "COMPLETED");
}

async fn a_seat_of_a_start_that_was_cut_short_is_free_again(app: App) {
    let ada = app.selling_merchant("ada").await;
    workshop(&ada, Some(1)).await;
    let fail = json!({ "path_prefix": "/v1/checkout/sessions", "status": 503, "times": 3 });
    app.sandbox_post("fail", fail).await;
    let page = app.passer_by().form("/p/workshop", &BUYER).await.expect(503).text;
    assert!(page.contains("value=\"Elena Pop\"") && page.contains("role=\"alert\">"), "{page}");
    assert_eq!(seats(&app).await, (0, 1), "who knows what Stripe has done");
    app.let_seats_go().await;
    assert_eq!(seats(&app).await, (0, 0));
    let all = app.at_stripe(&ada.account().await, "checkout/sessions").await;
    let statuses: Vec<_> = all["data"].as_array().unwrap().iter().map(|page| text(&page["status"])).collect();
    assert_eq!(statuses, ["expired"], "one page, and nobody can pay on it");
    let page = press(&app.passer_by()).await;
    pay(&app, &page, CARD).await.expect(303);
}

async fn what_was_typed_is_kept_for_who_typed_it(app: App) {
    let ada = app.selling_merchant("ada").await;
    workshop(&ada, None).await;
    let browser = app.passer_by();
    press(&browser).await;
    let sent = app.calls_of("POST", "/v1/checkout/sessions").await[0]["params"].clone();
    let cancel = text(&sent["cancel_url"]);
    let path = cancel.strip_prefix(&app.base).unwrap().to_owned();
    let page = browser.page(&path).await.expect(200);
    assert_eq!(page.header("cache-control"), "no-store");
    for part in ["value=\"buyer@example.com\"", "value=\"Elena Pop\"", "You have not paid yet."] {
        assert!(page.text.contains(part), "{part} is missing in {}", page.text);
    }
    let stranger = app.passer_by();
    assert_eq!(stranger.page(&path).await.expect(303).header("location"), "/p/workshop");
    let token = browser.cookie("attempt").unwrap();
    let forged = format!("{}.{}", last(&path), "0".repeat(64));
    stranger.plant("attempt", &forged);
    stranger.page(&path).await.expect(303);
    stranger.plant("attempt", &token);
    stranger.page(&path).await.expect(200);

    // Who paid in the page and came back from a bank that refused finds it too.
    let buyer = app.buyer();
    let started = buyer.start_with(200, "workshop", json!({ "name": "Ion Popescu" })).await;
    buyer.confirm(&started, "pm_card_chargeDeclined").await.expect(402);
    let (session, secret) = (text(&started["checkoutSessionId"]), text(&started["client_secret"]));
    let address = format!("/p/workshop/return/{session}");
    for (secret, kept) in [("pi_1_secret_2", 303), (secret.as_str(), 200)] {
        let query =
            format!("?payment_intent=pi_1&payment_intent_client_secret={secret}&redirect_status=failed");
        let visitor = app.passer_by();
        let clean = visitor.page(&format!("{address}{query}")).await.expect(303);
        assert_eq!(clean.header("location"), address);
        let failed = visitor.page(&address).await.expect(200).text;
        assert!(failed.contains(&format!("/p/workshop/again/{session}")), "{failed}");
        let again = visitor.page(&format!("/p/workshop/again/{session}")).await.expect(kept).text;
        assert_eq!(again.contains("Ion Popescu"), kept == 200);
    }
}

async fn a_page_that_stripe_has_closed_says_so(app: App) {
    let ada = app.selling_merchant("ada").await;
    workshop(&ada, None).await;
    let browser = app.passer_by();
    let page = press(&browser).await;
    app.sandbox_post("clock", json!({ "advance_seconds": 24 * 3600 })).await;
    app.settle().await;
    assert_eq!(app.events_of("checkout.session.expired").await.len(), 1);
    pay(&app, &page, CARD).await.expect(404);
    let session =
        text(&app.calls_of("POST", "/v1/checkout/sessions").await[0]["params"]["client_reference_id"]);
    let over = browser.page(&format!("/p/workshop/return/{session}")).await.expect(200).text;
    assert!(over.contains("The time to pay is over"), "{over}");
    assert_eq!(ada.payments().await.len(), 0);
}

//! Pages around the product: the front page, what refusals say, settings, and the API told to people.

use std::time::Duration;

use paylinks::catalogue::documentation;

use crate::support::people::text;
use crate::support::{App, json, stories};

stories!(
    the_front_page_shows_what_sells,
    doors_speak_the_language_that_was_chosen,
    a_failure_names_its_request,
    a_refusal_inside_stands_in_the_frame,
    too_many_requests_say_when_to_come_back = limited,
    a_person_and_a_business_are_changed_apart,
    every_other_browser_is_signed_out,
    another_business_is_opened_once_and_left,
    every_operation_has_its_page,
    news_from_stripe_are_told,
);

async fn the_front_page_shows_what_sells(app: App) {
    let visitor = app.visitor();
    let bare = visitor.page("/").await.expect(200).text;
    assert!(bare.contains("paylinks seed") && !bare.contains("href=\"/p/"), "{bare}");
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    let html = visitor.page("/").await.expect(200).text;
    assert!(html.contains("href=\"/p/tea\"") && !html.contains("paylinks seed"), "{html}");
    let canonical = format!("<link rel=\"canonical\" href=\"{}/\">", app.core.config.public_url);
    for part in ["<html lang=\"en\"", "<title>", "<meta name=\"description\"", &canonical, "og:title"] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
    assert!(!html.contains("noindex"));
    let pay = visitor.page("/p/tea").await.expect(200).text;
    let canonical = format!("<link rel=\"canonical\" href=\"{}/p/tea\">", app.core.config.public_url);
    assert!(pay.contains(&canonical) && pay.contains("<meta name=\"description\""), "{pay}");
    let canonical = format!("<link rel=\"canonical\" href=\"{}/sign-in\">", app.core.config.public_url);
    for way_in in ["/sign-in", "/sign-in?next=%2Fdashboard%2Flinks"] {
        let html = visitor.page(way_in).await.expect(200).text;
        assert!(html.contains(&canonical) && html.contains("<meta name=\"description\""), "{html}");
    }
    for private in ["/sign-in/confirm?token=x", "/nothing/here", "/p/nothing"] {
        let html = visitor.page(private).await.text;
        assert!(html.contains("<meta name=\"robots\" content=\"noindex\">"), "{private}");
    }
    let browser = app.browser("ada").await;
    assert_eq!(browser.page("/").await.expect(303).header("location"), "/dashboard");
}

async fn doors_speak_the_language_that_was_chosen(app: App) {
    let visitor = app.visitor();
    let form = visitor.page("/sign-in?next=%2Fdashboard%2Flinks").await.expect(200).text;
    assert!(form.contains("name=\"back\" value=\"/sign-in?next=%2Fdashboard%2Flinks\""), "{form}");
    let fields = [("lang", "ro"), ("back", "/sign-in?next=%2Fdashboard%2Flinks")];
    let chosen = visitor.form("/preferences", &fields).await.expect(303);
    assert_eq!(chosen.header("location"), "/sign-in?next=%2Fdashboard%2Flinks");
    assert!(visitor.page("/sign-in").await.text.contains("Intră în cont"));
    assert!(visitor.page("/nothing").await.expect(404).text.contains("La adresa asta nu este nimic"));
    for foreign in ["//evil.example", "https://evil.example/", "/\\evil.example"] {
        let away = visitor.form("/preferences", &[("lang", "en"), ("back", foreign)]).await.expect(303);
        assert_eq!(away.header("location"), "/dashboard", "{foreign}");
    }
}

async fn a_failure_names_its_request(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    let visitor = app.visitor();
    app.run("alter table payment_link rename to payment_link_away").await;
    let broken = visitor.page("/p/tea").await.expect(500);
    app.run("alter table payment_link_away rename to payment_link").await;
    app.forgive("500 /p/tea");
    let id = broken.header("x-request-id");
    assert!(id.len() > 16 && broken.text.contains(&format!("<code>{id}</code>")), "{}", broken.text);
    assert!(broken.text.contains("Something broke on our side") && broken.text.contains("href=\"/p/tea\""));
    assert!(!broken.text.contains("payment_link"), "nothing of ours is told");
    let fine = visitor.page("/p/tea").await.expect(200);
    assert_ne!(fine.header("x-request-id"), id);
}

async fn a_refusal_inside_stands_in_the_frame(app: App) {
    let ada = app.merchant("ada").await;
    let link = text(&ada.link("Tea").await["id"]);
    app.merchant("eve").await;
    let eve = app.browser("eve").await;
    let nothing = eve.page("/dashboard/nothing/here").await.expect(404).text;
    assert!(nothing.contains("There is nothing at this address") && nothing.contains("eve@example.com"));
    assert!(nothing.contains("class=\"nav\"") && nothing.contains("To the dashboard"), "{nothing}");
    let foreign = eve.page(&format!("/dashboard/links/{link}/edit")).await.expect(404).text;
    let missing = eve.page("/dashboard/links/0/edit").await.expect(404).text;
    assert_eq!(foreign.replace(&link, "0"), missing, "somebody else's is as good as not there");
    assert!(!nothing.contains("x-request-id") && !nothing.contains("Request id"));
    let stranger = app.visitor().page("/dashboard/nothing/here").await.expect(404).text;
    assert!(!stranger.contains("class=\"nav\"") && stranger.contains("To the front page"));
    let cross =
        eve.request(reqwest::Method::POST, "/dashboard/settings").header("origin", "https://evil.example");
    assert!(eve.send(cross).await.expect(403).text.contains("You may not do this"));
}

async fn too_many_requests_say_when_to_come_back(app: App) {
    let visitor = app.visitor();
    let mut last = visitor.page("/p/tea").await.expect(404);
    for _ in 0..125 {
        last = visitor.page("/p/tea").await;
    }
    let last = last.expect(429);
    let seconds: u64 = last.header("retry-after").parse().unwrap();
    assert!((1..=60).contains(&seconds), "{seconds}");
    assert!(last.text.contains(&format!("Wait {seconds}\u{a0}s, then try again.")), "{}", last.text);
    assert!(last.text.contains("href=\"/p/tea\"") && last.text.contains(">429<"));
    app.wait(Duration::from_secs(seconds));
    visitor.page("/p/tea").await.expect(404);

    // A form says so too, and keeps what was typed.
    let mut last = visitor.form("/sign-in", &[("email", "eve@example.com")]).await.expect(303);
    for _ in 0..40 {
        last = visitor.form("/sign-in", &[("email", "eve@example.com")]).await;
    }
    let last = last.expect(429);
    assert!(last.header("retry-after").parse::<u64>().unwrap() > 0);
    assert!(last.text.contains("value=\"eve@example.com\""), "{}", last.text);
}

async fn a_person_and_a_business_are_changed_apart(app: App) {
    let ada = app.merchant("ada").await;
    let browser = app.browser("ada").await;
    let profile = [("name", "Ada Lovelace"), ("language", "ro"), ("theme", "dark")];
    let saved = browser.form("/dashboard/settings", &profile).await.expect(303);
    assert_eq!(saved.header("location"), "/dashboard/settings?saved");
    let me = ada.get(200, "/api/v1/me").await;
    assert_eq!((&me["name"], &me["language"]), (&json!("Ada Lovelace"), &json!("ro")));
    assert_eq!(me["merchant"]["name"], "ada's shop", "the business stays");
    let html = browser.page("/dashboard/settings?saved").await.expect(200).text;
    assert!(html.contains("data-theme=\"dark\"") && html.contains("Salvat."), "{html}");
    assert!(html.contains("<option value=\"dark\" selected"), "{html}");

    let business = [("merchant_name", "Atelier"), ("default_currency", "EUR")];
    browser.form("/dashboard/settings/business", &business).await.expect(303);
    let me = ada.get(200, "/api/v1/me").await;
    assert_eq!((&me["merchant"]["name"], &me["name"]), (&json!("Atelier"), &json!("Ada Lovelace")));
    assert_eq!(me["merchant"]["defaultCurrency"], "EUR");
    let empty = [("merchant_name", " "), ("default_currency", "EUR"), ("country", "US")];
    let refused = browser.form("/dashboard/settings/business", &empty).await.expect(422).text;
    assert!(refused.contains("id=\"merchant_name-error\"") && refused.contains("România"), "{refused}");
    assert_eq!(ada.get(200, "/api/v1/me").await["merchant"]["country"], "RO", "the country is fixed");
    let long = "x".repeat(101);
    let refused =
        browser.form("/dashboard/settings", &[("name", &long), ("theme", "light")]).await.expect(422);
    assert!(refused.text.contains("id=\"name-error\"") && refused.text.contains(&long));
    assert!(refused.text.contains("<option value=\"light\" selected"), "what was chosen stays");
}

async fn every_other_browser_is_signed_out(app: App) {
    app.merchant("ada").await;
    app.merchant("eve").await;
    let here = app.browser("ada").await;
    let list = here.page("/dashboard/settings/sessions").await.expect(200).text;
    assert!(!list.contains("/sessions/others"), "alone, there is nobody to sign out");
    let (there, elsewhere) = (app.browser("ada").await, app.browser("ada").await);
    let eve = app.browser("eve").await;
    let list = here.page("/dashboard/settings/sessions").await.expect(200).text;
    assert!(list.contains("action=\"/dashboard/settings/sessions/others\""), "{list}");
    let asked = here.page("/dashboard/settings/sessions/others").await.expect(200).text;
    assert!(asked.contains("Sign out every other browser?"));
    here.form("/dashboard/settings/sessions/others", &[]).await.expect(303);
    here.page("/dashboard/settings/sessions").await.expect(200);
    for gone in [there, elsewhere] {
        gone.page("/dashboard/settings/sessions").await.expect(303);
    }
    eve.page("/dashboard/settings/sessions").await.expect(200);
}

async fn another_business_is_opened_once_and_left(app: App) {
    let ada = app.merchant("ada").await;
    let browser = app.browser("ada").await;
    let asked = browser.page("/dashboard/business/new").await.expect(200).text;
    let key = asked.split("name=\"idempotency_key\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let fields = [("idempotency_key", key)];
    browser.form("/dashboard/business/new", &fields).await.expect(303);
    browser.form("/dashboard/business", &[("merchant", &ada.id)]).await.expect(303);
    browser.form("/dashboard/business/new", &fields).await.expect(303);
    let all = ada.get(200, "/api/v1/me").await["merchants"].as_array().unwrap().len();
    assert_eq!(all, 2, "the same form twice opens one");
    let first = browser.page("/onboarding").await.expect(200).text;
    assert!(first.contains("1 of 3") && first.contains("Back to ada"), "{first}");
    browser.form("/dashboard/business", &[("merchant", &ada.id)]).await.expect(303);
    browser.page("/dashboard/settings").await.expect(200);
    assert_eq!(browser.page("/onboarding").await.expect(303).header("location"), "/dashboard");
}

async fn every_operation_has_its_page(app: App) {
    app.merchant("ada").await;
    let browser = app.browser("ada").await;
    let list = browser.page("/dashboard/developers").await.expect(200).text;
    for operation in documentation() {
        let path = format!("/dashboard/developers/api/{}", operation.spec.name);
        assert!(list.contains(&format!("href=\"{path}\"")), "{path} is not listed");
        let page = browser.page(&path).await.expect(200).text;
        for part in [operation.spec.title, operation.spec.method.as_str(), "curl"] {
            assert!(page.contains(part), "{path} lacks {part}");
        }
        let fields = operation.input["properties"].as_object();
        for (name, field) in fields.into_iter().flatten() {
            assert!(page.contains(&format!(">{name}</code>")), "{path} lacks {name}");
            assert!(field.get("description").is_some(), "{path} {name} says nothing");
        }
    }
    assert!(list.contains(&format!("{}/api/v1", app.core.config.public_url)));
    assert!(list.contains("/openapi.json") && list.contains("/openapi.yaml"));
    let found = browser.page("/dashboard/developers?q=duplicate").await.expect(200).text;
    assert!(found.contains("duplicate_paylink") && !found.contains("/api/get_me\""), "{found}");
    let nothing = browser.page("/dashboard/developers?q=%3Cb%3Enothing").await.expect(200).text;
    assert!(nothing.contains("Nothing found for “&lt;b&gt;nothing”."), "{nothing}");
    browser.page("/dashboard/developers/api/nothing").await.expect(404);
    assert!(
        app.visitor()
            .page("/dashboard/developers")
            .await
            .expect(303)
            .header("location")
            .starts_with("/sign-in")
    );
}

async fn news_from_stripe_are_told(app: App) {
    app.merchant("eve").await;
    let eve = app.browser("eve").await;
    let unconnected = eve.page("/dashboard/developers/webhooks").await.expect(200).text;
    assert!(unconnected.contains("Stripe is not connected"), "{unconnected}");
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    app.buyer().pay("tea").await;
    app.settle().await;
    let browser = app.browser("ada").await;
    let html = browser.page("/dashboard/developers/webhooks").await.expect(200).text;
    assert!(html.contains("payment_intent.succeeded") && html.contains("Applied"), "{html}");
    let account = ada.account().await;
    assert!(html.contains(&account), "its own account");
    assert!(!eve.page("/dashboard/developers/webhooks").await.text.contains("payment_intent"));
}

//! The language of a link's pages: its seller sets it, its buyer may choose another one.

use crate::support::client::code;
use crate::support::people::text;
use crate::support::{App, json, stories};

stories!(
    a_link_speaks_its_own_language,
    also_when_it_has_nothing_to_sell,
    what_a_buyer_chooses_goes_before,
    the_language_is_changed_and_kept_in_the_form,
);

const LINKS: &str = "/api/v1/paylinks";

async fn a_link_speaks_its_own_language(app: App) {
    let ada = app.selling_merchant("ada").await;
    let body = json!({ "title": "Curs", "slug": "curs", "priceType": "FIXED", "amountMinor": 14_900, "language": "ro" });
    assert_eq!(ada.post(201, LINKS, body).await["language"], "ro");
    let page = app.visitor().page("/p/curs").await.expect(200).text;
    assert!(page.contains("lang=\"ro\"") && page.contains("Plătește"), "{page}");

    let buyer = app.buyer();
    let started = buyer.start("curs").await;
    buyer.confirm(&started, "pm_card_visa").await.expect(200);
    app.settle().await;
    let receipt = format!("/p/curs/receipt/{}", text(&started["checkoutSessionId"]));
    assert!(app.visitor().page(&receipt).await.expect(200).text.contains("lang=\"ro\""));
    assert!(app.mails(&buyer.email)[0].text.contains("149,00"), "the mail follows it");
}

async fn also_when_it_has_nothing_to_sell(app: App) {
    let ada = app.selling_merchant("ada").await;
    for (slug, language, active) in [("oprit", "ro", false), ("off", "auto", false), ("plin", "ro", true)] {
        let body = json!({ "title": "Curs", "slug": slug, "priceType": "FIXED", "amountMinor": 14_900,
            "language": language, "maxUses": 1 });
        let id = text(&ada.post(201, LINKS, body).await["id"]);
        if !active {
            ada.patch(200, &format!("{LINKS}/{id}"), json!({ "active": false })).await;
        }
    }
    app.buyer().pay("plin").await;
    app.settle().await;
    let visitor = app.visitor();
    for (address, lang) in
        [("/p/oprit", "ro"), ("/p/oprit?lang=en", "en"), ("/p/plin", "ro"), ("/p/off", "en")]
    {
        let page = visitor.page(address).await.expect(410).text;
        assert!(page.contains(&format!("<html lang=\"{lang}\"")), "{address}: {page}");
    }
}

async fn what_a_buyer_chooses_goes_before(app: App) {
    let ada = app.selling_merchant("ada").await;
    for (slug, language) in [("curs", "ro"), ("course", "auto")] {
        let body = json!({ "title": "Curs", "slug": slug, "priceType": "FIXED", "amountMinor": 14_900,
            "language": language });
        ada.post(201, LINKS, body).await;
    }
    let visitor = app.visitor();
    for (address, lang) in [
        ("/p/curs", "ro"),
        ("/p/curs?lang=en", "en"),
        ("/p/curs", "ro"),
        ("/p/course", "en"),
        ("/p/course?lang=ro", "ro"),
    ] {
        let page = visitor.page(address).await.expect(200).text;
        assert!(page.contains(&format!("<html lang=\"{lang}\"")), "{address}: {page}");
    }
    app.buyer().start_with(200, "curs", json!({ "language": "en" })).await;
    assert_eq!(app.count("select count(*) from checkout_session where language = 'en'").await, 1);
}

async fn the_language_is_changed_and_kept_in_the_form(app: App) {
    let ada = app.selling_merchant("ada").await;
    let id = text(&ada.link("Course").await["id"]);
    let path = format!("{LINKS}/{id}");
    assert_eq!(ada.get(200, &path).await["language"], "auto");
    ada.patch(200, &path, json!({ "language": "ro" })).await;
    ada.patch(200, &path, json!({ "description": "Ten lessons" })).await;
    assert_eq!(ada.get(200, &path).await["language"], "ro", "what is left out stays");
    let page = app.browser("ada").await.page(&format!("/dashboard/links/{id}/edit")).await.expect(200).text;
    assert!(page.contains("<option value=\"ro\" selected"), "{page}");
    let wrong = ada.patch(400, &path, json!({ "language": "de" })).await;
    assert_eq!(code(&wrong), "BAD_CHOICE language");
    ada.patch(200, &path, json!({ "language": "auto" })).await;
    assert_eq!(ada.get(200, &path).await["language"], "auto");
}

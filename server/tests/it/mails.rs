//! Mails of ours: the welcome, the receipt in the seller's colours, and the gallery that shows them all.

use std::io::Cursor;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use image::{DynamicImage, ImageFormat, RgbImage};
use paylinks::mail::examples::Example;

use crate::support::people::text;
use crate::support::{App, Client, json, stories};

stories!(
    a_new_merchant_is_welcomed_once,
    a_receipt_comes_in_the_sellers_colours,
    the_gallery_shows_every_mail_and_sends_none,
);

async fn a_new_merchant_is_welcomed_once(app: App) {
    let ada = app.newcomer("ada").await;
    let answers = |name: &str| json!({ "name": name, "country": "RO", "defaultCurrency": "RON" });
    ada.post(200, "/api/v1/me/onboarding", answers("Atelier <Ada>")).await;
    app.settle().await;
    ada.post(200, "/api/v1/me/onboarding", answers("Ada's other name")).await;
    app.settle().await;
    let mails = app.mails("ada@example.com");
    let welcomes: Vec<_> = mails.iter().filter(|mail| mail.subject == "Welcome to paylinks").collect();
    assert_eq!(welcomes.len(), 1, "{mails:#?}");
    assert!(welcomes[0].html.contains("Atelier &#60;Ada&#62;") && welcomes[0].text.contains("Atelier <Ada>"));
    assert_eq!(welcomes[0].links, [format!("{}/dashboard", app.base)]);

    let second = ada.post(201, "/api/v1/merchants", json!({})).await;
    let second = Client::new(&app, Some(text(&second["token"])));
    second.post(200, "/api/v1/me/onboarding", answers("Ada Zwei")).await;
    app.settle().await;
    assert_eq!(app.mails("ada@example.com").len(), mails.len(), "a second business is no newcomer");
}

async fn a_receipt_comes_in_the_sellers_colours(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    let mut png = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(RgbImage::new(90, 60)).write_to(&mut png, ImageFormat::Png).unwrap();
    let look = json!({ "logo": STANDARD.encode(png.into_inner()), "accent": "#c81e3c" });
    let logo = ada.patch(200, "/api/v1/me/branding", look).await["logo"]["url"].as_str().unwrap().to_owned();
    app.buyer().pay("tea").await;
    app.settle().await;
    let receipt = &app.mails("buyer@example.com")[0];
    assert!(
        receipt.html.contains(&format!("<img src=\"{logo}\" width=\"60\" height=\"40\"")),
        "{}",
        receipt.html
    );
    assert!(receipt.html.contains("background:#c81e3c"), "the button");
    let news = app.mails("ada@example.com");
    let news = news.iter().find(|mail| mail.subject.starts_with("New payment")).unwrap();
    assert!(!news.html.contains("#c81e3c"), "what we write to the merchant wears our colours");
    for amount in ["49.99\u{a0}RON", "2.00\u{a0}RON", "47.99\u{a0}RON"] {
        assert!(news.text.contains(amount), "{amount}: {}", news.text);
    }
}

async fn the_gallery_shows_every_mail_and_sends_none(app: App) {
    let visitor = app.visitor();
    let gallery = visitor.page("/dev/mails").await.expect(200);
    let policy = gallery.header("content-security-policy");
    assert!(policy.contains("frame-src 'self'") && !policy.contains("unsafe"), "{policy}");
    for (example, language) in Example::ALL.iter().flat_map(|example| [(example, "en"), (example, "ro")]) {
        let address = format!("/dev/mails/{}/{language}.html", example.name());
        assert!(gallery.text.contains(&format!("src=\"{address}\"")), "{address}");
        let mail = visitor.page(&address).await.expect(200);
        assert!(mail.text.contains(&format!("<html lang=\"{language}\">")));
        assert_eq!(
            mail.header("content-security-policy"),
            "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'; sandbox"
        );
    }
    assert_eq!(gallery.text.matches("<iframe").count(), 2 * Example::ALL.len());
    for unknown in ["/dev/mails/receipt/fr.html", "/dev/mails/receipt/en", "/dev/mails/letter/en.html"] {
        visitor.page(unknown).await.expect(404);
    }
    assert!(app.core.mailer.mailbox().unwrap().is_empty());
    assert!(visitor.page("/dev/mailbox").await.expect(200).text.contains("href=\"/dev/mails\""));
}

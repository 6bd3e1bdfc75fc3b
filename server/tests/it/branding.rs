//! How a merchant looks to buyers: a logo drawn anew, and an accent whose address carries it.

use std::io::Cursor;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use reqwest::Method;

use crate::support::client::code;
use crate::support::people::text;
use crate::support::{App, Value, json, stories};

stories!(
    a_merchant_shows_colours_and_a_logo,
    parts_of_the_branding_change_by_themselves,
    what_is_no_logo_or_colour_is_refused,
    a_logo_is_chosen_in_a_form,
    pictures_are_limited = limited,
);

const BRANDING: &str = "/api/v1/me/branding";

/// A picture of this size in this format.
fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let image = RgbImage::from_pixel(width, height, Rgb([200, 30, 60]));
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(image).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// The path of a full address of ours.
fn path(app: &App, url: &Value) -> String {
    text(url).strip_prefix(&app.base).expect("an address of ours").to_owned()
}

/// The address of the sheet that a page names.
fn sheet(html: &str) -> String {
    html.split('"').find(|part| part.starts_with("/assets/") && part.contains(".css")).unwrap().to_owned()
}

async fn a_merchant_shows_colours_and_a_logo(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    let none = ada.get(200, BRANDING).await;
    assert_eq!(none, json!({ "logo": null, "accent": null, "colours": null }));
    let visitor = app.visitor();
    let plain = visitor.send(visitor.request(Method::GET, "/p/tea")).await.expect(200).text;
    assert!(plain.contains("data-initial") && !sheet(&plain).contains("/brand/"));

    let logo = format!("data:image/jpeg;base64,{}", base64(&picture(900, 300, ImageFormat::Jpeg)));
    let set = ada.patch(200, BRANDING, json!({ "logo": logo, "accent": "#C81E3C" })).await;
    assert_eq!(set["accent"], "#c81e3c");
    assert_eq!((&set["logo"]["width"], &set["logo"]["height"]), (&json!(256), &json!(85)));
    assert_eq!(set["colours"]["light"]["fill"], "#c81e3c", "good contrast stays as it was wanted");
    assert_eq!(ada.get(200, BRANDING).await, set);

    let place = path(&app, &set["logo"]["url"]);
    let shown = visitor.request(Method::GET, &place).send().await.unwrap();
    assert_eq!(shown.status(), 200);
    assert_eq!(shown.headers()["content-type"], "image/png");
    assert_eq!(shown.headers()["cache-control"], "public, max-age=31536000, immutable");
    assert_eq!(shown.headers()["cross-origin-resource-policy"], "cross-origin");
    let kept = image::load_from_memory(&shown.bytes().await.unwrap()).unwrap();
    assert_eq!((kept.width(), kept.height()), (256, 85));

    let public = visitor.get(200, "/api/v1/paylinks/public/tea").await;
    assert_eq!((&public["merchantLogo"], &public["merchantAccent"]), (&set["logo"], &json!("#c81e3c")));
    let html = visitor.send(visitor.request(Method::GET, "/p/tea")).await.expect(200).text;
    assert!(html.contains(&format!("src=\"{place}\"")), "{html}");
    assert!(html.contains("alt=\"Logo of ada's shop\"") || html.contains("alt=\"Logo of ada&#x27;s shop\""));
    let own = sheet(&html);
    assert!(own.ends_with("/brand/c81e3c/checkout.css"), "{own}");
    let css = visitor.send(visitor.request(Method::GET, &own)).await.expect(200);
    assert_eq!(css.header("content-type"), "text/css; charset=utf-8");
    let tokens = css.text.rsplit("@layer tokens").next().unwrap();
    assert!(tokens.contains("--accent: light-dark(#c81e3c, #"), "{tokens}");
    let started = app.buyer().pay("tea").await;
    app.settle().await;
    let back = visitor
        .send(visitor.request(Method::GET, &format!("/p/tea/return/{}", text(&started["checkoutSessionId"]))))
        .await
        .expect(200)
        .text;
    assert!(
        back.contains(&place) && back.contains(&own.replace("checkout.css", "buyer.css")),
        "the receipt looks the same"
    );
}

async fn parts_of_the_branding_change_by_themselves(app: App) {
    let ada = app.merchant("ada").await;
    let eve = app.merchant("eve").await;
    let logo = base64(&picture(40, 40, ImageFormat::Png));
    let first = ada.patch(200, BRANDING, json!({ "logo": logo })).await;
    let second = ada.patch(200, BRANDING, json!({ "accent": "#112233" })).await;
    assert_eq!(second["logo"], first["logo"], "what is left out stays");
    let same = eve.patch(200, BRANDING, json!({ "logo": logo })).await;
    assert_eq!(same["logo"]["url"], first["logo"]["url"], "the same picture has the same address");
    let place = path(&app, &first["logo"]["url"]);
    let visitor = app.visitor();
    assert_eq!(ada.patch(200, BRANDING, json!({ "logo": null })).await["logo"], Value::Null);
    visitor.send(visitor.request(Method::GET, &place)).await.expect(200);
    eve.patch(200, BRANDING, json!({ "logo": "" })).await;
    visitor.send(visitor.request(Method::GET, &place)).await.expect(404);
    let bare = ada.patch(200, BRANDING, json!({ "accent": null })).await;
    assert_eq!(bare, json!({ "logo": null, "accent": null, "colours": null }));
    let before = app.dump().await;
    ada.patch(200, BRANDING, json!({})).await;
    assert_eq!(app.dump().await, before, "nothing asked, nothing done");
    let stories = app.count("select count(*) from event where type = 'branding.updated'").await;
    assert_eq!(stories, 6);
    let reader = ada.api_key(&["read"]).await;
    reader.get(200, BRANDING).await;
    assert_eq!(code(&reader.patch(403, BRANDING, json!({ "accent": "#112233" })).await), "SCOPE_MISSING");
}

async fn what_is_no_logo_or_colour_is_refused(app: App) {
    let ada = app.merchant("ada").await;
    let logo = base64(&picture(40, 40, ImageFormat::Png));
    ada.patch(200, BRANDING, json!({ "logo": logo, "accent": "#112233" })).await;
    let before = app.dump().await;
    for (field, value, expected) in [
        ("logo", base64(b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>"), "BAD_LOGO"),
        ("logo", "data:image/svg+xml,<svg/>".into(), "BAD_LOGO"),
        ("logo", "https://example.com/logo.png".into(), "BAD_LOGO"),
        ("logo", base64(&picture(40, 40, ImageFormat::Png)[..60]), "BAD_LOGO"),
        ("logo", base64(&picture(4_001, 2, ImageFormat::WebP)), "LOGO_TOO_LARGE"),
        ("logo", base64(&vec![7; 513 * 1024]), "LOGO_TOO_HEAVY"),
        ("accent", "red".into(), "BAD_COLOUR"),
        ("accent", "112233".into(), "BAD_COLOUR"),
        ("accent", "#12345".into(), "BAD_COLOUR"),
        ("accent", "#112233;}*{color:red".into(), "BAD_COLOUR"),
    ] {
        let refused = ada.patch(400, BRANDING, json!({ field: value })).await;
        assert_eq!(code(&refused), format!("{expected} {field}"));
    }
    let both = ada.patch(400, BRANDING, json!({ "logo": "x", "accent": "y" })).await;
    assert_eq!(both["error"]["fields"].as_array().unwrap().len(), 2, "{both}");
    ada.patch(413, BRANDING, json!({ "logo": "A".repeat(1 << 20) })).await;
    assert_eq!(app.dump().await, before);
    let visitor = app.visitor();
    let sheet = sheet(&visitor.send(visitor.request(Method::GET, "/")).await.text);
    let root = sheet.rsplit_once('/').unwrap().0;
    for wrong in ["C81E3C", "c81e3", "c81e3c0", "zzzzzz", "c81e3c%3B"] {
        let place = format!("{root}/brand/{wrong}/checkout.css");
        visitor.send(visitor.request(Method::GET, &place)).await.expect(404);
    }
    for wrong in ["0.png", "0", "..%2f0.png", &format!("{}.png", "0".repeat(32))] {
        visitor.send(visitor.request(Method::GET, &format!("/brand/{wrong}"))).await.expect(404);
    }
}

async fn a_logo_is_chosen_in_a_form(app: App) {
    let ada = app.merchant("ada").await;
    let browser = app.browser("ada").await;
    let post = async |fields: &[(&str, &str)], file: Option<Vec<u8>>| {
        let request = browser.request(Method::POST, "/dashboard/settings/branding");
        let request = request.header("content-type", "multipart/form-data; boundary=cut");
        browser.send(request.header("origin", &app.base).body(parts(fields, file))).await
    };
    post(&[("accent", "#334455")], Some(picture(64, 32, ImageFormat::WebP))).await.expect(303);
    let set = ada.get(200, BRANDING).await;
    assert_eq!((&set["accent"], &set["logo"]["width"]), (&json!("#334455"), &json!(64)));
    let page = browser.page("/dashboard/settings/branding").await.expect(200).text;
    assert!(page.contains("value=\"#334455\"") && page.contains("fill=\"#334455\""), "{page}");
    assert!(page.contains("enctype=\"multipart/form-data\"") && page.contains("src=\"/brand/"), "{page}");
    assert!(page.contains("Dark: #334455 becomes #"), "a colour that had to move says so");
    // No file chosen, and no colour.
    post(&[("accent", "")], Some(Vec::new())).await.expect(303);
    let kept = ada.get(200, BRANDING).await;
    assert_eq!((&kept["accent"], &kept["logo"]), (&Value::Null, &set["logo"]));
    post(&[("remove_logo", "on")], None).await.expect(303);
    assert_eq!(ada.get(200, BRANDING).await["logo"], Value::Null);
    let before = app.dump().await;
    for (file, sentence) in [
        (b"GIF89a and more".to_vec(), "not a picture we can read"),
        (vec![1; 600 * 1024], "512 kB"),
        (vec![1; 9 << 20], "512 kB"),
    ] {
        let refused = post(&[("accent", "#12")], Some(file)).await.expect(422).text;
        assert!(refused.contains("id=\"logo-error\"") && refused.contains(sentence), "{refused}");
        assert!(refused.contains("id=\"accent-error\"") && refused.contains("value=\"#12\""), "{refused}");
    }
    let huge = post(&[], Some(vec![1; 33 << 20])).await.expect(413).text;
    assert!(huge.contains("id=\"logo-error\""), "{huge}");
    assert_eq!(app.dump().await, before);
}

/// The body of a form with these fields and this file.
fn parts(fields: &[(&str, &str)], file: Option<Vec<u8>>) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        let part = format!("--cut\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    if let Some(bytes) = file {
        body.extend_from_slice(
            b"--cut\r\nContent-Disposition: form-data; name=\"logo\"; filename=\"a.webp\"\r\n\
              Content-Type: image/webp\r\n\r\n",
        );
        body.extend_from_slice(&bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--cut--\r\n");
    body
}

async fn pictures_are_limited(app: App) {
    let visitor = app.visitor();
    let mut statuses = Vec::new();
    for _ in 0..245 {
        statuses.push(visitor.send(visitor.request(Method::GET, "/brand/0.png")).await.status);
    }
    assert_eq!((statuses[0], statuses[244]), (404, 429));
}

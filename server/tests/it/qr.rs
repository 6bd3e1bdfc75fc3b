//! QR codes of links: what a scanner reads is the pay page.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use image::GrayImage;
use reqwest::Method;

use crate::support::client::code;
use crate::support::people::text;
use crate::support::{App, json, stories};

stories!(a_scanner_reads_the_pay_page, a_browser_gets_it_as_a_file);

/// What a scanner reads in this picture.
fn scan(image: &GrayImage) -> String {
    let (width, height) = (image.width() as usize, image.height() as usize);
    let mut seen = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
        image.get_pixel(u32::try_from(x).unwrap(), u32::try_from(y).unwrap()).0[0]
    });
    let codes = seen.detect_grids();
    assert_eq!(codes.len(), 1, "one code is seen");
    codes[0].decode().unwrap().1
}

/// The picture that an SVG of ours draws, four pixels a module.
fn draw(svg: &str) -> GrayImage {
    let side: u32 = svg.split("viewBox=\"0 0 ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
    let mut image = GrayImage::from_pixel(side * 4, side * 4, image::Luma([255]));
    let dark = svg.split("fill=\"#000\" d=\"").nth(1).unwrap().split('"').next().unwrap();
    for run in dark.split('M').skip(1) {
        let (place, length) = run.split_once('h').unwrap();
        let (x, y) = place.split_once(' ').unwrap();
        let length: u32 = length.split('v').next().unwrap().parse().unwrap();
        let (x, y): (u32, u32) = (x.parse().unwrap(), y.parse().unwrap());
        for (dx, dy) in (0..length * 4).flat_map(|dx| (0..4).map(move |dy| (dx, dy))) {
            image.put_pixel(x * 4 + dx, y * 4 + dy, image::Luma([0]));
        }
    }
    image
}

async fn a_scanner_reads_the_pay_page(app: App) {
    let ada = app.merchant("ada").await;
    let long = "a".repeat(64);
    let body = json!({ "title": "Tea", "priceType": "FIXED", "amount": 4999, "slug": long });
    let id = text(&ada.post(201, "/api/v1/paylinks", body).await["id"]);
    let place = format!("/api/v1/paylinks/{id}/qr");
    let url = format!("{}/p/{long}", app.base);
    let drawn = ada.get(200, &place).await;
    assert_eq!((&drawn["url"], &drawn["format"], &drawn["size"]), (&json!(url), &json!("svg"), &json!(512)));
    assert_eq!(scan(&draw(&text(&drawn["svg"]))), url);
    for size in [128, 300, 1024] {
        let png = ada.get(200, &format!("{place}?format=png&size={size}")).await;
        let bytes = STANDARD.decode(text(&png["png"])).unwrap();
        let image = image::load_from_memory(&bytes).unwrap().into_luma8();
        assert_eq!((image.width(), scan(&image)), (size, url.clone()));
    }
    for size in ["127", "1025", "0", "-5"] {
        assert_eq!(code(&ada.get(400, &format!("{place}?size={size}")).await), "BAD_SIZE size");
    }
    assert_eq!(code(&ada.get(400, &format!("{place}?format=gif")).await), "BAD_CHOICE format");
}

async fn a_browser_gets_it_as_a_file(app: App) {
    let ada = app.merchant("ada").await;
    let id = text(&ada.link("Tea").await["id"]);
    let browser = app.browser("ada").await;
    let svg = browser
        .send(browser.request(Method::GET, &format!("/dashboard/links/{id}/qr.svg")))
        .await
        .expect(200);
    assert_eq!(svg.header("content-type"), "image/svg+xml");
    assert_eq!(svg.header("content-disposition"), "");
    assert_eq!(scan(&draw(&svg.text)), format!("{}/p/tea", app.base));
    let place = format!("/dashboard/links/{id}/qr.png?size=256&download");
    let png = browser.request(Method::GET, &place).send().await.unwrap();
    assert_eq!(png.headers()["content-disposition"], "attachment; filename=\"tea.png\"");
    assert_eq!(png.headers()["cache-control"], "no-store");
    let image = image::load_from_memory(&png.bytes().await.unwrap()).unwrap().into_luma8();
    assert_eq!(scan(&image), format!("{}/p/tea", app.base));
    let nobody = app.visitor();
    nobody.send(nobody.request(Method::GET, &place)).await.expect(303);
    app.merchant("eve").await;
    let eve = app.browser("eve").await;
    eve.send(eve.request(Method::GET, &place)).await.expect(404);
}

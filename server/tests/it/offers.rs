//! What a pay page tells programs, search engines and previews.

use reqwest::Method;

use crate::support::client::{Answer, code};
use crate::support::people::text;
use crate::support::{App, Client, Value, json, stories};

stories!(
    a_program_reads_the_offer_at_the_page_s_own_address,
    a_link_that_does_not_sell_says_so_to_programs_too,
    search_engines_find_what_sells,
    a_page_carries_its_offer_as_data,
);

async fn asking(client: &Client, path: &str, accept: &str) -> Answer {
    client.send(client.request(Method::GET, path).header("accept", accept)).await
}

async fn a_program_reads_the_offer_at_the_page_s_own_address(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    let visitor = app.visitor();
    let page = asking(&visitor, "/p/tea", "text/html").await.expect(200);
    assert!(page.text.starts_with("<!doctype html>"), "{}", page.text);
    // A page that is kept does not stand in the offer's way, nor the offer in the page's.
    let offer = asking(&visitor, "/p/tea", "application/json").await.expect(200);
    assert!(offer.header("vary").contains("accept") && page.header("vary").contains("accept"));
    assert_eq!(offer.header("content-type"), "application/json");
    assert_eq!(offer.json(), visitor.get(200, "/api/v1/paylinks/public/tea").await);
    assert_eq!((&offer.json()["amountMinor"], &offer.json()["currency"]), (&json!(4999), &json!("RON")));
    assert!(asking(&visitor, "/p/tea", "text/html").await.expect(200).text.starts_with("<!doctype html>"));
    assert!(asking(&visitor, "/p/tea", "*/*").await.expect(200).text.starts_with("<!doctype html>"));
}

async fn a_link_that_does_not_sell_says_so_to_programs_too(app: App) {
    let ada = app.selling_merchant("ada").await;
    let link = text(&ada.link("Tea").await["id"]);
    ada.post(200, &format!("/api/v1/paylinks/{link}/toggle"), json!({})).await;
    let off = asking(&app.visitor(), "/p/tea", "application/json").await.expect(410).json();
    assert_eq!((code(&off), &off["error"]["reason"]), ("LINK_INACTIVE".into(), &json!("inactive")));
    let none = asking(&app.visitor(), "/p/nothing", "application/json").await.expect(404);
    assert_eq!(code(&none.json()), "NOT_FOUND");
    assert!(none.header("vary").contains("accept"));
}

async fn search_engines_find_what_sells(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    let off = text(&ada.link("Off").await["id"]);
    ada.post(200, &format!("/api/v1/paylinks/{off}/toggle"), json!({})).await;
    let visitor = app.visitor();
    let origin = app.core.config.public_url.clone();
    let robots = visitor.page("/robots.txt").await.expect(200).text;
    assert!(robots.ends_with(&format!("Sitemap: {origin}/sitemap.xml\n")), "{robots}");
    let map = visitor.page("/sitemap.xml").await.expect(200);
    assert_eq!(map.header("content-type"), "application/xml");
    assert!(map.text.contains(&format!("<loc>{origin}/p/tea</loc><lastmod>20")), "{}", map.text);
    assert!(!map.text.contains("/p/off") && map.text.matches("<url>").count() == 1, "{}", map.text);
}

async fn a_page_carries_its_offer_as_data(app: App) {
    let ada = app.selling_merchant("ada").await;
    let body = json!({ "title": "Tea </script><script>alert(1)</script>", "slug": "tea", "priceType": "FIXED",
        "amount": 4999, "description": "Green & black" });
    ada.post(201, "/api/v1/paylinks", body).await;
    let page = app.visitor().page("/p/tea").await.expect(200).text;
    let (_, rest) = page.split_once("<script type=\"application/ld+json\">").expect("a data block");
    let (data, _) = rest.split_once("</script>").unwrap();
    let product: Value = serde_json::from_str(data).unwrap();
    assert_eq!(product["name"], "Tea </script><script>alert(1)</script>");
    assert_eq!((&product["@type"], &product["description"]), (&json!("Product"), &json!("Green & black")));
    let offer = &product["offers"];
    assert_eq!((&offer["price"], &offer["priceCurrency"]), (&json!("49.99"), &json!("RON")));
    assert_eq!(offer["url"], json!(format!("{}/p/tea", app.core.config.public_url)));
    assert_eq!(offer["seller"]["name"], "ada's shop");
    assert!(!page.contains("<script>alert"), "{page}");
}

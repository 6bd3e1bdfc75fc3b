//! Security headers of every surface, errors included, as a snapshot (B4).

use std::fmt::Write as _;

use reqwest::Method;

use crate::support::people::text;
use crate::support::snapshot::assert_snapshot;
use crate::support::{App, Client, json, stories};

stories!(every_surface_keeps_its_headers = https, other_origins_get_no_leave);

/// What says nothing about safety, or differs from run to run.
const DULL: [&str; 9] = [
    "date",
    "content-length",
    "x-request-id",
    "etag",
    "last-modified",
    "accept-ranges",
    "set-cookie",
    "location",
    "request-id",
];

/// A picture of one pixel.
const LOGO: &str =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

async fn line(client: &Client, method: &str, path: &str) -> String {
    let request =
        client.request(Method::from_bytes(method.as_bytes()).unwrap(), path).header("accept", "text/html");
    let answer = client.send(request).await;
    let mut headers: Vec<String> = answer
        .headers
        .iter()
        .filter(|(name, _)| !DULL.contains(&name.as_str()))
        .map(|(name, value)| format!("  {name}: {}", value.to_str().unwrap()))
        .collect();
    headers.sort();
    format!("{}\n{}\n", answer.status, headers.join("\n"))
}

/// The address of a file for its own merchant.
async fn file(app: &App, ada: &Client, browser: &Client) -> String {
    let ours = |url: &str| url.strip_prefix("https://pay.example.com").unwrap().to_owned();
    let wish = json!({ "filename": "a.pdf", "contentType": "application/pdf" });
    let signed = ada.post(200, "/api/v1/uploads/presign", wish).await;
    let put = app.visitor().request(Method::PUT, &ours(&text(&signed["uploadUrl"])));
    ada.send(put.header("content-type", "application/pdf").body("%PDF")).await.expect(200);
    let own = browser.page(&format!("/dashboard/links/x/files/{}", text(&signed["key"]))).await.expect(303);
    ours(own.header("location"))
}

async fn every_surface_keeps_its_headers(app: App) {
    let ada = app.selling_merchant("ada").await;
    let link = ada.link("Tea").await;
    let off = ada.link("Off").await;
    ada.post(200, &format!("/api/v1/paylinks/{}/toggle", text(&off["id"])), json!({})).await;
    let visitor = app.visitor();
    let sheet = visitor.send(visitor.request(Method::GET, "/")).await.text;
    let sheet = sheet
        .split('"')
        .find(|part| part.starts_with("/assets/") && part.contains(".css"))
        .unwrap()
        .to_owned();
    let logo = ada.patch(200, "/api/v1/me/branding", json!({ "logo": LOGO })).await;
    let logo = text(&logo["logo"]["url"]).strip_prefix("https://pay.example.com").unwrap().to_owned();
    let (root, name) = sheet.rsplit_once('/').unwrap();
    assert_eq!(name, "app.css");
    let in_accent = format!("{root}/brand/c81e3c/checkout.css");
    let browser = app.browser("ada").await;
    let file = file(&app, &ada, &browser).await;
    let code = format!("/dashboard/links/{}/qr.png?download", text(&link["id"]));
    let link = format!("/api/v1/paylinks/{}", text(&link["id"]));
    let mut told = String::new();
    for (who, name, method, path, shown) in [
        (&visitor, "front page", "GET", "/", "/"),
        (&visitor, "unknown page", "GET", "/nothing", "/nothing"),
        (&visitor, "sign-in", "GET", "/sign-in", "/sign-in"),
        (&visitor, "a bad mailed link", "GET", "/sign-in/confirm?token=x", "/sign-in/confirm?token=x"),
        (&visitor, "a form from another site", "POST", "/sign-in", "/sign-in"),
        (&visitor, "dashboard of nobody", "GET", "/dashboard/links", "/dashboard/links"),
        (&visitor, "pay page", "GET", "/p/tea", "/p/tea"),
        (&visitor, "pay page that is off", "GET", "/p/off", "/p/off"),
        (&visitor, "unknown pay page", "GET", "/p/never", "/p/never"),
        (&visitor, "unknown return page", "GET", "/p/tea/return/x", "/p/tea/return/x"),
        (&visitor, "form of a new link", "GET", "/dashboard/links/new", "/dashboard/links/new"),
        (&visitor, "preview", "GET", "/dashboard/links/preview", "/dashboard/links/preview"),
        (&ada, "api", "GET", "/api/v1/me", "/api/v1/me"),
        (&ada, "api, one", "GET", &link, "/api/v1/paylinks/{id}"),
        (&visitor, "api, nobody", "GET", "/api/v1/me", "/api/v1/me"),
        (&visitor, "api, unknown", "GET", "/api/v1/nothing", "/api/v1/nothing"),
        (&visitor, "api, wrong method", "PUT", "/api/v1/me", "/api/v1/me"),
        (&visitor, "api, public", "GET", "/api/v1/stripe/pk", "/api/v1/stripe/pk"),
        (&visitor, "api, preflight", "OPTIONS", "/api/v1/me", "/api/v1/me"),
        (&visitor, "document", "GET", "/openapi.json", "/openapi.json"),
        (&visitor, "document", "GET", "/openapi.yaml", "/openapi.yaml"),
        (&visitor, "webhook without a signature", "POST", "/webhooks/stripe", "/webhooks/stripe"),
        (&visitor, "health", "GET", "/healthz", "/healthz"),
        (&visitor, "readiness", "GET", "/readyz", "/readyz"),
        (&visitor, "style", "GET", &sheet, "/assets/{hash}/….css"),
        (&visitor, "style in an accent", "GET", &in_accent, "/assets/{hash}/brand/{rrggbb}/checkout.css"),
        (&visitor, "logo", "GET", &logo, "/brand/{hash}.png"),
        (&visitor, "a file", "GET", &file, "/files/{key}/{name}?…"),
        (&visitor, "a file without a signature", "GET", "/files/0/a.pdf", "/files/0/a.pdf"),
        (&visitor, "bytes without a signature", "PUT", "/files/0/a.pdf", "/files/0/a.pdf"),
        (&visitor, "unknown logo", "GET", "/brand/0.png", "/brand/0.png"),
        (&browser, "QR code as a file", "GET", &code, "/dashboard/links/{id}/qr.png?download"),
        (&visitor, "unknown asset", "GET", "/assets/0/nothing.css", "/assets/0/nothing.css"),
        (&visitor, "robots", "GET", "/robots.txt", "/robots.txt"),
        (&visitor, "mailbox of the sandbox", "GET", "/dev/mailbox.json", "/dev/mailbox.json"),
        (
            &visitor,
            "Stripe.js of the sandbox",
            "GET",
            "/sandbox/stripe/endive/stripe.js",
            "/sandbox/stripe/endive/stripe.js",
        ),
    ] {
        let headers = line(who, method, path).await;
        writeln!(told, "{name}: {method} {shown} {headers}").unwrap();
    }
    assert!(!told.contains("unsafe-"), "no policy allows anything unsafe");
    assert!(!told.to_lowercase().contains("server:") && !told.contains("x-powered-by"));
    assert_snapshot("headers.txt", &told);
}

async fn other_origins_get_no_leave(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    let evil = ada.with("origin", "https://evil.example");
    for path in ["/api/v1/me", "/api/v1/paylinks/public/tea", "/p/tea", "/dashboard/links", "/openapi.json"] {
        for method in [Method::GET, Method::OPTIONS] {
            let request = evil.request(method, path).header("access-control-request-method", "POST");
            let answer = evil.send(request).await;
            let leave = answer.headers.keys().find(|name| name.as_str().starts_with("access-control-"));
            assert_eq!(leave, None, "{path}");
        }
    }
}

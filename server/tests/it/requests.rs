//! Requests that are not what they should be: too large, broken, of another type, too deep, too many.

use std::time::Duration;

use futures::future::join_all;
use reqwest::Method;

use crate::support::client::code;
use crate::support::people::text;
use crate::support::{App, Value, json, stories};

stories!(
    bodies_that_cannot_be_read_are_refused,
    unknown_places_and_methods_have_their_errors,
    the_public_is_limited = limited,
    a_key_is_limited = limited,
);

async fn bodies_that_cannot_be_read_are_refused(app: App) {
    let ada = app.merchant("ada").await;
    let send = async |body: String, kind: &str| {
        let request = ada.request(Method::POST, "/api/v1/paylinks").header("content-type", kind);
        let answer = ada.send(request.body(body)).await;
        (answer.status, code(&answer.json()))
    };
    let json_type = "application/json";
    let padded = |size: usize| {
        format!(r#"{{"title":"Tea","priceType":"FIXED","amount":4999,"description":"{}"}}"#, "x".repeat(size))
    };
    assert_eq!(send(padded(300 * 1024), json_type).await, (413, "BODY_TOO_LARGE".into()));
    assert_eq!(send(padded(200 * 1024), json_type).await, (400, "TOO_LONG description".into()));
    for broken in [
        "{",
        "{\"title\":}",
        "[]",
        "\"x\"",
        "null",
        "7",
        "{\"title\":\"a\"}{}",
        "{'title':'a'}",
        "\u{0}",
        "<x/>",
    ] {
        assert_eq!(send(broken.into(), json_type).await, (400, "BAD_JSON".into()), "{broken}");
    }
    let deep = format!("{{\"title\":{}{}}}", "[".repeat(5000), "]".repeat(5000));
    assert_eq!(send(deep, json_type).await, (400, "BAD_JSON".into()));
    for kind in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "application/jsonp",
        "",
        "text/json",
    ] {
        assert_eq!(send(padded(1), kind).await, (415, "UNSUPPORTED_MEDIA_TYPE".into()), "{kind}");
    }
    let mut bytes = padded(1).into_bytes();
    bytes[12] = 0xff;
    let request = ada.request(Method::POST, "/api/v1/paylinks").header("content-type", json_type);
    assert_eq!(code(&ada.send(request.body(bytes)).await.expect(400).json()), "BAD_JSON");
    let twice = r#"{"title":"Tea","priceType":"FIXED","amount":4999,"amount":1}"#;
    let answer = send(twice.into(), json_type).await;
    assert!(
        answer.0 == 400
            || app.count("select count(*) from payment_link where amount_minor = 4999").await == 0
    );
    app.run("delete from payment_link_revision").await;
    app.run("delete from payment_link").await;
    assert_eq!(send(padded(1), "application/json; charset=utf-8").await.0, 201);
    let request = ada.request(Method::POST, "/webhooks/stripe").body("x".repeat(2 * 1024 * 1024));
    ada.send(request).await.expect(413);
    let large = app.visitor();
    let form = large.request(Method::POST, "/sign-in").header("origin", &app.base);
    let form = form.form(&[("email", "x".repeat(300 * 1024))]);
    large.send(form).await.expect(413);
}

async fn unknown_places_and_methods_have_their_errors(app: App) {
    let ada = app.merchant("ada").await;
    for path in ["/api/v1/nothing", "/api/v2/me", "/api/v1/", "/api/v1/paylinks/x/y/z", "/webhooks/other"] {
        assert_eq!(code(&ada.get(404, path).await), "NOT_FOUND", "{path}");
    }
    assert_eq!(code(&ada.delete(405, "/api/v1/me").await), "METHOD_NOT_ALLOWED");
    let odd = Method::from_bytes(b"PURGE").unwrap();
    ada.send(ada.request(odd, "/api/v1/me")).await.expect(405);
    let page =
        ada.send(ada.request(Method::GET, "/nothing-here").header("accept", "text/html")).await.expect(404);
    assert!(page.header("content-type").starts_with("text/html"), "{}", page.header("content-type"));
    let id = text(&ada.link("Tea").await["id"]);
    let refused: Value = ada.get(400, &format!("/api/v1/paylinks/{id}?verbose=1")).await;
    assert_eq!(code(&refused), "UNKNOWN_FIELD verbose");
    let wrong = ada.send(ada.request(Method::POST, "/api/v1/paylinks").json(&json!({}))).await.expect(400);
    assert!(wrong.header("content-type").starts_with("application/json"));
    assert!(!wrong.header("x-request-id").is_empty());
}

async fn the_public_is_limited(app: App) {
    let visitor = app.visitor();
    let calls = (0..140).map(|_| visitor.send(visitor.request(Method::GET, "/api/v1/stripe/pk")));
    let answers = join_all(calls).await;
    let limited: Vec<_> = answers.iter().filter(|answer| answer.status == 429).collect();
    assert!(
        limited.len() >= 15 && answers.iter().all(|a| a.status == 200 || a.status == 429),
        "{}",
        limited.len()
    );
    let wait: u64 = limited[0].header("retry-after").parse().unwrap();
    // What a client claims about its address changes nothing.
    let liar = visitor.with("x-forwarded-for", "203.0.113.9");
    liar.get(429, "/api/v1/stripe/pk").await;
    app.wait(Duration::from_secs(wait + 1));
    visitor.get(200, "/api/v1/stripe/pk").await;
    // Stripe's news and health are never limited.
    let probes = (0..200).map(|_| visitor.send(visitor.request(Method::GET, "/healthz")));
    assert!(join_all(probes).await.iter().all(|answer| answer.status == 200));
}

async fn a_key_is_limited(app: App) {
    let ada = app.merchant("ada").await;
    let program = ada.api_key(&["read"]).await;
    let calls = (0..650).map(|_| program.send(program.request(Method::GET, "/api/v1/me")));
    let answers = join_all(calls).await;
    let limited = answers.iter().filter(|answer| answer.status == 429).count();
    assert!((30..=50).contains(&limited), "{limited}");
    ada.get(200, "/api/v1/me").await;
}

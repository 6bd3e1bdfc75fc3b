//! Signing in by mailed link over the API: once, within ten minutes, by nobody who guesses (A1, A2, A3).

use std::time::Duration;

use futures::future::join_all;
use reqwest::Method;

use crate::support::client::code;
use crate::support::people::{text, token_in};
use crate::support::{App, Value, json, stories};

stories!(
    a_mailed_link_signs_in_once,
    a_link_lives_ten_minutes,
    scanners_burn_nothing,
    one_of_a_hundred_wins,
    a_first_sign_in_makes_one_merchant,
    a_guess_finds_nothing,
    nobody_learns_who_has_an_account,
    bad_addresses_are_refused,
    guessing_is_limited = limited,
    asking_is_limited = limited,
);

fn verify(token: &str) -> String {
    format!("/api/v1/auth/verify?token={token}")
}

async fn a_mailed_link_signs_in_once(app: App) {
    let asked = app.visitor().post(200, "/api/v1/auth/request", json!({ "email": "Ada@Example.com " })).await;
    assert_eq!(asked, json!({ "ok": true }));
    app.settle().await;
    let mail = &app.mails("ada@example.com")[0];
    assert!(mail.links[0].starts_with(&format!("{}/sign-in/confirm?token=", app.base)), "{:?}", mail.links);
    let path = verify(&token_in(&mail.links[0]));
    let signed_in = app.visitor().get(200, &path).await;
    assert_eq!(signed_in["needsOnboarding"], true);
    assert_eq!(signed_in["tokenType"], "Bearer");
    assert_eq!(signed_in["expiresInSeconds"], 7 * 24 * 3600);
    assert_eq!(signed_in["user"]["email"], "ada@example.com");
    let ada = crate::support::Client::new(&app, Some(text(&signed_in["token"])));
    assert_eq!(ada.get(200, "/api/v1/me").await["email"], "ada@example.com");
    assert_eq!(code(&app.visitor().get(400, &path).await), "TOKEN_USED");
}

async fn a_link_lives_ten_minutes(app: App) {
    let early = app.mailed_token("ada@example.com").await;
    app.wait(Duration::from_secs(590));
    app.visitor().get(200, &verify(&early)).await;
    let late = app.mailed_token("ada@example.com").await;
    app.wait(Duration::from_secs(601));
    assert_eq!(code(&app.visitor().get(400, &verify(&late)).await), "TOKEN_EXPIRED");
}

async fn scanners_burn_nothing(app: App) {
    let token = app.mailed_token("ada@example.com").await;
    let path = verify(&token);
    let scanner = app.visitor();
    scanner.send(scanner.request(Method::HEAD, &path)).await.expect(405);
    scanner.send(scanner.request(Method::OPTIONS, &path)).await.expect(405);
    for (name, value) in [
        ("sec-fetch-mode", "navigate"),
        ("accept", "text/html,application/xhtml+xml,*/*;q=0.8"),
        ("accept", "text/html"),
    ] {
        let opened = scanner.with(name, value);
        let answer = opened.send(opened.request(Method::GET, &path)).await.expect(303);
        assert_eq!(answer.header("location"), format!("/sign-in/confirm?token={token}"));
        opened.send(opened.request(Method::GET, answer.header("location"))).await.expect(200);
        opened.send(opened.request(Method::HEAD, answer.header("location"))).await.expect(200);
    }
    app.visitor().get(200, &path).await;
}

async fn one_of_a_hundred_wins(app: App) {
    let path = verify(&app.mailed_token("ada@example.com").await);
    let callers: Vec<_> = (0..100).map(|_| app.visitor()).collect();
    let answers =
        join_all(callers.iter().map(|caller| caller.send(caller.request(Method::GET, &path)))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    let losers = answers.iter().filter(|answer| answer.status != 200);
    for loser in losers {
        assert_eq!(code(&loser.json()), "TOKEN_USED");
    }
}

async fn a_first_sign_in_makes_one_merchant(app: App) {
    let one = app.mailed_token("ada@example.com").await;
    let two = app.mailed_token("ada@example.com").await;
    let (left, right) = (app.visitor(), app.visitor());
    let (one, two) = (verify(&one), verify(&two));
    tokio::join!(left.get(200, &one), right.get(200, &two));
    assert_eq!(app.count("select count(*) from app_user").await, 1);
    assert_eq!(app.count("select count(*) from merchant").await, 1);
}

async fn a_guess_finds_nothing(app: App) {
    let token = app.mailed_token("ada@example.com").await;
    let (id, mark) = token.split_once('.').unwrap();
    assert_eq!(mark.len(), 64, "256 bits");
    let flipped = if mark.starts_with('0') { "1" } else { "0" };
    let guesses = [
        String::new(),
        ".".into(),
        id.to_owned(),
        format!("{id}."),
        format!("{id}.{}", "0".repeat(64)),
        format!("{id}.{flipped}{}", &mark[1..]),
        format!("{id}.{}", &mark[1..]),
        format!("{id}.{}", mark.to_uppercase() + "x"),
        format!("00000000-0000-7000-8000-000000000000.{mark}"),
        "x".repeat(5000),
    ];
    for guess in guesses {
        assert_eq!(code(&app.visitor().get(400, &verify(&guess)).await), "BAD_TOKEN", "{guess}");
    }
    assert_eq!(app.count("select count(*) from sign_in_link where used_at is not null").await, 0);
    app.visitor().get(200, &verify(&token)).await;
}

async fn nobody_learns_who_has_an_account(app: App) {
    app.merchant("ada").await;
    let ask = async |email: &str| {
        let visitor = app.visitor();
        let request = visitor.request(Method::POST, "/api/v1/auth/request").json(&json!({ "email": email }));
        let answer = visitor.send(request).await;
        (answer.status, answer.text.clone(), answer.header("content-length").to_owned())
    };
    assert_eq!(ask("ada@example.com").await, ask("nobody@example.com").await);
    let pair = |id: &str| json!({ "keyId": id, "keySecret": "pls_wrong" });
    let known = app.selling_merchant("eve").await;
    let key = known.post(201, "/api/v1/auth/api-keys", json!({ "name": "x" })).await;
    let one = app.visitor().post(401, "/api/v1/auth/api/token", pair(&text(&key["keyId"]))).await;
    let two = app.visitor().post(401, "/api/v1/auth/api/token", pair("plk_unknown")).await;
    assert_eq!(one, two);
}

async fn bad_addresses_are_refused(app: App) {
    for email in
        ["", "ada", "ada@", "@example.com", "a b@example.com", "ada@example.com\r\nBcc: eve@example.com"]
    {
        let refused = app.visitor().post(400, "/api/v1/auth/request", json!({ "email": email })).await;
        assert_eq!(refused["error"]["field"], "email", "{email}: {refused}");
    }
    let refused = app.visitor().post(400, "/api/v1/auth/request", json!({})).await;
    assert_eq!(code(&refused), "REQUIRED email");
    assert_eq!(app.count("select count(*) from sign_in_link").await, 0);
}

async fn guessing_is_limited(app: App) {
    let guess = verify(&format!("00000000-0000-7000-8000-000000000000.{}", "0".repeat(64)));
    for _ in 0..10 {
        app.visitor().get(400, &guess).await;
    }
    let visitor = app.visitor();
    let limited = visitor.send(visitor.request(Method::GET, &guess)).await.expect(429);
    let wait: u64 = limited.header("retry-after").parse().unwrap();
    assert!((1..=60).contains(&wait), "{wait}");
    assert_eq!(code(&limited.json()), "RATE_LIMITED");
    app.wait(Duration::from_secs(wait));
    app.visitor().get(400, &guess).await;
}

async fn asking_is_limited(app: App) {
    let ask = async |status: u16, email: &str| -> Value {
        app.visitor().post(status, "/api/v1/auth/request", json!({ "email": email })).await
    };
    for _ in 0..5 {
        ask(200, "ada@example.com").await;
    }
    ask(429, "ada@example.com").await;
    ask(429, "ADA@example.com").await;
    ask(200, "bob@example.com").await;
    app.settle().await;
    assert_eq!(app.mails("ada@example.com").len(), 5);
    app.wait(Duration::from_hours(1));
    ask(200, "ada@example.com").await;
}

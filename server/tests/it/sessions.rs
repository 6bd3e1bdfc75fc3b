//! Signed-in browsers: rotated at sign-in, ended at sign-out, idle a day, seven days at most (A1, A5, B1).

use std::time::Duration;

use reqwest::Method;

use crate::support::people::token_in;
use crate::support::{App, Client, json, stories};

stories!(
    a_browser_signs_in_and_out,
    a_planted_session_is_never_signed_in,
    another_browser_must_confirm,
    a_session_idles_out_and_ends_after_a_week,
    a_session_is_revoked_from_another_browser,
    other_sites_may_not_post,
    cookies_are_bound_to_the_host_on_https = https,
);

const HOME: &str = "/dashboard/links";

async fn signed_in(app: &App) -> Client {
    app.merchant("ada").await;
    let browser = app.browser("ada").await;
    browser.page(HOME).await.expect(200);
    browser
}

async fn a_browser_signs_in_and_out(app: App) {
    let browser = signed_in(&app).await;
    let before = browser.cookie("session").unwrap();
    browser.form("/sign-out", &[]).await.expect(303);
    browser.plant("session", &before);
    let shut = browser.page(HOME).await.expect(303);
    assert!(shut.header("location").starts_with("/sign-in"), "{}", shut.header("location"));
    assert_eq!(app.count("select count(*) from page_session where user_id is not null").await, 0);
}

async fn a_planted_session_is_never_signed_in(app: App) {
    app.merchant("ada").await;
    let browser = app.visitor();
    let token = browser.ask("ada@example.com").await;
    let before = browser.cookie("session").expect("the page remembers whom it mailed");
    browser.press(&token).await.expect(303);
    let after = browser.cookie("session").unwrap();
    assert_ne!(before, after, "a new id at sign-in");
    let thief = app.visitor();
    thief.plant("session", &before);
    thief.page(HOME).await.expect(303);
    thief.plant("session", "AAAAAAAAAAAAAAAAAAAAAA");
    thief.page(HOME).await.expect(303);
    thief.plant("session", &"%00!x".repeat(50));
    thief.page(HOME).await.expect(303);
}

async fn another_browser_must_confirm(app: App) {
    app.merchant("ada").await;
    let (asking, other) = (app.visitor(), app.visitor());
    let token = asking.ask("ada@example.com").await;
    other.press(&token).await.expect(409);
    other.page(HOME).await.expect(303);
    other.form("/sign-in/confirm", &[("token", &token), ("confirmed", "yes")]).await.expect(303);
    other.page(HOME).await.expect(200);
    asking.press(&token).await.expect(400);
}

async fn a_session_idles_out_and_ends_after_a_week(app: App) {
    let browser = signed_in(&app).await;
    app.wait(Duration::from_hours(23));
    browser.page(HOME).await.expect(200);
    app.wait(Duration::from_hours(25));
    browser.page(HOME).await.expect(303);

    let browser = signed_in(&app).await;
    for _ in 0..8 {
        app.wait(Duration::from_hours(20));
        browser.page(HOME).await.expect(200);
    }
    app.wait(Duration::from_hours(9));
    browser.page(HOME).await.expect(303);
}

async fn a_session_is_revoked_from_another_browser(app: App) {
    let browser = signed_in(&app).await;
    let token = app.mailed_token("ada@example.com").await;
    let signed = app.visitor().get(200, &format!("/api/v1/auth/verify?token={token}")).await;
    let ada = Client::new(&app, Some(crate::support::people::text(&signed["token"])));
    let list = ada.get(200, "/api/v1/auth/sessions").await;
    assert_eq!(list["data"].as_array().unwrap().len(), 1, "{list}");
    assert!(!list.to_string().contains(&browser.cookie("session").unwrap()), "the cookie is never shown");
    let id = crate::support::people::text(&list["data"][0]["id"]);
    let eve = app.merchant("eve").await;
    eve.delete(404, &format!("/api/v1/auth/sessions/{id}")).await;
    browser.page(HOME).await.expect(200);
    ada.delete(200, &format!("/api/v1/auth/sessions/{id}")).await;
    browser.page(HOME).await.expect(303);
}

async fn other_sites_may_not_post(app: App) {
    let browser = signed_in(&app).await;
    let fields = [("title", "Stolen"), ("amount", "10"), ("currency", "RON"), ("active", "on")];
    let headers: [&[(&'static str, &str)]; 7] = [
        &[],
        &[("origin", "https://evil.example")],
        &[("origin", "null")],
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
        &[("sec-fetch-site", "cross-site"), ("origin", &app.base)],
        &[("sec-fetch-site", "none"), ("origin", "https://evil.example")],
    ];
    for path in
        ["/dashboard/links/new", "/sign-out", "/sign-in", "/fn/save-link", "/dashboard/developers/keys"]
    {
        for set in headers {
            let mut request = browser.request(Method::POST, path).form(&fields);
            for (name, value) in set {
                request = request.header(*name, *value);
            }
            let answer = browser.send(request).await;
            assert_eq!(answer.status, 403, "{path} {set:?}");
        }
    }
    assert_eq!(app.count("select count(*) from payment_link").await, 0);
    browser.page(HOME).await.expect(200);
    // A cookie opens no door of the API.
    browser.get(401, "/api/v1/me").await;
    let made = browser.form("/dashboard/links/new", &fields).await.expect(303);
    assert!(made.header("location").starts_with("/dashboard/links"), "{}", made.header("location"));
    assert_eq!(app.count("select count(*) from payment_link").await, 1);
}

async fn cookies_are_bound_to_the_host_on_https(app: App) {
    let browser = app.visitor();
    let sent = browser.form("/sign-in", &[("email", "ada@example.com")]).await.expect(303);
    let cookies: Vec<_> =
        sent.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap()).collect();
    assert_eq!(cookies.len(), 2, "{cookies:?}");
    for cookie in cookies {
        assert!(cookie.starts_with("__Host-"), "{cookie}");
        for part in ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"] {
            assert!(cookie.contains(part), "{cookie} lacks {part}");
        }
        assert!(!cookie.to_lowercase().contains("domain"), "{cookie}");
    }
    app.settle().await;
    let mail = &app.mails("ada@example.com")[0];
    assert!(mail.links[0].starts_with("https://pay.example.com/sign-in/confirm?token="));
    let token = token_in(&mail.links[0]);
    browser.press(&token).await.expect(303);
    browser.page("/onboarding").await.expect(200);
    let planted = app.visitor();
    planted.plant("session", &browser.cookie("__Host-session").unwrap());
    planted.page("/onboarding").await.expect(303);
    assert_eq!(
        app.visitor().get(200, "/api/v1/stripe/pk").await,
        json!({ "publishableKey": "pk_test_sandbox" })
    );
}

//! Two hundred ways to lead somebody who signs in to another site: none of them leaves our origin (A9).

use reqwest::{Method, Url};

use crate::support::people::token_in;
use crate::support::{App, json, stories};

stories!(nothing_leads_to_another_site, our_own_places_are_reached);

fn corpus(base: &str) -> Vec<String> {
    let hosts = ["evil.example", "evil.example:80", "evil%2eexample", "3232235777", "[::1]", "ëvil.example"];
    let heads = [
        "http://",
        "https://",
        "HTTPS://",
        "//",
        "///",
        "////",
        "/\\",
        "\\\\",
        "\\/",
        "/\t/",
        "/\n/",
        "/\r/",
        "\t//",
        " //",
        "https:",
        "https:/",
        "https:///",
        "http:\\\\",
        "/%2f",
        "/%2F/",
        "/%5c",
        "%2f%2f",
        "/%09/",
        "/%0a/",
        "/%0d/",
        "javascript://",
        "data://",
        "ftp://",
        "blob:https://",
        "view-source:https://",
        "/;@",
        "@",
        ".",
    ];
    let mut all: Vec<String> =
        heads.iter().flat_map(|head| hosts.iter().map(move |host| format!("{head}{host}/"))).collect();
    all.extend([
        format!("{base}@evil.example/"),
        format!("{base}.evil.example/"),
        format!("{base}evil.example/"),
        format!("{base}:80@evil.example/"),
        format!("{base}\\@evil.example/"),
        format!("{base}//evil.example/"),
        format!("{base}/\\evil.example/"),
        format!("https://evil.example/?{base}"),
        format!("https://evil.example#{base}"),
        "javascript:alert(1)".into(),
        "java\nscript:alert(1)".into(),
        "data:text/html,<script>alert(1)</script>".into(),
        "/ok\r\nLocation: https://evil.example".into(),
        "/ok\u{0}".into(),
        "/\u{202e}elpmaxe.live//".into(),
        "/\u{2028}/evil.example".into(),
        "．/evil.example".into(),
        "／／evil.example".into(),
        format!("/{}", "a".repeat(600)),
    ]);
    all
}

/// Where a browser on our page ends up when it is sent to `place`.
fn lands_at_home(base: &str, place: &str) -> bool {
    let base = Url::parse(base).unwrap();
    base.join(place).is_ok_and(|url| url.origin() == base.origin())
}

async fn nothing_leads_to_another_site(app: App) {
    let corpus = corpus(&app.base);
    assert!(corpus.len() >= 200, "{}", corpus.len());
    let browser = app.visitor();
    for place in &corpus {
        let asked = json!({ "email": "ada@example.com", "redirectTo": place });
        let request = browser.request(Method::POST, "/api/v1/auth/request").json(&asked);
        let answer = browser.send(request).await;
        assert!(matches!(answer.status, 200 | 400), "{place}: {}", answer.text);
        if answer.status == 200 {
            assert!(lands_at_home(&app.base, place), "{place} was taken");
        } else {
            assert_eq!(answer.json()["error"]["code"], "BAD_REDIRECT", "{place}");
        }
        let next: String = form_urlencoded::byte_serialize(place.as_bytes()).collect();
        let page = browser.request(Method::GET, &format!("/sign-in?next={next}"));
        let page = browser.send(page.header("accept", "text/html")).await.expect(200);
        let kept = page.text.contains("evil.example");
        assert!(!kept || lands_at_home(&app.base, place), "{place} is in the page");
        let form = [("email", "ada@example.com"), ("next", place)];
        let posted = browser
            .send(browser.request(Method::POST, "/sign-in").header("origin", &app.base).form(&form))
            .await;
        if posted.status == 303 {
            assert!(lands_at_home(&app.base, place), "{place} was taken by the page");
            assert!(lands_at_home(&app.base, posted.header("location")));
        }
    }
    app.settle().await;
}

async fn our_own_places_are_reached(app: App) {
    app.merchant("ada").await;
    let whole = format!("{}/dashboard/payments", app.base);
    for (place, reached) in [
        ("/dashboard/payments?status=FAILED", "/dashboard/payments?status=FAILED"),
        (whole.as_str(), "/dashboard/payments"),
    ] {
        let browser = app.visitor();
        let form = [("email", "ada@example.com"), ("next", place)];
        browser
            .send(browser.request(Method::POST, "/sign-in").header("origin", &app.base).form(&form))
            .await
            .expect(303);
        app.settle().await;
        let token = token_in(&app.mails("ada@example.com")[0].links[0]);
        let press = browser.request(Method::POST, "/sign-in/confirm").header("origin", &app.base);
        let answer = browser.send(press.form(&[("token", token)])).await.expect(303);
        assert_eq!(answer.header("location"), reached);
    }
}

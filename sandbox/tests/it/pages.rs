//! The hosted pages: headers, no inline script or style, and the files browsers load.

use crate::support::{App, id};

#[tokio::test]
async fn pages_are_plain_and_strict() {
    let app = App::start().await;
    let seller = app.seller().await;
    let intent = app.intent(&seller).await;
    app.pay(&seller, &intent, "4242424242424242").await.ok();
    let form = [
        ("account", seller.as_str()),
        ("type", "account_onboarding"),
        ("return_url", "http://s.example"),
        ("refresh_url", "http://s.example"),
    ];
    let link = app.post(None, "/v1/account_links", &form).await.ok();
    let login = app.post(None, &format!("/v1/accounts/{seller}/login_links"), &[]).await.ok();
    let seen = app
        .get(Some(&seller), &format!("/v1/payment_intents/{}?expand[]=latest_charge", id(&intent)))
        .await
        .ok();
    let waiting = app.intent(&seller).await;
    let waiting = app.pay(&seller, &waiting, "4000000000003220").await.ok();
    for url in [
        &link["url"],
        &login["url"],
        &seen["latest_charge"]["receipt_url"],
        &waiting["next_action"]["use_stripe_sdk"]["stripe_js"],
    ] {
        let url = url.as_str().unwrap();
        let page = app.http.get(url).send().await.unwrap();
        assert_eq!(page.status(), 200, "{url}");
        let policy = page.headers()["content-security-policy"].to_str().unwrap().to_owned();
        assert!(
            policy.starts_with("default-src 'none'; style-src 'self'") && policy.contains("form-action *"),
            "{policy}"
        );
        assert!(!policy.contains("unsafe"));
        let html = page.text().await.unwrap();
        assert!(html.contains("Stripe sandbox stand-in.") && html.contains("No real money"), "{html}");
        assert!(!html.contains("<style") && !html.contains("style=") && !html.contains("<script>"), "{html}");
        let style = html.split("rel=\"stylesheet\" href=\"").nth(1).unwrap().split('"').next().unwrap();
        let style = reqwest::Url::parse(url).unwrap().join(style).unwrap();
        let css = app.http.get(style).send().await.unwrap();
        assert_eq!(
            (css.status().as_u16(), &css.headers()["content-type"]),
            (200, &"text/css; charset=utf-8".parse().unwrap())
        );
    }
    let dashboard = app.http.get(login["url"].as_str().unwrap()).send().await.unwrap().text().await.unwrap();
    assert!(dashboard.contains("49.99 RON") && dashboard.contains("visa •••• 4242"));
}

#[tokio::test]
async fn text_of_others_is_escaped() {
    let app = App::start().await;
    let seller = app.seller().await;
    let form = [("amount", "500"), ("currency", "ron"), ("description", "<script>alert(1)</script>")];
    let intent = app.post(Some(&seller), "/v1/payment_intents", &form).await.ok();
    app.pay(&seller, &intent, "4242424242424242").await.ok();
    let login = app.post(None, &format!("/v1/accounts/{seller}/login_links"), &[]).await.ok();
    let dashboard = app.http.get(login["url"].as_str().unwrap()).send().await.unwrap().text().await.unwrap();
    assert!(!dashboard.contains("<script>alert"), "{dashboard}");
    assert!(dashboard.contains("alert(1)"));
}

#[tokio::test]
async fn unknown_browser_files_are_not_found() {
    let app = App::start().await;
    for name in ["nothing.js", ".gitkeep", "..%2Fpages.css"] {
        let answer = app.http.get(format!("{}/endive/{name}", app.base)).send().await.unwrap();
        assert_eq!(answer.status(), 404, "{name}");
    }
}

//! What must never be written down: no secret reaches the log or, where only its mark is needed, the database (O1).

use reqwest::Method;

use crate::support::app::{CONNECT_SECRET, PLATFORM_SECRET, ROOT_SECRET};
use crate::support::people::text;
use crate::support::{App, journal, json, stories};

stories!(secrets_stay_out_of_the_log);

async fn secrets_stay_out_of_the_log(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    let mailed = app.mailed_token("canary-person@example.com").await;
    app.visitor().get(200, &format!("/api/v1/auth/verify?token={mailed}")).await;
    let key = ada.post(201, "/api/v1/auth/api-keys", json!({ "name": "Shop" })).await;
    let pair = json!({ "keyId": key["keyId"], "keySecret": key["keySecret"] });
    let token = app.visitor().post(200, "/api/v1/auth/api/token", pair).await;
    let buyer = app.buyer();
    let started = buyer.start_with(200, "tea", json!({ "email": "canary-buyer@example.com" })).await;
    buyer.confirm(&started, "pm_card_visa").await.expect(200);
    app.settle().await;
    // Every way of going wrong while secrets are at hand.
    app.visitor().get(400, &format!("/api/v1/auth/verify?token={mailed}")).await;
    let wrong = json!({ "keyId": key["keyId"], "keySecret": "pls_canary-wrong-secret" });
    app.visitor().post(401, "/api/v1/auth/api/token", wrong).await;
    let visitor = app.visitor();
    for (path, body) in [
        ("/api/v1/auth/api/token", r#"{"keySecret":"pls_canary-broken-json"#),
        ("/api/v1/auth/api/token", r#"{"keyId":"x","keySecret":["pls_canary-wrong-type"]}"#),
        ("/api/v1/auth/api/token", r#"{"keyId":"x","keySecrets":"pls_canary-unknown-field"}"#),
    ] {
        let request =
            visitor.request(Method::POST, path).header("content-type", "application/json").body(body);
        visitor.send(request).await.expect(400);
    }
    let page = visitor.request(Method::GET, &format!("/sign-in/confirm?token={mailed}"));
    visitor.send(page).await.expect(400);
    app.sandbox_post("fail", json!({ "path_prefix": "/v1/payment_intents", "status": 500, "times": 9 }))
        .await;
    buyer.start_with(503, "tea", json!({ "email": "canary-buyer@example.com" })).await;
    visitor.send(visitor.request(Method::GET, "/p/tea?canary-query=1")).await;

    let secrets = [
        ROOT_SECRET.to_owned(),
        app.core.secrets.key("jwt"),
        CONNECT_SECRET.to_owned(),
        PLATFORM_SECRET.to_owned(),
        "sk_test_sandbox".to_owned(),
        mailed.clone(),
        mailed.split_once('.').unwrap().1.to_owned(),
        text(&key["keySecret"]),
        text(&token["token"]),
        ada.token.clone().unwrap(),
        text(&started["client_secret"]),
    ];
    let log = journal::written();
    assert!(log.contains("answered"), "the log was kept");
    for secret in secrets.iter().map(String::as_str).chain([
        "pls_canary",
        "canary-query",
        "canary-buyer",
        "canary-person",
    ]) {
        let line = log.lines().find(|line| line.contains(secret));
        assert_eq!(line, None, "a secret or a person is in the log");
    }
    let stored = app.dump().await;
    assert!(stored.contains("canary-buyer"), "the dump sees the rows");
    for secret in &secrets {
        assert!(!stored.contains(secret.as_str()), "{secret} is stored");
    }
}

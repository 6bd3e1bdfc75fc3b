//! API keys and the tokens made from them: shown once, scoped, revoked at once, forged never (A6, A7).

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as B64;
use hmac::{Hmac, KeyInit as _, Mac as _};
use paylinks::catalogue::CATALOGUE;
use paylinks::operation::Access;
use paylinks_server::rest;
use sha2::Sha256;

use crate::support::client::code;
use crate::support::people::text;
use crate::support::{App, Client, Value, json, stories};

stories!(
    a_key_is_exchanged_as_documented,
    a_secret_is_shown_once,
    a_revoked_key_stops_at_once,
    a_raised_token_version_voids_every_token,
    tokens_expire,
    scopes_hold,
    keys_do_not_manage_keys,
    forged_tokens_open_no_door,
    wrong_secrets_are_limited = limited,
);

async fn a_key_is_exchanged_as_documented(app: App) {
    let ada = app.merchant("ada").await;
    let key = ada.post(201, "/api/v1/auth/api-keys", json!({ "name": "Shop", "scopes": ["read"] })).await;
    assert!(text(&key["keyId"]).starts_with("plk_") && text(&key["keyId"]).len() == 36);
    assert!(text(&key["keySecret"]).starts_with("pls_") && text(&key["keySecret"]).len() == 68);
    let pair = json!({ "keyId": key["keyId"], "keySecret": key["keySecret"] });
    let token = app.visitor().post(200, "/api/v1/auth/api/token", pair).await;
    assert_eq!(token["tokenType"], "Bearer");
    assert_eq!(token["expiresInSeconds"], 3600);
    assert_eq!(token["user"]["email"], "ada@example.com");
    assert_eq!(token["user"]["role"], "USER");
    let program = Client::new(&app, Some(text(&token["token"])));
    program.get(200, "/api/v1/paylinks").await;
    let listed = ada.get(200, "/api/v1/auth/api-keys").await;
    assert!(listed["data"][0]["lastUsedAt"].is_string(), "{listed}");
}

async fn a_secret_is_shown_once(app: App) {
    let ada = app.merchant("ada").await;
    let body = json!({ "name": "Shop" });
    let once = ada.with("idempotency-key", "k1");
    let key = once.post(201, "/api/v1/auth/api-keys", body.clone()).await;
    assert_eq!(key["scopes"], json!(["read", "write"]));
    assert_eq!(code(&once.post(409, "/api/v1/auth/api-keys", body).await), "IDEMPOTENCY_SHOWN_ONCE");
    let listed = ada.get(200, "/api/v1/auth/api-keys").await;
    assert_eq!(listed["data"].as_array().unwrap().len(), 1);
    assert!(!listed.to_string().contains("pls_") && !listed.to_string().contains("ecret"), "{listed}");
    let secret = text(&key["keySecret"]);
    assert_eq!(app.dump().await.matches(&secret).count(), 0, "the secret is stored nowhere");
    let bad = json!({ "name": "x", "scopes": ["everything"] });
    assert_eq!(ada.post(400, "/api/v1/auth/api-keys", bad).await["error"]["field"], "scopes[0]");
}

async fn a_revoked_key_stops_at_once(app: App) {
    let ada = app.merchant("ada").await;
    let program = ada.api_key(&["read"]).await;
    program.get(200, "/api/v1/me").await;
    let id = text(&ada.get(200, "/api/v1/auth/api-keys").await["data"][0]["id"]);
    ada.delete(200, &format!("/api/v1/auth/api-keys/{id}")).await;
    program.get(401, "/api/v1/me").await;
    ada.delete(404, &format!("/api/v1/auth/api-keys/{id}")).await;
    assert!(ada.get(200, "/api/v1/auth/api-keys").await["data"][0]["revokedAt"].is_string());
    ada.get(200, "/api/v1/me").await;
}

async fn a_raised_token_version_voids_every_token(app: App) {
    let ada = app.merchant("ada").await;
    let program = ada.api_key(&["read", "write"]).await;
    app.run("update app_user set token_version = token_version + 1").await;
    ada.get(401, "/api/v1/me").await;
    program.get(401, "/api/v1/me").await;
}

async fn tokens_expire(app: App) {
    let ada = app.merchant("ada").await;
    let program = ada.api_key(&["read"]).await;
    app.wait(Duration::from_secs(3590));
    program.get(200, "/api/v1/me").await;
    app.wait(Duration::from_secs(20));
    program.get(401, "/api/v1/me").await;
    ada.get(200, "/api/v1/me").await;
    app.wait(Duration::from_hours(7 * 24));
    ada.get(401, "/api/v1/me").await;
}

async fn scopes_hold(app: App) {
    let ada = app.merchant("ada").await;
    let link = ada.link("Tea").await;
    let reader = ada.api_key(&["read"]).await;
    reader.get(200, "/api/v1/paylinks").await;
    let refused =
        reader.post(403, &format!("/api/v1/paylinks/{}/toggle", text(&link["id"])), json!({})).await;
    assert_eq!(code(&refused), "SCOPE_MISSING");
    let writer = ada.api_key(&["write"]).await;
    assert_eq!(code(&writer.get(403, "/api/v1/paylinks").await), "SCOPE_MISSING");
    writer
        .patch(200, &format!("/api/v1/paylinks/{}", text(&link["id"])), json!({ "title": "Green tea" }))
        .await;
}

async fn keys_do_not_manage_keys(app: App) {
    let ada = app.merchant("ada").await;
    let program = ada.api_key(&["read", "write", "money"]).await;
    program.get(403, "/api/v1/auth/api-keys").await;
    program.post(403, "/api/v1/auth/api-keys", json!({ "name": "more" })).await;
    program.get(403, "/api/v1/auth/sessions").await;
    assert_eq!(ada.get(200, "/api/v1/auth/api-keys").await["data"].as_array().unwrap().len(), 1);
}

/// A token with a changed part, signed as told.
fn forge(token: &str, header: impl Fn(&mut Value), claims: impl Fn(&mut Value), key: Option<&str>) -> String {
    let mut parts = token.split('.').map(|part| B64.decode(part).unwrap_or_default());
    let mut next = || serde_json::from_slice::<Value>(&parts.next().unwrap()).unwrap();
    let (mut head, mut body) = (next(), next());
    header(&mut head);
    claims(&mut body);
    let signed = format!("{}.{}", B64.encode(head.to_string()), B64.encode(body.to_string()));
    let Some(key) = key else {
        return format!("{signed}.{}", token.rsplit('.').next().unwrap());
    };
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).unwrap();
    mac.update(signed.as_bytes());
    format!("{signed}.{}", B64.encode(mac.finalize().into_bytes()))
}

async fn forged_tokens_open_no_door(app: App) {
    let ada = app.merchant("ada").await;
    let token = ada.token.clone().unwrap();
    let key = app.core.secrets.key("jwt");
    let same = |_: &mut Value| {};
    assert_eq!(forge(&token, same, same, Some(&key)).split('.').count(), 3);
    let set = |name: &'static str, value: Value| move |object: &mut Value| object[name] = value.clone();
    let (signed, _) = token.rsplit_once('.').unwrap();
    let mut forged = vec![
        signed.to_owned(),
        format!("{signed}."),
        format!("{signed}.{}", B64.encode([0_u8; 32])),
        format!("{token}x"),
        "x.y.z".to_owned(),
        format!("{}.", forge(&token, set("alg", json!("none")), same, Some("")).rsplit_once('.').unwrap().0),
        forge(&token, set("alg", json!("none")), same, None),
        forge(&token, set("alg", json!("HS512")), same, Some(&key)),
        forge(&token, set("alg", json!("RS256")), same, Some(&key)),
        forge(&token, set("kid", json!("../../dev/null")), same, Some("")),
        forge(&token, set("jwk", json!({ "kty": "oct", "k": "" })), same, Some("")),
        forge(&token, set("jku", json!("https://evil.example/keys")), same, Some("evil")),
        forge(&token, same, same, Some("")),
        forge(&token, same, same, Some("pk_test_sandbox")),
        forge(&token, same, set("exp", json!(99_999_999_999_i64)), None),
        forge(&token, same, set("sub", json!("someone-else")), None),
    ];
    for (name, value) in [
        ("aud", json!("paylinks-mcp")),
        ("aud", Value::Null),
        ("iss", json!("https://evil.example")),
        ("typ", json!("refresh")),
        ("exp", json!(1)),
        ("tv", json!(7)),
        ("sub", json!("00000000-0000-7000-8000-000000000000")),
        ("key", json!("00000000-0000-7000-8000-000000000000")),
    ] {
        forged.push(forge(&token, same, set(name, value), Some(&key)));
    }
    for path in CATALOGUE.iter().filter(|entry| entry.spec.access != Access::Public) {
        let spec = &path.spec;
        let url = format!("/api/v1{}", spec.path.replace("{id}", "00000000-0000-7000-8000-000000000000"));
        for token in &forged {
            let eve = Client::new(&app, Some(token.clone()));
            let answer = eve.send(eve.request(rest::method(spec.method), &url)).await;
            assert_eq!(answer.status, 401, "{} {token}", spec.name);
        }
    }
    let eve = app.visitor();
    for header in ["Bearer", "Bearer ", "Basic YTpi", "Token x", &token] {
        let eve = eve.with("authorization", header);
        eve.get(401, "/api/v1/me").await;
    }
    ada.get(200, "/api/v1/me").await;
}

async fn wrong_secrets_are_limited(app: App) {
    let ada = app.merchant("ada").await;
    let key = ada.post(201, "/api/v1/auth/api-keys", json!({ "name": "Shop" })).await;
    let wrong = json!({ "keyId": key["keyId"], "keySecret": "pls_wrong" });
    for _ in 0..10 {
        app.visitor().post(401, "/api/v1/auth/api/token", wrong.clone()).await;
    }
    app.visitor().post(429, "/api/v1/auth/api/token", wrong).await;
    let right = json!({ "keyId": key["keyId"], "keySecret": key["keySecret"] });
    app.visitor().post(200, "/api/v1/auth/api/token", right).await;
}

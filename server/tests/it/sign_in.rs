//! Signing in by mailed link over the API.

use crate::support::client::code;
use crate::support::people::token_in;
use crate::support::{App, json, stories};

stories!(a_mailed_link_signs_in_once);

async fn a_mailed_link_signs_in_once(app: App) {
    let asked = app.visitor().post(200, "/api/v1/auth/request", json!({ "email": "Ada@Example.com " })).await;
    assert_eq!(asked, json!({ "ok": true }));
    app.settle().await;
    let mail = &app.mails("ada@example.com")[0];
    let path = format!("/api/v1/auth/verify?token={}", token_in(&mail.links[0]));
    let signed_in = app.visitor().get(200, &path).await;
    assert_eq!(signed_in["needsOnboarding"], true);
    let again = app.visitor().get(400, &path).await;
    assert_eq!(code(&again), "TOKEN_USED");
}

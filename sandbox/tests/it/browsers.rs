//! What a page may do with the publishable key: only what its client secret opens.

use reqwest::Method;

use crate::support::{App, card, id};

#[tokio::test]
async fn the_client_secret_opens_one_intent() {
    let app = App::start().await;
    let seller = app.seller().await;
    let intent = app.intent(&seller).await;
    let secret = intent["client_secret"].as_str().unwrap();
    let url = |id: &str, secret: &str, account: &str| {
        format!(
            "{}/v1/payment_intents/{id}?key=pk_test_sandbox&client_secret={secret}&_stripe_account={account}",
            app.base
        )
    };
    let seen = app.send(app.http.get(url(&id(&intent), secret, &seller))).await.ok();
    assert_eq!(seen["amount"], 4999);
    for hidden in ["metadata", "application_fee_amount", "latest_charge", "application"] {
        assert!(seen.get(hidden).is_none(), "{hidden} is shown to browsers");
    }
    let wrong = app.send(app.http.get(url(&id(&intent), "pi_x_secret_y", &seller))).await;
    assert_eq!(wrong.error(400)["param"], "client_secret");
    let none = app.send(app.http.get(url(&id(&intent), "", &seller))).await;
    assert_eq!(none.error(400)["param"], "client_secret");
    let other = app.seller().await;
    app.send(app.http.get(url(&id(&intent), secret, &other))).await.error(404);
    let pay = app
        .browse(&seller, &format!("/v1/payment_intents/{}/confirm", id(&intent)), &card("4242424242424242"))
        .await;
    assert_eq!(pay.error(400)["param"], "client_secret");
}

#[tokio::test]
async fn browsers_may_not_do_what_servers_do() {
    let app = App::start().await;
    let seller = app.seller().await;
    let intent = app.intent(&seller).await;
    for path in [
        "/v1/payment_intents".to_owned(),
        format!("/v1/payment_intents/{}/cancel", id(&intent)),
        "/v1/refunds".into(),
    ] {
        let answer = app.browse(&seller, &path, &[("amount", "500"), ("currency", "ron")]).await;
        assert_eq!(answer.error(401)["code"], "secret_key_required", "{path}");
    }
}

#[tokio::test]
async fn a_payment_method_is_made_first_and_used_after() {
    let app = App::start().await;
    let seller = app.seller().await;
    let intent = app.intent(&seller).await;
    let form = [
        ("type", "card"),
        ("card[number]", "5555555555554444"),
        ("card[exp_month]", "1"),
        ("card[exp_year]", "40"),
        ("card[cvc]", "999"),
    ];
    let method = app.browse(&seller, "/v1/payment_methods", &form).await.ok();
    assert_eq!(method["card"]["brand"], "mastercard");
    let form = [
        ("payment_method", method["id"].as_str().unwrap()),
        ("client_secret", intent["client_secret"].as_str().unwrap()),
        ("return_url", "https://shop.example"),
    ];
    let paid = app.browse(&seller, &format!("/v1/payment_intents/{}/confirm", id(&intent)), &form).await.ok();
    assert_eq!(paid["status"], "succeeded");
    let stored = app.get(Some(&seller), &format!("/v1/payment_methods/{}", id(&method))).await.ok();
    assert_eq!(stored["card"]["last4"], "4444");
    assert!(!stored.to_string().contains("5555555555554444"));
}

#[tokio::test]
async fn other_origins_may_call() {
    let app = App::start().await;
    let url = format!("{}/v1/payment_intents/pi_x/confirm", app.base);
    let preflight =
        app.http.request(Method::OPTIONS, &url).header("Origin", "http://shop.example").send().await.unwrap();
    assert_eq!(preflight.status(), 204);
    assert_eq!(preflight.headers()["access-control-allow-origin"], "*");
    assert!(preflight.headers()["access-control-allow-methods"].to_str().unwrap().contains("POST"));
    let error = app.http.post(&url).send().await.unwrap();
    assert_eq!(
        (error.status().as_u16(), &error.headers()["access-control-allow-origin"]),
        (401, &"*".parse().unwrap())
    );
}

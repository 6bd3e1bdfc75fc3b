//! Stripe's side of a story: its switches, its buyers' browsers, and deliveries made by hand.

use hmac::{Hmac, KeyInit as _, Mac as _};
use paylinks::config::SANDBOX_PATH;
use serde_json::{Value, json};
use sha2::Sha256;

use super::App;
use super::client::Answer;

impl App {
    /// Moves a switch of the stand-in: `POST _config/{path}`.
    pub(crate) async fn sandbox_post(&self, path: &str, body: Value) -> Value {
        let url = format!("{}{SANDBOX_PATH}/_config/{path}", self.base);
        let answer = Answer::of(self.http.post(url).json(&body).send().await.unwrap()).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.text);
        answer.json()
    }

    /// Looks at the stand-in: `GET _config/{path}`.
    pub(crate) async fn sandbox_get(&self, path: &str) -> Value {
        let url = format!("{}{SANDBOX_PATH}/_config/{path}", self.base);
        Answer::of(self.http.get(url).send().await.unwrap()).await.json()
    }

    /// The calls that Stripe got for this path, oldest first.
    pub(crate) async fn calls_of(&self, method: &str, path: &str) -> Vec<Value> {
        let log = self.sandbox_get("requests").await;
        let all = log["data"].as_array().unwrap().iter();
        all.filter(|call| call["path"] == path && call["method"] == method).cloned().collect()
    }

    /// An object at Stripe as the platform's server sees it.
    pub(crate) async fn at_stripe(&self, account: &str, path: &str) -> Value {
        let url = format!("{}{SANDBOX_PATH}/v1/{path}", self.base);
        let request = self.http.get(url).bearer_auth("sk_test_sandbox").header("Stripe-Account", account);
        let answer = Answer::of(request.send().await.unwrap()).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.text);
        answer.json()
    }

    /// Cancels a payment at Stripe, as its merchant may in Stripe's own dashboard.
    pub(crate) async fn cancel_at_stripe(&self, account: &str, intent: &str) {
        let url = format!("{}{SANDBOX_PATH}/v1/payment_intents/{intent}/cancel", self.base);
        let request = self.http.post(url).bearer_auth("sk_test_sandbox").header("Stripe-Account", account);
        Answer::of(request.send().await.unwrap()).await.expect(200);
    }

    /// Keeps Stripe's news back. Its signatures follow the wall clock: a story that moves ours for days hears by hand.
    pub(crate) async fn keep_news_back(&self) {
        self.sandbox_post("webhooks", json!({ "drop": 1_000_000 })).await;
    }

    /// Delivers every event that Stripe made since `heard` of them, and does what follows; tells how many there are now.
    pub(crate) async fn hear_news(&self, heard: usize) -> usize {
        self.sandbox.settle().await;
        let all = self.sandbox_get("events").await;
        let all = all["data"].as_array().unwrap();
        for event in &all[heard..] {
            self.deliver_event(event, super::app::CONNECT_SECRET).await.expect(200);
        }
        self.settle().await;
        all.len()
    }

    /// Gives back `amount` minor units of what a buyer has paid.
    pub(crate) async fn refund(&self, started: &Value, amount: i64) {
        let url = format!("{}{SANDBOX_PATH}/v1/refunds", self.base);
        let request = self.http.post(url).bearer_auth("sk_test_sandbox");
        let request = request.header("Stripe-Account", started["connectedAccountId"].as_str().unwrap());
        let intent = started["paymentIntentId"].as_str().unwrap().to_owned();
        let form = [("payment_intent", intent), ("amount", amount.to_string())];
        Answer::of(request.form(&form).send().await.unwrap()).await.expect(200);
    }

    /// Lets Stripe's clock pass the moment when it books what was sold.
    pub(crate) async fn money_arrives(&self) {
        let seconds = super::app::SETTLE_DELAY.as_secs() + 1;
        self.sandbox_post("clock", json!({ "advance_seconds": seconds })).await;
        self.settle().await;
    }

    /// The events that Stripe made of this type, oldest first.
    pub(crate) async fn events_of(&self, kind: &str) -> Vec<Value> {
        let all = self.sandbox_get("events").await;
        all["data"].as_array().unwrap().iter().filter(|event| event["type"] == kind).cloned().collect()
    }

    /// Delivers a body to our webhook with this signature header.
    pub(crate) async fn deliver(&self, body: &str, signature: &str) -> Answer {
        let request = self.http.post(format!("{}/webhooks/stripe", self.base));
        let request = request.header("content-type", "application/json");
        let request = request.header("stripe-signature", signature).body(body.to_owned());
        Answer::of(request.send().await.unwrap()).await
    }

    /// Delivers an event as Stripe would, signed with this secret now.
    pub(crate) async fn deliver_event(&self, event: &Value, secret: &str) -> Answer {
        let body = event.to_string();
        self.deliver(&body, &sign(secret, self.core.clock.now().seconds(), &body)).await
    }
}

/// The `Stripe-Signature` of a body at a moment.
pub(crate) fn sign(secret: &str, seconds: i64, body: &str) -> String {
    format!("t={seconds},v1={}", mark(secret, seconds, body))
}

/// The `v1` part alone.
pub(crate) fn mark(secret: &str, seconds: i64, body: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(format!("{seconds}.{body}").as_bytes());
    mac.finalize().into_bytes().iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

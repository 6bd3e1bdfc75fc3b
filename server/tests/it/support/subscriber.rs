//! Buyers who subscribe.

use paylinks::config::SANDBOX_PATH;
use serde_json::{Value, json};

use super::App;
use super::client::Answer;
use super::people::{Buyer, Merchant, text};

const DAY: u64 = 24 * 3600;

impl Merchant {
    /// A membership of 29.99 RON a month at `/p/club`; what is given beside that wins. Tells its id.
    pub(crate) async fn club(&self, more: Value) -> String {
        let mut body = json!({ "title": "Club", "slug": "club", "priceType": "FIXED", "amountMinor": 2999,
            "paymentType": "SUBSCRIPTION" });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        text(&self.post(201, "/api/v1/paylinks", body).await["id"])
    }

    /// The only subscription with all its facts.
    pub(crate) async fn only_subscription(&self) -> Value {
        let all = self.get(200, "/api/v1/subscriptions").await;
        assert_eq!(all["data"].as_array().unwrap().len(), 1, "{all:#}");
        self.get(200, &format!("/api/v1/subscriptions/{}", text(&all["data"][0]["id"]))).await
    }
}

impl Buyer {
    /// One step of subscribing: what is given is sent beside the e-mail.
    pub(crate) async fn step(&self, status: u16, slug: &str, more: Value) -> Value {
        let mut body = json!({ "email": self.email });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.post(status, &format!("/api/v1/paylinks/public/{slug}/subscriptions"), body).await
    }

    /// Lets Stripe keep a card, as Stripe.js does in the page.
    pub(crate) async fn keep_card(&self, setup: &Value, card: &str) -> Answer {
        let secret = text(&setup["client_secret"]);
        let intent = secret.split("_secret_").next().unwrap();
        let url = format!("{}{SANDBOX_PATH}/v1/setup_intents/{intent}/confirm", self.app.base);
        let form = [
            ("key", "pk_test_sandbox".to_owned()),
            ("_stripe_account", text(&setup["connectedAccountId"])),
            ("client_secret", secret.clone()),
            ("payment_method", card.to_owned()),
            ("use_stripe_sdk", "true".to_owned()),
        ];
        Answer::of(self.app.http.post(url).form(&form).send().await.unwrap()).await
    }

    /// The first step and the kept card; tells the step's answer and the card.
    pub(crate) async fn with_card(&self, slug: &str, card: &str) -> (Value, String) {
        let setup = self.step(200, slug, json!({})).await;
        let mut kept = self.keep_card(&setup, card).await.expect(200).json();
        if kept["status"] == "requires_action" {
            self.app.answer_bank(&kept, "complete").await;
            kept = self.app.setup_intent(&setup).await;
        }
        assert_eq!(kept["status"], "succeeded", "{kept:#}");
        (setup, text(&kept["payment_method"]))
    }

    /// Both steps.
    pub(crate) async fn subscribe(&self, slug: &str, card: &str) -> Value {
        let (setup, method) = self.with_card(slug, card).await;
        let second = json!({ "paymentMethodId": method, "customerId": setup["customerId"] });
        self.step(200, slug, second).await
    }

    /// Pays the first invoice with this card, as Stripe.js does in the page.
    pub(crate) async fn pay_first(&self, step: &Value, card: &str) -> Answer {
        let secret = text(&step["client_secret"]);
        let intent = secret.split("_secret_").next().unwrap().to_owned();
        let started = json!({ "paymentIntentId": intent, "client_secret": secret,
            "connectedAccountId": step["connectedAccountId"] });
        self.confirm(&started, card).await
    }
}

impl App {
    /// The setup intent of a first step as it stands.
    pub(crate) async fn setup_intent(&self, setup: &Value) -> Value {
        let secret = text(&setup["client_secret"]);
        let id = secret.split("_secret_").next().unwrap();
        self.at_stripe(&text(&setup["connectedAccountId"]), &format!("setup_intents/{id}")).await
    }

    /// Answers the question of a bank about an intent.
    pub(crate) async fn answer_bank(&self, intent: &Value, result: &str) {
        let url = text(&intent["next_action"]["use_stripe_sdk"]["stripe_js"]);
        Answer::of(self.http.post(url).form(&[("result", result)]).send().await.unwrap()).await.expect(200);
    }

    /// Lets days and the hour in which drafts wait pass at Stripe.
    pub(crate) async fn days_pass(&self, days: u64) {
        self.sandbox_post("clock", json!({ "advance_seconds": days * DAY })).await;
        self.settle().await;
        self.sandbox_post("clock", json!({ "advance_seconds": 3601 })).await;
        self.settle().await;
    }
}

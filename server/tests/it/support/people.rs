//! People: visitors, merchants who signed in through their mail, buyers who pay, and programs with keys.

use std::ops::Deref;

use paylinks::config::SANDBOX_PATH;
use serde_json::{Value, json};

use super::client::Answer;
use super::{App, Client};

/// A merchant who is signed in and onboarded.
pub(crate) struct Merchant {
    client: Client,
    pub(crate) email: String,
    pub(crate) id: String,
}

impl Deref for Merchant {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

/// Somebody with a card.
pub(crate) struct Buyer {
    client: Client,
    pub(crate) email: String,
}

impl Deref for Buyer {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

impl App {
    /// Somebody unknown.
    pub(crate) fn visitor(&self) -> Client {
        Client::new(self, None)
    }

    /// Asks for a sign-in link and reads its token in the mail.
    pub(crate) async fn mailed_token(&self, email: &str) -> String {
        self.visitor().post(200, "/api/v1/auth/request", json!({ "email": email })).await;
        self.settle().await;
        token_in(&self.mails(email)[0].links[0])
    }

    /// Somebody who has just signed in for the first time.
    pub(crate) async fn newcomer(&self, name: &str) -> Client {
        let token = self.mailed_token(&format!("{name}@example.com")).await;
        let signed_in = self.visitor().get(200, &format!("/api/v1/auth/verify?token={token}")).await;
        Client::new(self, Some(text(&signed_in["token"])))
    }

    /// A merchant who cannot sell yet.
    pub(crate) async fn merchant(&self, name: &str) -> Merchant {
        let client = self.newcomer(name).await;
        let body = json!({ "name": format!("{name}'s shop"), "country": "RO", "defaultCurrency": "RON" });
        let me = client.post(200, "/api/v1/me/onboarding", body).await;
        Merchant { client, email: text(&me["email"]), id: text(&me["merchant"]["id"]) }
    }

    /// A merchant whose Stripe account can charge.
    pub(crate) async fn selling_merchant(&self, name: &str) -> Merchant {
        let merchant = self.merchant(name).await;
        merchant.post(200, "/api/v1/stripe/account-link", json!({})).await;
        let account = merchant.account().await;
        self.sandbox_post(&format!("accounts/{account}/complete"), json!({})).await;
        self.settle().await;
        let state = merchant.get(200, "/api/v1/stripe/accounts/me").await;
        assert_eq!(state["chargesEnabled"], true, "{state}");
        merchant
    }

    /// Somebody unknown with a browser of their own.
    pub(crate) fn passer_by(&self) -> Client {
        let agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
        self.visitor().with("user-agent", agent)
    }

    /// A merchant's program after days away: tokens live a week.
    pub(crate) async fn back_again(&self, merchant: &Merchant) -> Client {
        let token = self.mailed_token(&merchant.email).await;
        let signed_in = self.visitor().get(200, &format!("/api/v1/auth/verify?token={token}")).await;
        Client::new(self, Some(text(&signed_in["token"])))
    }

    /// Somebody with a card and the address `buyer@example.com`.
    pub(crate) fn buyer(&self) -> Buyer {
        Buyer { client: self.visitor(), email: "buyer@example.com".into() }
    }
}

impl Merchant {
    /// The id of the merchant's account at Stripe.
    pub(crate) async fn account(&self) -> String {
        text(&self.get(200, "/api/v1/stripe/accounts/me").await["id"])
    }

    /// A link of 49.99 RON.
    pub(crate) async fn link(&self, title: &str) -> Value {
        self.post(201, "/api/v1/paylinks", json!({ "title": title, "priceType": "FIXED", "amount": 4999 }))
            .await
    }

    /// A program of the merchant's with a key of these scopes.
    pub(crate) async fn api_key(&self, scopes: &[&str]) -> Client {
        let key =
            self.post(201, "/api/v1/auth/api-keys", json!({ "name": "program", "scopes": scopes })).await;
        let pair = json!({ "keyId": key["keyId"], "keySecret": key["keySecret"] });
        let token = self.app.visitor().post(200, "/api/v1/auth/api/token", pair).await;
        Client::new(&self.app, Some(text(&token["token"])))
    }

    /// The merchant's payments, newest first.
    pub(crate) async fn payments(&self) -> Vec<Value> {
        self.get(200, "/api/v1/transactions").await["data"].as_array().unwrap().clone()
    }

    /// The merchant's only payment with all its facts.
    pub(crate) async fn only_payment(&self) -> Value {
        let payments = self.payments().await;
        assert_eq!(payments.len(), 1, "{payments:#?}");
        self.get(200, &format!("/api/v1/transactions/{}", text(&payments[0]["id"]))).await
    }
}

impl Buyer {
    /// Starts to pay: what the pay page does before it asks Stripe.
    pub(crate) async fn start(&self, slug: &str) -> Value {
        self.start_with(200, slug, json!({})).await
    }

    /// Starts to pay and sends this beside the e-mail.
    pub(crate) async fn start_with(&self, status: u16, slug: &str, more: Value) -> Value {
        let mut body = json!({ "email": self.email });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.post(status, &format!("/api/v1/paylinks/public/{slug}/payment-intents"), body).await
    }

    /// Confirms at Stripe with a card, as Stripe.js does in the page.
    pub(crate) async fn confirm(&self, started: &Value, card: &str) -> Answer {
        let intent = text(&started["paymentIntentId"]);
        let url = format!("{}{SANDBOX_PATH}/v1/payment_intents/{intent}/confirm", self.app.base);
        let form = [
            ("key", "pk_test_sandbox".to_owned()),
            ("_stripe_account", text(&started["connectedAccountId"])),
            ("client_secret", text(&started["client_secret"])),
            ("payment_method", card.to_owned()),
            ("return_url", format!("{}/p/done", self.app.base)),
            ("use_stripe_sdk", "true".to_owned()),
        ];
        Answer::of(self.app.http.post(url).form(&form).send().await.unwrap()).await
    }

    /// Pays a link and comes back to its page, where Stripe is asked: its news are not waited for.
    pub(crate) async fn pay_and_return(&self, slug: &str) -> Value {
        let started = self.pay(slug).await;
        let path = format!("/p/{slug}/return/{}", text(&started["checkoutSessionId"]));
        self.send(self.request(reqwest::Method::GET, &path)).await.expect(200);
        started
    }

    /// Pays a link with a good card.
    pub(crate) async fn pay(&self, slug: &str) -> Value {
        let started = self.start(slug).await;
        let intent = self.confirm(&started, "pm_card_visa").await.expect(200).json();
        assert_eq!(intent["status"], "succeeded", "{intent:#}");
        started
    }
}

/// The token of a mailed link.
pub(crate) fn token_in(link: &str) -> String {
    link.split_once("token=").expect("a link with a token").1.to_owned()
}

/// The text of a JSON string.
pub(crate) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}

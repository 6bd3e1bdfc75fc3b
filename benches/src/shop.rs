//! A merchant with a connected account and a link that sells, made through the API like anybody's.

use std::time::Duration;

use reqwest::{Client, Method};
use serde_json::{Value, json};

use crate::Outcome;
use crate::server::Server;

/// The link's slug.
pub(crate) const SLUG: &str = "bench";
const EMAIL: &str = "ada@example.com";

/// The shop as the measures need it.
pub(crate) struct Shop {
    /// The connected account at Stripe.
    pub(crate) account: String,
    token: Option<String>,
}

impl Shop {
    /// A call of the API as the merchant.
    pub(crate) async fn call(
        &self,
        server: &Server,
        method: Method,
        path: &str,
        body: Value,
    ) -> Outcome<Value> {
        Caller { client: client()?, server, token: self.token.clone() }.call(method, path, body).await
    }

    /// Makes a link that sells `most` times.
    pub(crate) async fn link(&self, server: &Server, slug: &str, most: usize) -> Outcome<()> {
        let caller = Caller { client: client()?, server, token: self.token.clone() };
        let link = json!({ "title": slug, "slug": slug, "priceType": "FIXED", "amountMinor": 4999, "maxUses": most });
        caller.call(Method::POST, "/paylinks", link).await.map(drop)
    }
}

impl Shop {
    /// Every payment intent at Stripe.
    pub(crate) async fn intents(&self, server: &Server) -> Outcome<Vec<Value>> {
        let (mut all, mut after) = (Vec::new(), String::new());
        loop {
            let url = server.url(&format!("/sandbox/stripe/v1/payment_intents?limit=100{after}"));
            let request =
                client()?.get(url).bearer_auth("sk_test_sandbox").header("Stripe-Account", &self.account);
            let page: Value = serde_json::from_str(&request.send().await?.error_for_status()?.text().await?)?;
            let data = page["data"].as_array().cloned().unwrap_or_default();
            all.extend(data);
            match all.last().filter(|_| page["has_more"] == true) {
                Some(last) => after = format!("&starting_after={}", text(last, "id")?),
                None => return Ok(all),
            }
        }
    }
}

fn client() -> Outcome<Client> {
    Ok(Client::builder().no_proxy().timeout(Duration::from_secs(20)).build()?)
}

/// Signs in, onboards, connects and makes the link.
pub(crate) async fn open(server: &Server) -> Outcome<Shop> {
    let caller = Caller { client: client()?, server, token: None };
    caller.call(Method::POST, "/auth/request", json!({ "email": EMAIL })).await?;
    let token = caller.mailed_token().await?;
    let signed_in = caller.call(Method::GET, &format!("/auth/verify?token={token}"), Value::Null).await?;
    let caller = Caller { token: Some(text(&signed_in, "token")?), ..caller };
    let told = json!({ "name": "Atelier Ada", "country": "RO", "defaultCurrency": "RON" });
    caller.call(Method::POST, "/me/onboarding", told).await?;
    caller.call(Method::POST, "/stripe/account-link", json!({})).await?;
    let account = text(&caller.call(Method::GET, "/stripe/accounts/me", Value::Null).await?, "id")?;
    let control = format!("/sandbox/stripe/_config/accounts/{account}/complete");
    caller.client.post(server.url(&control)).send().await?.error_for_status()?;
    caller.call(Method::POST, "/stripe/accounts/me/refresh", json!({})).await?;
    let link = json!({
        "title": "Product photos", "slug": SLUG, "priceType": "FIXED", "amount": 4999, "currency": "RON",
        "description": "Twelve retouched photos of one product on a white ground, within three working days.",
    });
    caller.call(Method::POST, "/paylinks", link).await?;
    Ok(Shop { account, token: caller.token })
}

struct Caller<'s> {
    client: Client,
    server: &'s Server,
    token: Option<String>,
}

impl Caller<'_> {
    async fn call(&self, method: Method, path: &str, body: Value) -> Outcome<Value> {
        let mut request = self.client.request(method, self.server.url(&format!("/api/v1{path}")));
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        if !body.is_null() {
            request = request.json(&body);
        }
        let answer = request.header("accept", "application/json").send().await?;
        let (status, answer) = (answer.status(), answer.text().await?);
        if !status.is_success() {
            return Err(format!("{path}: {status} {answer}").into());
        }
        Ok(serde_json::from_str(&answer)?)
    }

    /// Waits for the mail with the sign-in link.
    async fn mailed_token(&self) -> Outcome<String> {
        for _ in 0..100 {
            let mails = self.client.get(self.server.url("/dev/mailbox.json")).send().await?.text().await?;
            let mails: Value = serde_json::from_str(&mails)?;
            let link = mails.pointer("/0/links/0").and_then(Value::as_str).unwrap_or_default();
            if let Some((_, token)) = link.split_once("token=") {
                return Ok(token.to_owned());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Err("no sign-in mail came within five seconds".into())
    }
}

/// A text of an answer.
pub(crate) fn text(value: &Value, name: &str) -> Outcome<String> {
    let found = value.get(name).and_then(Value::as_str);
    Ok(found.ok_or_else(|| format!("the answer has no {name}: {value}"))?.to_owned())
}

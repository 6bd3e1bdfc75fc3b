//! Selling again and again: cards kept for later, subscriptions with and without a trial, their invoices, and time.

use serde_json::{Value, json};

use crate::support::{Answer, App, card, id, types};

const DAY: i64 = 86_400;

struct Shop {
    app: App,
    seller: String,
    customer: String,
    product: String,
}

impl Shop {
    async fn open() -> Self {
        let app = App::start().await;
        let seller = app.seller().await;
        let form = [("email", "ion@example.com"), ("name", "Ion"), ("metadata[subscription_id]", "s1")];
        let customer = id(&app.post(Some(&seller), "/v1/customers", &form).await.ok());
        let form = [("id", "plan_l1_1"), ("name", "Membership")];
        let product = id(&app.post(Some(&seller), "/v1/products", &form).await.ok());
        let again = app.post(Some(&seller), "/v1/products", &form).await;
        assert_eq!(again.error(400)["code"], "resource_already_exists");
        Self { app, seller, customer, product }
    }

    async fn get(&self, path: &str) -> Value {
        self.app.get(Some(&self.seller), path).await.ok()
    }

    async fn setup(&self) -> Value {
        let form = [
            ("customer", self.customer.as_str()),
            ("usage", "off_session"),
            ("automatic_payment_methods[enabled]", "true"),
            ("metadata[subscription_id]", "s1"),
        ];
        self.app.post(Some(&self.seller), "/v1/setup_intents", &form).await.ok()
    }

    async fn keep(&self, setup: &Value, number: &str) -> Answer {
        let path = format!("/v1/setup_intents/{}/confirm", id(setup));
        let mut form = card(number);
        form.extend([
            ("client_secret", setup["client_secret"].as_str().unwrap()),
            ("use_stripe_sdk", "true"),
        ]);
        self.app.browse(&self.seller, &path, &form).await
    }

    /// Answers the bank's question about an intent.
    async fn answer(&self, intent: &Value, result: &str) {
        let url = intent["next_action"]["use_stripe_sdk"]["stripe_js"].as_str().unwrap();
        let answer = self.app.http.post(url).form(&[("result", result)]).send().await.unwrap();
        assert_eq!(answer.status(), 200);
    }

    /// A card that is kept; its bank agrees where it is asked.
    async fn method(&self, number: &str) -> String {
        let setup = self.setup().await;
        let confirmed = self.keep(&setup, number).await.ok();
        if confirmed["status"] == "requires_action" {
            self.answer(&confirmed, "complete").await;
        }
        let kept = self.get(&format!("/v1/setup_intents/{}", id(&setup))).await;
        assert_eq!(kept["status"], "succeeded");
        kept["payment_method"].as_str().unwrap().to_owned()
    }

    async fn subscribe_with(&self, method: &str, more: &[(&str, &str)]) -> Answer {
        let mut form = vec![
            ("customer", self.customer.as_str()),
            ("items[0][price_data][currency]", "ron"),
            ("items[0][price_data][product]", self.product.as_str()),
            ("items[0][price_data][unit_amount]", "2999"),
            ("items[0][price_data][recurring][interval]", "month"),
            ("default_payment_method", method),
            ("application_fee_percent", "4"),
            ("payment_behavior", "allow_incomplete"),
            ("payment_settings[save_default_payment_method]", "on_subscription"),
            ("metadata[subscription_id]", "s1"),
            ("expand[0]", "latest_invoice.confirmation_secret"),
            ("expand[1]", "latest_invoice.payments"),
        ];
        form.extend_from_slice(more);
        self.app.post(Some(&self.seller), "/v1/subscriptions", &form).await
    }

    async fn subscribe(&self, number: &str, more: &[(&str, &str)]) -> Value {
        let method = self.method(number).await;
        self.subscribe_with(&method, more).await.ok()
    }

    async fn now(&self, subscription: &Value) -> Value {
        self.get(&format!("/v1/subscriptions/{}", id(subscription))).await
    }

    async fn invoices(&self, subscription: &Value) -> Vec<Value> {
        let page = self.get(&format!("/v1/invoices?subscription={}", id(subscription))).await;
        page["data"].as_array().unwrap().clone()
    }
}

fn intent_of(subscription: &Value) -> String {
    let payment = &subscription["latest_invoice"]["payments"]["data"][0]["payment"];
    payment["payment_intent"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_kept_card_pays_the_first_invoice() {
    let shop = Shop::open().await;
    shop.app.webhooks().await;
    let subscription = shop.subscribe("4242424242424242", &[]).await;
    assert_eq!(subscription["status"], "active");
    let invoice = &subscription["latest_invoice"];
    assert_eq!((&invoice["status"], &invoice["amount_paid"]), (&json!("paid"), &json!(2999)));
    let intent = shop.get(&format!("/v1/payment_intents/{}", intent_of(&subscription))).await;
    assert_eq!((&intent["status"], &intent["application_fee_amount"]), (&json!("succeeded"), &json!(120)));
    assert_eq!(intent["metadata"], json!({}), "an invoice's intent has none of the shop's words");
    let told = types(&shop.app.webhooks().await);
    assert_eq!(
        told,
        [
            "charge.succeeded",
            "customer.subscription.created",
            "customer.subscription.updated",
            "invoice.created",
            "invoice.finalized",
            "invoice.paid",
            "invoice.payment_succeeded",
            "payment_intent.created",
            "payment_intent.succeeded",
            "payment_method.attached",
            "setup_intent.created",
            "setup_intent.succeeded",
        ]
    );
    let found = shop
        .get(&format!(
            "/v1/invoice_payments?payment[type]=payment_intent&payment[payment_intent]={}",
            id(&intent)
        ))
        .await;
    assert_eq!(found["data"][0]["invoice"], invoice["id"]);
    shop.app.assert_schema_kept().await;
}

#[tokio::test]
async fn a_card_is_kept_when_its_bank_agrees() {
    let shop = Shop::open().await;
    let setup = shop.setup().await;
    let asked = shop.keep(&setup, "4000002500003155").await.ok();
    assert_eq!(asked["status"], "requires_action");
    assert!(asked.get("customer").is_none(), "browsers see a cut-down object");
    shop.answer(&asked, "fail").await;
    let refused = shop.get(&format!("/v1/setup_intents/{}", id(&setup))).await;
    assert_eq!(refused["status"], "requires_payment_method");
    assert_eq!(refused["last_setup_error"]["code"], "setup_intent_authentication_failure");
    let declined = shop.keep(&setup, "4000000000000002").await;
    assert_eq!(declined.error(402)["setup_intent"]["status"], "requires_payment_method");
    let asked = shop.keep(&setup, "4000002500003155").await.ok();
    shop.answer(&asked, "complete").await;
    let kept = shop.get(&format!("/v1/setup_intents/{}", id(&setup))).await;
    assert_eq!((&kept["status"], &kept["customer"]), (&json!("succeeded"), &json!(shop.customer)));
    let done = shop.keep(&setup, "4242424242424242").await;
    assert_eq!(done.error(400)["code"], "setup_intent_unexpected_state");
    let method = kept["payment_method"].as_str().unwrap();
    assert_eq!(shop.subscribe_with(method, &[]).await.ok()["status"], "active", "set up, so not asked again");
    shop.app.assert_schema_kept().await;
}

#[tokio::test]
async fn the_bank_may_ask_about_the_first_invoice() {
    let shop = Shop::open().await;
    let subscription = shop.subscribe("4000002760003184", &[]).await;
    assert_eq!(subscription["status"], "incomplete");
    let secret = &subscription["latest_invoice"]["confirmation_secret"]["client_secret"];
    let intent = shop.get(&format!("/v1/payment_intents/{}", intent_of(&subscription))).await;
    assert_eq!((&intent["status"], &intent["client_secret"]), (&json!("requires_action"), secret));
    shop.app.webhooks().await;
    shop.answer(&intent, "complete").await;
    assert_eq!(shop.now(&subscription).await["status"], "active");
    assert_eq!(shop.invoices(&subscription).await[0]["status"], "paid");
    shop.app.assert_schema_kept().await;
}

#[tokio::test]
async fn a_first_invoice_that_is_declined_waits_for_another_card_and_then_expires() {
    let shop = Shop::open().await;
    let subscription = shop.subscribe("4000000000000341", &[]).await;
    assert_eq!(subscription["status"], "incomplete");
    let path = format!("/v1/payment_intents/{}", intent_of(&subscription));
    let intent = shop.get(&path).await;
    assert_eq!(intent["last_payment_error"]["code"], "card_declined");
    shop.app.pay(&shop.seller, &intent, "5555555555554444").await.ok();
    let now = shop.now(&subscription).await;
    assert_eq!(now["status"], "active");
    assert_eq!(
        now["default_payment_method"],
        shop.get(&path).await["payment_method"],
        "the card that paid stays"
    );

    let other = shop.subscribe("4000000000000341", &[]).await;
    shop.app.advance(23 * 3600 + 1).await;
    shop.app.webhooks().await;
    assert_eq!(shop.now(&other).await["status"], "incomplete_expired");
    assert_eq!(shop.invoices(&other).await[0]["status"], "void");
    assert_eq!(shop.get(&format!("/v1/payment_intents/{}", intent_of(&other))).await["status"], "canceled");
    shop.app.assert_schema_kept().await;
}

#[tokio::test]
async fn a_trial_costs_nothing_until_it_ends() {
    let shop = Shop::open().await;
    let subscription = shop.subscribe("4242424242424242", &[("trial_period_days", "14")]).await;
    assert_eq!(subscription["status"], "trialing");
    assert_eq!(
        (&subscription["latest_invoice"]["amount_paid"], &subscription["latest_invoice"]["status"]),
        (&json!(0), &json!("paid"))
    );
    assert_eq!(subscription["latest_invoice"]["payments"]["data"], json!([]));
    shop.app.webhooks().await;
    shop.app.advance(11 * DAY + 1).await;
    assert_eq!(types(&shop.app.webhooks().await), ["customer.subscription.trial_will_end"]);
    shop.app.advance(3 * DAY).await;
    assert_eq!(types(&shop.app.webhooks().await), ["customer.subscription.updated", "invoice.created"]);
    let now = shop.now(&subscription).await;
    assert_eq!(now["status"], "active");
    assert_eq!(now["items"]["data"][0]["current_period_start"], subscription["trial_end"]);
    shop.app.advance(3600).await;
    shop.app.webhooks().await;
    let invoices = shop.invoices(&subscription).await;
    assert_eq!(
        (&invoices[0]["amount_paid"], &invoices[0]["billing_reason"]),
        (&json!(2999), &json!("subscription_cycle"))
    );
    shop.app.assert_schema_kept().await;
}

#[tokio::test]
async fn a_renewal_that_fails_is_tried_again_until_the_end() {
    let shop = Shop::open().await;
    let subscription = shop.subscribe("4242424242424242", &[]).await;
    let bad = shop.method("4000000000000341").await;
    let path = format!("/v1/subscriptions/{}", id(&subscription));
    shop.app.post(Some(&shop.seller), &path, &[("default_payment_method", &bad)]).await.ok();
    shop.app.advance(31 * DAY + 3601).await;
    shop.app.webhooks().await;
    assert_eq!(shop.now(&subscription).await["status"], "past_due");
    for tries in 2..=4 {
        assert_eq!(shop.invoices(&subscription).await[0]["attempt_count"], tries - 1);
        shop.app.advance(7 * DAY).await;
        shop.app.webhooks().await;
    }
    let now = shop.now(&subscription).await;
    assert_eq!(
        (&now["status"], &now["cancellation_details"]["reason"]),
        (&json!("canceled"), &json!("payment_failed"))
    );
    shop.app.assert_schema_kept().await;
}

#[tokio::test]
async fn an_end_is_asked_for_taken_back_and_comes() {
    let shop = Shop::open().await;
    let subscription = shop.subscribe("4242424242424242", &[]).await;
    let path = format!("/v1/subscriptions/{}", id(&subscription));
    let change = |value: &'static str| {
        let form = [("cancel_at_period_end", value)];
        let (app, seller, path) = (&shop.app, shop.seller.clone(), path.clone());
        async move { app.post(Some(&seller), &path, &form).await.ok() }
    };
    let ending = change("true").await;
    assert_eq!(ending["cancel_at"], ending["items"]["data"][0]["current_period_end"]);
    assert_eq!(change("false").await["cancel_at"], Value::Null);
    shop.app.advance(32 * DAY).await;
    shop.app.webhooks().await;
    assert_eq!(shop.now(&subscription).await["status"], "active", "taken back: it went on");
    change("true").await;
    shop.app.advance(31 * DAY).await;
    let told = types(&shop.app.webhooks().await);
    assert!(told.contains(&"customer.subscription.deleted".to_owned()), "{told:?}");
    assert!(!told.contains(&"invoice.created".to_owned()), "nothing more is billed: {told:?}");
    assert_eq!(shop.now(&subscription).await["status"], "canceled");
    let gone = shop
        .app
        .send(shop.app.request(reqwest::Method::DELETE, &path).header("Stripe-Account", &shop.seller))
        .await;
    gone.error(404);
    shop.app.assert_schema_kept().await;
}

#[tokio::test]
async fn what_stripe_would_refuse_is_refused() {
    let shop = Shop::open().await;
    let method = shop.method("4242424242424242").await;
    let other = id(&shop.app.post(Some(&shop.seller), "/v1/customers", &[]).await.ok());
    let foreign = shop.subscribe_with(&method, &[("customer", &other)]).await;
    assert_eq!(foreign.error(400)["param"], "default_payment_method");
    let percent = shop.subscribe_with(&method, &[("application_fee_percent", "4.005")]).await;
    assert_eq!(percent.error(400)["param"], "application_fee_percent");
    let unknown = shop.subscribe_with(&method, &[("items[0][price_data][product_data][name]", "x")]).await;
    assert_eq!(unknown.error(400)["code"], "parameter_unknown");
    let form = [("customer", shop.customer.as_str()), ("payment_method_types[0]", "card")];
    let old = shop.app.post(Some(&shop.seller), "/v1/setup_intents", &form).await;
    assert_eq!(old.error(400)["code"], "payment_method_types_no_longer_supported");
}

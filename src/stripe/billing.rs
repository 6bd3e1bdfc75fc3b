//! What is charged again and again: cards that are kept, customers, subscriptions and their invoices. The requests are
//! written by hand, because the crate that types them costs more to build than the rest of Stripe together
//! ([decision 0021](../../docs/decisions/0021-subscriptions.md)); the stand-in holds each to Stripe's own description.

use serde_json::{Value, json};
use stripe_client_core::{RequestBuilder, StripeMethod};

use super::billing_objects::{
    Customer, Invoice, KeptCard, Product, SetupIntent, Subscription, SubscriptionPage,
};
use super::transport::Scope;
use super::{Stripe, sound};
use crate::error::{Kind, Result};
use crate::money::Money;

/// What an answer about a subscription must show.
const SHOWN: [&str; 3] =
    ["latest_invoice.payments", "latest_invoice.confirmation_secret", "default_payment_method"];

/// A buyer as Stripe is told of them.
#[derive(Clone, Debug)]
pub struct NewCustomer<'a> {
    /// Their e-mail.
    pub email: &'a str,
    /// Their name, when they told it.
    pub name: Option<&'a str>,
    /// Their phone number, when they told it.
    pub phone: Option<&'a str>,
}

/// A subscription to be begun with a card that is kept.
#[derive(Clone, Debug)]
pub struct NewSubscription<'a> {
    /// `cus_…`.
    pub customer: &'a str,
    /// `pm_…`, the customer's own.
    pub payment_method: &'a str,
    /// The product's id.
    pub product: &'a str,
    /// What one interval costs.
    pub price: Money,
    /// Stripe's interval, and how many of them.
    pub interval: (&'static str, i64),
    /// Days that are free before the first charge.
    pub trial_days: i64,
    /// Our part of every invoice, hundredths of a per cent.
    pub fee_bps: u32,
    /// Our ids, so that an event leads back to our rows.
    pub metadata: &'a [(&'a str, &'a str)],
}

fn post(path: String, form: &Value) -> RequestBuilder {
    RequestBuilder::new(StripeMethod::Post, path).form(form)
}

fn get(path: String, query: &Value) -> RequestBuilder {
    RequestBuilder::new(StripeMethod::Get, path).query(query)
}

fn on<'a>(account: &'a str, key: Option<&'a str>) -> Scope<'a> {
    Scope { account: Some(account), key }
}

/// Basis points as per cent with two decimals.
fn percent(bps: u32) -> String {
    format!("{}.{:02}", bps / 100, bps % 100)
}

fn object(pairs: &[(&str, &str)]) -> Value {
    pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), Value::from(*value)))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

impl Stripe {
    /// Makes a customer; one key makes one.
    ///
    /// # Errors
    /// `STRIPE_DOWN` or `STRIPE_REFUSED`.
    pub async fn create_customer(
        &self,
        account: &str,
        new: &NewCustomer<'_>,
        metadata: &[(&str, &str)],
        key: &str,
    ) -> Result<Customer> {
        let mut form = json!({ "email": new.email, "metadata": object(metadata) });
        for (name, value) in [("name", new.name), ("phone", new.phone)] {
            if let Some(value) = value {
                form[name] = value.into();
            }
        }
        self.transport.send(post("/customers".into(), &form), on(account, Some(key))).await
    }

    /// Changes what Stripe knows of a customer.
    ///
    /// # Errors
    /// `STRIPE_DOWN`, `STRIPE_REFUSED` or not found.
    pub async fn update_customer(&self, account: &str, id: &str, new: &NewCustomer<'_>) -> Result<Customer> {
        let form = json!({ "email": new.email, "name": new.name.unwrap_or_default() });
        self.transport.send(post(format!("/customers/{}", sound(id)?), &form), on(account, None)).await
    }

    /// Prepares a card to be kept for later charges.
    ///
    /// # Errors
    /// `STRIPE_DOWN` or `STRIPE_REFUSED`.
    pub async fn create_setup_intent(
        &self,
        account: &str,
        customer: &str,
        metadata: &[(&str, &str)],
        key: &str,
    ) -> Result<SetupIntent> {
        let form = json!({ "customer": customer, "usage": "off_session",
            "automatic_payment_methods": { "enabled": "true" }, "metadata": object(metadata) });
        self.transport.send(post("/setup_intents".into(), &form), on(account, Some(key))).await
    }

    /// The setup intent as it stands.
    ///
    /// # Errors
    /// `STRIPE_DOWN`, `STRIPE_REFUSED` or not found.
    pub async fn setup_intent(&self, account: &str, id: &str) -> Result<SetupIntent> {
        let request = RequestBuilder::new(StripeMethod::Get, format!("/setup_intents/{}", sound(id)?));
        self.transport.send(request, on(account, None)).await
    }

    /// A card by its id.
    ///
    /// # Errors
    /// `STRIPE_DOWN`, `STRIPE_REFUSED` or not found.
    pub async fn payment_method(&self, account: &str, id: &str) -> Result<KeptCard> {
        let request = RequestBuilder::new(StripeMethod::Get, format!("/payment_methods/{}", sound(id)?));
        self.transport.send(request, on(account, None)).await
    }

    /// Makes sure that there is a product with this id.
    ///
    /// # Errors
    /// `STRIPE_DOWN` or `STRIPE_REFUSED`.
    pub async fn ensure_product(&self, account: &str, id: &str, name: &str) -> Result<()> {
        let form = json!({ "id": id, "name": name });
        let made: Result<Product> = self
            .transport
            .send(post("/products".into(), &form), on(account, Some(&format!("product-{id}"))))
            .await;
        match made {
            // It was made for an earlier buyer.
            Err(error) if error.kind == Kind::Conflict => Ok(()),
            other => other.map(drop),
        }
    }

    /// Begins a subscription: without a trial the first invoice is charged at once.
    ///
    /// # Errors
    /// `STRIPE_DOWN` or `STRIPE_REFUSED`.
    pub async fn create_subscription(
        &self,
        account: &str,
        new: &NewSubscription<'_>,
        key: &str,
    ) -> Result<Subscription> {
        let (interval, count) = new.interval;
        let mut form = json!({
            "customer": new.customer,
            "default_payment_method": new.payment_method,
            "items": [{ "price_data": {
                "currency": new.price.currency.stripe_code(),
                "product": new.product,
                "unit_amount": new.price.minor.to_string(),
                "recurring": { "interval": interval, "interval_count": count.to_string() },
            } }],
            "payment_behavior": "allow_incomplete",
            "payment_settings": { "save_default_payment_method": "on_subscription" },
            "trial_settings": { "end_behavior": { "missing_payment_method": "cancel" } },
            "metadata": object(new.metadata),
            "expand": SHOWN,
        });
        if new.fee_bps > 0 {
            form["application_fee_percent"] = percent(new.fee_bps).into();
        }
        if new.trial_days > 0 {
            form["trial_period_days"] = new.trial_days.to_string().into();
        }
        self.transport.send(post("/subscriptions".into(), &form), on(account, Some(key))).await
    }

    /// The subscription as it stands.
    ///
    /// # Errors
    /// `STRIPE_DOWN`, `STRIPE_REFUSED` or not found.
    pub async fn subscription(&self, account: &str, id: &str) -> Result<Subscription> {
        let request = get(format!("/subscriptions/{}", sound(id)?), &json!({ "expand": SHOWN }));
        self.transport.send(request, on(account, None)).await
    }

    /// The newest subscription of a customer, whatever became of it.
    ///
    /// # Errors
    /// `STRIPE_DOWN` or `STRIPE_REFUSED`.
    pub async fn subscription_of(&self, account: &str, customer: &str) -> Result<Option<String>> {
        let query = json!({ "customer": sound(customer)?, "status": "all", "limit": "1" });
        let page: SubscriptionPage =
            self.transport.send(get("/subscriptions".into(), &query), on(account, None)).await?;
        Ok(page.data.into_iter().next().map(|found| found.id))
    }

    /// Lets a subscription end with the interval that is paid, or go on after all.
    ///
    /// # Errors
    /// `STRIPE_DOWN`, `STRIPE_REFUSED` or not found.
    pub async fn end_with_period(&self, account: &str, id: &str, ends: bool) -> Result<()> {
        let form = json!({ "cancel_at_period_end": ends.to_string() });
        let request = post(format!("/subscriptions/{}", sound(id)?), &form);
        self.transport.send::<Value>(request, on(account, None)).await.map(drop)
    }

    /// Charges another card of the customer from now on.
    ///
    /// # Errors
    /// `STRIPE_DOWN`, `STRIPE_REFUSED` or not found.
    pub async fn change_card(&self, account: &str, id: &str, payment_method: &str) -> Result<()> {
        let form = json!({ "default_payment_method": payment_method });
        let request = post(format!("/subscriptions/{}", sound(id)?), &form);
        self.transport.send::<Value>(request, on(account, None)).await.map(drop)
    }

    /// Ends a subscription at once.
    ///
    /// # Errors
    /// `STRIPE_DOWN`, `STRIPE_REFUSED` or not found, also when it has ended already.
    pub async fn end_subscription(&self, account: &str, id: &str) -> Result<()> {
        let request = RequestBuilder::new(StripeMethod::Delete, format!("/subscriptions/{}", sound(id)?));
        self.transport.send::<Value>(request, on(account, None)).await.map(drop)
    }

    /// An invoice with its payments.
    ///
    /// # Errors
    /// `STRIPE_DOWN`, `STRIPE_REFUSED` or not found.
    pub async fn invoice(&self, account: &str, id: &str) -> Result<Invoice> {
        let request = get(format!("/invoices/{}", sound(id)?), &json!({ "expand": ["payments"] }));
        self.transport.send(request, on(account, None)).await
    }
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn basis_points_are_per_cent_with_two_decimals() {
        assert_eq!(
            (percent(400), percent(5), percent(10_000)),
            ("4.00".into(), "0.05".into(), "100.00".into())
        );
    }
}

//! Stripe: the only room that knows its wire. Typed requests of async-stripe go out over our own
//! [`transport`], and our own small structs in [`objects`] come back. [`signature`] and [`event`] read webhooks.

pub mod billing;
pub mod billing_objects;
mod breaker;
mod checkout;
pub mod event;
mod failure;
pub mod objects;
pub mod signature;
#[cfg(test)]
mod tests;
mod transport;

use std::time::Duration;

use stripe_client_core::StripeRequest;
use stripe_connect::account::{
    CreateAccount, CreateAccountBusinessProfile, CreateAccountCapabilities,
    CreateAccountCapabilitiesCardPayments, CreateAccountCapabilitiesTransfers, CreateAccountType,
    RetrieveAccount,
};
use stripe_connect::account_link::{
    CreateAccountLink, CreateAccountLinkCollectionOptions, CreateAccountLinkCollectionOptionsFields,
    CreateAccountLinkType,
};
use stripe_connect::login_link::CreateAccountLoginLink;
use stripe_core::payment_intent::{
    CancelPaymentIntent, CreatePaymentIntent, CreatePaymentIntentAutomaticPaymentMethods,
    RetrievePaymentIntent,
};

pub use billing_objects::SetupIntent;
pub use checkout::{Checkout, CheckoutState, NewCheckout};
pub use event::Event;
pub use objects::{Account, BalanceTransaction, Card, CardError, Charge, PaymentIntent, Requirements};

use crate::config::StripeConfig;
use crate::error::{Error, Result};
use crate::money::{Currency, Money};
use objects::Page;
use transport::{Scope, Transport};

const FIRST_PAUSE: Duration = Duration::from_millis(500);

/// Stripe's API over one pooled client.
#[derive(Clone)]
pub struct Stripe {
    transport: Transport,
}

/// A connected account to be made.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// The merchant's address.
    pub email: String,
    /// ISO country code in capitals.
    pub country: String,
    /// Our merchant, kept in the account's metadata.
    pub merchant_id: String,
    /// The merchant's page; left out when it is not an address that Stripe accepts, such as localhost.
    pub business_url: Option<String>,
}

/// A direct charge to be prepared on a connected account.
#[derive(Clone, Debug)]
pub struct NewPaymentIntent {
    /// What the buyer pays.
    pub amount: Money,
    /// Our part of it in minor units; zero is left out.
    pub application_fee_minor: i64,
    /// Makes Stripe mail a receipt of its own; None, as we mail ours.
    pub receipt_email: Option<String>,
    /// What the merchant reads beside the payment at Stripe.
    pub description: String,
    /// Our ids, so that an event leads back to our rows.
    pub metadata: Vec<(String, String)>,
}

impl Stripe {
    /// A client for these settings.
    ///
    /// # Errors
    /// Internal, when the TLS roots cannot be read.
    pub fn new(config: &StripeConfig) -> Result<Self> {
        Ok(Self { transport: Transport::new(config, FIRST_PAUSE)? })
    }

    /// Makes an Express account that asks for card payments and transfers.
    ///
    /// # Errors
    /// `STRIPE_DOWN`, or `STRIPE_REFUSED` with Stripe's own sentence.
    pub async fn create_account(&self, new: &NewAccount, key: &str) -> Result<Account> {
        let mut capabilities = CreateAccountCapabilities::new();
        let mut card_payments = CreateAccountCapabilitiesCardPayments::new();
        card_payments.requested = Some(true);
        let mut transfers = CreateAccountCapabilitiesTransfers::new();
        transfers.requested = Some(true);
        capabilities.card_payments = Some(card_payments);
        capabilities.transfers = Some(transfers);
        let mut request = CreateAccount::new()
            .type_(CreateAccountType::Express)
            .country(new.country.as_str())
            .email(new.email.as_str())
            .capabilities(capabilities)
            .metadata([("merchant_id".to_owned(), new.merchant_id.clone())]);
        if let Some(url) = &new.business_url {
            let mut profile = CreateAccountBusinessProfile::new();
            profile.url = Some(url.clone());
            request = request.business_profile(profile);
        }
        self.transport.send(request.build(), Scope { account: None, key: Some(key) }).await
    }

    /// The connected account as it stands.
    ///
    /// # Errors
    /// `STRIPE_DOWN`, `STRIPE_REFUSED` (such as an account that left us), or not found.
    pub async fn account(&self, id: &str) -> Result<Account> {
        let request = RetrieveAccount::new(sound(id)?);
        self.transport.send(request.build(), Scope::default()).await
    }

    /// An address, valid once and for minutes, where the merchant gives Stripe what is due.
    ///
    /// # Errors
    /// `STRIPE_DOWN` or `STRIPE_REFUSED`.
    pub async fn create_account_link(
        &self,
        account: &str,
        refresh_url: &str,
        return_url: &str,
    ) -> Result<String> {
        let mut options = CreateAccountLinkCollectionOptions::new();
        options.fields = Some(CreateAccountLinkCollectionOptionsFields::EventuallyDue);
        let request = CreateAccountLink::new(account, CreateAccountLinkType::AccountOnboarding)
            .collection_options(options)
            .refresh_url(refresh_url)
            .return_url(return_url);
        let page: Page = self.transport.send(request.build(), Scope::default()).await?;
        Ok(page.url)
    }

    /// An address that signs the merchant in to the Express dashboard.
    ///
    /// # Errors
    /// `STRIPE_DOWN`, or `STRIPE_REFUSED` before onboarding is done.
    pub async fn create_login_link(&self, account: &str) -> Result<String> {
        let request = CreateAccountLoginLink::new(sound(account)?);
        let page: Page = self.transport.send(request.build(), Scope::default()).await?;
        Ok(page.url)
    }

    /// Prepares a direct charge on `account`.
    ///
    /// # Errors
    /// `STRIPE_DOWN` or `STRIPE_REFUSED`.
    pub async fn create_payment_intent(
        &self,
        account: &str,
        new: &NewPaymentIntent,
        key: &str,
    ) -> Result<PaymentIntent> {
        let mut request = CreatePaymentIntent::new(new.amount.minor, currency(new.amount.currency))
            .automatic_payment_methods(CreatePaymentIntentAutomaticPaymentMethods::new(true))
            .description(new.description.as_str())
            .metadata(new.metadata.iter().cloned().collect::<std::collections::HashMap<_, _>>());
        if new.application_fee_minor > 0 {
            request = request.application_fee_amount(new.application_fee_minor);
        }
        if let Some(email) = &new.receipt_email {
            request = request.receipt_email(email.as_str());
        }
        self.transport.send(request.build(), Scope { account: Some(account), key: Some(key) }).await
    }

    /// The payment as it stands, with its latest charge and that charge's balance transaction.
    ///
    /// # Errors
    /// `STRIPE_DOWN`, `STRIPE_REFUSED` or not found.
    pub async fn payment_intent(&self, account: &str, id: &str) -> Result<PaymentIntent> {
        let request = RetrievePaymentIntent::new(sound(id)?)
            .expand(vec!["latest_charge.balance_transaction".to_owned()]);
        self.transport.send(request.build(), Scope { account: Some(account), key: None }).await
    }

    /// Cancels a payment that nobody has paid yet.
    ///
    /// # Errors
    /// A conflict when it was paid meanwhile, `STRIPE_DOWN`, `STRIPE_REFUSED` or not found.
    pub async fn cancel_payment_intent(&self, account: &str, id: &str, key: &str) -> Result<PaymentIntent> {
        let request = CancelPaymentIntent::new(sound(id)?);
        self.transport.send(request.build(), Scope { account: Some(account), key: Some(key) }).await
    }
}

fn currency(currency: Currency) -> stripe_types::Currency {
    match currency {
        Currency::Ron => stripe_types::Currency::RON,
        Currency::Eur => stripe_types::Currency::EUR,
        Currency::Gbp => stripe_types::Currency::GBP,
        Currency::Usd => stripe_types::Currency::USD,
    }
}

/// Lets an id into a path only when it cannot change the path's meaning.
fn sound(id: &str) -> Result<&str> {
    let plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if plain && !id.is_empty() { Ok(id) } else { Err(Error::not_found()) }
}

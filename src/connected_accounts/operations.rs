//! Operations on the merchant's Stripe account.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{ConnectedAccount, reconcile, store};
use crate::actor::Actor;
use crate::clock::Timestamp;
use crate::core::Core;
use crate::error::{Code, Error, Result};
use crate::events::{self, NewEvent};
use crate::merchants;
use crate::operation::{Access, Method, Operation, Spec};
use crate::sign_in::check_redirect;
use crate::stripe::NewAccount;

/// Tells the state of the merchant's Stripe account.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GetStripeAccount {}

/// The state of the merchant's Stripe account.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct StripeAccount {
    /// The account's id at Stripe; null before it was made.
    pub id: Option<String>,
    /// Whether there is an account.
    pub connected: bool,
    /// Whether links sell.
    pub charges_enabled: bool,
    /// Whether money is paid out.
    pub payouts_enabled: bool,
    /// Whether onboarding was gone through.
    pub details_submitted: bool,
    /// ISO 3166 country code of the account.
    pub country: Option<String>,
    /// Stripe's default currency of the account, small letters.
    pub default_currency: Option<String>,
}

impl From<Option<ConnectedAccount>> for StripeAccount {
    fn from(account: Option<ConnectedAccount>) -> Self {
        let Some(account) = account.filter(|account| account.stripe_account_id.is_some()) else {
            return Self::default();
        };
        Self {
            connected: true,
            charges_enabled: account.can_charge(),
            payouts_enabled: account.payouts_enabled,
            details_submitted: account.details_submitted,
            country: Some(account.country),
            default_currency: account.default_currency,
            id: account.stripe_account_id,
        }
    }
}

impl Operation for GetStripeAccount {
    const SPEC: Spec = Spec {
        title: "Stripe account",
        summary: "Tells whether the merchant's Stripe account can charge and pay out.",
        mcp: Some("get_stripe_account"),
        webmcp: Some("get_stripe_account"),
        ..Spec::read("get_stripe_account", "Stripe", "/stripe/accounts/me")
    };
    type Output = StripeAccount;

    async fn run(self, core: &Core, actor: &Actor) -> Result<StripeAccount> {
        Ok(store::find(&core.db, actor.merchant()?).await?.into())
    }
}

/// Asks Stripe again about the merchant's account.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RefreshStripeAccount {}

impl Operation for RefreshStripeAccount {
    const SPEC: Spec = Spec {
        title: "Refresh the Stripe account",
        summary: "Asks Stripe for the account's present state.",
        ..Spec::write("refresh_stripe_account", "Stripe", Method::Post, "/stripe/accounts/me/refresh")
    };
    type Output = StripeAccount;

    async fn run(self, core: &Core, actor: &Actor) -> Result<StripeAccount> {
        let account = store::find(&core.db, actor.merchant()?).await?;
        if let Some(id) = account.and_then(|account| account.stripe_account_id) {
            reconcile(core, actor, &id).await?;
        }
        GetStripeAccount {}.run(core, actor).await
    }
}

/// Tells what Stripe still wants to know.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GetStripeRequirements {}

/// What Stripe still wants to know.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Requirements {
    /// Needed now.
    pub currently_due: Vec<String>,
    /// Overdue.
    pub past_due: Vec<String>,
    /// Needed some day.
    pub eventually_due: Vec<String>,
    /// Being checked by Stripe.
    pub pending_verification: Vec<String>,
    /// Why Stripe disabled the account, if it did.
    pub disabled_reason: Option<String>,
    /// Until when, if Stripe set a date.
    pub current_deadline: Option<Timestamp>,
}

impl Operation for GetStripeRequirements {
    const SPEC: Spec = Spec {
        title: "Stripe requirements",
        summary: "Tells what Stripe still wants to know before the account works in full.",
        mcp: Some("get_account_requirements"),
        webmcp: Some("get_stripe_requirements"),
        ..Spec::read("get_stripe_requirements", "Stripe", "/stripe/accounts/me/requirements")
    };
    type Output = Requirements;

    async fn run(self, core: &Core, actor: &Actor) -> Result<Requirements> {
        let account = store::find(&core.db, actor.merchant()?).await?;
        let kept = account.map(|account| account.requirements()).unwrap_or_default();
        Ok(Requirements {
            currently_due: kept.currently_due,
            past_due: kept.past_due,
            eventually_due: kept.eventually_due,
            pending_verification: kept.pending_verification,
            disabled_reason: kept.disabled_reason,
            current_deadline: kept.current_deadline.map(Timestamp::from_seconds),
        })
    }
}

/// Makes a link to Stripe's onboarding, and the account itself when there is none.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CreateAccountLink {
    /// Where Stripe sends people whose link has lapsed; on our own origin.
    pub refresh_url: Option<String>,
    /// Where Stripe sends people when they are done; on our own origin.
    pub return_url: Option<String>,
}

/// A link to a page at Stripe; it works once, for minutes.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AccountLink {
    /// Where to go.
    pub url: String,
}

impl Operation for CreateAccountLink {
    const SPEC: Spec = Spec {
        title: "Connect payments",
        summary: "Makes a short-lived link to Stripe's onboarding for the merchant's own account.",
        mcp: Some("create_account_link"),
        webmcp: Some("create_stripe_account_link"),
        ..Spec::write("create_account_link", "Stripe", Method::Post, "/stripe/account-link")
    };
    type Output = AccountLink;

    async fn run(self, core: &Core, actor: &Actor) -> Result<AccountLink> {
        let address = |wish: Option<&str>, field: &str, usual: &str| {
            let path = wish.map_or(Ok(usual.to_owned()), |text| check_redirect(core, text, field))?;
            Ok::<_, Error>(core.config.url(&path))
        };
        let refresh =
            address(self.refresh_url.as_deref(), "refreshUrl", "/dashboard/settings/payments/refresh")?;
        let back = address(self.return_url.as_deref(), "returnUrl", "/dashboard/settings/payments/return")?;
        let merchant_id = actor.merchant()?;
        let stripe_account_id = ensure_account(core, actor, merchant_id).await?;
        let url = core.stripe.create_account_link(&stripe_account_id, &refresh, &back).await?;
        Ok(AccountLink { url })
    }
}

/// The merchant's account at Stripe, made now when there is none. Two callers make one account: the row's
/// attempt names the deed at Stripe.
async fn ensure_account(core: &Core, actor: &Actor, merchant_id: &str) -> Result<String> {
    let owner = merchants::owner(core, merchant_id).await?;
    if owner.needs_onboarding() {
        return Err(Error::conflict(Code::OnboardingNeeded));
    }
    store::insert(&core.db, core.clock.now(), merchant_id, &owner.country).await?;
    let kept = store::find(&core.db, merchant_id).await?.ok_or_else(Error::not_found)?;
    if let Some(id) = kept.stripe_account_id {
        return Ok(id);
    }
    let new = NewAccount {
        email: owner.email,
        country: kept.country,
        merchant_id: merchant_id.to_owned(),
        business_url: Some(core.config.public_url.clone()).filter(|url| url.starts_with("https://")),
    };
    let account = core.stripe.create_account(&new, &format!("account-{}", kept.attempt)).await?;
    let now = core.clock.now();
    let mut tx = core.db.begin().await?;
    if store::attach(&mut tx, merchant_id, &account.id).await? > 0 {
        store::update(&mut tx, &account, &new.country, now, now).await?;
        let event =
            NewEvent { merchant_id, kind: "account.created", subject_id: &account.id, data: json!({}) };
        events::record(&mut tx, actor, now, &event).await?;
    }
    tx.commit().await?;
    Ok(account.id)
}

/// Makes a single-use link into the merchant's Express dashboard at Stripe.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CreateLoginLink {}

impl Operation for CreateLoginLink {
    const SPEC: Spec = Spec {
        title: "Open the Stripe dashboard",
        summary: "Makes a single-use link into the merchant's Express dashboard.",
        access: Access::Person,
        ..Spec::write("create_login_link", "Stripe", Method::Post, "/stripe/login-link")
    };
    type Output = AccountLink;

    async fn run(self, core: &Core, actor: &Actor) -> Result<AccountLink> {
        let account = store::find(&core.db, actor.merchant()?).await?;
        let id =
            account.filter(|account| account.details_submitted).and_then(|account| account.stripe_account_id);
        let id = id.ok_or_else(|| Error::conflict(Code::NotConnected))?;
        Ok(AccountLink { url: core.stripe.create_login_link(&id).await? })
    }
}

/// Tells the key with which browsers speak to Stripe.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GetPublishableKey {}

/// The key with which browsers speak to Stripe.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublishableKey {
    /// `pk_…`; no secret.
    pub publishable_key: String,
}

impl Operation for GetPublishableKey {
    const SPEC: Spec = Spec {
        title: "Stripe publishable key",
        summary: "Tells the key with which browsers speak to Stripe.",
        access: Access::Public,
        ..Spec::read("get_publishable_key", "Stripe", "/stripe/pk")
    };
    type Output = PublishableKey;

    async fn run(self, core: &Core, _actor: &Actor) -> Result<PublishableKey> {
        Ok(PublishableKey { publishable_key: core.config.stripe.publishable_key.clone() })
    }
}

//! The merchant's own Stripe account: made here, onboarded at Stripe, and only sold through while Stripe
//! says that it can charge.

mod operations;
mod reconcile;
mod store;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use self::operations::{
    AccountLink, CreateAccountLink, CreateLoginLink, GetPublishableKey, GetStripeAccount,
    GetStripeRequirements, PublishableKey, RefreshStripeAccount, Requirements, StripeAccount,
};
pub use self::reconcile::{disconnect, is_ours, reconcile};
pub(crate) use self::store::sql::ALL as STATEMENTS;

/// A connected account as we last saw it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct ConnectedAccount {
    /// Whose it is.
    pub merchant_id: String,
    /// Its id at Stripe; None while it is being made.
    pub stripe_account_id: Option<String>,
    /// Names the try to make it, so that a lost answer does not make a second account.
    pub attempt: String,
    /// ISO 3166 country code.
    pub country: String,
    /// Stripe's default currency of the account, small letters.
    pub default_currency: Option<String>,
    /// Whether it may charge.
    pub charges_enabled: bool,
    /// Whether it gets paid out.
    pub payouts_enabled: bool,
    /// Whether onboarding was gone through.
    pub details_submitted: bool,
    /// State of the card capability: active, pending, inactive.
    pub card_payments: Option<String>,
    /// What Stripe still wants, JSON of [`KeptRequirements`].
    pub requirements: String,
}

impl ConnectedAccount {
    /// Whether links of this merchant may sell.
    #[must_use]
    pub fn can_charge(&self) -> bool {
        self.charges_enabled && self.card_payments.as_deref() == Some("active")
    }

    pub(crate) fn requirements(&self) -> KeptRequirements {
        serde_json::from_str(&self.requirements).unwrap_or_default()
    }
}

/// What Stripe still wants, as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct KeptRequirements {
    /// Needed now.
    pub currently_due: Vec<String>,
    /// Overdue: Stripe holds something back because of it.
    pub past_due: Vec<String>,
    /// Needed some day.
    pub eventually_due: Vec<String>,
    /// Being checked by Stripe.
    pub pending_verification: Vec<String>,
    /// Why Stripe disabled the account.
    pub disabled_reason: Option<String>,
    /// Until when, seconds since the epoch.
    pub current_deadline: Option<i64>,
}

/// The merchant's account, if there is one.
///
/// # Errors
/// Internal, when the database refuses.
pub async fn find(
    core: &crate::core::Core,
    merchant_id: &str,
) -> crate::error::Result<Option<ConnectedAccount>> {
    store::find(&core.db, merchant_id).await
}

/// The merchant's account by its id at Stripe, if it is one of ours.
///
/// # Errors
/// Internal, when the database refuses.
pub async fn find_by_stripe(
    core: &crate::core::Core,
    stripe_account_id: &str,
) -> crate::error::Result<Option<ConnectedAccount>> {
    store::find_by_stripe(&core.db, stripe_account_id).await
}

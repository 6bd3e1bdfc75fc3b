//! SQL of connected accounts.

use super::{ConnectedAccount, KeptRequirements};
use crate::args;
use crate::clock::Timestamp;
use crate::db::{Queryable, Tx};
use crate::error::{Error, Result};
use crate::id::new_id;
use crate::stripe::Account;

crate::statements! {
    FIND = "select merchant_id, stripe_account_id, attempt, country, default_currency, charges_enabled, \
        payouts_enabled, details_submitted, card_payments, requirements from connected_account where merchant_id = $1";
    FIND_BY_STRIPE = "select merchant_id, stripe_account_id, attempt, country, default_currency, charges_enabled, \
        payouts_enabled, details_submitted, card_payments, requirements from connected_account \
        where stripe_account_id = $1";
    INSERT = "insert into connected_account (merchant_id, attempt, country, charges_enabled, payouts_enabled, \
        details_submitted, requirements, asked_at, created_at, updated_at) \
        values ($1, $2, $3, false, false, false, '{}', 0, $4, $4) on conflict (merchant_id) do nothing";
    ATTACH = "update connected_account set stripe_account_id = $2 where merchant_id = $1 and stripe_account_id is null";
    UPDATE = "update connected_account set country = $2, default_currency = $3, charges_enabled = $4, \
        payouts_enabled = $5, details_submitted = $6, card_payments = $7, requirements = $8, asked_at = $9, \
        updated_at = $10 where stripe_account_id = $1 and asked_at <= $9";
    DISABLE = "update connected_account set charges_enabled = false, payouts_enabled = false, asked_at = $2, \
        updated_at = $2 where stripe_account_id = $1";
}

pub(crate) async fn find(db: impl Queryable, merchant_id: &str) -> Result<Option<ConnectedAccount>> {
    db.maybe(sql::FIND, args![merchant_id]).await
}

pub(crate) async fn find_by_stripe(
    db: impl Queryable,
    stripe_account_id: &str,
) -> Result<Option<ConnectedAccount>> {
    db.maybe(sql::FIND_BY_STRIPE, args![stripe_account_id]).await
}

pub(super) async fn insert(
    db: impl Queryable,
    now: Timestamp,
    merchant_id: &str,
    country: &str,
) -> Result<()> {
    db.run(sql::INSERT, args![merchant_id, new_id(now), country, now]).await.map(|_| ())
}

pub(super) async fn attach(tx: &mut Tx, merchant_id: &str, stripe_account_id: &str) -> Result<u64> {
    tx.run(sql::ATTACH, args![merchant_id, stripe_account_id]).await
}

/// Writes what Stripe answered when asked at `asked_at`; an older answer changes nothing.
pub(super) async fn update(
    tx: &mut Tx,
    account: &Account,
    country: &str,
    asked_at: Timestamp,
    now: Timestamp,
) -> Result<u64> {
    let wants = &account.requirements;
    let kept = KeptRequirements {
        currently_due: wants.currently_due.clone(),
        past_due: wants.past_due.clone(),
        eventually_due: wants.eventually_due.clone(),
        pending_verification: wants.pending_verification.clone(),
        disabled_reason: wants.disabled_reason.clone(),
        current_deadline: wants.current_deadline,
    };
    let args = args![
        account.id.as_str(),
        account.country.as_deref().unwrap_or(country),
        account.default_currency.clone(),
        account.charges_enabled,
        account.payouts_enabled,
        account.details_submitted,
        account.card_payments.clone(),
        serde_json::to_string(&kept).map_err(Error::internal)?,
        asked_at,
        now,
    ];
    tx.run(sql::UPDATE, args).await
}

pub(super) async fn disable(tx: &mut Tx, stripe_account_id: &str, now: Timestamp) -> Result<()> {
    tx.run(sql::DISABLE, args![stripe_account_id, now]).await.map(|_| ())
}

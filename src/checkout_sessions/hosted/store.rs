//! SQL of attempts on Stripe's page.

use super::Hosted;
use super::settings::CheckoutSettings;
use crate::args;
use crate::checkout_sessions::CheckoutSession;
use crate::clock::Timestamp;
use crate::db::{Queryable, Tx};
use crate::error::Result;

crate::statements! {
    INSERT = "insert into hosted_checkout (checkout_session_id, merchant_id) values ($1, $2)";
    FIND = "select stripe_id from hosted_checkout where checkout_session_id = $1";
    NAME = "update hosted_checkout set stripe_id = $2 where checkout_session_id = $1 and stripe_id is null";
    SETTINGS = "select hosted_checkout from merchant where id = $1";
    SET_HOSTED = "update merchant set hosted_checkout = $2 where id = $1";
    OPEN = "update checkout_session set status = 'open', updated_at = $2 where id = $1 and status = 'starting'";
}

pub(super) async fn insert(tx: &mut Tx, session: &CheckoutSession) -> Result<()> {
    let args = args![session.id.as_str(), session.merchant_id.as_str()];
    tx.run(sql::INSERT, args).await.map(|_| ())
}

pub(super) async fn find(db: impl Queryable, session_id: &str) -> Result<Option<Hosted>> {
    db.maybe(sql::FIND, args![session_id]).await
}

/// Keeps Stripe's name for it; false when it had one.
pub(super) async fn name(tx: &mut Tx, session_id: &str, stripe_id: &str) -> Result<bool> {
    Ok(tx.run(sql::NAME, args![session_id, stripe_id]).await? > 0)
}

/// Opens the attempt; false when somebody else did.
pub(super) async fn open(tx: &mut Tx, session_id: &str, now: Timestamp) -> Result<bool> {
    Ok(tx.run(sql::OPEN, args![session_id, now]).await? > 0)
}

pub(super) async fn settings(db: impl Queryable, merchant_id: &str) -> Result<Option<CheckoutSettings>> {
    let row: Option<(bool,)> = db.maybe(sql::SETTINGS, args![merchant_id]).await?;
    Ok(row.map(|(hosted,)| CheckoutSettings { hosted }))
}

pub(super) async fn set_hosted(tx: &mut Tx, merchant_id: &str, hosted: bool) -> Result<()> {
    tx.run(sql::SET_HOSTED, args![merchant_id, hosted]).await.map(|_| ())
}

//! SQL of attempts to subscribe.

use super::super::abandoned;
use super::CheckoutSession;
use crate::args;
use crate::clock::Timestamp;
use crate::db::{Queryable as _, Tx};
use crate::error::Result;
use crate::rollups;

crate::statements! {
    OPEN = "update checkout_session set status = 'open', client_secret_hash = $2, updated_at = $3 \
        where id = $1 and status = 'starting'";
    CLOSE = "update checkout_session set status = 'paid', updated_at = $2 where id = $1 and status = 'open'";
    PAY_WITH = "update checkout_session set stripe_payment_intent_id = $2, amount_minor = $3, platform_fee_minor = $4, \
        updated_at = $5 where id = $1 and stripe_payment_intent_id is null";
}

/// Opens the attempt: Stripe is ready to keep the card. Who does so first also counts it as started.
pub(crate) async fn open_setup(
    tx: &mut Tx,
    session: &CheckoutSession,
    secret_hash: &str,
    now: Timestamp,
) -> Result<()> {
    if tx.run(sql::OPEN, args![session.id.as_str(), secret_hash, now]).await? > 0 {
        rollups::count_start(tx, &session.book()?, now).await?;
    }
    Ok(())
}

/// Ends the attempt: what it was for has begun, paid or free for now.
pub(crate) async fn close(tx: &mut Tx, id: &str, now: Timestamp) -> Result<()> {
    if tx.run(sql::CLOSE, args![id, now]).await? > 0 {
        abandoned::take_back(tx, id).await?;
    }
    Ok(())
}

/// Notes the intent that pays the attempt, with Stripe's amount and our part of it, minor units.
pub(crate) async fn pay_with(
    tx: &mut Tx,
    id: &str,
    intent: &str,
    (amount_minor, platform_fee_minor): (i64, i64),
    now: Timestamp,
) -> Result<()> {
    tx.run(sql::PAY_WITH, args![id, intent, amount_minor, platform_fee_minor, now]).await.map(|_| ())
}

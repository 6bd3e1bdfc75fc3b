//! What ties payments to the subscriptions that they are made for.

use crate::args;
use crate::db::{Queryable, Tx};
use crate::error::Result;

crate::statements! {
    SESSION_OF_INTENT = "select checkout_session_id from payment where stripe_payment_intent_id = $1 \
        and stripe_account_id = $2";
    BELONGS_TO = "update payment set subscription_id = $2 where checkout_session_id = $1";
}

/// The attempt whose payment this intent on this account is.
pub(crate) async fn session_of_intent(
    db: impl Queryable,
    account: &str,
    intent: &str,
) -> Result<Option<String>> {
    let row: Option<(String,)> = db.maybe(sql::SESSION_OF_INTENT, args![intent, account]).await?;
    Ok(row.map(|(id,)| id))
}

/// Notes that the payment of this attempt is one of a subscription's.
pub(crate) async fn belongs_to(tx: &mut Tx, session_id: &str, subscription_id: &str) -> Result<()> {
    tx.run(sql::BELONGS_TO, args![session_id, subscription_id]).await.map(|_| ())
}

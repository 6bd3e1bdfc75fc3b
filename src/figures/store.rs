//! SQL of the figures: the merchant's first steps.

use crate::args;
use crate::clock::Timestamp;
use crate::db::{Queryable, Tx};
use crate::error::{Error, Result};

crate::statements! {
    // A merchant has few members, and they pay their own links a few times: their payments are counted by an index.
    // The cross joins keep SQLite to this order: members first, payments by their addresses.
    MERCHANT = "select m.default_currency, m.checklist_dismissed_at, \
        exists (select 1 from payment_link l where l.merchant_id = m.id and l.deleted_at is null) as has_link, \
        (select count(*) from member cross join app_user u cross join payment p \
            where member.merchant_id = m.id and u.id = member.user_id and p.merchant_id = member.merchant_id \
            and p.email_folded = u.email and p.paid_at is not null) as own_payments \
        from merchant m where m.id = $1";
    DISMISS = "update merchant set checklist_dismissed_at = $2 where id = $1 and checklist_dismissed_at is null";
}

/// What a merchant has done so far.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct MerchantRow {
    pub(super) default_currency: String,
    pub(super) checklist_dismissed_at: Option<i64>,
    pub(super) has_link: bool,
    /// Completed payments by addresses of its members.
    pub(super) own_payments: i64,
}

pub(super) async fn merchant(db: impl Queryable, merchant_id: &str) -> Result<MerchantRow> {
    db.maybe(sql::MERCHANT, args![merchant_id]).await?.ok_or_else(Error::not_found)
}

/// Puts the checklist away; false when it was already.
pub(super) async fn dismiss(tx: &mut Tx, merchant_id: &str, now: Timestamp) -> Result<bool> {
    Ok(tx.run(sql::DISMISS, args![merchant_id, now]).await? > 0)
}

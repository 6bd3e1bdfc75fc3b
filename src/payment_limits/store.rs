//! SQL of the bounds of payments.

use super::PaymentLimit;
use crate::args;
use crate::clock::Timestamp;
use crate::db::{Queryable, Tx};
use crate::error::Result;
use crate::money::Currency;

crate::statements! {
    FIND = "select currency, min_minor, max_minor from payment_limit where merchant_id = $1 and currency = $2";
    LIST = "select currency, min_minor, max_minor from payment_limit where merchant_id = $1";
    SET = "insert into payment_limit (merchant_id, currency, min_minor, max_minor, updated_at) \
        values ($1, $2, $3, $4, $5) on conflict (merchant_id, currency) do update set min_minor = excluded.min_minor, \
        max_minor = excluded.max_minor, updated_at = excluded.updated_at";
}

#[derive(sqlx::FromRow)]
struct Row {
    currency: String,
    min_minor: Option<i64>,
    max_minor: Option<i64>,
}

impl Row {
    fn limit(self) -> Result<PaymentLimit> {
        Ok(PaymentLimit {
            currency: Currency::parse(&self.currency)?,
            min_amount_minor: self.min_minor,
            max_amount_minor: self.max_minor,
        })
    }
}

pub(super) async fn find(
    db: impl Queryable,
    merchant_id: &str,
    currency: Currency,
) -> Result<Option<PaymentLimit>> {
    let row: Option<Row> = db.maybe(sql::FIND, args![merchant_id, currency]).await?;
    row.map(Row::limit).transpose()
}

pub(super) async fn list(db: impl Queryable, merchant_id: &str) -> Result<Vec<PaymentLimit>> {
    let rows: Vec<Row> = db.all(sql::LIST, args![merchant_id]).await?;
    rows.into_iter().map(Row::limit).collect()
}

pub(super) async fn set(
    tx: &mut Tx,
    merchant_id: &str,
    currency: Currency,
    (least, most): (Option<i64>, Option<i64>),
    now: Timestamp,
) -> Result<()> {
    tx.run(sql::SET, args![merchant_id, currency, least, most, now]).await.map(|_| ())
}

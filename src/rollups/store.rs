//! SQL of the books. A merchant's own rows have an empty link id.

use super::{Book, Sums};
use crate::args;
use crate::clock::{Day, Timestamp};
use crate::db::{Args, Queryable, Tx};
use crate::error::Result;
use crate::money::Currency;

/// Adds what comes to what stands in the columns of a table; without columns, to those of every sum.
macro_rules! added {
    ($table:literal) => {
        added!(
            $table, "paid_count", "gross_minor", "fee_minor", "refunded_minor", "started_count", "visits",
            "turned_away", "claimed_count", "abandoned_count"
        )
    };
    ($table:literal, $column:literal) => {
        concat!($column, " = ", $table, ".", $column, " + excluded.", $column)
    };
    ($table:literal, $column:literal, $($others:literal),+) => {
        concat!(added!($table, $column), ", ", added!($table, $($others),+))
    };
}

macro_rules! to_day {
    ($($values:literal),*) => {
        concat!(
            "insert into rollup_day (merchant_id, link_id, currency, day, paid_count, gross_minor, fee_minor, \
             refunded_minor, started_count, visits, turned_away, claimed_count, \
             abandoned_count) values ",
            $($values,)*
            " on conflict (merchant_id, link_id, currency, day) do update set ",
            added!("rollup_day")
        )
    };
}

macro_rules! to_total {
    ($($values:literal),*) => {
        concat!(
            "insert into rollup_total (merchant_id, link_id, currency, last_paid_at, paid_count, gross_minor, \
             fee_minor, refunded_minor, started_count, visits, turned_away, claimed_count, \
             abandoned_count) values ",
            $($values,)*
            " on conflict (merchant_id, link_id, currency) do update set \
             last_paid_at = coalesce(excluded.last_paid_at, rollup_total.last_paid_at), ",
            added!("rollup_total")
        )
    };
}

crate::statements! {
    ADD_TO_DAY = to_day!("($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)");
    ADD_TO_TOTAL = to_total!("($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)");
    // The link's row and its merchant's in one go.
    ADD_TO_DAYS = to_day!("($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13), ",
        "($1, '', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)");
    ADD_TO_TOTALS = to_total!("($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13), ",
        "($1, '', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)");
    DAYS = "select day, paid_count, gross_minor, fee_minor, refunded_minor, started_count, visits, turned_away, \
        claimed_count, abandoned_count from rollup_day where merchant_id = $1 and link_id = $2 and currency = $3 and day >= $4 and day <= $5 \
        order by day";
    TOTALS = "select currency, last_paid_at, paid_count, gross_minor, fee_minor, refunded_minor, started_count, \
        visits, turned_away, claimed_count, abandoned_count from rollup_total where merchant_id = $1 and link_id = $2 order by currency";
}

/// The sums of one day; days on which nothing happened have no row.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct DayRow {
    /// The day as text.
    pub(crate) day: String,
    /// Its sums.
    #[sqlx(flatten)]
    pub(crate) sums: Sums,
}

/// The sums of all time in one currency.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct TotalRow {
    currency: String,
    /// When something was paid last, milliseconds.
    pub(crate) last_paid_at: Option<i64>,
    /// The sums.
    #[sqlx(flatten)]
    pub(crate) sums: Sums,
}

impl TotalRow {
    /// The currency.
    pub(crate) fn currency(&self) -> Currency {
        Currency::parse(&self.currency).unwrap_or_default()
    }
}

fn values(keys: Args, sums: &Sums) -> Args {
    let mut values = keys;
    values.extend(args![
        sums.paid_count,
        sums.gross_minor,
        sums.fee_minor,
        sums.refunded_minor,
        sums.started_count,
        sums.visits,
        sums.turned_away,
        sums.claimed_count,
        sums.abandoned_count,
    ]);
    values
}

/// Adds to the books of a link and of its merchant.
pub(super) async fn add(
    tx: &mut Tx,
    book: &Book,
    day: Day,
    sums: &Sums,
    paid_at: Option<Timestamp>,
) -> Result<()> {
    let (merchant_id, link_id) = (book.merchant_id.as_str(), book.link_id.as_str());
    tx.run(sql::ADD_TO_DAYS, values(args![merchant_id, link_id, book.currency, day], sums)).await?;
    let paid_at = paid_at.map(|moment| moment.0);
    tx.run(sql::ADD_TO_TOTALS, values(args![merchant_id, link_id, book.currency, paid_at], sums))
        .await
        .map(|_| ())
}

/// Adds to one row of a day.
pub(super) async fn add_to_day(tx: &mut Tx, book: &Book, day: Day, sums: &Sums) -> Result<()> {
    let keys = args![book.merchant_id.as_str(), book.link_id.as_str(), book.currency, day];
    tx.run(sql::ADD_TO_DAY, values(keys, sums)).await.map(|_| ())
}

/// Adds to one row of the totals.
pub(super) async fn add_to_total(tx: &mut Tx, book: &Book, sums: &Sums) -> Result<()> {
    let keys = args![book.merchant_id.as_str(), book.link_id.as_str(), book.currency, None::<i64>];
    tx.run(sql::ADD_TO_TOTAL, values(keys, sums)).await.map(|_| ())
}

/// The days of a book on which something happened, oldest first.
pub(crate) async fn days(db: impl Queryable, book: &Book, from: Day, to: Day) -> Result<Vec<DayRow>> {
    let keys = args![book.merchant_id.as_str(), book.link_id.as_str(), book.currency, from, to];
    db.all(sql::DAYS, keys).await
}

/// The sums of all time, one row for each currency that anything ever happened in.
pub(crate) async fn totals(db: impl Queryable, merchant_id: &str, link_id: &str) -> Result<Vec<TotalRow>> {
    db.all(sql::TOTALS, args![merchant_id, link_id]).await
}

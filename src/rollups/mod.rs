//! The books: what each link and each merchant earned, by day and in all time, kept in the transaction of the
//! change itself, so that no page ever sums history. Visits are counted in memory first (see [`Visits`]).
//!
//! Whoever writes keeps one order, so that two transactions never wait for each other in a circle: days before
//! totals, links before their merchants, and the link's own row last.

mod store;
mod visits;

use std::ops::AddAssign;

pub(crate) use self::store::sql::ALL as STATEMENTS;
pub(crate) use self::store::{DayRow, days, totals};
pub use self::visits::{Visits, flush_visits, keep_flushing};
use crate::clock::Timestamp;
use crate::db::Tx;
use crate::error::Result;
use crate::money::{Currency, Money};
use crate::payment_links;

/// The link id of the rows that hold the sum of all links of a merchant.
pub(crate) const ALL_LINKS: &str = "";

/// Whose books: one link in one currency.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Book {
    /// The merchant.
    pub merchant_id: String,
    /// The link; empty for the merchant's own books, which are the sum of its links.
    pub link_id: String,
    /// The currency; two of them never meet.
    pub currency: Currency,
}

impl Book {
    /// The books of this link in this currency.
    #[must_use]
    pub fn new(merchant_id: &str, link_id: &str, currency: Currency) -> Self {
        Self { merchant_id: merchant_id.to_owned(), link_id: link_id.to_owned(), currency }
    }

    /// The merchant's own books in this currency.
    #[must_use]
    pub fn of_merchant(merchant_id: &str, currency: Currency) -> Self {
        Self::new(merchant_id, ALL_LINKS, currency)
    }
}

/// The sums of a link or a merchant in one currency over some time. Amounts are minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct Sums {
    /// Payments completed then.
    pub(crate) paid_count: i64,
    /// Their amounts.
    pub(crate) gross_minor: i64,
    /// The platform's fee on them.
    pub(crate) fee_minor: i64,
    /// What was given back then, whenever it had been paid.
    pub(crate) refunded_minor: i64,
    /// Attempts to buy that reached Stripe then.
    pub(crate) started_count: i64,
    /// Openings of the pay page by people.
    pub(crate) visits: i64,
    /// Those of them that could not buy, because the account could not charge.
    pub(crate) turned_away: i64,
    /// What cost nothing and was taken then.
    pub(crate) claimed_count: i64,
    /// Attempts to buy whose time was over then without money.
    pub(crate) abandoned_count: i64,
}

impl AddAssign for Sums {
    fn add_assign(&mut self, other: Self) {
        self.paid_count += other.paid_count;
        self.gross_minor += other.gross_minor;
        self.fee_minor += other.fee_minor;
        self.refunded_minor += other.refunded_minor;
        self.started_count += other.started_count;
        self.visits += other.visits;
        self.turned_away += other.turned_away;
        self.claimed_count += other.claimed_count;
        self.abandoned_count += other.abandoned_count;
    }
}

/// Counts an attempt to buy that has just got its intent at Stripe.
pub(crate) async fn count_start(tx: &mut Tx, book: &Book, now: Timestamp) -> Result<()> {
    store::add(tx, book, now.day(), &Sums { started_count: 1, ..Sums::default() }, None).await
}

/// Counts a completed payment.
pub(crate) async fn count_sale(
    tx: &mut Tx,
    book: &Book,
    amount: Money,
    fee_minor: i64,
    paid_at: Timestamp,
) -> Result<()> {
    let sums = Sums { paid_count: 1, gross_minor: amount.minor, fee_minor, ..Sums::default() };
    store::add(tx, book, paid_at.day(), &sums, Some(paid_at)).await?;
    payment_links::add_totals(tx, book, &sums).await
}

/// Counts an attempt whose time was over unpaid at that moment, or with -1 takes it back.
pub(crate) async fn count_abandoned(tx: &mut Tx, book: &Book, by: i64, at: Timestamp) -> Result<()> {
    store::add(tx, book, at.day(), &Sums { abandoned_count: by, ..Sums::default() }, None).await
}

/// Counts a claim of what costs nothing.
pub(crate) async fn count_claim(tx: &mut Tx, book: &Book, now: Timestamp) -> Result<()> {
    store::add(tx, book, now.day(), &Sums { claimed_count: 1, ..Sums::default() }, None).await
}

/// Counts what was given back now, minor units.
pub(crate) async fn count_refund(tx: &mut Tx, book: &Book, minor: i64, now: Timestamp) -> Result<()> {
    store::add(tx, book, now.day(), &Sums { refunded_minor: minor, ..Sums::default() }, None).await
}

//! SQL of invoices.

use super::{Party, Series};
use crate::args;
use crate::clock::Timestamp;
use crate::core::Core;
use crate::db::{Queryable, Tx};
use crate::error::Result;
use crate::page::{Page, PageRequest};

macro_rules! invoice_where {
    ($($condition:literal),*) => {
        concat!(
            "select i.id, i.merchant_id, i.payment_id, i.prefix, i.number, i.seller, i.version, i.buyer, i.issued_at, \
             i.updated_at, p.amount_minor, p.currency, p.link_title \
             from invoice i join payment p on p.id = i.payment_id where ",
            $($condition),*
        )
    };
}

crate::statements! {
    // Whoever counts waits for whoever counted before, until that one's commit or rollback.
    COUNT = "insert into invoice_series (merchant_id, last_number) values ($1, 1) on conflict (merchant_id) \
        do update set last_number = invoice_series.last_number + 1 returning prefix, seller, last_number";
    SERIES = "select prefix, seller, last_number from invoice_series where merchant_id = $1";
    KEEP_SERIES = "insert into invoice_series (merchant_id, prefix, seller) values ($1, $2, $3) \
        on conflict (merchant_id) do update set prefix = excluded.prefix, seller = excluded.seller";
    INSERT = "insert into invoice (id, merchant_id, payment_id, prefix, number, seller, version, buyer, issued_at, \
        updated_at) values ($1, $2, $3, $4, $5, $6, 1, $7, $8, $8)";
    INSERT_VERSION = "insert into invoice_version (invoice_id, version, buyer, who_kind, created_at) \
        values ($1, $2, $3, $4, $5)";
    // Who corrects an older version than the present one changes nothing.
    CORRECT = "update invoice set version = version + 1, buyer = $3, updated_at = $4 where id = $1 and version = $2";
    FIND = invoice_where!("i.merchant_id = $1 and i.id = $2");
    FIND_BY_PAYMENT = invoice_where!("i.payment_id = $1");
    LIST = invoice_where!(
        "i.merchant_id = $1 and (i.issued_at, i.id) < ($2, $3) order by i.issued_at desc, i.id desc limit $4"
    );
    VERSIONS = "select version, buyer, who_kind, created_at from invoice_version where invoice_id = $1 \
        order by version desc limit 200";
}

#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Row {
    pub(super) id: String,
    pub(super) merchant_id: String,
    pub(super) payment_id: String,
    pub(super) prefix: String,
    pub(super) number: i64,
    pub(super) seller: String,
    pub(super) version: i64,
    pub(super) buyer: String,
    pub(super) issued_at: i64,
    pub(super) updated_at: i64,
    pub(super) amount_minor: i64,
    pub(super) currency: String,
    pub(super) link_title: String,
}

#[derive(sqlx::FromRow)]
pub(super) struct VersionRow {
    pub(super) version: i64,
    pub(super) buyer: String,
    pub(super) who_kind: String,
    pub(super) created_at: i64,
}

/// Counts the merchant's next number; nobody else does before this transaction ends.
pub(super) async fn count(tx: &mut Tx, merchant_id: &str) -> Result<Series> {
    let row: (String, String, i64) = tx.one(sql::COUNT, args![merchant_id]).await?;
    series(row)
}

pub(super) async fn find_series(db: impl Queryable, merchant_id: &str) -> Result<Series> {
    let row: Option<(String, String, i64)> = db.maybe(sql::SERIES, args![merchant_id]).await?;
    row.map_or_else(|| Ok(Series::default()), series)
}

fn series((prefix, seller, last_number): (String, String, i64)) -> Result<Series> {
    Ok(Series { prefix, seller: Party::read(&seller)?, last_number })
}

pub(super) async fn keep_series(tx: &mut Tx, merchant_id: &str, series: &Series) -> Result<()> {
    let args = args![merchant_id, series.prefix.as_str(), series.seller.text()?];
    tx.run(sql::KEEP_SERIES, args).await.map(|_| ())
}

pub(super) async fn insert(tx: &mut Tx, row: &Row) -> Result<()> {
    let args = args![
        row.id.as_str(),
        row.merchant_id.as_str(),
        row.payment_id.as_str(),
        row.prefix.as_str(),
        row.number,
        row.seller.as_str(),
        row.buyer.as_str(),
        row.issued_at,
    ];
    tx.run(sql::INSERT, args).await.map(|_| ())
}

pub(super) async fn insert_version(
    tx: &mut Tx,
    id: &str,
    version: i64,
    buyer: &str,
    who_kind: &str,
    now: Timestamp,
) -> Result<()> {
    tx.run(sql::INSERT_VERSION, args![id, version, buyer, who_kind, now]).await.map(|_| ())
}

/// Puts another buyer's side in the place of this version's; false when it is no longer the present one.
pub(super) async fn correct(
    tx: &mut Tx,
    id: &str,
    version: i64,
    buyer: &str,
    now: Timestamp,
) -> Result<bool> {
    Ok(tx.run(sql::CORRECT, args![id, version, buyer, now]).await? > 0)
}

pub(super) async fn find(db: impl Queryable, merchant_id: &str, id: &str) -> Result<Option<Row>> {
    db.maybe(sql::FIND, args![merchant_id, id]).await
}

pub(super) async fn find_by_payment(db: impl Queryable, payment_id: &str) -> Result<Option<Row>> {
    db.maybe(sql::FIND_BY_PAYMENT, args![payment_id]).await
}

pub(super) async fn list(core: &Core, merchant_id: &str, request: &PageRequest) -> Result<Page<Row>> {
    let args = args![merchant_id, request.before_moment(), request.before_id(), request.limit + 1];
    let rows: Vec<Row> = core.db.all(sql::LIST, args).await?;
    Ok(Page::cut(rows, request, |row| (row.issued_at, row.id.clone())))
}

pub(super) async fn versions(core: &Core, id: &str) -> Result<Vec<VersionRow>> {
    core.db.all(sql::VERSIONS, args![id]).await
}

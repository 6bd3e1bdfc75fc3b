//! SQL of the catalogue.

use super::{Price, Product, ProductStatus};
use crate::args;
use crate::clock::Timestamp;
use crate::core::Core;
use crate::db::{Queryable, Tx};
use crate::error::{Error, Result};
use crate::needle::{Needle, fold};
use crate::page::{Page, PageRequest};

macro_rules! product_where {
    ($condition:literal) => {
        concat!(
            "select id, name, description, prices, tax_rate_bps, tax_inclusive, stock, held, sold, active, created_at, \
             updated_at from product where merchant_id = $1 and ",
            $condition
        )
    };
}

crate::statements! {
    FIND = product_where!("id = $2");
    LIST = product_where!(
        "(created_at, id) < ($2, $3) and ($4 = '' or name_folded like $4 escape '\\') \
        and ($5 = '' or active = ($5 = 'active')) order by created_at desc, id desc limit $6"
    );
    INSERT = "insert into product (id, merchant_id, name, name_folded, description, prices, tax_rate_bps, tax_inclusive, \
        stock, active, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, true, $10, $10)";
    // A stock is set only as it was seen: sales in between are not undone. Never less than what is held.
    UPDATE = "update product set name = $3, name_folded = $4, description = $5, prices = $6, tax_rate_bps = $7, \
        tax_inclusive = $8, stock = $9, active = $10, updated_at = $11 where merchant_id = $1 and id = $2 \
        and updated_at = $12 and coalesce(stock, -1) = $13 and (cast($9 as bigint) is null or cast($9 as bigint) >= held)";
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    name: String,
    description: String,
    prices: String,
    tax_rate_bps: Option<i64>,
    tax_inclusive: bool,
    stock: Option<i64>,
    held: i64,
    sold: i64,
    active: bool,
    created_at: i64,
    updated_at: i64,
}

impl Row {
    fn product(self) -> Result<Product> {
        let prices: Vec<Price> = serde_json::from_str(&self.prices).map_err(Error::internal)?;
        Ok(Product {
            id: self.id,
            name: self.name,
            description: self.description,
            prices,
            tax_rate_bps: self.tax_rate_bps,
            tax_inclusive: self.tax_inclusive,
            stock: self.stock,
            held: self.held,
            sold: self.sold,
            active: self.active,
            created_at: Timestamp(self.created_at),
            updated_at: Timestamp(self.updated_at),
        })
    }
}

/// One product of this merchant.
pub(super) async fn find(db: impl Queryable, merchant_id: &str, id: &str) -> Result<Product> {
    let row: Option<Row> = db.maybe(sql::FIND, args![merchant_id, id]).await?;
    row.ok_or_else(Error::not_found)?.product()
}

pub(super) async fn list(
    core: &Core,
    merchant_id: &str,
    request: &PageRequest,
    needle: Option<&Needle>,
    status: Option<ProductStatus>,
) -> Result<Page<Product>> {
    let args = args![
        merchant_id,
        request.before_moment(),
        request.before_id(),
        needle.map(Needle::pattern).unwrap_or_default(),
        status.map_or("", ProductStatus::as_str),
        request.limit + 1,
    ];
    let rows: Vec<Row> = core.db.all(sql::LIST, args).await?;
    Page::cut(rows, request, |row| (row.created_at, row.id.clone())).try_map(Row::product)
}

fn prices(product: &Product) -> Result<String> {
    serde_json::to_string(&product.prices).map_err(Error::internal)
}

pub(super) async fn insert(tx: &mut Tx, merchant_id: &str, product: &Product) -> Result<()> {
    let args = args![
        product.id.as_str(),
        merchant_id,
        product.name.as_str(),
        fold(&product.name),
        product.description.as_str(),
        prices(product)?,
        product.tax_rate_bps,
        product.tax_inclusive,
        product.stock,
        product.created_at,
    ];
    tx.run(sql::INSERT, args).await.map(|_| ())
}

/// Changes the product as it was before; false when it is not like that any more, or its stock would be less than held.
pub(super) async fn update(
    tx: &mut Tx,
    merchant_id: &str,
    before: &Product,
    product: &Product,
    now: Timestamp,
) -> Result<bool> {
    let args = args![
        merchant_id,
        product.id.as_str(),
        product.name.as_str(),
        fold(&product.name),
        product.description.as_str(),
        prices(product)?,
        product.tax_rate_bps,
        product.tax_inclusive,
        product.stock,
        product.active,
        now,
        before.updated_at,
        before.stock.unwrap_or(-1),
    ];
    Ok(tx.run(sql::UPDATE, args).await? > 0)
}

//! Products as a file: what the list shows, one product a row.

use super::{ListProducts, Product};
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Code, Error, Result};
use crate::export::{Cell, Export, ROWS};
use crate::money::Currency;
use crate::page::{Page, PageRequest};

impl Export for ListProducts {
    const FILE: &'static str = "products";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "createdAt",
        "updatedAt",
        "name",
        "active",
        "priceRonMinor",
        "priceEurMinor",
        "priceGbpMinor",
        "priceUsdMinor",
        "taxRateBps",
        "taxInclusive",
        "stock",
        "held",
        "sold",
    ];

    async fn rows(self, core: &Core, actor: &Actor, cursor: Option<String>) -> Result<Page<Vec<Cell>>> {
        // A file begins at the beginning and ends at the end.
        for (field, given) in [("cursor", self.cursor.is_some()), ("limit", self.limit.is_some())] {
            if given {
                return Err(Error::field(field, Code::UnknownField));
            }
        }
        let request = PageRequest { limit: ROWS, ..PageRequest::read(None, cursor.as_deref())? };
        Ok(self.page(core, actor, &request).await?.map(|product| row(&product)))
    }
}

fn row(product: &Product) -> Vec<Cell> {
    let number = |number: Option<i64>| number.map_or_else(Cell::empty, Cell::number);
    let mut row = vec![
        Cell::text(&product.id),
        Cell::moment(product.created_at),
        Cell::moment(product.updated_at),
        Cell::text(&product.name),
        Cell::flag(product.active),
    ];
    row.extend(Currency::ALL.map(|currency| number(product.price(currency).map(|price| price.minor))));
    row.extend([
        number(product.tax_rate_bps),
        Cell::flag(product.tax_inclusive),
        number(product.stock),
        Cell::number(product.held),
        Cell::number(product.sold),
    ]);
    row
}

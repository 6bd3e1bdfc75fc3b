//! Links as a file: what the list shows, one link a row.

use super::{ListPayLinks, PayLink, Unit};
use crate::actor::Actor;
use crate::clock::Timestamp;
use crate::core::Core;
use crate::error::{Code, Error, Result};
use crate::export::{Cell, Export, ROWS};
use crate::page::Page;

impl Export for ListPayLinks {
    const FILE: &'static str = "links";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "createdAt",
        "updatedAt",
        "title",
        "slug",
        "url",
        "active",
        "serviceType",
        "currency",
        "amountMajor",
        "amountMinor",
        "totalRevenueMajor",
        "totalRevenueMinor",
        "totalTransactions",
        "state",
        "opensAt",
        "closesAt",
        "archivedAt",
    ];

    async fn rows(self, core: &Core, actor: &Actor, cursor: Option<String>) -> Result<Page<Vec<Cell>>> {
        // A file begins at the beginning and ends at the end.
        for (field, given) in [("cursor", self.cursor.is_some()), ("limit", self.limit.is_some())] {
            if given {
                return Err(Error::field(field, Code::UnknownField));
            }
        }
        let page = self.page(core, actor, ROWS, cursor.as_deref()).await?;
        Ok(page.map(|link| row(&link.wire(core, Unit::Minor))))
    }
}

fn moment(at: Option<Timestamp>) -> Cell {
    at.map_or_else(Cell::empty, Cell::moment)
}

fn row(link: &PayLink) -> Vec<Cell> {
    vec![
        Cell::text(&link.id),
        Cell::moment(link.created_at),
        Cell::moment(link.updated_at),
        Cell::text(&link.title),
        Cell::text(&link.slug),
        Cell::text(&link.url),
        Cell::flag(link.active),
        Cell::text(&link.service_type),
        Cell::text(link.currency.code()),
        Cell::major(link.amount_minor, link.currency),
        Cell::number(link.amount_minor),
        Cell::major(link.total_revenue, link.currency),
        Cell::number(link.total_revenue),
        Cell::number(link.total_transactions),
        Cell::text(link.state.as_str()),
        moment(link.opens_at),
        moment(link.closes_at),
        moment(link.archived_at),
    ]
}

//! The orders of the list of links, and the places in it that cursors name.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::PaymentLink;
use crate::args;
use crate::db::Args;
use crate::error::{Code, Error, Result};

/// What the list of links is ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LinkSort {
    /// When it was made; the newest first unless told otherwise.
    #[default]
    Created,
    /// The title; from A unless told otherwise.
    Title,
    /// Money taken, each currency by itself; the most first unless told otherwise.
    Revenue,
    /// Completed payments; the most first unless told otherwise.
    Payments,
}

impl LinkSort {
    /// Every order.
    pub const ALL: [Self; 4] = [Self::Created, Self::Title, Self::Revenue, Self::Payments];

    /// The order on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Title => "title",
            Self::Revenue => "revenue",
            Self::Payments => "payments",
        }
    }

    /// The direction when nobody says otherwise.
    #[must_use]
    pub const fn usual(self) -> Direction {
        match self {
            Self::Title => Direction::Asc,
            Self::Created | Self::Revenue | Self::Payments => Direction::Desc,
        }
    }
}

/// Which end of an order comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// The smallest, the oldest, A.
    Asc,
    /// The largest, the newest, Z.
    Desc,
}

impl Direction {
    /// The other direction.
    #[must_use]
    pub const fn turned(self) -> Self {
        match self {
            Self::Asc => Self::Desc,
            Self::Desc => Self::Asc,
        }
    }

    /// The direction on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asc => "asc",
            Self::Desc => "desc",
        }
    }
}

/// An order with its direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Order {
    pub(super) sort: LinkSort,
    pub(super) direction: Direction,
}

impl Order {
    /// The place of a link: what it is ordered by, then its id. Its title is the stored one, folded.
    pub(super) fn place(self, link: &PaymentLink, title: &str) -> Vec<String> {
        let id = link.id.clone();
        match self.sort {
            LinkSort::Created => vec![link.created_at.to_string(), id],
            LinkSort::Title => vec![title.to_owned(), id],
            LinkSort::Revenue => vec![link.currency.clone(), link.revenue_minor.to_string(), id],
            LinkSort::Payments => vec![link.paid_count.to_string(), id],
        }
    }

    /// The place before every link.
    pub(super) fn start(self) -> Vec<String> {
        self.edge(self.direction == Direction::Desc)
    }

    /// The place behind every link.
    pub(super) fn end(self) -> Vec<String> {
        self.edge(self.direction == Direction::Asc)
    }

    fn edge(self, top: bool) -> Vec<String> {
        let number = if top { i64::MAX } else { i64::MIN }.to_string();
        let id = if top { "~" } else { "" }.to_owned();
        match self.sort {
            LinkSort::Created | LinkSort::Payments => vec![number, id],
            // Folded titles never hold this one.
            LinkSort::Title => vec![if top { char::MAX.to_string() } else { String::new() }, id],
            LinkSort::Revenue => vec![if top { "ZZZ" } else { "" }.to_owned(), number, id],
        }
    }

    /// A place as the values of a statement.
    ///
    /// # Errors
    /// `BAD_CURSOR` when it is no place of this order.
    pub(super) fn args(self, place: &[String]) -> Result<Args> {
        let bad = || Error::field("cursor", Code::BadCursor);
        let number = |text: &String| text.parse::<i64>().map_err(|_| bad());
        match (self.sort, place) {
            (LinkSort::Created | LinkSort::Payments, [key, id]) => Ok(args![number(key)?, id]),
            (LinkSort::Title, [key, id]) => Ok(args![key, id]),
            (LinkSort::Revenue, [currency, key, id]) => Ok(args![currency, number(key)?, id]),
            _ => Err(bad()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_another_shape_are_refused() {
        let id = "0197a3f0-0000-7000-8000-0123456789ab".to_owned();
        let order = |sort: LinkSort| Order { sort, direction: sort.usual() };
        for sort in LinkSort::ALL {
            assert!(order(sort).args(&order(sort).start()).is_ok());
            assert!(order(sort).args(std::slice::from_ref(&id)).is_err());
        }
        assert!(order(LinkSort::Created).args(&["tea".to_owned(), id.clone()]).is_err());
        assert!(order(LinkSort::Title).args(&["tea".to_owned(), id]).is_ok());
    }
}

//! Looking at one's own links.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::order::Order;
use super::super::{Direction, LinkSort, PayLink, PaymentLink, Unit, store};
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Error, Fields, Result};
use crate::id::sha256_hex;
use crate::money::Currency;
use crate::needle::Needle;
use crate::operation::{Operation, Spec};
use crate::page::{self, Page};
use crate::wire::List;

/// Whether a link is switched on, off, or put away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LinkStatus {
    /// It is switched on.
    Active,
    /// It is switched off.
    Inactive,
    /// It is put away.
    Archived,
}

impl LinkStatus {
    /// The state on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Inactive => "inactive",
            Self::Archived => "archived",
        }
    }
}

/// Lists the merchant's links, newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ListPayLinks {
    /// Rows per page, 1 to 100; 20 when left out.
    #[schemars(example = 20)]
    pub limit: Option<i64>,
    /// `nextCursor` of the page before, in the same order and with the same filters.
    pub cursor: Option<String>,
    /// Only links in this currency; nothing is converted.
    pub currency: Option<Currency>,
    /// Only links with this text in their title or slug.
    pub q: Option<String>,
    /// Only links that are switched on, switched off, or put away; those put away are left out when nothing is said.
    pub status: Option<LinkStatus>,
    /// What they are ordered by; `created` when left out.
    pub sort: Option<LinkSort>,
    /// Which end comes first; left out: the newest, the most, or A.
    pub direction: Option<Direction>,
}

impl Operation for ListPayLinks {
    const SPEC: Spec = Spec {
        title: "List payment links",
        summary: "Lists the merchant's payment links with their totals.",
        mcp: Some("list_paylinks"),
        webmcp: Some("list_paylinks"),
        ..Spec::read("list_paylinks", "PayLinks", "/paylinks")
    };
    type Output = List<PayLink>;

    async fn run(self, core: &Core, actor: &Actor) -> Result<List<PayLink>> {
        let mut wrong = Fields::default();
        let limit = wrong.take(page::read_limit(self.limit))?;
        wrong.take(Needle::read(self.q.as_deref()))?;
        wrong.check()?;
        let cursor = self.cursor.as_deref().filter(|text| !text.is_empty());
        let page = self.page(core, actor, limit.unwrap_or(page::DEFAULT_LIMIT), cursor).await?;
        Ok(page.map(|link| link.wire(core, Unit::Minor)).into())
    }
}

impl ListPayLinks {
    /// One page of what is asked for, whatever limit and cursor the wire has.
    pub(in super::super) async fn page(
        &self,
        core: &Core,
        actor: &Actor,
        limit: i64,
        cursor: Option<&str>,
    ) -> Result<Page<PaymentLink>> {
        let sort = self.sort.unwrap_or_default();
        let order = Order { sort, direction: self.direction.unwrap_or(sort.usual()) };
        let needle = Needle::read(self.q.as_deref())?;
        let filter = store::Filter { currency: self.currency, status: self.status, needle };
        let name = filter.name(order)?;
        let place = cursor.map(|text| page::read_place(text, &name)).transpose()?;
        let (rows, next) =
            store::list(&core.db, actor.merchant()?, order, &filter, place.as_deref(), limit).await?;
        let next = next.map(|place| page::write_place(&name, &place)).transpose()?;
        Ok(Page { rows, next })
    }
}

impl store::Filter {
    /// What tells this list from others, so that a cursor is good for its own list only.
    fn name(&self, order: Order) -> Result<String> {
        let parts = (
            order.sort,
            order.direction,
            self.currency,
            self.status,
            self.needle.as_ref().map(Needle::folded),
        );
        let text = serde_json::to_string(&parts).map_err(Error::internal)?;
        Ok(sha256_hex(&text).chars().take(8).collect())
    }
}

/// Shows one link.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GetPayLink {
    /// The link's id.
    pub id: String,
}

impl Operation for GetPayLink {
    const SPEC: Spec = Spec {
        title: "Get a payment link",
        summary: "Shows one payment link of the merchant.",
        mcp: Some("get_paylink"),
        webmcp: Some("get_paylink"),
        ..Spec::read("get_paylink", "PayLinks", "/paylinks/{id}")
    };
    type Output = PayLink;

    async fn run(self, core: &Core, actor: &Actor) -> Result<PayLink> {
        Ok(store::find(&core.db, actor.merchant()?, &self.id).await?.wire(core, Unit::Minor))
    }
}

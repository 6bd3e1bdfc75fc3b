//! Looking at one's own links.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::{PayLink, Unit, store};
use crate::actor::Actor;
use crate::core::Core;
use crate::error::Result;
use crate::money::Currency;
use crate::operation::{Operation, Spec};
use crate::page::PageRequest;
use crate::wire::List;

/// Lists the merchant's links, newest first.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ListPayLinks {
    /// Rows per page, 1 to 100; 20 when left out.
    #[schemars(example = 20)]
    pub limit: Option<i64>,
    /// `nextCursor` of the page before.
    pub cursor: Option<String>,
    /// Only links in this currency; nothing is converted.
    pub currency: Option<Currency>,
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
        let request = PageRequest::read(self.limit, self.cursor.as_deref())?;
        let page = store::list(core, actor.merchant()?, &request, self.currency).await?;
        Ok(page.map(|link| link.wire(core, Unit::Minor)).into())
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

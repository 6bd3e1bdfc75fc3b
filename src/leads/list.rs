//! Reading leads.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{StoredLead, store};
use crate::actor::Actor;
use crate::checkout_sessions::Address;
use crate::clock::Timestamp;
use crate::collecting::Answers;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::needle::Needle;
use crate::operation::{Operation, Spec};
use crate::page::PageRequest;
use crate::payments::PayLinkRef;
use crate::wire::List;

/// Lists who took what the merchant's free links give, newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ListLeads {
    /// Rows per page, 1 to 100; 20 when left out.
    #[schemars(example = 20)]
    pub limit: Option<i64>,
    /// `nextCursor` of the page before.
    pub cursor: Option<String>,
    /// Only leads of this link.
    pub pay_link_id: Option<String>,
    /// Only leads with this text in e-mail, name, phone number or the link's title.
    pub q: Option<String>,
}

/// Somebody who took what a free link gives.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Lead {
    /// The lead's id.
    pub id: String,
    /// The link it came through.
    pub pay_link_id: String,
    /// Their e-mail; nobody has proven that it is theirs.
    pub email: Option<String>,
    /// Their name.
    pub name: Option<String>,
    /// Their phone number.
    pub phone: Option<String>,
    /// Their address.
    pub address: Option<Address>,
    /// What else was answered; null when nothing was.
    pub collected: Option<Answers>,
    /// Their language.
    pub language: Language,
    /// When it was taken.
    pub created_at: Timestamp,
    /// The link it came through, as it was then.
    pub pay_link: PayLinkRef,
}

impl TryFrom<StoredLead> for Lead {
    type Error = Error;

    fn try_from(lead: StoredLead) -> Result<Self> {
        let address = lead.address.as_deref().map(serde_json::from_str).transpose();
        Ok(Self {
            address: address.map_err(Error::internal)?,
            collected: Answers::read(lead.collected.as_deref())?,
            language: Language::parse(&lead.language).unwrap_or_default(),
            created_at: Timestamp(lead.created_at),
            pay_link: PayLinkRef { id: lead.link_id.clone(), title: lead.link_title, slug: lead.link_slug },
            id: lead.id,
            pay_link_id: lead.link_id,
            email: lead.email,
            name: lead.name,
            phone: lead.phone,
        })
    }
}

impl Operation for ListLeads {
    const SPEC: Spec = Spec {
        title: "List leads",
        summary: "Lists who took what the merchant's free links give.",
        ..Spec::read("list_leads", "Leads", "/leads")
    };
    type Output = List<Lead>;

    async fn run(self, core: &Core, actor: &Actor) -> Result<List<Lead>> {
        let request = PageRequest::read(self.limit, self.cursor.as_deref())?;
        let page = self.page(core, actor, &request).await?;
        let rows = page.rows.into_iter().map(Lead::try_from).collect::<Result<_>>()?;
        Ok(crate::page::Page { rows, next: page.next }.into())
    }
}

impl ListLeads {
    /// One page of what it asks for.
    pub(super) async fn page(
        &self,
        core: &Core,
        actor: &Actor,
        request: &PageRequest,
    ) -> Result<crate::page::Page<StoredLead>> {
        let needle = Needle::read(self.q.as_deref())?;
        let link_id = self.pay_link_id.as_deref().filter(|id| !id.is_empty());
        store::list(core, actor.merchant()?, request, link_id, needle.as_ref()).await
    }
}

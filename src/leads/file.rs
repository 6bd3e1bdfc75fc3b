//! Leads as a file: what the list shows, one lead a row.

use super::{ListLeads, StoredLead};
use crate::actor::Actor;
use crate::checkout_sessions::Address;
use crate::clock::Timestamp;
use crate::collecting;
use crate::core::Core;
use crate::error::{Code, Error, Result};
use crate::export::{Cell, Export, ROWS};
use crate::page::{Page, PageRequest};

impl Export for ListLeads {
    const FILE: &'static str = "leads";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "createdAt",
        "email",
        "name",
        "phone",
        "addressLine1",
        "addressLine2",
        "addressCity",
        "addressPostalCode",
        "addressCountry",
        "language",
        "payLinkId",
        "payLinkTitle",
        "payLinkSlug",
        "companyName",
        "companyTaxId",
        "companyCountry",
        "shippingLine1",
        "shippingLine2",
        "shippingCity",
        "shippingPostalCode",
        "shippingCountry",
        "termsText",
        "termsAcceptedAt",
        "customFields",
        "utmSource",
        "utmMedium",
        "utmCampaign",
        "utmTerm",
        "utmContent",
        "termsUrl",
    ];

    async fn rows(self, core: &Core, actor: &Actor, cursor: Option<String>) -> Result<Page<Vec<Cell>>> {
        // A file begins at the beginning and ends at the end.
        for (field, given) in [("cursor", self.cursor.is_some()), ("limit", self.limit.is_some())] {
            if given {
                return Err(Error::field(field, Code::UnknownField));
            }
        }
        let request = PageRequest { limit: ROWS, ..PageRequest::read(None, cursor.as_deref())? };
        Ok(self.page(core, actor, &request).await?.map(|lead| row(&lead)))
    }
}

fn row(lead: &StoredLead) -> Vec<Cell> {
    let address: Address =
        lead.address.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
    let mut row = vec![
        Cell::text(&lead.id),
        Cell::moment(Timestamp(lead.created_at)),
        Cell::maybe(lead.email.as_deref()),
        Cell::maybe(lead.name.as_deref()),
        Cell::maybe(lead.phone.as_deref()),
        Cell::text(&address.line1),
        Cell::text(&address.line2),
        Cell::text(&address.city),
        Cell::text(&address.postal_code),
        Cell::text(&address.country),
        Cell::text(&lead.language),
        Cell::text(&lead.link_id),
        Cell::text(&lead.link_title),
        Cell::text(&lead.link_slug),
    ];
    row.extend(collecting::cells(lead.collected.as_deref()));
    row
}

//! Operations of merchants on invoices.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Invoice, Party, correct, paper, store};
use crate::actor::Actor;
use crate::clock::Timestamp;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::operation::{Method, Operation, Spec};
use crate::page::PageRequest;
use crate::payments;
use crate::pricing::Order;
use crate::receipts::DocumentFile;
use crate::wire::List;

/// Lists the merchant's invoices, newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ListInvoices {
    /// Rows per page, 1 to 100; 20 when left out.
    #[schemars(example = 20)]
    pub limit: Option<i64>,
    /// `nextCursor` of the page before.
    pub cursor: Option<String>,
}

impl Operation for ListInvoices {
    const SPEC: Spec = Spec {
        title: "List invoices",
        summary: "Lists the merchant's invoices with number, buyer and total.",
        ..Spec::read("list_invoices", "Invoices", "/invoices")
    };
    type Output = List<Invoice>;

    async fn run(self, core: &Core, actor: &Actor) -> Result<List<Invoice>> {
        let request = PageRequest::read(self.limit, self.cursor.as_deref())?;
        let page = store::list(core, actor.merchant()?, &request).await?;
        Ok(page.try_map(|row| Invoice::of(&row))?.into())
    }
}

/// Shows an invoice with every version it had.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GetInvoice {
    /// The invoice's id, or the id of its payment.
    pub id: String,
}

/// An invoice with what was bought, and every version it had.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct InvoiceDetail {
    /// The invoice.
    pub invoice: Invoice,
    /// What was bought and what it came to.
    pub order: Order,
    /// Every version, the present one first.
    pub versions: Vec<InvoiceVersion>,
}

/// The buyer's side of an invoice as it was.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct InvoiceVersion {
    /// Which.
    pub version: i64,
    /// Who buys.
    pub buyer: Party,
    /// What kind of caller wrote it: buyer, person, key, system.
    pub who_kind: String,
    /// When.
    pub at: Timestamp,
}

impl Operation for GetInvoice {
    const SPEC: Spec = Spec {
        title: "Get an invoice",
        summary: "Shows an invoice with what was bought and every version it had.",
        ..Spec::read("get_invoice", "Invoices", "/invoices/{id}")
    };
    type Output = InvoiceDetail;

    async fn run(self, core: &Core, actor: &Actor) -> Result<InvoiceDetail> {
        let row = find(core, actor.merchant()?, &self.id).await?;
        let payment = payments::find(core, &row.merchant_id, &row.payment_id).await?;
        let versions = store::versions(core, &row.id).await?.into_iter().map(|row| {
            Ok(InvoiceVersion {
                version: row.version,
                buyer: Party::read(&row.buyer)?,
                who_kind: row.who_kind,
                at: Timestamp(row.created_at),
            })
        });
        Ok(InvoiceDetail {
            invoice: Invoice::of(&row)?,
            order: payment.order()?,
            versions: versions.collect::<Result<_>>()?,
        })
    }
}

/// An invoice of this merchant, by its own id or by its payment's.
async fn find(core: &Core, merchant_id: &str, id: &str) -> Result<store::Row> {
    if let Some(row) = store::find(&core.db, merchant_id, id).await? {
        return Ok(row);
    }
    let row = store::find_by_payment(&core.db, id).await?;
    row.filter(|row| row.merchant_id == merchant_id).ok_or_else(Error::not_found)
}

/// Gives an invoice as a PDF.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GetInvoicePdf {
    /// The invoice's id, or the id of its payment.
    pub id: String,
    /// `en` or `ro`; the buyer's language when left out.
    #[schemars(example = Language::En)]
    pub language: Option<Language>,
}

impl Operation for GetInvoicePdf {
    const SPEC: Spec = Spec {
        title: "Get an invoice as PDF",
        summary: "Gives the present version of an invoice as a PDF file.",
        ..Spec::read("get_invoice_pdf", "Invoices", "/invoices/{id}/pdf")
    };
    type Output = DocumentFile;

    async fn run(self, core: &Core, actor: &Actor) -> Result<DocumentFile> {
        let row = find(core, actor.merchant()?, &self.id).await?;
        let payment = payments::find(core, &row.merchant_id, &row.payment_id).await?;
        Ok(paper::pdf(core, &Invoice::of(&row)?, &payment, self.language).await?.into())
    }
}

/// Corrects the buyer's side of an invoice, as another version; what is left out stays, an empty text clears.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectInvoice {
    /// The invoice's id, or the id of its payment.
    pub id: String,
    /// The buyer's name, 100 characters at most.
    pub name: Option<String>,
    /// The buyer's company, 120 characters at most.
    #[schemars(example = "Lumina SRL")]
    pub company: Option<String>,
    /// Its tax id; one that begins with RO must be a sound CUI.
    #[schemars(example = &"RO14399840")]
    pub tax_id: Option<String>,
    /// Where it is, 300 characters at most.
    pub address: Option<String>,
}

impl Operation for CorrectInvoice {
    const SPEC: Spec = Spec {
        title: "Correct an invoice",
        summary: "Corrects the buyer's side of an invoice; the number stays, and every version is kept.",
        ..Spec::write("correct_invoice", "Invoices", Method::Patch, "/invoices/{id}")
    };
    type Output = Invoice;

    async fn run(self, core: &Core, actor: &Actor) -> Result<Invoice> {
        let row = find(core, actor.merchant()?, &self.id).await?;
        let Self { name, company, tax_id, address, .. } = self;
        correct(core, actor, &row, Change { name, company, tax_id, address }).await
    }
}

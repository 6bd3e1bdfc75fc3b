//! What buyers do with their invoice: whoever knows the attempt's id, which only they and the merchant are told.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Invoice, correct, store};
use crate::actor::{Actor, Who};
use crate::checkout_sessions;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::limits::{INVOICES_PER_BUYER, Limit};
use crate::operation::{Access, Method, Operation, SAMPLE_ID, Spec};
use crate::payment_links;
use crate::payments;

/// The invoice of a payment, if it has one.
///
/// # Errors
/// Internal, when the database refuses.
pub async fn of_payment(core: &Core, payment_id: &str) -> Result<Option<Invoice>> {
    store::find_by_payment(&core.db, payment_id).await?.map(|row| Invoice::of(&row)).transpose()
}

/// Completes or corrects the buyer's side of their own invoice; what is left out stays, an empty text clears.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CompleteInvoice {
    /// The last part of the pay page's address.
    #[schemars(example = "product-photos")]
    pub slug: String,
    /// The attempt that was paid; its id opens the receipt and the invoice.
    #[schemars(example = SAMPLE_ID)]
    pub checkout_session_id: String,
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

impl Operation for CompleteInvoice {
    const SPEC: Spec = Spec {
        title: "Complete your invoice",
        summary: "Completes or corrects the buyer's side of the invoice of a payment; every version is kept.",
        access: Access::Public,
        ..Spec::write("complete_invoice", "Public", Method::Post, "/paylinks/public/{slug}/invoices")
    };
    type Output = Invoice;

    async fn run(self, core: &Core, actor: &Actor) -> Result<Invoice> {
        let session = checkout_sessions::find(&core.db, &self.checkout_session_id).await?;
        let session = session.ok_or_else(Error::not_found)?;
        let terms = payment_links::find_revision(&core.db, &session.link_id, session.revision).await?;
        if terms.slug != self.slug {
            return Err(Error::not_found());
        }
        let payment = payments::of_session(core, &session.id).await?.ok_or_else(Error::not_found)?;
        let row = store::find_by_payment(&core.db, &payment.id).await?.ok_or_else(Error::not_found)?;
        // Whoever writes here is the buyer in the seller's story, also when signed in as somebody of ours.
        let buyer = Actor { who: Who::Anonymous, ..actor.clone() };
        let Self { name, company, tax_id, address, .. } = self;
        correct(core, &buyer, &row, Change { name, company, tax_id, address }).await
    }

    fn limits(&self, _actor: &Actor) -> Vec<Limit> {
        vec![Limit::new(&INVOICES_PER_BUYER, &self.checkout_session_id)]
    }

    fn key_space(&self) -> String {
        self.slug.clone()
    }
}

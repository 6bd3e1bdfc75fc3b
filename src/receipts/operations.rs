//! Operations on receipts.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{File, pdf};
use crate::actor::{Actor, Who};
use crate::core::Core;
use crate::error::Result;
use crate::language::Language;
use crate::limits::{Limit, RECEIPTS_PER_BUYER, RECEIPTS_PER_PAYMENT};
use crate::operation::{Method, Operation, Spec};
use crate::payments::{self, Payment};

/// Gives the receipt of a payment as a PDF.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GetReceiptPdf {
    /// The payment's id.
    pub id: String,
    /// `en` or `ro`; the buyer's language when left out.
    #[schemars(example = Language::En)]
    pub language: Option<Language>,
}

/// A document as a file.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DocumentFile {
    /// The file's name.
    pub filename: String,
    /// `application/pdf`.
    pub content_type: String,
    /// The file as base64.
    pub content: String,
}

impl From<File> for DocumentFile {
    fn from(file: File) -> Self {
        Self {
            filename: file.name,
            content_type: "application/pdf".into(),
            content: STANDARD.encode(file.bytes),
        }
    }
}

impl Operation for GetReceiptPdf {
    const SPEC: Spec = Spec {
        title: "Get a receipt as PDF",
        summary: "Gives the receipt of a payment that went through as a PDF file.",
        ..Spec::read("get_receipt_pdf", "Transactions", "/transactions/{id}/receipt")
    };
    type Output = DocumentFile;

    async fn run(self, core: &Core, actor: &Actor) -> Result<DocumentFile> {
        let payment = payments::find(core, actor.merchant()?, &self.id).await?;
        Ok(pdf(core, &payment, self.language).await?.into())
    }
}

/// Mails the receipt of a payment to its buyer once more.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ResendReceipt {
    /// The payment's id.
    pub id: String,
}

/// Where a receipt is going.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SentReceipt {
    /// What is done.
    pub message: String,
    /// The buyer's address.
    pub email: String,
}

impl Operation for ResendReceipt {
    const SPEC: Spec = Spec {
        title: "Send a receipt again",
        summary: "Mails the receipt of a payment that went through to its buyer once more.",
        ..Spec::write("resend_receipt", "Transactions", Method::Post, "/transactions/{id}/receipt")
    };
    type Output = SentReceipt;

    async fn run(self, core: &Core, actor: &Actor) -> Result<SentReceipt> {
        let payment = payments::find(core, actor.merchant()?, &self.id).await?;
        let email = payments::send_receipt_again(core, actor, &payment).await?;
        Ok(SentReceipt { message: "The receipt is on its way.".into(), email })
    }

    fn limits(&self, actor: &Actor) -> Vec<Limit> {
        // Under whose payment it is: nobody uses up what is another merchant's.
        let own = |merchant: &str| Limit::new(&RECEIPTS_PER_PAYMENT, format!("{merchant}:{}", self.id));
        actor.merchant().map(own).into_iter().collect()
    }
}

/// Mails a receipt to the buyer who asks for it on its page; tells their address.
///
/// # Errors
/// `RATE_LIMITED`, `NOT_PAID`, `NO_BUYER_EMAIL`.
pub async fn resend_to_buyer(core: &Core, actor: &Actor, payment: &Payment) -> Result<String> {
    core.limits.check(&Limit::new(&RECEIPTS_PER_BUYER, &payment.id))?;
    // Whoever asks there is the buyer in the seller's story, also when signed in as somebody of ours.
    let buyer = Actor { who: Who::Anonymous, ..actor.clone() };
    payments::send_receipt_again(core, &buyer, payment).await
}

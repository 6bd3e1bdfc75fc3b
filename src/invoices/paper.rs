//! An invoice as a document.

use super::{Invoice, Party};
use crate::branding;
use crate::checkout_sessions;
use crate::core::Core;
use crate::error::Result;
use crate::format;
use crate::language::Language;
use crate::payments::Payment;
use crate::pdf::{self, Paper};
use crate::receipts::{self, File, OURS};

/// The present version of an invoice as PDF, in the buyer's language unless another one is wanted.
///
/// # Errors
/// Internal, when the database refuses or the document cannot be made.
pub async fn pdf(
    core: &Core,
    invoice: &Invoice,
    payment: &Payment,
    language: Option<Language>,
) -> Result<File> {
    let session = checkout_sessions::find(&core.db, &payment.checkout_session_id).await?;
    let language = language.unwrap_or_else(|| receipts::language_of(session.as_ref()));
    let words = receipts::words(language);
    let (lines, sums) = receipts::account(payment, language)?;
    let mut facts = vec![(words.issued.to_owned(), format::full_moment(invoice.issued_at, language))];
    facts.extend(payment.card().map(|card| (words.paid_by.to_owned(), card)));
    if invoice.version > 1 {
        facts.push((words.corrected.to_owned(), format::full_moment(invoice.updated_at, language)));
    }
    let seller =
        if invoice.seller.company.is_empty() { &invoice.seller.name } else { &invoice.seller.company };
    let mut notes = vec![words.number_note.replace("{}", &crate::payments::receipt_number(&payment.id))];
    if core.config.sandbox() {
        notes.push(words.trial.to_owned());
    }
    let paper = Paper {
        heading: words.invoice.to_owned(),
        number: words.number.replace("{}", &invoice.number),
        seller: seller.clone(),
        accent: branding::find(core, &payment.merchant_id).await?.accent().unwrap_or(OURS),
        language,
        parties: vec![
            (words.seller.to_owned(), said(&invoice.seller, words.tax_id)),
            (words.buyer.to_owned(), said(&invoice.buyer, words.tax_id)),
        ],
        facts,
        lines,
        sums,
        notes,
    };
    let name: String =
        invoice.number.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '-' }).collect();
    Ok(File { name: format!("{name}.pdf"), bytes: pdf::draw(&paper)? })
}

/// One side in lines.
fn said(party: &Party, tax_id: &str) -> Vec<String> {
    let mut lines = vec![party.company.clone(), party.name.clone()];
    if !party.tax_id.is_empty() {
        lines.push(format!("{tax_id} {}", party.tax_id));
    }
    lines.push(party.registration.clone());
    lines.extend(party.address.lines().map(ToOwned::to_owned));
    lines.push(party.email.clone());
    lines.dedup();
    lines
}

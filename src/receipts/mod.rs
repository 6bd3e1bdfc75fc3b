//! Receipts: the document of a payment that went through, and sending it again. Its page and its mail are elsewhere;
//! all three say the same.

mod operations;
mod words;

use crate::branding;
use crate::checkout_sessions::{self, CheckoutSession};
use crate::clock::Timestamp;
use crate::colour::Rgb;
use crate::core::Core;
use crate::error::{Code, Error, Result};
use crate::format;
use crate::language::Language;
use crate::merchants;
use crate::money::Money;
use crate::payments::{self, Payment};
use crate::pdf::{self, Paper, Sum};

pub use self::operations::{DocumentFile, GetReceiptPdf, ResendReceipt, SentReceipt, resend_to_buyer};
pub(crate) use self::words::words;

/// A document as a file.
#[derive(Clone, Debug)]
pub struct File {
    /// Its name.
    pub name: String,
    /// PDF.
    pub bytes: Vec<u8>,
}

/// The accent of documents of merchants who chose none.
pub(crate) const OURS: Rgb = Rgb([0x00, 0x63, 0x5d]);

/// The receipt of a payment, in the buyer's language unless another one is wanted.
///
/// # Errors
/// `NOT_PAID` when it did not go through.
pub async fn pdf(core: &Core, payment: &Payment, language: Option<Language>) -> Result<File> {
    if !payment.status().is_paid() {
        return Err(Error::conflict(Code::NotPaid));
    }
    let session = checkout_sessions::find(&core.db, &payment.checkout_session_id).await?;
    let language = language.unwrap_or_else(|| language_of(session.as_ref()));
    let words = words(language);
    let owner = merchants::owner(core, &payment.merchant_id).await?;
    let number = payments::receipt_number(&payment.id);
    let (lines, sums) = account(payment, language)?;
    let paid_at = Timestamp(payment.paid_at.unwrap_or(payment.created_at));
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let mut facts = vec![(words.date.to_owned(), format::full_moment(paid_at, language))];
    facts.extend(payment.card().map(|card| (words.card.to_owned(), card)));
    let paper = Paper {
        heading: words.receipt.to_owned(),
        number: words.number.replace("{}", &number),
        seller: owner.merchant_name.clone(),
        accent: branding::find(core, &payment.merchant_id).await?.accent().unwrap_or(OURS),
        language,
        parties: vec![
            (words.seller.to_owned(), vec![owner.merchant_name, owner.email]),
            (words.buyer.to_owned(), vec![text(&payment.customer_name), text(&payment.customer_email)]),
        ],
        facts,
        lines,
        sums,
        notes: notes(core, words),
    };
    Ok(File { name: format!("{number}.pdf"), bytes: pdf::draw(&paper)? })
}

/// What was bought, a line each with its figure.
pub(crate) type Lines = Vec<(String, String)>;

/// What was bought and what it came to, and what was given back since.
pub(crate) fn account(payment: &Payment, language: Language) -> Result<(Lines, Vec<Sum>)> {
    let (words, order, amount) = (words(language), payment.order()?, payment.amount());
    let money = |minor| Money::new(minor, amount.currency);
    let figure = |minor| format::figure(money(minor), language);
    let sum = |label: &str, minor| Sum {
        label: label.to_owned(),
        amount: format::money(money(minor), language),
        strong: false,
    };
    let strong = |label: &str, minor| Sum { strong: true, ..sum(label, minor) };
    let lines = order.lines.iter().map(|line| (line.name(), figure(line.subtotal_minor))).collect();
    let (on_top, inside) = order.taxes();
    let mut sums = Vec::new();
    if order.discount_minor > 0 {
        let name = words.discount.replace("{}", order.discount.as_deref().unwrap_or_default());
        sums.push(sum(name.trim(), -order.discount_minor));
    }
    if on_top > 0 {
        sums.push(sum(words.tax, on_top));
    }
    if order.surcharge_minor > 0 {
        sums.push(sum(words.surcharge, order.surcharge_minor));
    }
    sums.push(strong(words.paid, amount.minor));
    if inside > 0 {
        sums.push(sum(words.tax_inside, inside));
    }
    if payment.refunded_minor > 0 {
        sums.push(sum(words.given_back, -payment.refunded_minor));
        sums.push(strong(words.left, amount.minor - payment.refunded_minor));
    }
    Ok((lines, sums))
}

fn notes(core: &Core, words: &words::Words) -> Vec<String> {
    let mut notes = vec![words.no_invoice.to_owned()];
    if core.config.sandbox() {
        notes.push(words.trial.to_owned());
    }
    notes
}

/// The language of the buyer who made this attempt.
pub(crate) fn language_of(session: Option<&CheckoutSession>) -> Language {
    session.and_then(|session| Language::parse(&session.language)).unwrap_or_default()
}

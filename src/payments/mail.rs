//! The mails that follow a sale: the buyer's receipt and the merchant's news.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Payment, find, receipt_number};
use crate::actor::Actor;
use crate::branding::{self, Logo, Palette};
use crate::checkout_sessions;
use crate::clock::Timestamp;
use crate::colour::Rgb;
use crate::core::Core;
use crate::error::{Code, Error, Result};
use crate::events::{self, NewEvent};
use crate::format;
use crate::jobs::{self, Job, NewJob};
use crate::language::Language;
use crate::mail::{Accent, LogoImage, ReceiptMail, SaleMail, Sum, Sums, Tones};
use crate::merchants;
use crate::money::Money;
use crate::payment_links;

/// The kind of the job that mails the buyer's receipt.
pub const RECEIPT_MAIL: &str = "receipt_mail";
/// The kind of the job that tells the merchant of a sale.
pub const SALE_MAIL: &str = "sale_mail";

#[derive(Serialize, Deserialize)]
pub(super) struct PaymentMailJob {
    merchant_id: String,
    payment_id: String,
}

impl PaymentMailJob {
    pub(super) fn of(payment: &Payment) -> Self {
        Self { merchant_id: payment.merchant_id.clone(), payment_id: payment.id.clone() }
    }
}

/// The payment that a mail's payload is about.
pub(crate) fn payment_of(payload: &str) -> Option<String> {
    serde_json::from_str(payload).ok().map(|job: PaymentMailJob| job.payment_id)
}

/// Has the receipt mailed to the buyer once more; tells their address.
///
/// # Errors
/// `NOT_PAID`, or `NO_BUYER_EMAIL`.
pub(crate) async fn send_receipt_again(core: &Core, actor: &Actor, payment: &Payment) -> Result<String> {
    if !payment.status().is_paid() {
        return Err(Error::conflict(Code::NotPaid));
    }
    let Some(email) = payment.customer_email.clone() else { return Err(Error::conflict(Code::NoBuyerEmail)) };
    let now = core.clock.now();
    let job = NewJob::new(RECEIPT_MAIL, &PaymentMailJob::of(payment), now)?.of(&payment.merchant_id);
    let merchant_id = payment.merchant_id.as_str();
    let event =
        NewEvent { merchant_id, kind: "receipt.sent_again", subject_id: &payment.id, data: json!({}) };
    let mut tx = core.db.begin().await?;
    jobs::enqueue(&mut tx, now, &job).await?;
    events::record(&mut tx, actor, now, &event).await?;
    tx.commit().await?;
    core.signals.work();
    Ok(email)
}

/// Mails the receipt to the buyer, when they told an address.
///
/// # Errors
/// Whatever the mail transport says; the job is tried again.
pub async fn send_receipt(core: &Core, job: &Job) -> Result<()> {
    let wanted: PaymentMailJob = job.read()?;
    let payment = find(core, &wanted.merchant_id, &wanted.payment_id).await?;
    let Some(to) = &payment.customer_email else { return Ok(()) };
    let owner = merchants::owner(core, &payment.merchant_id).await?;
    let session = checkout_sessions::find(&core.db, &payment.checkout_session_id).await?;
    let (language, revision) = session
        .map(|session| (Language::parse(&session.language).unwrap_or_default(), session.revision))
        .unwrap_or_default();
    let terms = payment_links::find_revision(&core.db, &payment.link_id, revision).await?;
    let page = format!("/p/{}/receipt/{}", payment.link_slug, payment.checkout_session_id);
    let brand = branding::find(core, &payment.merchant_id).await?;
    let mail = ReceiptMail {
        merchant_name: owner.merchant_name,
        logo: brand.full_logo(core).map(|Logo { url, width, height }| LogoImage { url, width, height }),
        accent: brand.accent().map_or(Accent::OURS, accent),
        merchant_email: Some(owner.email),
        title: payment.link_title.clone(),
        amount: Sum::new(payment.amount(), language),
        sums: Sums::of(&payment.order()?, language),
        paid_at: paid_at(&payment, language),
        card: payment.card(),
        receipt_number: receipt_number(&payment.id),
        buyer_name: payment.customer_name.clone(),
        thank_you_message: Some(terms.thank_you_message).filter(|text| !text.is_empty()),
        receipt_url: Some(core.config.url(&page)),
        purchases_url: core.config.url("/purchases"),
        files: terms.details.files.into_iter().map(|file| file.name).collect(),
    };
    core.mailer.send(&mail.render(to, language)?, core.clock.now(), &job.id).await
}

/// Tells the merchant that something was sold.
///
/// # Errors
/// Whatever the mail transport says; the job is tried again.
pub async fn send_sale(core: &Core, job: &Job) -> Result<()> {
    let wanted: PaymentMailJob = job.read()?;
    let payment = find(core, &wanted.merchant_id, &wanted.payment_id).await?;
    let owner = merchants::owner(core, &payment.merchant_id).await?;
    let language = owner.language();
    let sum = |minor| Sum::new(Money::new(minor, payment.amount().currency), language);
    let mail = SaleMail {
        title: sold(&payment)?,
        amount: sum(payment.amount_minor),
        platform_fee: sum(payment.platform_fee_minor),
        net: sum(payment.net_minor),
        paid_at: paid_at(&payment, language),
        buyer_name: payment.customer_name.clone(),
        buyer_email: payment.customer_email.clone(),
        card: payment.card(),
        payment_url: core.config.url(&format!("/dashboard/payments/{}", payment.id)),
    };
    core.mailer.send(&mail.render(&owner.email, language)?, core.clock.now(), &job.id).await
}

/// What was sold, with the number of pieces where there are several.
fn sold(payment: &Payment) -> Result<String> {
    let order = payment.order()?;
    Ok(if order.is_plain() { payment.link_title.clone() } else { order.summary() })
}

fn paid_at(payment: &Payment, language: Language) -> String {
    format::full_moment(Timestamp(payment.paid_at.unwrap_or(payment.created_at)), language)
}

/// The colours that come nearest to the accent wanted.
pub(crate) fn accent(wanted: Rgb) -> Accent {
    let tones = |tones: branding::Tones| Tones { fill: tones.fill, on_fill: tones.on_fill, line: tones.line };
    let Palette { light, dark } = Palette::of(wanted);
    Accent { light: tones(light), dark: tones(dark) }
}

//! The mails that follow a claim: thanks to whoever took it, news to the merchant.

use serde::{Deserialize, Serialize};

use super::{StoredLead, store};
use crate::branding::{self, Logo};
use crate::clock::Timestamp;
use crate::core::Core;
use crate::db::Tx;
use crate::error::Result;
use crate::format;
use crate::jobs::{self, Job, NewJob};
use crate::language::Language;
use crate::mail::{Accent, LeadMail, LogoImage, ThanksMail};
use crate::merchants;
use crate::payment_links;
use crate::payments::accent;
use crate::purchases;

/// The kind of the job that thanks whoever took something free.
pub const THANKS_MAIL: &str = "thanks_mail";
/// The kind of the job that tells the merchant of a lead.
pub const LEAD_MAIL: &str = "lead_mail";

#[derive(Serialize, Deserialize)]
struct LeadMailJob {
    merchant_id: String,
    lead_id: String,
}

fn job_of(kind: &'static str, now: Timestamp, lead: &StoredLead) -> Result<NewJob> {
    let payload = LeadMailJob { merchant_id: lead.merchant_id.clone(), lead_id: lead.id.clone() };
    Ok(NewJob::new(kind, &payload, now)?.of(&lead.merchant_id))
}

/// Wants the thanks, when there is somewhere to send them.
pub(super) async fn enqueue_thanks(tx: &mut Tx, now: Timestamp, lead: &StoredLead) -> Result<()> {
    if lead.email.is_none() {
        return Ok(());
    }
    jobs::enqueue(tx, now, &job_of(THANKS_MAIL, now, lead)?).await
}

/// Wants the news to the merchant.
pub(super) async fn enqueue_news(tx: &mut Tx, now: Timestamp, lead: &StoredLead) -> Result<()> {
    jobs::enqueue(tx, now, &job_of(LEAD_MAIL, now, lead)?).await
}

async fn lead_of(core: &Core, job: &Job) -> Result<Option<StoredLead>> {
    let wanted: LeadMailJob = job.read()?;
    store::find(&core.db, &wanted.merchant_id, &wanted.lead_id).await
}

/// Thanks whoever took something free.
///
/// # Errors
/// Whatever the mail transport says; the job is tried again.
pub async fn send_thanks(core: &Core, job: &Job) -> Result<()> {
    let Some(lead) = lead_of(core, job).await? else { return Ok(()) };
    let Some(to) = &lead.email else { return Ok(()) };
    let owner = merchants::owner(core, &lead.merchant_id).await?;
    let terms = payment_links::find_revision(&core.db, &lead.link_id, lead.revision).await?;
    let brand = branding::find(core, &lead.merchant_id).await?;
    let mail = ThanksMail {
        merchant_name: owner.merchant_name,
        logo: brand.full_logo(core).map(|Logo { url, width, height }| LogoImage { url, width, height }),
        accent: brand.accent().map_or(Accent::OURS, accent),
        merchant_email: owner.email,
        title: lead.link_title,
        name: lead.name,
        files: purchases::files_for_mail(core, &lead.id).await?,
        purchases_url: core.config.url("/purchases"),
        thank_you_message: Some(terms.thank_you_message).filter(|text| !text.is_empty()),
        url: terms.success_url.unwrap_or_else(|| core.config.url(&format!("/p/{}/thanks", lead.link_slug))),
    };
    let language = Language::parse(&lead.language).unwrap_or_default();
    core.mailer.send(&mail.render(to, language)?, core.clock.now(), &job.id).await
}

/// Tells the merchant that somebody took something free.
///
/// # Errors
/// Whatever the mail transport says; the job is tried again.
pub async fn send_news(core: &Core, job: &Job) -> Result<()> {
    let Some(lead) = lead_of(core, job).await? else { return Ok(()) };
    let owner = merchants::owner(core, &lead.merchant_id).await?;
    let language = owner.language();
    let mail = LeadMail {
        title: lead.link_title,
        at: format::full_moment(Timestamp(lead.created_at), language),
        name: lead.name,
        email: lead.email,
        phone: lead.phone,
        link_url: core.config.url(&format!("/dashboard/links/{}", lead.link_id)),
    };
    core.mailer.send(&mail.render(&owner.email, language)?, core.clock.now(), &job.id).await
}

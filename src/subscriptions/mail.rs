//! The mails of a new subscription: the buyer's terms, and the merchant's news.

use serde::{Deserialize, Serialize};

use super::{Plan, Subscription, store};
use crate::branding::{self, Logo};
use crate::clock::Timestamp;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::format;
use crate::jobs::Job;
use crate::language::Language;
use crate::mail::{Accent, LogoImage, SubscribedMail, SubscriberMail, Sum};
use crate::merchants;
use crate::payments;

/// The kind of the job that mails the buyer what they subscribed to.
pub const STARTED_MAIL: &str = "subscribed_mail";
/// The kind of the job that tells the merchant of a new subscriber.
pub const NEW_SUBSCRIBER_MAIL: &str = "subscriber_mail";

#[derive(Serialize, Deserialize)]
pub(super) struct MailJob {
    subscription_id: String,
}

impl MailJob {
    pub(super) fn of(subscription: &Subscription) -> Self {
        Self { subscription_id: subscription.id.clone() }
    }
}

async fn of(core: &Core, job: &Job) -> Result<Subscription> {
    let wanted: MailJob = job.read()?;
    store::by_id(&core.db, &wanted.subscription_id).await?.ok_or_else(Error::not_found)
}

/// Mails the buyer what they subscribed to, what is charged when, and how to end it.
///
/// # Errors
/// Whatever the mail transport says; the job is tried again.
pub async fn send_started(core: &Core, job: &Job) -> Result<()> {
    let subscription = of(core, job).await?;
    let plan = Plan::of(&subscription);
    let language = Language::parse(&subscription.language).unwrap_or_default();
    let owner = merchants::owner(core, &subscription.merchant_id).await?;
    let brand = branding::find(core, &subscription.merchant_id).await?;
    let page = format!("/p/{}/return/{}", subscription.link_slug, subscription.checkout_session_id);
    let mail = SubscribedMail {
        merchant_name: owner.merchant_name,
        logo: brand.full_logo(core).map(|Logo { url, width, height }| LogoImage { url, width, height }),
        accent: brand.accent().map_or(Accent::OURS, payments::accent),
        merchant_email: owner.email,
        title: subscription.link_title.clone(),
        amount: Sum::new(plan.price, language),
        every: plan.interval.every(language),
        trial_end: subscription.trial_end.filter(|_| plan.trial).map(|at| day(at, language)),
        next_charge: plan.next_charge.map(|at| format::day(at, language)),
        card: subscription.card(),
        buyer_name: subscription.customer_name.clone(),
        page_url: core.config.url(&page),
        manage_url: core.config.url("/purchases"),
    };
    core.mailer.send(&mail.render(&subscription.customer_email, language)?, core.clock.now(), &job.id).await
}

/// Tells the merchant of a new subscriber.
///
/// # Errors
/// Whatever the mail transport says; the job is tried again.
pub async fn send_new_subscriber(core: &Core, job: &Job) -> Result<()> {
    let subscription = of(core, job).await?;
    let plan = Plan::of(&subscription);
    let owner = merchants::owner(core, &subscription.merchant_id).await?;
    let language = owner.language();
    let mail = SubscriberMail {
        title: subscription.link_title.clone(),
        amount: Sum::new(plan.price, language),
        every: plan.interval.every(language),
        trial_end: subscription.trial_end.filter(|_| plan.trial).map(|at| day(at, language)),
        buyer_name: subscription.customer_name.clone(),
        buyer_email: subscription.customer_email.clone(),
        card: subscription.card(),
        link_url: core.config.url(&format!("/dashboard/links/{}", subscription.link_id)),
    };
    core.mailer.send(&mail.render(&owner.email, language)?, core.clock.now(), &job.id).await
}

fn day(millis: i64, language: Language) -> String {
    format::day(Timestamp(millis), language)
}

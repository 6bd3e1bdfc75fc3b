//! The mail that welcomes a new merchant.

use serde::{Deserialize, Serialize};

use super::owner;
use crate::clock::Timestamp;
use crate::core::Core;
use crate::db::Tx;
use crate::error::Result;
use crate::jobs::{self, Job, NewJob};
use crate::mail::WelcomeMail;

/// The kind of the job that welcomes a new merchant.
pub const WELCOME_MAIL: &str = "welcome_mail";

#[derive(Serialize, Deserialize)]
struct WelcomeMailJob {
    merchant_id: String,
}

/// Wants the welcome, once for each merchant.
pub(super) async fn enqueue_welcome(tx: &mut Tx, now: Timestamp, merchant_id: &str) -> Result<()> {
    let payload = WelcomeMailJob { merchant_id: merchant_id.to_owned() };
    let job = NewJob::new(WELCOME_MAIL, &payload, now)?.once(format!("{WELCOME_MAIL}:{merchant_id}"));
    jobs::enqueue(tx, now, &job).await
}

/// Welcomes the merchant and says what comes next.
///
/// # Errors
/// Whatever the mail transport says; the job is tried again.
pub async fn send_welcome(core: &Core, job: &Job) -> Result<()> {
    let wanted: WelcomeMailJob = job.read()?;
    let owner = owner(core, &wanted.merchant_id).await?;
    let mail = WelcomeMail {
        merchant_name: owner.merchant_name.clone(),
        dashboard_url: core.config.url("/dashboard"),
    };
    core.mailer.send(&mail.render(&owner.email, owner.language())?, core.clock.now(), &job.id).await
}

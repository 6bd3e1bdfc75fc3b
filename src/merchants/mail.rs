//! The mail that welcomes a new merchant.

use serde::{Deserialize, Serialize};

use super::{owner, store};
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

/// Whether this merchant is about to be its owner's first.
pub(super) async fn is_first(core: &Core, merchant_id: &str) -> Result<bool> {
    let owner = owner(core, merchant_id).await?;
    let all = store::list_of_user(&core.db, &owner.user_id).await?;
    Ok(owner.needs_onboarding() && all.iter().all(|merchant| merchant.onboarded_at.is_none()))
}

/// Wants the welcome; two who onboard one merchant at the same time want one.
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
    // Whom nobody owns any more nobody reads for.
    let Some(owner) = store::find_owner(&core.db, &wanted.merchant_id).await? else { return Ok(()) };
    let mail = WelcomeMail {
        merchant_name: owner.merchant_name.clone(),
        dashboard_url: core.config.url("/dashboard"),
    };
    core.mailer.send(&mail.render(&owner.email, owner.language())?, core.clock.now(), &job.id).await
}

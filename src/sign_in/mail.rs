//! The job that mails a sign-in link.

use serde::{Deserialize, Serialize};

use super::{store, token};
use crate::core::Core;
use crate::error::Result;
use crate::jobs::Job;
use crate::mail::SignInMail;

/// The job's kind.
pub const SIGN_IN_MAIL: &str = "sign_in_mail";

#[derive(Serialize, Deserialize)]
pub(super) struct SignInMailJob {
    pub(super) link_id: String,
}

/// Mails the link, unless it was used or has expired while the mail was waiting.
///
/// # Errors
/// Whatever the mail transport says; the job is tried again.
pub async fn send_sign_in_mail(core: &Core, job: &Job) -> Result<()> {
    let wanted: SignInMailJob = job.read()?;
    let Some(link) = store::find(&core.db, &wanted.link_id).await? else { return Ok(()) };
    let now = core.clock.now();
    if link.used_at.is_some() || link.expires_at <= now.0 {
        return Ok(());
    }
    let address = core.config.url(&format!("/sign-in/confirm?token={}", token(core, &link.id)));
    let mail = SignInMail { link: address, minutes: 10 };
    core.mailer.send(&mail.render(&link.email, link.language())?, now, &job.id).await
}

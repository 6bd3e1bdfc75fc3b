//! Register: which function runs which kind of job.

use crate::core::Core;
use crate::error::{Error, Result};
use crate::jobs::Job;
use crate::{checkout_sessions, inbox, leads, merchants, payments, sign_in, subscriptions, uploads};

/// Runs one job.
///
/// # Errors
/// Whatever its function answers; the job is tried again.
pub(crate) async fn run(core: &Core, job: &Job) -> Result<()> {
    match job.kind.as_str() {
        inbox::APPLY_EVENT => inbox::apply(core, job).await,
        sign_in::SIGN_IN_MAIL => sign_in::send_sign_in_mail(core, job).await,
        merchants::WELCOME_MAIL => merchants::send_welcome(core, job).await,
        payments::RECEIPT_MAIL => payments::send_receipt(core, job).await,
        payments::SALE_MAIL => payments::send_sale(core, job).await,
        subscriptions::STARTED_MAIL => subscriptions::send_started(core, job).await,
        subscriptions::NEW_SUBSCRIBER_MAIL => subscriptions::send_new_subscriber(core, job).await,
        checkout_sessions::LET_GO => checkout_sessions::let_go(core, job).await,
        leads::THANKS_MAIL => leads::send_thanks(core, job).await,
        leads::LEAD_MAIL => leads::send_news(core, job).await,
        uploads::SWEEP => uploads::sweep(core, job).await,
        kind => Err(Error::internal(std::io::Error::other(format!("no function runs jobs of kind {kind}")))),
    }
}

//! The worker: claims due jobs, runs them side by side, and keeps house every few minutes.

use std::time::Duration;

use futures::StreamExt as _;
use futures::stream::FuturesUnordered;
use tokio::sync::watch;

use super::store;
use crate::core::Core;
use crate::error::Result;

/// Jobs claimed at once.
const BATCH: i64 = 32;
/// How often other processes' work is looked for.
const POLL: Duration = Duration::from_millis(500);
/// How often old rows are forgotten.
const HOUSEKEEPING: Duration = Duration::from_mins(5);
/// How long the tombstones of once-only jobs stay: longer than Stripe repeats its news.
const TOMBSTONES: Duration = Duration::from_hours(40 * 24);

/// Runs everything that is due now, and what it makes due, until nothing is; tells how many jobs ran.
///
/// # Errors
/// Internal, when the database refuses. A job that fails is retried later and is no error here.
pub async fn run_due(core: &Core) -> Result<usize> {
    let mut total = 0;
    loop {
        let ran = run_batch(core).await?;
        if ran == 0 {
            return Ok(total);
        }
        total += ran;
    }
}

/// Works until `stop` turns true; a job that runs then is finished first.
pub async fn run_worker(core: Core, mut stop: watch::Receiver<bool>) {
    let mut next_housekeeping = core.clock.now();
    while !*stop.borrow() {
        match run_batch(&core).await {
            Ok(0) => {}
            Ok(_) => continue,
            Err(error) => tracing::error!(?error, "the worker could not claim jobs"),
        }
        if core.clock.now() >= next_housekeeping {
            next_housekeeping = core.clock.now().plus(HOUSEKEEPING);
            if let Err(error) = keep_house(&core).await {
                tracing::error!(?error, "housekeeping failed");
            }
        }
        tokio::select! {
            () = core.signals.wait_for_work() => {}
            () = tokio::time::sleep(POLL) => {}
            _ = stop.changed() => {}
        }
    }
}

async fn run_batch(core: &Core) -> Result<usize> {
    let (lease, jobs) = store::claim(core, BATCH).await?;
    let count = jobs.len();
    let mut running: FuturesUnordered<_> = jobs.iter().map(|job| run_one(core, lease, job)).collect();
    while let Some(done) = running.next().await {
        done?;
    }
    Ok(count)
}

async fn run_one(core: &Core, lease: store::Lease, job: &super::Job) -> Result<()> {
    match crate::work::run(core, job).await {
        Ok(()) => store::finish(core, lease, job).await,
        Err(error) => {
            let dead = store::fail(core, lease, job, &format!("{error:?}")).await?;
            if dead {
                tracing::error!(job.id, job.kind, job.attempts, ?error, "job given up");
            } else {
                tracing::warn!(job.id, job.kind, job.attempts, ?error, "job failed, will be tried again");
            }
            Ok(())
        }
    }
}

async fn keep_house(core: &Core) -> Result<()> {
    let now = core.clock.now();
    core.limits.tidy();
    crate::idempotency::forget(core, now).await?;
    crate::sessions::forget(core, now).await?;
    store::forget(core, now.minus(TOMBSTONES)).await?;
    Ok(())
}

//! The worker: claims due jobs, runs them side by side, and keeps house every few minutes.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures::FutureExt as _;
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::store::{self, Done};
use super::{Job, MAX_ATTEMPTS};
use crate::core::Core;
use crate::error::Result;

/// Jobs that run side by side.
const PLACES: usize = 32;
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
    let mut bench = Bench::new(core);
    let mut total = 0;
    loop {
        total += bench.fill().await?;
        if bench.running.is_empty() {
            return Ok(total);
        }
        bench.wait().await;
        bench.note().await?;
    }
}

/// Works until `stop` turns true; jobs that run then are finished first.
pub async fn run_worker(core: Core, mut stop: watch::Receiver<bool>) {
    let mut bench = Bench::new(&core);
    let mut next_housekeeping = core.clock.now();
    while !*stop.borrow() {
        if let Err(error) = bench.fill().await {
            tracing::error!(?error, "the worker could not claim jobs");
        }
        if core.clock.now() >= next_housekeeping {
            next_housekeeping = core.clock.now().plus(HOUSEKEEPING);
            if let Err(error) = keep_house(&core).await {
                tracing::error!(?error, "housekeeping failed");
            }
        }
        let idle = bench.running.is_empty();
        // Only waiting is given up half-way here; what touches the database runs to its end.
        tokio::select! {
            () = bench.wait(), if !idle => {}
            () = core.signals.wait_for_work() => {}
            () = tokio::time::sleep(POLL) => {}
            _ = stop.changed() => {}
        }
        note(&mut bench).await;
    }
    while !bench.running.is_empty() {
        bench.wait().await;
        note(&mut bench).await;
    }
}

async fn note(bench: &mut Bench<'_>) {
    if let Err(error) = bench.note().await {
        tracing::error!(?error, "the worker could not note what was done");
    }
}

/// Jobs at work, side by side. Each is a task of its own: one that holds the writing connection must get
/// on while the worker waits for that connection.
struct Bench<'c> {
    core: &'c Core,
    running: JoinSet<Done>,
    /// Jobs that ended and are not noted yet.
    done: Vec<Done>,
}

impl<'c> Bench<'c> {
    fn new(core: &'c Core) -> Self {
        Self { core, running: JoinSet::new(), done: Vec::new() }
    }

    /// Claims as many due jobs as there are free places; tells how many it found.
    async fn fill(&mut self) -> Result<usize> {
        let free = PLACES.saturating_sub(self.running.len());
        if free == 0 {
            return Ok(0);
        }
        let (lease, jobs) = store::claim(self.core, i64::try_from(free).unwrap_or(1)).await?;
        let count = jobs.len();
        for job in jobs {
            self.running.spawn(run_one(self.core.clone(), lease, job));
        }
        Ok(count)
    }

    /// Waits for the next job to end.
    async fn wait(&mut self) {
        if self.done.is_empty() {
            self.done.extend(self.running.join_next().await.and_then(std::result::Result::ok));
        }
    }

    /// Notes all that have ended, in one commit.
    async fn note(&mut self) -> Result<()> {
        while let Some(next) = self.running.try_join_next() {
            self.done.extend(next);
        }
        if !self.done.is_empty() {
            store::settle(self.core, &self.done).await?;
            self.done.clear();
        }
        Ok(())
    }
}

/// Runs one job; a panic is a failure of the job, not of the worker.
async fn run_one(core: Core, lease: store::Lease, job: Job) -> Done {
    let outcome = AssertUnwindSafe(crate::work::run(&core, &job)).catch_unwind().await;
    let failure = match outcome {
        Ok(Ok(())) => None,
        Ok(Err(error)) => Some(format!("{error:?}")),
        Err(_) => Some("the job panicked".to_owned()),
    };
    if let Some(why) = &failure {
        if job.attempts >= MAX_ATTEMPTS {
            tracing::error!(job.id, job.kind, job.attempts, why, "job given up");
        } else {
            tracing::warn!(job.id, job.kind, job.attempts, why, "job failed, will be tried again");
        }
    }
    Done { job, lease, failure }
}

async fn keep_house(core: &Core) -> Result<()> {
    let now = core.clock.now();
    core.limits.tidy();
    crate::idempotency::forget(core, now).await?;
    crate::sessions::forget(core, now).await?;
    store::forget(core, now.minus(TOMBSTONES)).await?;
    Ok(())
}

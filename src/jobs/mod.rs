//! Durable work: enqueued in the transaction of the change that wants it, leased, retried with growing
//! pauses, and after twelve tries set aside as dead, visible, until someone looks.

mod runner;
mod store;

use std::time::Duration;

use serde::Serialize;

pub use self::runner::{run_due, run_worker};
/// The end of a statement that enqueues a job for every row that its beginning gives; see [`args`].
pub(crate) use self::store::enqueue_for_each;
pub use self::store::{DeadJob, dead};
pub(crate) use self::store::{dead_of, sql::ALL as STATEMENTS};
use crate::clock::Timestamp;
use crate::db::{Args, Tx};
use crate::error::{Error, Result};

/// How often a job is tried before it is set aside.
pub const MAX_ATTEMPTS: i64 = 12;
/// How long a worker may hold a job before another one takes it over.
pub const LEASE: Duration = Duration::from_mins(1);

/// A job to enqueue.
#[derive(Clone, Debug)]
pub struct NewJob {
    /// Which worker function runs it; see `work.rs`.
    pub kind: &'static str,
    /// What it needs to know. No secrets.
    pub payload: String,
    /// Jobs of one lane run one after the other.
    pub lane: Option<String>,
    /// At most one job with this key is ever enqueued.
    pub unique_key: Option<String>,
    /// When it may run first.
    pub run_at: Timestamp,
    /// Whose work it is, when it is one merchant's.
    pub merchant_id: Option<String>,
}

impl NewJob {
    /// A job of this kind that may run at once.
    ///
    /// # Errors
    /// Internal, when the payload is not JSON.
    pub fn new(kind: &'static str, payload: &impl Serialize, now: Timestamp) -> Result<Self> {
        let payload = serde_json::to_string(payload).map_err(Error::internal)?;
        Ok(Self { kind, payload, lane: None, unique_key: None, run_at: now, merchant_id: None })
    }

    /// The work of this merchant, who is told when it is given up.
    #[must_use]
    pub fn of(mut self, merchant_id: &str) -> Self {
        self.merchant_id = Some(merchant_id.to_owned());
        self
    }

    /// One after the other with every job of this lane.
    #[must_use]
    pub fn in_lane(mut self, lane: impl Into<String>) -> Self {
        self.lane = Some(lane.into());
        self
    }

    /// At most once, ever.
    #[must_use]
    pub fn once(mut self, key: impl Into<String>) -> Self {
        self.unique_key = Some(key.into());
        self
    }
}

/// Enqueues `job` with the change that `tx` makes. Tell `core.signals.work()` after the commit.
///
/// # Errors
/// Internal, when the database refuses.
pub async fn enqueue(tx: &mut Tx, now: Timestamp, job: &NewJob) -> Result<()> {
    store::insert(tx, now, job).await
}

/// The first values of a statement that ends with `enqueue_for_each!`: those of the job.
pub(crate) fn args(now: Timestamp, job: &NewJob) -> Args {
    store::values(now, job)
}

/// A claimed job as its function sees it.
#[derive(Clone, Debug)]
pub struct Job {
    /// The job's id: the same on every try.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// Its payload, JSON.
    pub payload: String,
    /// The number of this try, from 1.
    pub attempts: i64,
}

impl Job {
    /// Reads the payload.
    ///
    /// # Errors
    /// Internal, when it is not what the kind promises.
    pub fn read<T: serde::de::DeserializeOwned>(&self) -> Result<T> {
        serde_json::from_str(&self.payload).map_err(Error::internal)
    }
}

/// The pause before the next try: 5 s doubling to an hour, moved a little by the job's id.
#[must_use]
pub fn pause(attempts: i64, id: &str) -> Duration {
    let exponent = u32::try_from(attempts.clamp(1, 12) - 1).unwrap_or(0);
    let seconds = (5_u64 << exponent).min(3600);
    let jitter = id.bytes().fold(0_u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte)));
    Duration::from_millis(seconds * 1000 + jitter % (seconds * 250))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_from_seconds_to_an_hour() {
        assert!(pause(1, "a") >= Duration::from_secs(5) && pause(1, "a") < Duration::from_secs(7));
        assert!(pause(12, "a") >= Duration::from_hours(1) && pause(12, "a") <= Duration::from_mins(75));
        assert!((1..10).all(|n| pause(n, "job") < pause(n + 1, "job")));
    }
}

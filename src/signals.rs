//! What one part of the process tells another: work is waiting, a pay page is out of date.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::Notify;

/// Signals inside this process. Other processes find out by asking the database.
#[derive(Clone, Default)]
pub struct Signals {
    work: Arc<Notify>,
    pages: Arc<AtomicU64>,
}

impl Signals {
    /// Says that a job was enqueued.
    pub fn work(&self) {
        self.work.notify_one();
    }

    /// Waits until a job was enqueued.
    pub async fn wait_for_work(&self) {
        self.work.notified().await;
    }

    /// Says that what pay pages show has changed.
    pub fn pages_changed(&self) {
        self.pages.fetch_add(1, Ordering::AcqRel);
    }

    /// How often pay pages have changed: part of the key of every cached page.
    #[must_use]
    pub fn pages_version(&self) -> u64 {
        self.pages.load(Ordering::Acquire)
    }
}

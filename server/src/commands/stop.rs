//! How the program is asked to stop, and how long it takes to do so.

use std::time::Duration;

use paylinks::core::Core;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;

/// How long running requests may take to finish.
pub(super) const DRAIN: Duration = Duration::from_secs(25);

/// How long work that was cut off may hold on to the database.
const LAST_WORDS: Duration = Duration::from_secs(3);

/// The two signals, listened to from the moment this is made.
pub(super) struct Signals {
    terminate: Signal,
    interrupt: Signal,
}

impl Signals {
    pub(super) fn listen() -> std::io::Result<Self> {
        let terminate = signal(SignalKind::terminate())?;
        Ok(Self { terminate, interrupt: signal(SignalKind::interrupt())? })
    }

    /// Waits for the first of them.
    pub(super) async fn any(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

/// Waits until the switch says stop, or nobody holds it any more.
pub(super) async fn told(mut stop: watch::Receiver<bool>) {
    let _ = stop.wait_for(|stop| *stop).await;
}

/// Closes the database; what still holds a connection is left to the database's own recovery.
pub(crate) async fn close(core: &Core) {
    if tokio::time::timeout(LAST_WORDS, core.db.close()).await.is_err() {
        tracing::warn!("the database was still in use");
    }
}

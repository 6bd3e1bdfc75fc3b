//! `paylinks worker`: jobs only.

use paylinks::jobs;
use tokio::sync::watch;

use super::stop::{self, Signals};
use super::{Outcome, home};

pub(super) async fn work() -> Outcome {
    let mut signals = Signals::listen()?;
    let core = home::open(home::settings()?).await?;
    let (stop, stopping) = watch::channel(false);
    let worker = tokio::spawn(jobs::run_worker(core.clone(), stopping));
    tracing::info!("running jobs");
    signals.any().await;
    tracing::info!("stopping after the current job");
    let _ = stop.send(true);
    let ended = worker.await;
    stop::close(&core).await;
    ended.map_err(|error| super::Failure::Broken(error.to_string()))
}

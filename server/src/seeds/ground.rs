//! Where a year happens: the house as `serve` opens it, with Stripe's stand-in, and clocks that can be moved.

use std::time::Duration;

use axum::Router;
use paylinks::clock::{Clock, Timestamp};
use paylinks::config::Config;
use paylinks::core::{Core, Parts};
use paylinks::limits::Limits;
use paylinks::mail::Mailer;
use stripe_sandbox::Sandbox;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::commands::{Failure, home, sandbox, serve, stop};
use crate::{Options, build};

/// How long the doors take to close.
const CLOSING: Duration = Duration::from_secs(2);

/// The house, twice: as it is now, and as it was.
pub(super) struct Ground {
    /// By the system's clock, with the mailbox of the data folder.
    pub(super) present: Core,
    /// By a clock that is moved; its mail is forgotten. It answers on `PAYLINKS_LISTEN`.
    pub(super) past: Core,
    pub(super) stand_in: Sandbox,
    stop: watch::Sender<bool>,
    server: JoinHandle<std::io::Result<()>>,
}

impl Ground {
    /// Opens the house where `serve` would, so that both never work on one data folder at once.
    pub(super) async fn open(config: Config) -> Result<Self, Failure> {
        let (listener, config) = serve::listen(config).await?;
        let present = home::open(config.clone()).await?;
        let past = in_the_past(&present);
        let settings = sandbox::settings(&config, config.listen);
        let settings = stripe_sandbox::Config { virtual_signatures: true, ..settings };
        let stand_in = Sandbox::start(settings)?;
        let router: Router =
            build(past.clone(), Options { sandbox: Some(stand_in.router()), ..Options::default() });
        let (stop, stopping) = watch::channel(false);
        let server = tokio::spawn(serve::answer(listener, router, stopping));
        Ok(Self { present, past, stand_in, stop, server })
    }

    /// Closes it; the stand-in's clock is back at real time.
    pub(super) async fn close(self) {
        self.stand_in.set_clock(None);
        let _ = self.stop.send(true);
        // The stand-in keeps its connections to our webhook open.
        let _ = tokio::time::timeout(CLOSING, self.server).await;
        self.stand_in.shutdown().await;
        stop::close(&self.present).await;
    }
}

/// The same house by a clock that is moved.
fn in_the_past(present: &Core) -> Core {
    let clock = Clock::manual(Timestamp(0));
    let limits = Limits::new(&clock, present.config.rate_limits);
    Core::new(Parts { mailer: Mailer::memory(), limits, clock, ..Parts::clone(present) })
}

/// The same house, whose mail goes another way.
pub(super) fn with_mailer(core: &Core, mailer: Mailer) -> Core {
    Core::new(Parts { mailer, ..Parts::clone(core) })
}

//! Stripe's stand-in: beside our own server in sandbox mode, or by itself with `paylinks sandbox`.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use lexopt::prelude::{Long, ValueExt as _};
use paylinks::config::{Config, SANDBOX_PATH, Secret};
use paylinks::core::Core;
use stripe_sandbox::{Endpoint, Sandbox};
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::stop::{self, Signals};
use super::{Failure, Outcome};

/// How long after a sale Stripe knows what it settles.
const SETTLE_DELAY: Duration = Duration::from_secs(1);

/// The stand-in of a server of ours that listens at `address`; its state stays in the data folder.
pub(crate) fn settings(config: &Config, address: SocketAddr) -> stripe_sandbox::Config {
    let url = format!("http://127.0.0.1:{}/webhooks/stripe", address.port());
    let endpoints = |secrets: &[Secret], connect| {
        let first = secrets.first().map(|secret| secret.reveal().to_owned());
        first.map(|secret| Endpoint { url: url.clone(), secret, connect })
    };
    let both = [
        endpoints(&config.stripe.webhook_secrets, false),
        endpoints(&config.stripe.connect_webhook_secrets, true),
    ];
    stripe_sandbox::Config {
        base_url: config.url(SANDBOX_PATH),
        journal: Some(config.data_dir.join("sandbox.journal")),
        endpoints: both.into_iter().flatten().collect(),
        settle_delay: SETTLE_DELAY,
        check_requests: cfg!(debug_assertions),
        virtual_signatures: config.sandbox_now.is_some(),
    }
}

/// The stand-in beside a server of ours, by the same clock.
pub(super) fn beside(core: &Core) -> std::io::Result<Sandbox> {
    let stand_in = Sandbox::start(settings(&core.config, core.config.listen))?;
    if core.config.sandbox_now.is_some() {
        stand_in.set_clock(Some(core.clock.now().0));
    }
    Ok(stand_in)
}

/// Ends it; a clock that was started elsewhere is back at real time.
pub(super) async fn close(stand_in: Sandbox, core: &Core) {
    if core.config.sandbox_now.is_some() {
        stand_in.set_clock(None);
    }
    stand_in.shutdown().await;
}

/// What was asked of `paylinks sandbox`.
pub(super) struct Wishes {
    listen: SocketAddr,
    journal: Option<PathBuf>,
    webhook: Option<String>,
    secret: Option<String>,
}

impl Wishes {
    pub(super) fn read(mut arguments: lexopt::Parser) -> Result<Self, Failure> {
        let (mut listen, mut journal, mut webhook, mut secret) = (None, None, None, None);
        while let Some(argument) = arguments.next()? {
            match argument {
                Long("listen") => listen = Some(arguments.value()?.parse()?),
                Long("journal") => journal = Some(PathBuf::from(arguments.value()?)),
                Long("webhook") => webhook = Some(arguments.value()?.string()?),
                Long("secret") => secret = Some(arguments.value()?.string()?),
                other => return Err(other.unexpected().into()),
            }
        }
        let listen =
            listen.ok_or_else(|| Failure::Wrong("paylinks sandbox needs --listen ADDRESS".into()))?;
        if webhook.is_some() != secret.is_some() {
            return Err(Failure::Wrong("--webhook and --secret belong together".into()));
        }
        Ok(Self { listen, journal, webhook, secret })
    }
}

/// `paylinks sandbox`
pub(super) async fn stand_alone(wishes: Wishes) -> Outcome {
    let mut signals = Signals::listen()?;
    let listener = TcpListener::bind(wishes.listen)
        .await
        .map_err(|error| Failure::Wrong(format!("--listen {} cannot be used: {error}", wishes.listen)))?;
    let base_url = format!("http://{}", listener.local_addr()?);
    let pairs = wishes.webhook.zip(wishes.secret);
    let endpoints = pairs.into_iter().flat_map(|(url, secret)| {
        [false, true].map(|connect| Endpoint { url: url.clone(), secret: secret.clone(), connect })
    });
    let settings = stripe_sandbox::Config {
        base_url: base_url.clone(),
        journal: wishes.journal,
        endpoints: endpoints.collect(),
        settle_delay: SETTLE_DELAY,
        check_requests: cfg!(debug_assertions),
        virtual_signatures: false,
    };
    let stand_in = Sandbox::start(settings)?;
    let (stop, stopping) = watch::channel(false);
    let server = axum::serve(listener, stand_in.router()).with_graceful_shutdown(stop::told(stopping));
    let server = tokio::spawn(server.into_future());
    super::print(&format!("the Stripe stand-in is running at {base_url}\n"))?;
    signals.any().await;
    let _ = stop.send(true);
    // A browser may hold its connection open for ever.
    let _ = tokio::time::timeout(Duration::from_secs(2), server).await;
    stand_in.shutdown().await;
    Ok(())
}

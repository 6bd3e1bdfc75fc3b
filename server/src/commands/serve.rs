//! `paylinks serve`: the web server, the job worker, and in sandbox mode Stripe's stand-in.

use std::net::SocketAddr;

use axum::Router;
use paylinks::checkout_sessions;
use paylinks::config::{Config, SANDBOX_PATH};
use paylinks::{jobs, rollups};
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::stop::{self, DRAIN, Signals};
use super::{Failure, Outcome, home, sandbox};
use crate::{Options, Ready, build};

pub(super) async fn serve() -> Outcome {
    let mut signals = Signals::listen()?;
    let (listener, config) = listen(home::settings()?).await?;
    let core = home::open(config.clone()).await?;
    let stand_in = if config.sandbox() { Some(sandbox::beside(&core)?) } else { None };

    let ready = Ready::default();
    let options = Options {
        sandbox: stand_in.as_ref().map(stripe_sandbox::Sandbox::router),
        ready: ready.clone(),
        ..Options::default()
    };
    let router = build(core.clone(), options);
    let (stop, stopping) = watch::channel(false);
    let worker = tokio::spawn(jobs::run_worker(core.clone(), stopping.clone()));
    let visits = tokio::spawn(rollups::keep_flushing(core.clone(), stopping.clone()));
    let abandoned = tokio::spawn(checkout_sessions::keep_counting(core.clone(), stopping.clone()));
    let server = tokio::spawn(answer(listener, router, stopping));
    announce(&config)?;
    if !config.sandbox() && config.smtp_url.is_none() {
        tracing::warn!("SMTP_URL is not set: mail stays in the data folder, and nobody gets a sign-in link");
    }

    signals.any().await;
    tracing::info!("stopping");
    ready.stop();
    // Whoever balances load needs a moment to look elsewhere; a second signal does not wait for it.
    let _ = tokio::time::timeout(core.config.stop_notice, signals.any()).await;
    let _ = stop.send(true);
    if tokio::time::timeout(DRAIN, server).await.is_err() {
        tracing::warn!("some requests were still running and are cut off");
    }
    if worker.await.is_err() {
        tracing::error!("the job worker broke");
    }
    if abandoned.await.is_err() {
        tracing::error!("the counting of unfinished attempts broke");
    }
    // The last requests are answered: what they counted is written too.
    if visits.await.is_err() || rollups::flush_visits(&core).await.is_err() {
        tracing::error!("the last visits could not be written");
    }
    if let Some(stand_in) = stand_in {
        sandbox::close(stand_in, &core).await;
    }
    stop::close(&core).await;
    tracing::info!("stopped");
    Ok(())
}

/// Takes the address to answer on; the settings then name the port that it has got.
pub(crate) async fn listen(config: Config) -> Result<(TcpListener, Config), Failure> {
    let listener = TcpListener::bind(config.listen).await.map_err(|error| {
        Failure::Wrong(format!("PAYLINKS_LISTEN {} cannot be used: {error}", config.listen))
    })?;
    let address = listener.local_addr()?;
    Ok((listener, at_port(config, address)))
}

/// Answers until it is told to stop.
pub(crate) async fn answer(
    listener: TcpListener,
    router: Router,
    stopping: watch::Receiver<bool>,
) -> std::io::Result<()> {
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(stop::told(stopping)).await
}

/// Puts the real port where a wish for any free port stood.
fn at_port(mut config: Config, address: SocketAddr) -> Config {
    if config.public_url == format!("http://{}", config.listen) {
        config.public_url = format!("http://{address}");
    }
    if config.sandbox() {
        config.stripe.api_base = format!("http://127.0.0.1:{}{SANDBOX_PATH}", address.port());
    }
    config.listen = address;
    config
}

fn announce(config: &Config) -> Outcome {
    let url = &config.public_url;
    super::print(&format!("paylinks is running at {url}\n"))?;
    if config.sandbox() {
        super::print(&format!(
            "sandbox mode: cards are test cards, mail stays in {url}/dev/mailbox, no money moves\n"
        ))?;
    }
    if let Some(now) = config.sandbox_now {
        super::print(&format!("the clock started at {now}, as PAYLINKS_SANDBOX_NOW says\n"))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_free_port_becomes_the_real_one() {
        let read = |extra: Option<&str>| {
            let find = |name: &str| match name {
                "PAYLINKS_LISTEN" => Some("127.0.0.1:0".to_owned()),
                "PAYLINKS_PUBLIC_URL" => extra.map(ToOwned::to_owned),
                _ => None,
            };
            at_port(Config::read(&find).unwrap(), "127.0.0.1:4321".parse().unwrap())
        };
        assert_eq!(read(None).public_url, "http://127.0.0.1:4321");
        assert_eq!(read(None).stripe.api_base, "http://127.0.0.1:4321/sandbox/stripe");
        assert_eq!(read(Some("https://pay.example.com")).public_url, "https://pay.example.com");
    }
}

//! The sender: signs events, posts them, tries again with growing pauses, and remembers every try. It also runs
//! whatever else is due on the virtual clock.

use std::sync::Arc;
use std::time::Duration;

use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use tokio::sync::watch;

use crate::state::{Finished, Kind, PLATFORM, State};
use crate::{Inner, billing, charges, checkout_sessions, events, payment_intents, webhook_endpoints};

const TRIES: u32 = 12;
const AT_ONCE: usize = 16;
const TIMEOUT: Duration = Duration::from_secs(10);

/// The client that posts events.
pub(crate) fn client() -> std::io::Result<reqwest::Client> {
    // The host program may have installed a provider already; either will do.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let builder = || {
        reqwest::Client::builder()
            .timeout(TIMEOUT)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .user_agent("Stripe/1.0 (+https://stripe.com/docs/webhooks)")
    };
    // A machine without root certificates can still be sent plain HTTP, which is what a sandbox mostly sends.
    builder().build().or_else(|_| builder().tls_certs_only([]).build()).map_err(std::io::Error::other)
}

/// The `Stripe-Signature` of a body at a moment.
pub(crate) fn signature(secret: &str, seconds: i64, body: &str) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else { return String::new() };
    mac.update(format!("{seconds}.{body}").as_bytes());
    let hex =
        mac.finalize().into_bytes().iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
    format!("t={seconds},v1={hex}")
}

/// Schedules the delivery of an event to an endpoint, as the switches say.
pub(crate) fn enqueue(state: &mut State, account: &str, event: &str, kind: &str, endpoint: &str) {
    if state.switches.loses_next() {
        let entry = json!({ "event": event, "type": kind, "endpoint": endpoint, "outcome": "dropped", "at": state.now() });
        State::remember(&mut state.deliveries, entry);
        return;
    }
    let due = state.clock.now_ms() + i64::from(state.switches.delay_ms);
    for copy in 0..=state.switches.duplicate {
        let job = json!({
            "do": "deliver", "account": account, "event": event, "type": kind, "endpoint": endpoint, "try": 1, "copy": copy,
        });
        state.schedule(due, &job);
    }
}

/// Schedules an event once more for every endpoint that listens to it.
pub(crate) fn redeliver(state: &mut State, event: &str) -> Option<usize> {
    let account = events::owner(state, event)?;
    let kind = state.get(Kind::Event, &account, event)?["type"].as_str()?.to_owned();
    let endpoints = webhook_endpoints::listening(state, account != PLATFORM, &kind);
    let now = state.clock.now_ms();
    for endpoint in &endpoints {
        let job = json!({
            "do": "deliver", "account": account, "event": event, "type": kind, "endpoint": endpoint, "try": 1, "copy": 1,
        });
        state.schedule(now, &job);
    }
    Some(endpoints.len())
}

struct Delivery {
    job_id: String,
    job: Value,
    url: String,
    signature: String,
    body: String,
}

/// Takes everything due: does at once what needs no network, and claims deliveries for sending.
fn claim(state: &mut State) -> Vec<Delivery> {
    let mut claimed = Vec::new();
    loop {
        let now = state.clock.now_ms();
        let due = |id: &String| {
            id.split('_').next().and_then(|ms| ms.parse::<i64>().ok()).is_some_and(|ms| ms <= now)
        };
        let next = state
            .ids_of(Kind::Job, PLATFORM)
            .take_while(|id| due(id))
            .find(|id| !state.in_flight.contains(*id))
            .cloned();
        let Some((id, job)) = next.and_then(|id| state.get(Kind::Job, PLATFORM, &id).map(|job| (id, job)))
        else {
            break;
        };
        let text = |name: &str| job[name].as_str().unwrap_or_default().to_owned();
        match job["do"].as_str() {
            Some("deliver") => {
                if state.in_flight.len() >= AT_ONCE {
                    break;
                }
                let event = state.get(Kind::Event, &text("account"), &text("event"));
                let address = webhook_endpoints::address(state, &text("endpoint"));
                if let (Some(event), Some((url, secret))) = (event, address) {
                    state.in_flight.insert(id.clone());
                    let body = serde_json::to_string_pretty(&event).unwrap_or_default();
                    let signature = signature(&secret, state.signing_second(), &body);
                    claimed.push(Delivery { job_id: id, job, url, signature, body });
                } else {
                    state.remove(Kind::Job, PLATFORM, &id);
                }
            }
            Some("settle") => {
                state.remove(Kind::Job, PLATFORM, &id);
                charges::settle_late(state, &text("account"), &text("charge"));
                state.finished.settlements += 1;
            }
            Some("expire_checkout") => {
                state.remove(Kind::Job, PLATFORM, &id);
                checkout_sessions::expire_late(state, &text("account"), &text("session"));
            }
            Some("finish_processing") => {
                state.remove(Kind::Job, PLATFORM, &id);
                payment_intents::finish_processing(state, &text("account"), &text("intent"));
            }
            _ => {
                state.remove(Kind::Job, PLATFORM, &id);
                billing::due(state, &job);
            }
        }
    }
    if state.switches.reorder {
        claimed.reverse();
    }
    state.flush();
    claimed
}

async fn post(http: &reqwest::Client, delivery: &Delivery) -> Result<u16, String> {
    let request = http
        .post(&delivery.url)
        .header("content-type", "application/json; charset=utf-8")
        .header("stripe-signature", delivery.signature.as_str())
        .body(delivery.body.clone());
    let response =
        request.send().await.map_err(|e| if e.is_timeout() { "timeout" } else { "connection failed" })?;
    Ok(response.status().as_u16())
}

fn record(state: &mut State, delivery: &Delivery, result: &Result<u16, String>) {
    let job = &delivery.job;
    let text = |name: &str| job[name].as_str().unwrap_or_default();
    let ok = matches!(result, Ok(200..=299));
    let tries = job["try"].as_u64().and_then(|t| u32::try_from(t).ok()).unwrap_or(1);
    let entry = json!({
        "event": job["event"], "type": job["type"], "account": job["account"], "endpoint": job["endpoint"], "url": delivery.url,
        "try": tries, "copy": job["copy"], "status": result.as_ref().ok(), "error": result.as_ref().err(),
        "outcome": if ok { "delivered" } else { "failed" }, "at": state.now(),
    });
    State::remember(&mut state.deliveries, entry);
    state.finished.deliveries += 1;
    state.in_flight.remove(&delivery.job_id);
    state.remove(Kind::Job, PLATFORM, &delivery.job_id);
    if ok {
        events::delivered(state, text("account"), text("event"), text("endpoint"));
    } else if tries < TRIES {
        let mut again = job.clone();
        again["try"] = (tries + 1).into();
        let pause_ms = 1000_i64 << (tries - 1);
        let due = state.clock.now_ms() + pause_ms;
        state.schedule(due, &again);
    }
    state.flush();
}

/// Starts sending what is due.
fn start_due(inner: &Arc<Inner>) {
    let (claimed, in_order) = {
        let mut state = inner.lock();
        (claim(&mut state), state.switches.reorder)
    };
    let groups: Vec<Vec<Delivery>> =
        if in_order { vec![claimed] } else { claimed.into_iter().map(|d| vec![d]).collect() };
    for group in groups.into_iter().filter(|g| !g.is_empty()) {
        let inner = Arc::clone(inner);
        tokio::spawn(async move {
            for delivery in group {
                let result = post(&inner.http, &delivery).await;
                record(&mut inner.lock(), &delivery, &result);
                inner.progress.send_modify(|count| *count += 1);
                inner.wake.notify_one();
            }
        });
    }
}

fn until_next(state: &State) -> Option<Duration> {
    let next = state.ids_of(Kind::Job, PLATFORM).find(|id| !state.in_flight.contains(*id))?;
    let due: i64 = next.split('_').next()?.parse().ok()?;
    // A full pipe is emptied by its own deliveries, which wake the worker.
    let pause = if state.in_flight.len() >= AT_ONCE { 1000 } else { (due - state.clock.now_ms()).max(0) };
    u64::try_from(pause).ok().map(Duration::from_millis)
}

/// Runs what is due as time passes, until told to stop.
pub(crate) async fn work(inner: Arc<Inner>, mut stop: watch::Receiver<bool>) {
    loop {
        start_due(&inner);
        let pause = until_next(&inner.lock()).unwrap_or(Duration::from_hours(1));
        tokio::select! {
            () = inner.wake.notified() => {}
            () = tokio::time::sleep(pause) => {}
            _ = stop.changed() => return,
        }
    }
}

enum Idle {
    Yes,
    NotYet,
    Waiting,
}

/// Runs everything due at the virtual time of now, and returns when nothing due is left.
pub(crate) async fn settle(inner: &Arc<Inner>) -> Finished {
    let before = inner.lock().finished;
    let mut progress = inner.progress.subscribe();
    loop {
        progress.borrow_and_update();
        start_due(inner);
        let idle = {
            let state = inner.lock();
            match (state.in_flight.is_empty(), until_next(&state).is_none_or(|pause| !pause.is_zero())) {
                (true, true) => Idle::Yes,
                (true, false) => Idle::NotYet,
                (false, _) => Idle::Waiting,
            }
        };
        match idle {
            Idle::Yes => break,
            // Something came due in this very moment.
            Idle::NotYet => tokio::task::yield_now().await,
            Idle::Waiting if progress.changed().await.is_err() => break,
            Idle::Waiting => {}
        }
    }
    let after = inner.lock().finished;
    Finished {
        deliveries: after.deliveries - before.deliveries,
        settlements: after.settlements - before.settlements,
    }
}

#[cfg(test)]
mod tests {
    use super::signature;

    #[test]
    fn the_signature_is_the_one_stripe_would_send() {
        // Computed with `printf '1700000000.{"id":"evt_1"}' | openssl dgst -sha256 -hmac whsec_test`.
        assert_eq!(
            signature("whsec_test", 1_700_000_000, r#"{"id":"evt_1"}"#),
            "t=1700000000,v1=c89214b5b5da833daed6f0b8c5bb6bd58cea9022bd80ccc78230f3942d632925"
        );
    }
}

//! Stripe's story: every event is verified, stored once and committed before Stripe gets its 200; a job then
//! applies it, one at a time for each object at Stripe.

mod health;
mod store;

use serde::{Deserialize, Serialize};

pub use self::health::{Delivery, DeliveryState, GetInboxHealth, GivenUp, InboxHealth, OutcomeCount};
pub(crate) use self::store::sql::ALL as STATEMENTS;
use crate::actor::{Actor, Door};
use crate::clock::Timestamp;
use crate::core::Core;
use crate::error::{Code, Error, Result};
use crate::inbound;
use crate::jobs::{Job, NewJob};
use crate::stripe::Event;
use crate::stripe::event::Ids;
use crate::stripe::signature::verify;

/// The kind of the job that applies an event.
pub const APPLY_EVENT: &str = "apply_event";

/// Which of our two endpoints at Stripe an event came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Endpoint {
    Platform,
    Connect,
}

impl Endpoint {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Platform => "platform",
            Self::Connect => "connect",
        }
    }
}

#[derive(Serialize, Deserialize)]
struct ApplyEvent {
    endpoint: String,
    event_id: String,
}

/// What is kept of an event and needed to apply it.
#[derive(Clone, Debug)]
pub struct StoredEvent {
    /// What happened, such as `payment_intent.succeeded`.
    pub kind: String,
    /// The connected account it happened on.
    pub account: Option<String>,
    /// The payment intent or account it is about.
    pub object_id: String,
}

/// Takes in a delivery of Stripe's. When it returns, the event is on disk.
///
/// # Errors
/// `BAD_SIGNATURE` or `BAD_JSON`; nothing is stored then.
pub async fn accept(core: &Core, raw: &[u8], signature: &str) -> Result<()> {
    let now = core.clock.now();
    let stripe = &core.config.stripe;
    let endpoint = if verify(raw, signature, &stripe.connect_webhook_secrets, now).is_ok() {
        Endpoint::Connect
    } else {
        verify(raw, signature, &stripe.webhook_secrets, now)?;
        Endpoint::Platform
    };
    let event = Event::parse(raw)?;
    let text = std::str::from_utf8(raw).map_err(|error| Error::invalid(Code::BadJson).because(error))?;
    let outcome = set_aside(core, endpoint, &event);
    let (object_id, lane) = subject(&event);
    let apply = ApplyEvent { endpoint: endpoint.as_str().into(), event_id: event.id.clone() };
    let job = NewJob::new(APPLY_EVENT, &apply, now)?.in_lane(lane);
    let arrival = Arrival {
        endpoint: endpoint.as_str(),
        raw: without_secrets(text),
        at: now,
        event,
        object_id,
        outcome,
        job,
    };
    store::accept(core, &arrival.into()).await?;
    core.signals.work();
    Ok(())
}

/// An event to be kept, and the job that applies it.
struct Arrival {
    endpoint: &'static str,
    event: Event,
    object_id: String,
    raw: String,
    at: Timestamp,
    /// Why it is set aside; such an event gets no job.
    outcome: Option<&'static str>,
    job: NewJob,
}

/// The event's text without the secrets with which a browser could go on with a payment.
fn without_secrets(raw: &str) -> String {
    const KEY: &str = "\"client_secret\"";
    let mut kept = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find(KEY) {
        let (before, after) = rest.split_at(at + KEY.len());
        kept.push_str(before);
        let value = after.trim_start_matches([':', ' ', '\n', '\t']);
        let secret = value.strip_prefix('"').and_then(|text| text.split_once('"'));
        rest = secret.map_or(after, |(_, beyond)| {
            kept.push_str(": \"[removed]\"");
            beyond
        });
    }
    kept.push_str(rest);
    kept
}

/// Why an event is kept but never applied.
fn set_aside(core: &Core, endpoint: Endpoint, event: &Event) -> Option<&'static str> {
    let why = if event.livemode == core.config.stripe.live() {
        match (endpoint, &event.account) {
            (Endpoint::Platform, Some(_)) | (Endpoint::Connect, None) => "wrong endpoint",
            _ if inbound::concerns(&event.kind) => return None,
            _ => return Some("ignored"),
        }
    } else {
        "foreign mode"
    };
    tracing::warn!(event = event.id, kind = event.kind, why, "an event was set aside");
    Some(why)
}

/// The object that the event is about, the intent of a charge and the account of a capability, and the lane of
/// all events about it.
fn subject(event: &Event) -> (String, String) {
    let Ids { id, payment_intent, account } = &event.object;
    let of_kind = match event.kind.split('.').next().unwrap_or_default() {
        "charge" => payment_intent,
        "capability" => account,
        "account" if event.kind == "account.application.deauthorized" => &event.account,
        _ => &None,
    };
    let subject = of_kind.as_ref().or(id.as_ref()).unwrap_or(&event.id);
    (subject.clone(), format!("{}/{subject}", event.account.as_deref().unwrap_or("platform")))
}

/// Applies a stored event. Applying it again changes nothing.
///
/// # Errors
/// `STRIPE_DOWN` and the like; the job is tried again.
pub async fn apply(core: &Core, job: &Job) -> Result<()> {
    let wanted: ApplyEvent = job.read()?;
    let Some(event) = store::find(&core.db, &wanted.endpoint, &wanted.event_id).await? else { return Ok(()) };
    let actor = Actor { door: Door::Stripe, ..Actor::system() };
    let outcome = inbound::apply(core, &actor, &event).await?;
    store::close(core, &wanted.endpoint, &wanted.event_id, outcome).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_not_kept() {
        let raw = r#"{"data":{"object":{"client_secret": "pi_1_secret_x","id":"pi_1","inner":{"client_secret":null}}}}"#;
        let kept = without_secrets(raw);
        assert!(!kept.contains("secret_x"), "{kept}");
        let value: serde_json::Value = serde_json::from_str(&kept).unwrap();
        assert_eq!(value["data"]["object"]["id"], "pi_1");
        assert_eq!(without_secrets("{}"), "{}");
    }
}

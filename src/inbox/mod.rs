//! Stripe's story: every event is verified, stored once and committed before Stripe gets its 200; a job then
//! applies it, one at a time for each object at Stripe.

mod health;
mod store;

use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use self::health::{Delivery, DeliveryState, GetInboxHealth, GivenUp, InboxHealth, OutcomeCount};
pub(crate) use self::store::sql::ALL as STATEMENTS;
use crate::actor::{Actor, Door};
use crate::core::Core;
use crate::error::{Code, Error, Result};
use crate::inbound;
use crate::jobs::{self, Job, NewJob};
use crate::stripe::Event;
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
    let text = without_secrets(text);
    let aside = set_aside(core, endpoint, &event);
    let object_id = subject(&event);
    let mut tx = core.db.begin().await?;
    let new = store::insert(&mut tx, now, endpoint.as_str(), &event, &object_id, &text, aside).await?;
    if new && aside.is_none() {
        let apply = ApplyEvent { endpoint: endpoint.as_str().into(), event_id: event.id.clone() };
        let lane = format!("{}/{object_id}", event.account.as_deref().unwrap_or("platform"));
        jobs::enqueue(&mut tx, now, &NewJob::new(APPLY_EVENT, &apply, now)?.in_lane(lane)).await?;
    }
    tx.commit().await?;
    core.signals.work();
    if let Some(why) = aside.filter(|why| *why != "ignored") {
        tracing::warn!(event = event.id, kind = event.kind, why, "an event was set aside");
    }
    Ok(())
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
    if event.livemode != core.config.stripe.live() {
        return Some("foreign mode");
    }
    match (endpoint, &event.account) {
        (Endpoint::Platform, Some(_)) | (Endpoint::Connect, None) => Some("wrong endpoint"),
        _ if !inbound::concerns(&event.kind) => Some("ignored"),
        _ => None,
    }
}

/// The object that decides in which lane the event runs: the intent of a charge, the account of a capability.
fn subject(event: &Event) -> String {
    let object: Value = serde_json::from_str(&event.object).unwrap_or_default();
    let field = |name: &str| object.get(name).and_then(Value::as_str).map(str::to_owned);
    let found = match event.kind.split('.').next().unwrap_or_default() {
        "charge" => field("payment_intent"),
        "capability" => field("account"),
        "account" if event.kind == "account.application.deauthorized" => event.account.clone(),
        _ => None,
    };
    found.or_else(|| event.object_id.clone()).unwrap_or_else(|| event.id.clone())
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
        let value: Value = serde_json::from_str(&kept).unwrap();
        assert_eq!(value["data"]["object"]["id"], "pi_1");
        assert_eq!(without_secrets("{}"), "{}");
    }
}

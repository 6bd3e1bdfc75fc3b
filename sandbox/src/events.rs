//! Events: what happened, kept for `GET /v1/events` and handed to the webhook sender.

use serde_json::{Value, json};

use crate::call::Call;
use crate::errors::{Result, StripeError};
use crate::front_door::report_missing;
use crate::state::{API_VERSION, Kind, PLATFORM, State};
use crate::{lists, webhook_endpoints, webhooks};

/// Records an event of an account and schedules its deliveries.
pub(crate) fn emit(state: &mut State, account: &str, kind: &str, object: &Value, previous: Option<Value>) {
    let id = state.new_id("evt_1");
    let endpoints = webhook_endpoints::listening(state, account != PLATFORM, kind);
    let mut event = json!({
        "id": id, "object": "event", "api_version": API_VERSION, "created": state.now(), "data": { "object": object },
        "livemode": false, "pending_webhooks": endpoints.len(), "request": state.origin_json(), "type": kind,
    });
    if account != PLATFORM {
        event["account"] = account.into();
    }
    if let Some(previous) = previous {
        event["data"]["previous_attributes"] = previous;
    }
    if state.check_requests {
        report_missing(state, kind, &event);
    }
    state.put(Kind::Event, account, &event);
    if !endpoints.is_empty() {
        state.put_as(Kind::Outstanding, account, &id, &json!(endpoints));
    }
    for endpoint in endpoints {
        webhooks::enqueue(state, account, &id, kind, &endpoint);
    }
}

/// An endpoint has taken an event; a second time changes nothing.
pub(crate) fn delivered(state: &mut State, account: &str, id: &str, endpoint: &str) {
    let Some(Value::Array(mut waiting)) = state.get(Kind::Outstanding, account, id) else { return };
    waiting.retain(|waits| waits != endpoint);
    if let Some(mut event) = state.get(Kind::Event, account, id) {
        event["pending_webhooks"] = waiting.len().into();
        state.put(Kind::Event, account, &event);
    }
    if waiting.is_empty() {
        state.remove(Kind::Outstanding, account, id);
    } else {
        state.put_as(Kind::Outstanding, account, id, &waiting.into());
    }
}

/// The account that an event belongs to.
pub(crate) fn owner(state: &State, id: &str) -> Option<String> {
    state.accounts_with(Kind::Event).into_iter().find(|account| state.get(Kind::Event, account, id).is_some())
}

/// `GET /v1/events/{id}`.
pub(crate) fn retrieve(state: &State, call: &Call, id: &str) -> Result {
    state.get(Kind::Event, &call.account, id).ok_or_else(|| StripeError::no_such("event", id, "id"))
}

/// `GET /v1/events`.
pub(crate) fn list(state: &State, call: &Call) -> Result {
    let mut wanted = call.params.texts("types");
    wanted.extend(call.params.text("type"));
    let delivered = call.params.flag("delivery_success");
    lists::page(state, call, Kind::Event, |event| {
        let kind = event["type"].as_str().unwrap_or_default();
        (wanted.is_empty() || wanted.iter().any(|pattern| webhook_endpoints::matches(pattern, kind)))
            && delivered.is_none_or(|want| want == (event["pending_webhooks"] == 0))
    })
}

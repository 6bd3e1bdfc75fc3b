//! Webhook endpoints: where events go, and with which secret they are signed.

use serde_json::{Value, json};

use crate::Endpoint;
use crate::call::Call;
use crate::errors::{Result, StripeError};
use crate::payment_methods::metadata;
use crate::state::{API_VERSION, Kind, PLATFORM, State};
use crate::{ids, lists};

const CONFIGURED: &str = "we_1configured";

/// Whether a subscription such as `*`, `charge.*` or `charge.updated` covers an event type.
pub(crate) fn matches(pattern: &str, kind: &str) -> bool {
    pattern == kind || pattern.strip_suffix('*').is_some_and(|prefix| kind.starts_with(prefix))
}

fn object(id: &str, url: &str, events: &Value, now: i64) -> Value {
    json!({
        "id": id, "object": "webhook_endpoint", "api_version": API_VERSION, "application": null, "created": now,
        "description": null, "enabled_events": events, "livemode": false, "metadata": {}, "status": "enabled", "url": url,
    })
}

/// Makes the endpoints of the configuration exist, and no others of its making.
pub(crate) fn configure(state: &mut State, endpoints: &[Endpoint]) {
    let old: Vec<String> = state
        .ids_of(Kind::WebhookEndpoint, PLATFORM)
        .filter(|id| id.starts_with(CONFIGURED))
        .cloned()
        .collect();
    for id in old {
        state.remove(Kind::WebhookEndpoint, PLATFORM, &id);
        state.remove(Kind::EndpointSecret, PLATFORM, &id);
    }
    for (place, endpoint) in endpoints.iter().enumerate() {
        let id = format!("{CONFIGURED}{place:04}");
        let row = object(&id, &endpoint.url, &json!(["*"]), state.now());
        state.put(Kind::WebhookEndpoint, PLATFORM, &row);
        let secret = json!({ "secret": endpoint.secret, "connect": endpoint.connect });
        state.put_as(Kind::EndpointSecret, PLATFORM, &id, &secret);
    }
}

/// The endpoints that an event goes to.
pub(crate) fn listening(state: &State, connected: bool, kind: &str) -> Vec<String> {
    let wants = |endpoint: &Value| {
        let subscribed =
            endpoint["enabled_events"].as_array().into_iter().flatten().filter_map(Value::as_str);
        endpoint["status"] == "enabled" && subscribed.into_iter().any(|pattern| matches(pattern, kind))
    };
    let scope =
        |id: &str| state.get(Kind::EndpointSecret, PLATFORM, id).is_some_and(|s| s["connect"] == connected);
    state
        .oldest(Kind::WebhookEndpoint, PLATFORM)
        .filter(|(id, endpoint)| scope(id) && wants(endpoint))
        .map(|(id, _)| id.clone())
        .collect()
}

/// Where an endpoint listens and how deliveries to it are signed.
pub(crate) fn address(state: &State, id: &str) -> Option<(String, String)> {
    let url = state.get(Kind::WebhookEndpoint, PLATFORM, id)?["url"].as_str()?.to_owned();
    let secret = state.get(Kind::EndpointSecret, PLATFORM, id)?["secret"].as_str()?.to_owned();
    Some((url, secret))
}

/// `POST /v1/webhook_endpoints`; the secret is told this once.
pub(crate) fn create(state: &mut State, call: &Call) -> Result {
    let params = &call.params;
    if !call.on_platform() {
        return Err(StripeError::invalid("The sandbox keeps webhook endpoints on the platform only."));
    }
    let url = params.required("url")?;
    if !url.starts_with("https://") && !url.starts_with("http://") {
        return Err(StripeError::invalid(
            "Invalid URL: An explicit scheme (such as https) must be provided.",
        )
        .code("url_invalid")
        .param("url"));
    }
    let events = params.texts("enabled_events");
    if events.is_empty() {
        return Err(StripeError::missing("enabled_events"));
    }
    let id = state.new_id("we_2");
    let mut endpoint = object(&id, url, &json!(events), state.now());
    endpoint["description"] = params.text("description").map_or(Value::Null, Into::into);
    endpoint["metadata"] = metadata(params);
    let secret = format!("whsec_{}", ids::random(32));
    let connect = params.flag("connect").unwrap_or(false);
    endpoint["application"] = if connect { crate::state::APPLICATION.into() } else { Value::Null };
    state.put(Kind::WebhookEndpoint, PLATFORM, &endpoint);
    state.put_as(Kind::EndpointSecret, PLATFORM, &id, &json!({ "secret": secret, "connect": connect }));
    endpoint["secret"] = secret.into();
    Ok(endpoint)
}

/// `GET /v1/webhook_endpoints/{id}`.
pub(crate) fn retrieve(state: &State, call: &Call, id: &str) -> Result {
    state
        .get(Kind::WebhookEndpoint, &call.account, id)
        .ok_or_else(|| StripeError::no_such("webhook endpoint", id, "webhook_endpoint"))
}

/// `GET /v1/webhook_endpoints`.
pub(crate) fn list(state: &State, call: &Call) -> Result {
    lists::page(state, call, Kind::WebhookEndpoint, |_| true)
}

/// `DELETE /v1/webhook_endpoints/{id}`.
pub(crate) fn delete(state: &mut State, call: &Call, id: &str) -> Result {
    retrieve(state, call, id)?;
    state.remove(Kind::WebhookEndpoint, &call.account, id);
    state.remove(Kind::EndpointSecret, &call.account, id);
    Ok(json!({ "id": id, "object": "webhook_endpoint", "deleted": true }))
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn patterns_cover_what_they_say() {
        assert!(matches("*", "charge.updated"));
        assert!(matches("charge.*", "charge.updated"));
        assert!(matches("charge.updated", "charge.updated"));
        assert!(!matches("charge.updated", "charge.updated.more"));
        assert!(!matches("payment_intent.*", "charge.updated"));
    }
}

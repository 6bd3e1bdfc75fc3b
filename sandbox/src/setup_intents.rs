//! Setup intents: a card is kept for later charges, after the bank's question where it asks one.

use axum::http::StatusCode;
use serde_json::{Map, Value, json};

use crate::call::Call;
use crate::cards::{self, Card};
use crate::errors::{Result, StripeError};
use crate::events::emit;
use crate::payment_intents::{given_method, merge_metadata, question};
use crate::payment_methods::{self, metadata};
use crate::state::{APPLICATION, Kind, State};
use crate::{accounts, customers, ids, lists};

/// What a browser may see.
const SHOWN_TO_BROWSERS: &[&str] = &[
    "id",
    "object",
    "allowed_payment_method_types",
    "automatic_payment_methods",
    "cancellation_reason",
    "client_secret",
    "created",
    "description",
    "last_setup_error",
    "livemode",
    "next_action",
    "payment_method",
    "payment_method_types",
    "status",
    "usage",
];

fn find(state: &State, account: &str, id: &str) -> Result {
    state.get(Kind::SetupIntent, account, id).ok_or_else(|| StripeError::no_such("setupintent", id, "intent"))
}

/// The intent, if the caller may see it: browsers must know its client secret.
fn find_for(state: &State, call: &Call, id: &str) -> Result {
    let intent = find(state, &call.account, id)?;
    if (call.is_browser() || call.params.has("client_secret"))
        && intent["client_secret"] != call.params.required("client_secret")?
    {
        return Err(StripeError::invalid(
            "The client_secret provided does not match the client_secret associated with the SetupIntent.",
        )
        .code("setup_intent_invalid_parameter")
        .param("client_secret"));
    }
    Ok(intent)
}

fn shown_to(call: &Call, intent: Value) -> Value {
    match intent {
        Value::Object(fields) if call.is_browser() => {
            let shown: Map<String, Value> =
                fields.into_iter().filter(|(k, _)| SHOWN_TO_BROWSERS.contains(&k.as_str())).collect();
            Value::Object(shown)
        }
        other => other,
    }
}

/// `POST /v1/setup_intents`.
pub(crate) fn create(state: &mut State, call: &Call) -> Result {
    let params = &call.params;
    accounts::must_charge(state, &call.account)?;
    let customer = params.text("customer");
    if let Some(id) = customer {
        customers::find(state, &call.account, id)?;
    }
    let id = state.new_id("seti_1");
    let intent = json!({
        "id": id, "object": "setup_intent", "allowed_payment_method_types": null,
        "application": if call.on_platform() { Value::Null } else { APPLICATION.into() },
        "automatic_payment_methods": {
            "allow_redirects": params.text("automatic_payment_methods.allow_redirects").unwrap_or("always"), "enabled": true,
        },
        "cancellation_reason": null, "client_secret": format!("{id}_secret_{}", ids::random(25)),
        "created": state.now(), "customer": customer, "customer_account": null,
        "description": params.text("description"), "excluded_payment_method_types": null, "flow_directions": null,
        "last_setup_error": null, "latest_attempt": null, "livemode": false, "mandate": null, "metadata": metadata(params),
        "next_action": null, "on_behalf_of": null, "payment_method": null,
        "payment_method_configuration_details": { "id": "pmc_1SandboxDefault", "parent": null },
        "payment_method_options": { "card": { "mandate_options": null, "network": null, "request_three_d_secure": "automatic" } },
        "payment_method_types": ["card"], "single_use_mandate": null, "status": "requires_payment_method",
        "usage": params.text("usage").unwrap_or("off_session"),
    });
    state.put(Kind::SetupIntent, &call.account, &intent);
    emit(state, &call.account, "setup_intent.created", &intent, None);
    if params.flag("confirm") == Some(true) {
        return confirm(state, call, &id);
    }
    Ok(intent)
}

/// `GET /v1/setup_intents/{id}`.
pub(crate) fn retrieve(state: &State, call: &Call, id: &str) -> Result {
    Ok(shown_to(call, find_for(state, call, id)?))
}

/// `GET /v1/setup_intents`.
pub(crate) fn list(state: &State, call: &Call) -> Result {
    lists::page(
        state,
        call,
        Kind::SetupIntent,
        lists::matching(&call.params, &["customer", "payment_method"]),
    )
}

fn unexpected_state(intent: &Value, doing: &str) -> StripeError {
    let status = intent["status"].as_str().unwrap_or_default();
    StripeError::new(
        StatusCode::BAD_REQUEST,
        "invalid_request_error",
        format!("You cannot {doing} this SetupIntent because it has a status of {status}."),
    )
    .code("setup_intent_unexpected_state")
}

/// `POST /v1/setup_intents/{id}`.
pub(crate) fn update(state: &mut State, call: &Call, id: &str) -> Result {
    let mut intent = find(state, &call.account, id)?;
    merge_metadata(&mut intent, call);
    if call.params.has("description") {
        intent["description"] = call.params.text("description").map_or(Value::Null, Into::into);
    }
    state.put(Kind::SetupIntent, &call.account, &intent);
    Ok(intent)
}

/// `POST /v1/setup_intents/{id}/cancel`.
pub(crate) fn cancel(state: &mut State, call: &Call, id: &str) -> Result {
    let mut intent = find(state, &call.account, id)?;
    if !matches!(intent["status"].as_str(), Some(s) if s.starts_with("requires_")) {
        return Err(unexpected_state(&intent, "cancel").with("setup_intent", intent));
    }
    intent["status"] = "canceled".into();
    intent["cancellation_reason"] = call.params.text("cancellation_reason").map_or(Value::Null, Into::into);
    intent["next_action"] = Value::Null;
    state.put(Kind::SetupIntent, &call.account, &intent);
    emit(state, &call.account, "setup_intent.canceled", &intent, None);
    Ok(intent)
}

/// `POST /v1/setup_intents/{id}/confirm`.
pub(crate) fn confirm(state: &mut State, call: &Call, id: &str) -> Result {
    let mut intent =
        if call.is_browser() { find_for(state, call, id)? } else { find(state, &call.account, id)? };
    if !matches!(intent["status"].as_str(), Some(s) if s.starts_with("requires_")) {
        let shown = shown_to(call, intent.clone());
        return Err(unexpected_state(&intent, "confirm").with("setup_intent", shown));
    }
    let Some(method) = given_method(state, call)? else {
        return Err(StripeError::invalid(
            "You cannot confirm this SetupIntent because it's missing a payment method.",
        )
        .code("setup_intent_unexpected_state"));
    };
    let method_id = method["id"].as_str().unwrap_or_default();
    let card = payment_methods::card_of(state, &call.account, method_id)
        .ok_or_else(|| StripeError::no_such("PaymentMethod", method_id, "payment_method"))?;
    intent["payment_method"] = method["id"].clone();
    intent["last_setup_error"] = Value::Null;
    intent["next_action"] = Value::Null;
    if card.asks_on_setup() {
        let asked = ask(state, call, intent, card);
        return Ok(shown_to(call, asked));
    }
    let intent = finish(state, &call.account, intent, &method, card);
    if intent["last_setup_error"].is_null() {
        Ok(shown_to(call, intent))
    } else {
        Err(refusal_of(call, &intent))
    }
}

fn refusal_of(call: &Call, intent: &Value) -> StripeError {
    let last = &intent["last_setup_error"];
    let text = |name: &str| last[name].as_str().unwrap_or_default();
    let mut error = StripeError::card(text("code"), text("message"));
    for name in ["decline_code", "payment_method"] {
        if let Some(value) = last.get(name) {
            error = error.with(name, value.clone());
        }
    }
    error.with("setup_intent", shown_to(call, intent.clone()))
}

fn ask(state: &mut State, call: &Call, mut intent: Value, card: &Card) -> Value {
    let return_url = call.params.text("return_url");
    let in_page = call.params.flag("use_stripe_sdk") == Some(true);
    intent["status"] = "requires_action".into();
    intent["next_action"] = question(state, &call.account, &intent, card, in_page, return_url);
    state.put(Kind::SetupIntent, &call.account, &intent);
    emit(state, &call.account, "setup_intent.requires_action", &intent, None);
    intent
}

/// Keeps the card for the customer, or tells why it cannot be kept.
fn finish(state: &mut State, account: &str, mut intent: Value, method: &Value, card: &Card) -> Value {
    if let Some((code, decline_code, message)) = cards::refusal_on_setup(card) {
        let mut error =
            json!({ "code": code, "message": message, "payment_method": method, "type": "card_error" });
        if let Some(decline) = decline_code {
            error["decline_code"] = decline.into();
        }
        return fail(state, account, intent, error);
    }
    let customer = intent["customer"].as_str().map(str::to_owned);
    let method_id = method["id"].as_str().unwrap_or_default();
    customers::attach(state, account, method_id, customer.as_deref());
    intent["status"] = "succeeded".into();
    intent["next_action"] = Value::Null;
    state.put(Kind::SetupIntent, account, &intent);
    emit(state, account, "setup_intent.succeeded", &intent, None);
    intent
}

fn fail(state: &mut State, account: &str, mut intent: Value, error: Value) -> Value {
    intent["status"] = "requires_payment_method".into();
    intent["payment_method"] = Value::Null;
    intent["next_action"] = Value::Null;
    intent["last_setup_error"] = error;
    state.put(Kind::SetupIntent, account, &intent);
    emit(state, account, "setup_intent.setup_failed", &intent, None);
    intent
}

/// What the buyer's answer to the bank's question does.
pub(crate) fn answered(
    state: &mut State,
    account: &str,
    mut intent: Value,
    authenticated: bool,
) -> Option<Value> {
    let method_id = intent["payment_method"].as_str()?.to_owned();
    let method = state.get(Kind::PaymentMethod, account, &method_id)?;
    let card = payment_methods::card_of(state, account, &method_id)?;
    if authenticated {
        intent["next_action"] = Value::Null;
        return Some(finish(state, account, intent, &method, card));
    }
    let error = json!({
        "code": "setup_intent_authentication_failure",
        "doc_url": "https://stripe.com/docs/error-codes/setup-intent-authentication-failure",
        "message": "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
        "payment_method": method, "type": "invalid_request_error",
    });
    Some(fail(state, account, intent, error))
}

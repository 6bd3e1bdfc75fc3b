//! Payment intents: made, changed, read and canceled here; charged in `confirm`, authenticated in `challenge`.

mod amounts;
mod challenge;
mod confirm;

use axum::http::StatusCode;
use serde_json::{Map, Value, json};

pub(crate) use amounts::within_limits;
pub(crate) use challenge::{answer as answer_challenge, find as find_challenge, question};
pub(crate) use confirm::{charge as collect_later, confirm, finish_processing, given_method, is_instant};

use crate::call::Call;
use crate::errors::{Result, StripeError};
use crate::events::emit;
use crate::payment_methods::metadata;
use crate::state::{APPLICATION, Kind, PLATFORM, State};
use crate::{accounts, ids, lists};

/// What a browser may see.
const SHOWN_TO_BROWSERS: &[&str] = &[
    "id",
    "object",
    "allowed_payment_method_types",
    "amount",
    "automatic_payment_methods",
    "canceled_at",
    "cancellation_reason",
    "capture_method",
    "client_secret",
    "confirmation_method",
    "created",
    "currency",
    "description",
    "last_payment_error",
    "livemode",
    "next_action",
    "payment_method",
    "payment_method_configuration_details",
    "payment_method_types",
    "processing",
    "receipt_email",
    "setup_future_usage",
    "shipping",
    "source",
    "status",
];

/// The intent with this id on the caller's account.
pub(crate) fn find(state: &State, account: &str, id: &str) -> Result {
    state
        .get(Kind::PaymentIntent, account, id)
        .ok_or_else(|| StripeError::no_such("payment_intent", id, "intent"))
}

/// The intent, if the caller may see it: browsers must know its client secret.
pub(crate) fn find_for(state: &State, call: &Call, id: &str) -> Result {
    let intent = find(state, &call.account, id)?;
    if call.is_browser() || call.params.has("client_secret") {
        let secret = call.params.required("client_secret")?;
        if intent["client_secret"] != secret {
            return Err(StripeError::invalid(
                "The client_secret provided does not match the client_secret associated with the PaymentIntent.",
            )
            .code("payment_intent_invalid_parameter")
            .param("client_secret"));
        }
    }
    Ok(intent)
}

/// The intent as the caller may see it.
pub(crate) fn shown_to(call: &Call, intent: Value) -> Value {
    match intent {
        Value::Object(fields) if call.is_browser() => {
            let shown: Map<String, Value> =
                fields.into_iter().filter(|(k, _)| SHOWN_TO_BROWSERS.contains(&k.as_str())).collect();
            Value::Object(shown)
        }
        other => other,
    }
}

/// `GET /v1/payment_intents/{id}`.
pub(crate) fn retrieve(state: &State, call: &Call, id: &str) -> Result {
    Ok(shown_to(call, find_for(state, call, id)?))
}

/// `GET /v1/payment_intents`.
pub(crate) fn list(state: &State, call: &Call) -> Result {
    lists::page(state, call, Kind::PaymentIntent, lists::matching(&call.params, &["customer"]))
}

fn shipping(call: &Call) -> Value {
    call.params.at("shipping").filter(|s| s.is_object()).map_or(Value::Null, |s| {
        let text = |path: &str| s.pointer(path).cloned().unwrap_or(Value::Null);
        json!({
            "address": {
                "city": text("/address/city"), "country": text("/address/country"), "line1": text("/address/line1"),
                "line2": text("/address/line2"), "postal_code": text("/address/postal_code"), "state": text("/address/state"),
            },
            "carrier": text("/carrier"), "name": text("/name"), "phone": text("/phone"), "tracking_number": text("/tracking_number"),
        })
    })
}

/// `POST /v1/payment_intents`.
pub(crate) fn create(state: &mut State, call: &Call) -> Result {
    let params = &call.params;
    let (amount, currency) = amounts::amount_and_currency(params)?;
    let fee = amounts::application_fee(call, amount)?;
    accounts::must_charge(state, &call.account)?;
    let capture = params.text("capture_method").unwrap_or("automatic_async");
    if capture == "manual" {
        return Err(StripeError::invalid("The sandbox does not capture by hand.").param("capture_method"));
    }
    let mut intent = blank(state, &call.account, amount, &currency);
    intent["application_fee_amount"] = fee.into();
    intent["automatic_payment_methods"]["allow_redirects"] =
        params.text("automatic_payment_methods.allow_redirects").unwrap_or("always").into();
    intent["capture_method"] = capture.into();
    intent["metadata"] = metadata(params);
    intent["shipping"] = shipping(call);
    for name in [
        "customer",
        "description",
        "receipt_email",
        "setup_future_usage",
        "statement_descriptor",
        "statement_descriptor_suffix",
        "transfer_group",
    ] {
        intent[name] = params.text(name).map_or(Value::Null, Into::into);
    }
    state.put(Kind::PaymentIntent, &call.account, &intent);
    emit(state, &call.account, "payment_intent.created", &intent, None);
    if let Some(method) = confirm::given_method(state, call)? {
        intent["payment_method"] = method["id"].clone();
        intent["status"] = "requires_confirmation".into();
        state.put(Kind::PaymentIntent, &call.account, &intent);
    }
    if params.flag("confirm") == Some(true) {
        let id = intent["id"].as_str().unwrap_or_default().to_owned();
        return confirm(state, call, &id);
    }
    Ok(intent)
}

/// A new intent that knows no more than its amount.
pub(crate) fn blank(state: &mut State, account: &str, amount: i64, currency: &str) -> Value {
    let id = state.new_id("pi_3");
    json!({
        "id": id, "object": "payment_intent", "allowed_payment_method_types": null, "amount": amount, "amount_capturable": 0,
        "amount_details": { "tip": {} }, "amount_received": 0,
        "application": if account == PLATFORM { Value::Null } else { APPLICATION.into() },
        "application_fee_amount": null,
        "automatic_payment_methods": { "allow_redirects": "always", "enabled": true },
        "canceled_at": null, "cancellation_reason": null, "capture_method": "automatic_async",
        "client_secret": format!("{id}_secret_{}", ids::random(25)),
        "confirmation_method": "automatic", "created": state.now(), "currency": currency, "customer": null,
        "customer_account": null, "description": null, "excluded_payment_method_types": null,
        "last_payment_error": null, "latest_charge": null, "livemode": false, "managed_payments": { "enabled": false },
        "metadata": {}, "next_action": null, "on_behalf_of": null, "payment_method": null,
        "payment_method_configuration_details": { "id": "pmc_1SandboxDefault", "parent": null },
        "payment_method_options": {
            "card": { "installments": null, "mandate_options": null, "network": null, "request_three_d_secure": "automatic" },
        },
        "payment_method_types": ["card"], "payment_record": null, "processing": null, "receipt_email": null,
        "review": null, "setup_future_usage": null, "shipping": null, "source": null, "statement_descriptor": null,
        "statement_descriptor_suffix": null, "status": "requires_payment_method", "transfer_group": null,
    })
}

/// A refusal because of the state the intent is in.
pub(crate) fn unexpected_state(intent: &Value, doing: &str) -> StripeError {
    let status = intent["status"].as_str().unwrap_or_default();
    StripeError::new(
        StatusCode::BAD_REQUEST,
        "invalid_request_error",
        format!("You cannot {doing} this PaymentIntent because it has a status of {status}."),
    )
    .code("payment_intent_unexpected_state")
    .with("payment_intent", intent.clone())
}

/// `POST /v1/payment_intents/{id}`.
pub(crate) fn update(state: &mut State, call: &Call, id: &str) -> Result {
    let mut intent = find(state, &call.account, id)?;
    let params = &call.params;
    let touches_money =
        ["amount", "currency", "application_fee_amount", "payment_method"].iter().any(|p| params.has(p));
    if touches_money && !matches!(intent["status"].as_str(), Some(s) if s.starts_with("requires_")) {
        return Err(unexpected_state(&intent, "update"));
    }
    if params.has("amount") || params.has("currency") {
        let currency = params.text("currency").or(intent["currency"].as_str()).unwrap_or_default().to_owned();
        let amount = params.integer("amount")?.or(intent["amount"].as_i64()).unwrap_or(0);
        amounts::within_limits(amount, &currency)?;
        intent["amount"] = amount.into();
        intent["currency"] = currency.into();
    }
    if params.has("application_fee_amount") {
        let amount = intent["amount"].as_i64().unwrap_or(0);
        intent["application_fee_amount"] = amounts::application_fee(call, amount)?.into();
    } else if intent["application_fee_amount"].as_i64() > intent["amount"].as_i64() {
        return Err(amounts::fee_too_large());
    }
    for name in
        ["description", "receipt_email", "setup_future_usage", "statement_descriptor_suffix", "customer"]
    {
        if params.has(name) {
            intent[name] = params.text(name).map_or(Value::Null, Into::into);
        }
    }
    if params.has("shipping") {
        intent["shipping"] = shipping(call);
    }
    merge_metadata(&mut intent, call);
    if let Some(method) = confirm::given_method(state, call)? {
        intent["payment_method"] = method["id"].clone();
        intent["status"] = "requires_confirmation".into();
        intent["next_action"] = Value::Null;
    }
    state.put(Kind::PaymentIntent, &call.account, &intent);
    Ok(intent)
}

/// Metadata is merged key by key; an empty value removes its key, an empty `metadata` removes all.
pub(crate) fn merge_metadata(object: &mut Value, call: &Call) {
    match call.params.at("metadata") {
        Some(Value::Object(given)) => {
            for (key, value) in given {
                if let Some(kept) = object["metadata"].as_object_mut() {
                    if value == "" {
                        kept.remove(key);
                    } else {
                        kept.insert(key.clone(), value.clone());
                    }
                }
            }
        }
        Some(_) => object["metadata"] = json!({}),
        None => {}
    }
}

/// `POST /v1/payment_intents/{id}/cancel`.
pub(crate) fn cancel(state: &mut State, call: &Call, id: &str) -> Result {
    let mut intent = find(state, &call.account, id)?;
    if !matches!(intent["status"].as_str(), Some(s) if s.starts_with("requires_")) {
        return Err(unexpected_state(&intent, "cancel"));
    }
    intent["cancellation_reason"] = call.params.text("cancellation_reason").map_or(Value::Null, Into::into);
    Ok(end(state, &call.account, intent))
}

/// The page of this intent has closed: it goes with it, unless it was paid.
pub(crate) fn cancel_with_session(state: &mut State, account: &str, id: &str) {
    let open = |intent: &Value| matches!(intent["status"].as_str(), Some(s) if s.starts_with("requires_"));
    if let Some(mut intent) = state.get(Kind::PaymentIntent, account, id).filter(open) {
        intent["cancellation_reason"] = "automatic".into();
        end(state, account, intent);
    }
}

fn end(state: &mut State, account: &str, mut intent: Value) -> Value {
    intent["status"] = "canceled".into();
    intent["canceled_at"] = state.now().into();
    intent["next_action"] = Value::Null;
    state.put(Kind::PaymentIntent, account, &intent);
    emit(state, account, "payment_intent.canceled", &intent, None);
    intent
}

/// Takes an intent back that nobody has paid, because its invoice is void.
pub(crate) fn void(state: &mut State, account: &str, mut intent: Value) {
    intent["cancellation_reason"] = "void_invoice".into();
    end(state, account, intent);
}

/// Whether Stripe's own fee is taken from the platform instead of the account that charges.
pub(crate) fn platform_pays_stripe(state: &State, account: &str) -> bool {
    state
        .get(Kind::Account, PLATFORM, account)
        .is_some_and(|a| a.pointer("/controller/fees/payer").is_some_and(|p| p == "application"))
}

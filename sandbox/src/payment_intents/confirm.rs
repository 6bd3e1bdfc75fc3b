//! Confirming: the card answers, asks for authentication, or refuses.

use serde_json::{Value, json};

use super::{challenge, find, find_for, shown_to, unexpected_state};
use crate::call::Call;
use crate::cards::{self, Authentication, Behaviour, Card};
use crate::errors::{Result, StripeError};
use crate::events::emit;
use crate::payment_methods;
use crate::state::{Kind, PLATFORM, State};
use crate::{billing, charges, checkout_sessions};

/// The payment method that the call names, describes or, by a server's name, makes.
pub(crate) fn given_method(state: &mut State, call: &Call) -> Result<Option<Value>> {
    if call.params.has("payment_method_data") {
        return payment_methods::from_fields(state, call, "payment_method_data").map(Some);
    }
    let Some(id) = call.params.text("payment_method") else { return Ok(None) };
    if let Some(card) = cards::by_name(id) {
        return Ok(Some(payment_methods::from_name(state, call, card)));
    }
    payment_methods::retrieve(state, call, id).map(Some)
}

/// `POST /v1/payment_intents/{id}/confirm`, and `confirm=true` on creation.
pub(crate) fn confirm(state: &mut State, call: &Call, id: &str) -> Result {
    let mut intent = find_for_confirm(state, call, id)?;
    if !matches!(intent["status"].as_str(), Some(s) if s.starts_with("requires_")) {
        let mut error = unexpected_state(&intent, "confirm");
        if intent["status"] == "succeeded" {
            error = error.with(
                "message",
                "You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.".into(),
            );
        }
        return Err(error.with("payment_intent", shown_to(call, intent)));
    }
    let may_redirect =
        intent.pointer("/automatic_payment_methods/allow_redirects").is_some_and(|r| r != "never");
    if !call.is_browser() && may_redirect && call.params.text("return_url").is_none() {
        return Err(StripeError::invalid(
            "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.",
        )
        .code("payment_intent_invalid_parameter")
        .param("return_url"));
    }
    let method = match given_method(state, call)? {
        Some(method) => method,
        None if intent["payment_method"].is_string() => {
            payment_methods::retrieve(state, call, intent["payment_method"].as_str().unwrap_or_default())?
        }
        None => {
            return Err(StripeError::invalid(
                "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
            )
            .code("payment_intent_unexpected_state"));
        }
    };
    for name in ["receipt_email", "setup_future_usage"] {
        if let Some(text) = call.params.text(name) {
            intent[name] = text.into();
        }
    }
    let method_id = method["id"].as_str().unwrap_or_default();
    let card = payment_methods::card_of(state, &call.account, method_id)
        .ok_or_else(|| StripeError::no_such("PaymentMethod", method_id, "payment_method"))?;
    intent["payment_method"] = method["id"].clone();
    intent["last_payment_error"] = Value::Null;
    intent["next_action"] = Value::Null;
    let settled = attempt(state, call, intent, &method, card)?;
    Ok(shown_to(call, settled))
}

/// On creation the browser's secret is not asked for: there is none yet.
fn find_for_confirm(state: &State, call: &Call, id: &str) -> Result {
    if call.is_browser() { find_for(state, call, id) } else { find(state, &call.account, id) }
}

fn attempt(state: &mut State, call: &Call, intent: Value, method: &Value, card: &Card) -> Result {
    let off_session = call.params.text("off_session").is_some_and(|v| v != "false");
    let asks = match card.authentication {
        Authentication::Never => false,
        Authentication::Always | Authentication::Redirect | Authentication::UntilSetUp => true,
        Authentication::OnSession => !off_session,
    };
    if asks && off_session {
        let refusal = (
            "authentication_required",
            Some("authentication_required"),
            "Your card was declined. This transaction requires authentication.",
        );
        let intent = refuse(state, &call.account, intent, method, card, refusal);
        return Err(card_error(call, &intent));
    }
    if asks {
        return Ok(challenge::ask(state, call, intent, card));
    }
    let intent = charge(state, &call.account, intent, method, card);
    if intent["last_payment_error"].is_null() { Ok(intent) } else { Err(card_error(call, &intent)) }
}

/// The 402 answer for an intent whose last attempt failed.
fn card_error(call: &Call, intent: &Value) -> StripeError {
    let last = &intent["last_payment_error"];
    let text = |name: &str| last[name].as_str().unwrap_or_default();
    let mut error = StripeError::card(text("code"), text("message"));
    for name in ["charge", "decline_code", "advice_code", "payment_method"] {
        if let Some(value) = last.get(name) {
            error = error.with(name, value.clone());
        }
    }
    error.with("payment_intent", shown_to(call, intent.clone()))
}

/// Charges the card, whatever comes of it, and gives the intent as it then stands.
pub(crate) fn charge(
    state: &mut State,
    account: &str,
    mut intent: Value,
    method: &Value,
    card: &Card,
) -> Value {
    if let Some(refusal) = cards::refusal(card.behaviour) {
        return refuse(state, account, intent, method, card, refusal);
    }
    if let Some(seconds) = state.processing_seconds {
        intent["status"] = "processing".into();
        intent["processing"] = json!({ "type": "card", "card": {} });
        state.put(Kind::PaymentIntent, account, &intent);
        emit(state, account, "payment_intent.processing", &intent, None);
        checkout_sessions::sync(state, account, &intent);
        let due = state.clock.now_ms() + seconds.saturating_mul(1000);
        state
            .schedule(due, &json!({ "do": "finish_processing", "account": account, "intent": intent["id"] }));
        return intent;
    }
    succeed(state, account, intent, method, card)
}

fn succeed(state: &mut State, account: &str, mut intent: Value, method: &Value, card: &Card) -> Value {
    let charge = charges::insert(state, account, &intent, method, card, None);
    intent["status"] = "succeeded".into();
    intent["amount_received"] = intent["amount"].clone();
    intent["latest_charge"] = charge["id"].clone();
    intent["next_action"] = Value::Null;
    intent["processing"] = Value::Null;
    state.put(Kind::PaymentIntent, account, &intent);
    let at_once = intent["capture_method"] == "automatic";
    let charge_id = charge["id"].as_str().unwrap_or_default();
    if at_once {
        charges::settle(state, account, charge_id);
    }
    let charge = state.get(Kind::Charge, account, charge_id).unwrap_or(charge);
    emit(state, account, "charge.succeeded", &charge, None);
    emit(state, account, "payment_intent.succeeded", &intent, None);
    checkout_sessions::sync(state, account, &intent);
    if !at_once {
        let delay = i64::try_from(state.settle_delay.as_millis()).unwrap_or(i64::MAX);
        let due = state.clock.now_ms().saturating_add(delay);
        state.schedule(due, &json!({ "do": "settle", "account": account, "charge": charge["id"] }));
    }
    billing::intent_succeeded(state, account, &intent);
    intent
}

/// Ends the wait of an intent that is processing.
pub(crate) fn finish_processing(state: &mut State, account: &str, id: &str) {
    let Some(intent) = state.get(Kind::PaymentIntent, account, id).filter(|i| i["status"] == "processing")
    else {
        return;
    };
    let method_id = intent["payment_method"].as_str().unwrap_or_default().to_owned();
    let card = payment_methods::card_of(state, account, &method_id);
    if let (Some(method), Some(card)) = (state.get(Kind::PaymentMethod, account, &method_id), card) {
        succeed(state, account, intent, &method, card);
    }
}

/// Books a failed attempt.
pub(super) fn refuse(
    state: &mut State,
    account: &str,
    mut intent: Value,
    method: &Value,
    card: &Card,
    refusal: (&str, Option<&str>, &str),
) -> Value {
    let (code, decline_code, message) = refusal;
    let charge = charges::insert(state, account, &intent, method, card, Some(refusal));
    let mut error = json!({
        "charge": charge["id"], "code": code,
        "doc_url": format!("https://stripe.com/docs/error-codes/{}", code.replace('_', "-")),
        "message": message, "payment_method": method, "type": "card_error",
    });
    if let Some(decline) = decline_code {
        error["decline_code"] = decline.into();
        error["advice_code"] =
            if decline == "generic_decline" { "try_again_later" } else { "do_not_try_again" }.into();
    }
    intent["latest_charge"] = charge["id"].clone();
    fail(state, account, &mut intent, error);
    emit(state, account, "charge.failed", &charge, None);
    emit(state, account, "payment_intent.payment_failed", &intent, None);
    billing::intent_failed(state, account, &intent);
    intent
}

/// Puts an intent back to where the buyer may try again.
pub(super) fn fail(state: &mut State, account: &str, intent: &mut Value, error: Value) {
    intent["status"] = "requires_payment_method".into();
    intent["payment_method"] = Value::Null;
    intent["next_action"] = Value::Null;
    intent["last_payment_error"] = error;
    state.put(Kind::PaymentIntent, account, intent);
}

/// Whether the account's money from this card is there at once.
pub(crate) fn is_instant(state: &State, account: &str, method: &str) -> bool {
    account != PLATFORM
        && payment_methods::card_of(state, account, method)
            .is_some_and(|c| c.instant && c.behaviour == Behaviour::Succeeds)
}

//! 3-D Secure: the question a card asks, and what the buyer's answer does.

use serde_json::{Value, json};

use super::confirm::{charge, fail};
use crate::call::Call;
use crate::cards::{Authentication, Card};
use crate::events::emit;
use crate::payment_methods::card_of;
use crate::state::{Kind, PLATFORM, State};
use crate::{billing, setup_intents};

/// Asks: the intent waits in `requires_action`.
pub(super) fn ask(state: &mut State, call: &Call, mut intent: Value, card: &Card) -> Value {
    let in_page = call.params.flag("use_stripe_sdk") == Some(true);
    intent["status"] = "requires_action".into();
    intent["next_action"] =
        question(state, &call.account, &intent, card, in_page, call.params.text("return_url"));
    state.put(Kind::PaymentIntent, &call.account, &intent);
    emit(state, &call.account, "payment_intent.requires_action", &intent, None);
    intent
}

/// Keeps the bank's question about an intent; gives the action that leads to it.
pub(crate) fn question(
    state: &mut State,
    account: &str,
    intent: &Value,
    card: &Card,
    in_page: bool,
    return_url: Option<&str>,
) -> Value {
    let source = state.new_id("src_1");
    let url = format!("{}/3ds/{source}", state.base_url);
    let row = json!({ "account": account, "intent": intent["id"], "return_url": return_url, "result": null });
    state.put_as(Kind::Challenge, PLATFORM, &source, &row);
    if !in_page || (card.authentication == Authentication::Redirect && return_url.is_some()) {
        return json!({
            "type": "redirect_to_url",
            "redirect_to_url": { "return_url": return_url, "url": format!("{url}?redirect=1") },
        });
    }
    json!({
        "type": "use_stripe_sdk",
        "use_stripe_sdk": {
            "directory_server_encryption": { "algorithm": "RSA", "certificate": "", "directory_server_id": "A000000003", "root_certificate_authorities": [] },
            "merchant": account, "one_click_authn": null, "server_transaction_id": source,
            "source": source, "stripe_js": url, "three_d_secure_2_source": source, "type": "three_d_secure_redirect",
        },
    })
}

/// A question and the intent it is about.
pub(crate) fn find(state: &State, source: &str) -> Option<(Value, Value)> {
    let challenge = state.get(Kind::Challenge, PLATFORM, source)?;
    let account = challenge["account"].as_str()?;
    let id = challenge["intent"].as_str()?;
    let kind = if id.starts_with("seti_") { Kind::SetupIntent } else { Kind::PaymentIntent };
    let intent = state.get(kind, account, id)?;
    Some((challenge, intent))
}

/// Whether the intent still waits for this question.
fn is_waiting(source: &str, intent: &Value) -> bool {
    let asked = intent.pointer("/next_action/use_stripe_sdk/source").and_then(Value::as_str) == Some(source)
        || intent
            .pointer("/next_action/redirect_to_url/url")
            .and_then(Value::as_str)
            .is_some_and(|u| u.contains(source));
    intent["status"] == "requires_action" && asked
}

/// Takes the buyer's answer. A question that is no longer waiting keeps its first result.
pub(crate) fn answer(state: &mut State, source: &str, authenticated: bool) -> Option<(Value, Value)> {
    let (challenge, mut intent) = find(state, source)?;
    if !challenge["result"].is_null() || !is_waiting(source, &intent) {
        return Some((challenge, intent));
    }
    let account = challenge["account"].as_str()?.to_owned();
    if intent["object"] == "setup_intent" {
        intent = setup_intents::answered(state, &account, intent, authenticated)?;
        let succeeded = intent["last_setup_error"].is_null();
        return Some(conclude(state, source, challenge, intent, succeeded));
    }
    let method_id = intent["payment_method"].as_str()?.to_owned();
    let method = state.get(Kind::PaymentMethod, &account, &method_id)?;
    let card = card_of(state, &account, &method_id)?;
    if authenticated {
        intent["next_action"] = Value::Null;
        intent = charge(state, &account, intent, &method, card);
    } else {
        let error = json!({
            "code": "payment_intent_authentication_failure",
            "doc_url": "https://stripe.com/docs/error-codes/payment-intent-authentication-failure",
            "message": "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
            "payment_method": method, "type": "invalid_request_error",
        });
        fail(state, &account, &mut intent, error);
        emit(state, &account, "payment_intent.payment_failed", &intent, None);
        billing::intent_failed(state, &account, &intent);
    }
    let succeeded = intent["last_payment_error"].is_null();
    Some(conclude(state, source, challenge, intent, succeeded))
}

fn conclude(
    state: &mut State,
    source: &str,
    mut challenge: Value,
    intent: Value,
    succeeded: bool,
) -> (Value, Value) {
    challenge["result"] = if succeeded { "succeeded" } else { "failed" }.into();
    state.put_as(Kind::Challenge, PLATFORM, source, &challenge);
    (challenge, intent)
}

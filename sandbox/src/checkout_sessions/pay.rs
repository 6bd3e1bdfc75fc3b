//! What the button on the hosted page does.

use serde_json::{Value, json};

use crate::call::{Call, Key};
use crate::errors::Result;
use crate::events::emit;
use crate::form::Params;
use crate::payment_intents;
use crate::state::{Kind, State};

/// What a buyer types on the hosted page.
pub(crate) struct Typed<'t> {
    pub(crate) email: &'t str,
    pub(crate) name: &'t str,
    pub(crate) number: &'t str,
    pub(crate) month: &'t str,
    pub(crate) year: &'t str,
    pub(crate) cvc: &'t str,
}

fn call(account: &str, path: String, params: Value) -> Call {
    Call {
        method: "POST".into(),
        path,
        params: Params(params),
        key: Key::Secret("sk_test_page".into()),
        account: account.into(),
        idempotency_key: None,
        request_id: format!("req_{}", crate::ids::random(14)),
    }
}

/// The intent of the session, made now if this is the first try.
fn intent_of(state: &mut State, account: &str, session: &mut Value) -> Result<String> {
    if let Some(intent) = session["payment_intent"].as_str() {
        return Ok(intent.to_owned());
    }
    let id = session["id"].as_str().unwrap_or_default().to_owned();
    let hidden = state.get(Kind::CheckoutData, account, &id).unwrap_or_default();
    let mut params = hidden["intent_data"].clone();
    if !params.is_object() {
        params = json!({});
    }
    params["amount"] = session["amount_total"].to_string().into();
    params["currency"] = session["currency"].clone();
    let intent = payment_intents::create(state, &call(account, "/v1/payment_intents".into(), params))?;
    let intent = intent["id"].as_str().unwrap_or_default().to_owned();
    session["payment_intent"] = intent.as_str().into();
    state.put(Kind::CheckoutSession, account, session);
    state.put_as(Kind::CheckoutIntent, account, &intent, &json!({ "session": id }));
    Ok(intent)
}

/// Tries to pay with a card: the intent as it then stands, or why the card was refused.
pub(crate) fn pay(state: &mut State, account: &str, mut session: Value, typed: &Typed<'_>) -> Result {
    let id = session["id"].as_str().unwrap_or_default().to_owned();
    let intent = intent_of(state, account, &mut session)?;
    let email = session["customer_email"].as_str().unwrap_or(typed.email).to_owned();
    session["customer_details"] = json!({
        "address": null, "business_name": null, "email": email, "individual_name": null, "name": typed.name, "phone": null,
        "tax_exempt": "none", "tax_ids": [],
    });
    state.put(Kind::CheckoutSession, account, &session);
    let params = json!({
        "payment_method_data": {
            "type": "card",
            "card": { "number": typed.number, "exp_month": typed.month, "exp_year": typed.year, "cvc": typed.cvc },
            "billing_details": { "email": email, "name": typed.name },
        },
        "return_url": format!("{}/c/pay/{id}", state.base_url),
    });
    let path = format!("/v1/payment_intents/{intent}/confirm");
    payment_intents::confirm(state, &call(account, path, params), &intent)
}

/// The buyer has done their part on the page of this intent, if it has one: the session is complete, and paid when
/// the money is there.
pub(crate) fn sync(state: &mut State, account: &str, intent: &Value) {
    let id = intent["id"].as_str().unwrap_or_default();
    let Some(row) = state.get(Kind::CheckoutIntent, account, id) else { return };
    let session = row["session"].as_str().and_then(|id| state.get(Kind::CheckoutSession, account, id));
    let Some(mut session) = session else { return };
    let first = session["status"] == "open";
    session["status"] = "complete".into();
    session["url"] = Value::Null;
    if intent["status"] == "succeeded" {
        session["payment_status"] = "paid".into();
    }
    state.put(Kind::CheckoutSession, account, &session);
    let kind = if first { "checkout.session.completed" } else { "checkout.session.async_payment_succeeded" };
    emit(state, account, kind, &session, None);
}

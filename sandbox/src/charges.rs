//! Charges: one row per attempt, and the late arrival of their money.

use serde_json::{Value, json};

use crate::call::Call;
use crate::cards::Card;
use crate::errors::{Result, StripeError};
use crate::events::emit;
use crate::state::{Kind, State};
use crate::{application_fees, balance_transactions, lists};

fn method_details(intent: &Value, method: &Value, card: &Card, refused: bool) -> Value {
    let of = &method["card"];
    json!({
        "type": "card",
        "card": {
            "amount_authorized": if refused { Value::Null } else { intent["amount"].clone() },
            "authorization_code": null, "brand": card.brand(), "checks": of["checks"], "country": card.country, "electronic_commerce_indicator": null,
            "exp_month": of["exp_month"], "exp_year": of["exp_year"], "extended_authorization": { "status": "disabled" },
            "fingerprint": of["fingerprint"], "funding": card.funding(), "incremental_authorization": { "status": "unavailable" },
            "installments": null, "last4": card.last4(), "mandate": null, "multicapture": { "status": "unavailable" },
            "network": card.brand(), "network_token": { "used": false }, "network_transaction_id": null,
            "overcapture": { "maximum_amount_capturable": intent["amount"], "status": "unavailable" },
            "regulated_status": "unregulated", "three_d_secure": null, "transaction_link_id": null, "wallet": null,
        },
    })
}

fn outcome(refusal: Option<(&str, Option<&str>, &str)>) -> Value {
    let fields = |network: &str, reason: Value, seller: &str, kind: &str| {
        json!({
            "advice_code": null, "network_advice_code": null, "network_decline_code": null, "network_status": network,
            "reason": reason, "risk_level": "normal", "risk_score": 32, "seller_message": seller, "type": kind,
        })
    };
    match refusal {
        None => fields("approved_by_network", Value::Null, "Payment complete.", "authorized"),
        Some((code, decline, _)) => fields(
            "declined_by_network",
            decline.unwrap_or(code).into(),
            "The bank did not return any further details with this decline.",
            "issuer_declined",
        ),
    }
}

/// Books an attempt.
pub(crate) fn insert(
    state: &mut State,
    account: &str,
    intent: &Value,
    method: &Value,
    card: &Card,
    refusal: Option<(&str, Option<&str>, &str)>,
) -> Value {
    let id = state.new_id("ch_3");
    let ok = refusal.is_none();
    let descriptor = intent["statement_descriptor_suffix"]
        .as_str()
        .map_or("STRIPE SANDBOX".into(), |s| format!("SANDBOX* {s}"));
    let receipt_url = format!("{}/receipts/{account}/{id}", state.base_url);
    let charge = json!({
        "id": id, "object": "charge", "amount": intent["amount"],
        "amount_captured": if ok { intent["amount"].clone() } else { 0.into() }, "amount_refunded": 0,
        "application": intent["application"], "application_fee": null, "application_fee_amount": intent["application_fee_amount"],
        "balance_transaction": null, "billing_details": method["billing_details"], "calculated_statement_descriptor": descriptor,
        "captured": ok, "created": state.now(), "currency": intent["currency"], "customer": intent["customer"],
        "description": intent["description"], "disputed": false, "failure_balance_transaction": null,
        "failure_code": refusal.map(|r| r.0), "failure_message": refusal.map(|r| r.2), "fraud_details": {}, "livemode": false,
        "metadata": intent["metadata"], "on_behalf_of": null, "outcome": outcome(refusal), "paid": ok,
        "payment_intent": intent["id"], "payment_method": method["id"],
        "payment_method_details": method_details(intent, method, card, !ok),
        "radar_options": {}, "receipt_email": intent["receipt_email"], "receipt_number": null,
        "receipt_url": if ok { receipt_url.into() } else { Value::Null },
        "refunded": false, "review": null, "shipping": intent["shipping"], "source": null, "source_transfer": null,
        "statement_descriptor": intent["statement_descriptor"], "statement_descriptor_suffix": intent["statement_descriptor_suffix"],
        "status": if ok { "succeeded" } else { "failed" }, "transfer_data": null, "transfer_group": intent["transfer_group"],
    });
    state.put(Kind::Charge, account, &charge);
    charge
}

/// The money arrives: balance transaction and application fee appear on the charge.
pub(crate) fn settle(state: &mut State, account: &str, id: &str) -> Option<Value> {
    let mut charge = state.get(Kind::Charge, account, id).filter(|c| c["balance_transaction"].is_null())?;
    let transaction = balance_transactions::for_charge(state, account, &charge);
    charge["balance_transaction"] = transaction["id"].clone();
    if let Some(fee) = application_fees::for_charge(state, account, &charge) {
        charge["application_fee"] = fee["id"].clone();
    }
    state.put(Kind::Charge, account, &charge);
    Some(charge)
}

/// Settles later than the payment, and says so with `charge.updated`.
pub(crate) fn settle_late(state: &mut State, account: &str, id: &str) {
    if let Some(charge) = settle(state, account, id) {
        let mut previous = json!({ "balance_transaction": null });
        if charge["application_fee"].is_string() {
            previous["application_fee"] = Value::Null;
        }
        emit(state, account, "charge.updated", &charge, Some(previous));
    }
}

/// `GET /v1/charges/{id}`.
pub(crate) fn retrieve(state: &State, call: &Call, id: &str) -> Result {
    state.get(Kind::Charge, &call.account, id).ok_or_else(|| StripeError::no_such("charge", id, "charge"))
}

/// `GET /v1/charges`.
pub(crate) fn list(state: &State, call: &Call) -> Result {
    lists::page(state, call, Kind::Charge, lists::matching(&call.params, &["payment_intent", "customer"]))
}

//! Refunds, whole or in part; the money goes back at once.

use serde_json::{Value, json};

use crate::balance_transactions::{self, Entry};
use crate::call::Call;
use crate::errors::{Result, StripeError};
use crate::events::emit;
use crate::payment_intents;
use crate::payment_methods::metadata;
use crate::state::{Kind, PLATFORM, State};
use crate::{charges, lists};

fn charge_of(state: &State, call: &Call) -> Result {
    if let Some(intent) = call.params.text("payment_intent") {
        let intent = payment_intents::find(state, &call.account, intent)?;
        let Some(charge) = intent["latest_charge"].as_str().filter(|_| intent["status"] == "succeeded")
        else {
            return Err(StripeError::invalid(format!(
                "This PaymentIntent ({}) does not have a successful charge to refund.",
                intent["id"].as_str().unwrap_or_default()
            ))
            .param("payment_intent"));
        };
        return charges::retrieve(state, call, charge);
    }
    match call.params.text("charge") {
        Some(id) => charges::retrieve(state, call, id),
        None => Err(StripeError::invalid(
            "One of the following params should be provided for this request: payment_intent or charge.",
        )),
    }
}

/// `POST /v1/refunds`.
pub(crate) fn create(state: &mut State, call: &Call) -> Result {
    let before = charge_of(state, call)?;
    let whole = before["amount_captured"].as_i64().unwrap_or(0);
    let refunded = before["amount_refunded"].as_i64().unwrap_or(0);
    if before["status"] != "succeeded" {
        return Err(
            StripeError::invalid("This charge did not succeed and cannot be refunded.").param("charge")
        );
    }
    let charge_id = before["id"].as_str().unwrap_or_default();
    if refunded >= whole {
        return Err(StripeError::invalid(format!("Charge {charge_id} has already been refunded."))
            .code("charge_already_refunded"));
    }
    let amount = call.params.integer("amount")?.unwrap_or(whole - refunded);
    if amount < 1 {
        return Err(StripeError::invalid("This value must be greater than or equal to 1.")
            .code("parameter_invalid_integer")
            .param("amount"));
    }
    if amount > whole - refunded {
        return Err(StripeError::invalid(format!(
            "Refund amount ({amount}) is greater than unrefunded amount on charge ({})",
            whole - refunded
        ))
        .param("amount"));
    }
    let id = state.new_id("re_3");
    let source = Value::String(id.clone());
    let entry = Entry {
        kind: "refund",
        source: &source,
        amount: -amount,
        currency: &before["currency"],
        fee_details: Vec::new(),
        description: "REFUND FOR CHARGE".into(),
        available_on: state.now(),
    };
    let transaction = balance_transactions::insert(state, &call.account, &entry);
    let refund = json!({
        "id": id, "object": "refund", "amount": amount, "balance_transaction": transaction["id"], "charge": before["id"],
        "created": state.now(), "currency": before["currency"], "customer": null, "customer_account": null,
        "destination_details": { "card": { "type": "refund" }, "type": "card" }, "metadata": metadata(&call.params),
        "payment_intent": before["payment_intent"], "payment_method": before["payment_method"],
        "reason": call.params.text("reason"), "receipt_number": null, "source_transfer_reversal": null, "status": "succeeded",
        "transfer_reversal": null,
    });
    state.put(Kind::Refund, &call.account, &refund);
    let mut charge = before.clone();
    charge["amount_refunded"] = (refunded + amount).into();
    charge["refunded"] = (refunded + amount == whole).into();
    state.put(Kind::Charge, &call.account, &charge);
    if call.params.flag("refund_application_fee") == Some(true) {
        return_fee(state, &charge);
    }
    emit(state, &call.account, "refund.created", &refund, None);
    let previous = json!({ "amount_refunded": refunded, "refunded": before["refunded"] });
    emit(state, &call.account, "charge.refunded", &charge, Some(previous));
    Ok(refund)
}

/// Gives back the platform's fee in proportion to what has been refunded in all.
fn return_fee(state: &mut State, charge: &Value) {
    let Some(mut fee) =
        charge["application_fee"].as_str().and_then(|id| state.get(Kind::ApplicationFee, PLATFORM, id))
    else {
        return;
    };
    let of = |value: &Value| i128::from(value.as_i64().unwrap_or(0));
    let owed = of(&fee["amount"]) * of(&charge["amount_refunded"]) / of(&charge["amount"]).max(1);
    let owed = i64::try_from(owed).unwrap_or(0);
    fee["refunded"] = (fee["amount"] == owed).into();
    fee["amount_refunded"] = owed.into();
    state.put(Kind::ApplicationFee, PLATFORM, &fee);
    emit(state, PLATFORM, "application_fee.refunded", &fee, None);
}

/// `GET /v1/refunds/{id}`.
pub(crate) fn retrieve(state: &State, call: &Call, id: &str) -> Result {
    state.get(Kind::Refund, &call.account, id).ok_or_else(|| StripeError::no_such("refund", id, "refund"))
}

/// `GET /v1/refunds`.
pub(crate) fn list(state: &State, call: &Call) -> Result {
    lists::page(state, call, Kind::Refund, lists::matching(&call.params, &["charge", "payment_intent"]))
}

//! The platform's share of a direct charge, which lives on the platform's account.

use serde_json::{Value, json};

use crate::balance_transactions::{self, Entry};
use crate::call::Call;
use crate::errors::{Result, StripeError};
use crate::events::emit;
use crate::lists;
use crate::state::{Kind, PLATFORM, State};

/// Books the fee of a charge that has one.
pub(crate) fn for_charge(state: &mut State, account: &str, charge: &Value) -> Option<Value> {
    let amount = charge["application_fee_amount"].as_i64()?;
    let id = state.new_id("fee_1");
    let source = Value::String(id.clone());
    let entry = Entry {
        kind: "application_fee",
        source: &source,
        amount,
        currency: &charge["currency"],
        fee_details: Vec::new(),
        description: Value::Null,
        available_on: state.now(),
    };
    let transaction = balance_transactions::insert(state, PLATFORM, &entry);
    let fee = json!({
        "id": id, "object": "application_fee", "account": account, "amount": amount, "amount_refunded": 0,
        "application": charge["application"], "balance_transaction": transaction["id"], "charge": charge["id"],
        "created": state.now(), "currency": charge["currency"], "fee_source": { "charge": charge["id"], "type": "charge" },
        "livemode": false, "originating_transaction": null, "refunded": false,
        "refunds": { "object": "list", "data": [], "has_more": false, "url": format!("/v1/application_fees/{id}/refunds") },
    });
    state.put(Kind::ApplicationFee, PLATFORM, &fee);
    emit(state, PLATFORM, "application_fee.created", &fee, None);
    Some(fee)
}

/// `GET /v1/application_fees/{id}`.
pub(crate) fn retrieve(state: &State, call: &Call, id: &str) -> Result {
    state
        .get(Kind::ApplicationFee, &call.account, id)
        .ok_or_else(|| StripeError::no_such("application fee", id, "id"))
}

/// `GET /v1/application_fees`.
pub(crate) fn list(state: &State, call: &Call) -> Result {
    lists::page(state, call, Kind::ApplicationFee, lists::matching(&call.params, &["charge"]))
}

//! Customers of an account, and the cards that are theirs.

use serde_json::{Value, json};

use crate::call::Call;
use crate::errors::{Result, StripeError};
use crate::events::emit;
use crate::form::Params;
use crate::lists;
use crate::payment_intents::merge_metadata;
use crate::payment_methods::metadata;
use crate::state::{Kind, State};

/// The customer with this id on the account.
pub(crate) fn find(state: &State, account: &str, id: &str) -> Result {
    state.get(Kind::Customer, account, id).ok_or_else(|| StripeError::no_such("customer", id, "customer"))
}

fn address(params: &Params) -> Value {
    params.at("address").filter(|a| a.is_object()).map_or(Value::Null, |a| {
        let text = |name: &str| a.get(name).cloned().unwrap_or(Value::Null);
        json!({ "city": text("city"), "country": text("country"), "line1": text("line1"), "line2": text("line2"),
            "postal_code": text("postal_code"), "state": text("state") })
    })
}

/// `POST /v1/customers`.
pub(crate) fn create(state: &mut State, call: &Call) -> Value {
    let params = &call.params;
    let text = |name: &str| params.text(name).map(str::to_owned);
    let id = state.new_id("cus_");
    let customer = json!({
        "id": id, "object": "customer", "address": address(params), "balance": 0, "created": state.now(), "currency": null,
        "customer_account": null, "default_source": null, "delinquent": false, "description": text("description"),
        "discount": null, "email": text("email"), "invoice_prefix": id.get(id.len() - 8..).map(str::to_uppercase),
        "invoice_settings": { "custom_fields": null, "default_payment_method": null, "footer": null, "rendering_options": null },
        "livemode": false, "metadata": metadata(params), "name": text("name"), "next_invoice_sequence": 1,
        "phone": text("phone"), "preferred_locales": params.texts("preferred_locales"), "shipping": null,
        "tax_exempt": "none", "test_clock": null,
    });
    state.put(Kind::Customer, &call.account, &customer);
    emit(state, &call.account, "customer.created", &customer, None);
    customer
}

/// `GET /v1/customers/{id}`.
pub(crate) fn retrieve(state: &State, call: &Call, id: &str) -> Result {
    find(state, &call.account, id)
}

/// `GET /v1/customers`.
pub(crate) fn list(state: &State, call: &Call) -> Result {
    lists::page(state, call, Kind::Customer, lists::matching(&call.params, &["email"]))
}

/// `POST /v1/customers/{id}`.
pub(crate) fn update(state: &mut State, call: &Call, id: &str) -> Result {
    let mut customer = find(state, &call.account, id)?;
    let params = &call.params;
    for name in ["email", "name", "phone", "description"] {
        if params.has(name) {
            customer[name] = params.text(name).map_or(Value::Null, Into::into);
        }
    }
    if params.has("address") {
        customer["address"] = address(params);
    }
    if let Some(method) = params.text("invoice_settings.default_payment_method") {
        must_own(state, &call.account, id, method)?;
        customer["invoice_settings"]["default_payment_method"] = method.into();
    }
    merge_metadata(&mut customer, call);
    state.put(Kind::Customer, &call.account, &customer);
    emit(state, &call.account, "customer.updated", &customer, Some(json!({})));
    Ok(customer)
}

/// Makes a card the customer's own, ready for charges without the buyer.
pub(crate) fn attach(state: &mut State, account: &str, method_id: &str, customer: Option<&str>) {
    if let Some(mut card) = state.get(Kind::Card, account, method_id) {
        card["set_up"] = true.into();
        state.put_as(Kind::Card, account, method_id, &card);
    }
    let Some(customer) = customer else { return };
    let Some(mut method) = state.get(Kind::PaymentMethod, account, method_id) else { return };
    if method["customer"] == customer {
        return;
    }
    method["customer"] = customer.into();
    state.put(Kind::PaymentMethod, account, &method);
    emit(state, account, "payment_method.attached", &method, None);
}

/// Refuses a card that is not this customer's.
pub(crate) fn must_own(state: &State, account: &str, customer: &str, method_id: &str) -> Result<()> {
    let method = state
        .get(Kind::PaymentMethod, account, method_id)
        .ok_or_else(|| StripeError::no_such("PaymentMethod", method_id, "default_payment_method"))?;
    if method["customer"] == customer {
        return Ok(());
    }
    Err(StripeError::invalid(format!(
        "The customer does not have a payment method with the ID {method_id}. The payment method must be attached to the customer."
    ))
    .code("resource_missing")
    .param("default_payment_method"))
}

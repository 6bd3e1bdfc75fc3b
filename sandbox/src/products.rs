//! What is sold again and again: products, and the prices that subscriptions name.

use serde_json::{Value, json};

use crate::call::Call;
use crate::errors::{Result, StripeError};
use crate::events::emit;
use crate::form::Params;
use crate::lists;
use crate::payment_methods::metadata;
use crate::state::{Kind, State};

/// `POST /v1/products`; the caller may choose the id, once.
pub(crate) fn create(state: &mut State, call: &Call) -> Result {
    let params = &call.params;
    let name = params.required("name")?.to_owned();
    let id = params.text("id").map_or_else(|| state.new_id("prod_"), str::to_owned);
    if state.get(Kind::Product, &call.account, &id).is_some() {
        return Err(StripeError::invalid("Product already exists.")
            .code("resource_already_exists")
            .param("id"));
    }
    let text = |name: &str| params.text(name).map(str::to_owned);
    let product = json!({
        "id": id, "object": "product", "active": true, "created": state.now(), "default_price": null,
        "description": text("description"), "images": params.texts("images"), "livemode": false, "marketing_features": [],
        "metadata": metadata(params), "name": name, "package_dimensions": null, "shippable": null,
        "statement_descriptor": null, "tax_code": null, "tax_details": null, "type": "service", "unit_label": null,
        "updated": state.now(), "url": text("url"),
    });
    state.put(Kind::Product, &call.account, &product);
    emit(state, &call.account, "product.created", &product, None);
    Ok(product)
}

/// `GET /v1/products/{id}`.
pub(crate) fn retrieve(state: &State, call: &Call, id: &str) -> Result {
    state.get(Kind::Product, &call.account, id).ok_or_else(|| StripeError::no_such("product", id, "id"))
}

/// `GET /v1/products`.
pub(crate) fn list(state: &State, call: &Call) -> Result {
    lists::page(state, call, Kind::Product, lists::matching(&call.params, &[]))
}

/// `GET /v1/prices/{id}`.
pub(crate) fn price(state: &State, call: &Call, id: &str) -> Result {
    state.get(Kind::Price, &call.account, id).ok_or_else(|| StripeError::no_such("price", id, "price"))
}

/// `POST /v1/prices`.
pub(crate) fn create_price(state: &mut State, call: &Call) -> Result {
    let price = made(state, call, &call.params, "", true)?;
    emit(state, &call.account, "price.created", &price, None);
    Ok(price)
}

/// Makes the price that form fields under `path` (empty, or `items.0.price_data`) describe.
pub(crate) fn made(state: &mut State, call: &Call, params: &Params, path: &str, active: bool) -> Result {
    let at = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    let product = params.required(&at("product"))?.to_owned();
    if state.get(Kind::Product, &call.account, &product).is_none() {
        return Err(StripeError::no_such("product", &product, "product"));
    }
    let currency = params.required(&at("currency"))?.to_ascii_lowercase();
    let interval = params.required(&at("recurring.interval"))?.to_owned();
    let count = params.integer(&at("recurring.interval_count"))?.unwrap_or(1);
    let amount = params
        .integer(&at("unit_amount"))?
        .ok_or_else(|| StripeError::missing(&crate::form::bracketed(&at("unit_amount"))))?;
    if amount < 0 || count < 1 {
        return Err(StripeError::invalid("Invalid non-negative integer").param("unit_amount"));
    }
    let price = json!({
        "id": state.new_id("price_1"), "object": "price", "active": active, "billing_scheme": "per_unit",
        "created": state.now(), "currency": currency, "custom_unit_amount": null, "livemode": false, "lookup_key": null,
        "metadata": {}, "nickname": null, "product": product,
        "recurring": { "interval": interval, "interval_count": count, "meter": null, "trial_period_days": null, "usage_type": "licensed" },
        "tax_behavior": "unspecified", "tiers_mode": null, "transform_quantity": null, "type": "recurring",
        "unit_amount": amount, "unit_amount_decimal": amount.to_string(),
    });
    state.put(Kind::Price, &call.account, &price);
    Ok(price)
}

/// The price's amount for one interval, minor units.
pub(crate) fn amount(price: &Value) -> i64 {
    price["unit_amount"].as_i64().unwrap_or(0)
}

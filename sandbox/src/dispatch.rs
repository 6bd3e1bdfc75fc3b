//! The route table of `/v1`.

use axum::http::StatusCode;

use crate::call::Call;
use crate::errors::{Result, StripeError};
use crate::state::State;
use crate::{
    account_links, accounts, application_fees, balance_transactions, billing, charges, checkout_sessions,
    customers, events, payment_intents, payment_methods, products, refunds, setup_intents, webhook_endpoints,
};

/// Parameters that this API version no longer takes.
pub(crate) fn refuse_removed_params(call: &Call) -> Result<()> {
    if call.method == "POST"
        && ["/v1/payment_intents", "/v1/setup_intents", "/v1/checkout/sessions"]
            .iter()
            .any(|path| call.path.starts_with(path))
        && call.params.has("payment_method_types")
    {
        return Err(StripeError::invalid(
            "`payment_method_types` is no longer supported. Dynamic payment methods are used by default; use `allowed_payment_method_types` or `excluded_payment_method_types` instead.",
        )
        .code("payment_method_types_no_longer_supported")
        .param("payment_method_types"));
    }
    Ok(())
}

/// Executes a call.
pub(crate) fn dispatch(state: &mut State, call: &Call) -> Result {
    let parts: Vec<&str> = call.path.trim_matches('/').split('/').skip(1).collect();
    match (call.method.as_str(), parts.as_slice()) {
        ("GET", ["payment_intents", id]) => return payment_intents::retrieve(state, call, id),
        ("POST", ["payment_intents", id, "confirm"]) => return payment_intents::confirm(state, call, id),
        ("POST", ["payment_methods"]) => return payment_methods::create(state, call),
        ("GET", ["setup_intents", id]) => return setup_intents::retrieve(state, call, id),
        ("POST", ["setup_intents", id, "confirm"]) => return setup_intents::confirm(state, call, id),
        _ => call.secret_only()?,
    }
    match (call.method.as_str(), parts.as_slice()) {
        ("GET", ["account"]) => accounts::retrieve(state, call, &call.account),
        ("GET", ["accounts"]) => accounts::list(state, call),
        ("POST", ["accounts"]) => accounts::create(state, call),
        ("GET", ["accounts", id]) => accounts::retrieve(state, call, id),
        ("POST", ["accounts", id]) => accounts::update(state, call, id),
        ("POST", ["accounts", id, "login_links"]) => account_links::create_login_link(state, call, id),
        ("POST", ["account_links"]) => account_links::create(state, call),
        ("GET", ["payment_intents"]) => payment_intents::list(state, call),
        ("POST", ["payment_intents"]) => payment_intents::create(state, call),
        ("POST", ["payment_intents", id]) => payment_intents::update(state, call, id),
        ("POST", ["payment_intents", id, "cancel"]) => payment_intents::cancel(state, call, id),
        ("GET", ["payment_methods"]) => payment_methods::list(state, call),
        ("GET", ["payment_methods", id]) => payment_methods::retrieve(state, call, id),
        ("GET", ["charges"]) => charges::list(state, call),
        ("GET", ["charges", id]) => charges::retrieve(state, call, id),
        ("GET", ["checkout", "sessions"]) => checkout_sessions::list(state, call),
        ("POST", ["checkout", "sessions"]) => checkout_sessions::create(state, call),
        ("GET", ["checkout", "sessions", id]) => checkout_sessions::retrieve(state, call, id),
        ("POST", ["checkout", "sessions", id, "expire"]) => checkout_sessions::expire(state, call, id),
        ("GET", ["refunds"]) => refunds::list(state, call),
        ("POST", ["refunds"]) => refunds::create(state, call),
        ("GET", ["refunds", id]) => refunds::retrieve(state, call, id),
        ("GET", ["balance"]) => Ok(balance_transactions::balance(state, call)),
        ("GET", ["balance_transactions"]) => balance_transactions::list(state, call),
        ("GET", ["balance_transactions", id]) => balance_transactions::retrieve(state, call, id),
        ("GET", ["application_fees"]) => application_fees::list(state, call),
        ("GET", ["application_fees", id]) => application_fees::retrieve(state, call, id),
        ("GET", ["events"]) => events::list(state, call),
        ("GET", ["events", id]) => events::retrieve(state, call, id),
        ("GET", ["webhook_endpoints"]) => webhook_endpoints::list(state, call),
        ("POST", ["webhook_endpoints"]) => webhook_endpoints::create(state, call),
        ("GET", ["webhook_endpoints", id]) => webhook_endpoints::retrieve(state, call, id),
        ("DELETE", ["webhook_endpoints", id]) => webhook_endpoints::delete(state, call, id),
        _ => sold_again(state, call, &parts),
    }
}

/// The part of the table about what is paid again and again.
fn sold_again(state: &mut State, call: &Call, parts: &[&str]) -> Result {
    match (call.method.as_str(), parts) {
        ("GET", ["customers"]) => customers::list(state, call),
        ("POST", ["customers"]) => Ok(customers::create(state, call)),
        ("GET", ["customers", id]) => customers::retrieve(state, call, id),
        ("POST", ["customers", id]) => customers::update(state, call, id),
        ("GET", ["products"]) => products::list(state, call),
        ("POST", ["products"]) => products::create(state, call),
        ("GET", ["products", id]) => products::retrieve(state, call, id),
        ("POST", ["prices"]) => products::create_price(state, call),
        ("GET", ["prices", id]) => products::price(state, call, id),
        ("GET", ["setup_intents"]) => setup_intents::list(state, call),
        ("POST", ["setup_intents"]) => setup_intents::create(state, call),
        ("POST", ["setup_intents", id]) => setup_intents::update(state, call, id),
        ("POST", ["setup_intents", id, "cancel"]) => setup_intents::cancel(state, call, id),
        ("GET", ["subscriptions"]) => billing::list_subscriptions(state, call),
        ("POST", ["subscriptions"]) => billing::create(state, call),
        ("GET", ["subscriptions", id]) => billing::retrieve_subscription(state, call, id),
        ("POST", ["subscriptions", id]) => billing::update(state, call, id),
        ("DELETE", ["subscriptions", id]) => billing::cancel(state, call, id),
        ("GET", ["invoices"]) => billing::list(state, call),
        ("GET", ["invoices", id]) => billing::retrieve(state, call, id),
        ("POST", ["invoices", id, "pay"]) => billing::pay(state, call, id),
        ("GET", ["invoice_payments"]) => billing::list_payments(state, call),
        (method, _) => Err(StripeError::new(
            StatusCode::NOT_FOUND,
            "invalid_request_error",
            format!("Unrecognized request URL ({method}: {}).", call.path),
        )),
    }
}

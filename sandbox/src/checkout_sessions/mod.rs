//! Checkout Sessions in payment mode: made, read, listed and expired here; paid on the hosted page in `pages`.
//! As since 2022-08-01, a payment intent is made when the buyer first presses the button on the page.

mod pay;

use serde_json::{Value, json};

pub(crate) use pay::{Typed, pay, sync};

use crate::call::Call;
use crate::errors::{Result, StripeError};
use crate::events::emit;
use crate::payment_intents::{self, within_limits};
use crate::payment_methods::metadata;
use crate::state::{Kind, State};
use crate::{accounts, lists};

const SHORTEST: i64 = 30 * 60;
const LONGEST: i64 = 24 * 3600;

/// The session with this id on the caller's account.
pub(crate) fn find(state: &State, account: &str, id: &str) -> Result {
    state
        .get(Kind::CheckoutSession, account, id)
        .ok_or_else(|| StripeError::no_such("checkout.session", id, "session"))
}

/// The account and the session behind a hosted page.
pub(crate) fn find_page(state: &State, id: &str) -> Option<(String, Value)> {
    let accounts = state.accounts_with(Kind::CheckoutSession);
    accounts.into_iter().find_map(|account| {
        let found = state.get(Kind::CheckoutSession, &account, id)?;
        Some((account, found))
    })
}

/// One thing that is bought.
struct Line {
    name: String,
    unit: i64,
    quantity: i64,
}

fn line(call: &Call, index: usize) -> Result<(Line, String)> {
    let at = |name: &str| format!("line_items.{index}.{name}");
    let params = Numbered(call);
    let unit = params.integer(&at("price_data.unit_amount"))?.ok_or_else(|| {
        StripeError::invalid("The sandbox knows line items with `price_data` only.").param("line_items")
    })?;
    let quantity = params.integer(&at("quantity"))?.unwrap_or(1);
    let name = params.text(&at("price_data.product_data.name"));
    let name = name.ok_or_else(|| StripeError::missing("line_items[0][price_data][product_data][name]"))?;
    let currency = params.text(&at("price_data.currency")).unwrap_or_default().to_ascii_lowercase();
    Ok((Line { name, unit, quantity }, currency))
}

/// Parameters whose path goes through lists.
struct Numbered<'c>(&'c Call);

impl Numbered<'_> {
    fn text(&self, path: &str) -> Option<String> {
        let value = path.split('.').try_fold(&self.0.params.0, |value, key| match key.parse::<usize>() {
            Ok(index) => value.get(index),
            Err(_) => value.get(key),
        })?;
        value.as_str().map(str::to_owned)
    }

    fn integer(&self, path: &str) -> Result<Option<i64>> {
        match self.text(path) {
            None => Ok(None),
            Some(text) => text.parse().map(Some).map_err(|_| StripeError::not_an_integer(path, &text)),
        }
    }
}

fn lines(call: &Call) -> Result<(Vec<Line>, String)> {
    let count = call.params.at("line_items").and_then(Value::as_array).map_or(0, Vec::len);
    let read: Result<Vec<(Line, String)>> = (0..count).map(|index| line(call, index)).collect();
    let read = read?;
    let Some((_, currency)) = read.first() else { return Err(StripeError::missing("line_items")) };
    let currency = currency.clone();
    if read.iter().any(|(_, other)| *other != currency) {
        return Err(StripeError::invalid("All line items must have the same currency.").param("line_items"));
    }
    Ok((read.into_iter().map(|(line, _)| line).collect(), currency))
}

fn expires_at(state: &State, call: &Call) -> Result<i64> {
    let now = state.now();
    let at = call.params.integer("expires_at")?.unwrap_or(now + LONGEST);
    if (now + SHORTEST..=now + LONGEST).contains(&at) {
        return Ok(at);
    }
    let message =
        "The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.";
    Err(StripeError::invalid(message).param("expires_at"))
}

/// `POST /v1/checkout/sessions`.
pub(crate) fn create(state: &mut State, call: &Call) -> Result {
    let params = &call.params;
    if params.required("mode")? != "payment" {
        return Err(StripeError::invalid("The sandbox knows Checkout in payment mode only.").param("mode"));
    }
    let success_url = params.required("success_url")?.to_owned();
    let (lines, currency) = lines(call)?;
    let total = lines.iter().map(|line| line.unit.saturating_mul(line.quantity)).fold(0, i64::saturating_add);
    within_limits(total, &currency)?;
    accounts::must_charge(state, &call.account)?;
    let expires_at = expires_at(state, call)?;
    let id = state.new_id("cs_test_a1");
    let text = |name: &str| params.text(name).map(str::to_owned);
    let url = format!("{}/c/pay/{id}", state.base_url);
    let names: Vec<&str> = lines.iter().map(|line| line.name.as_str()).collect();
    let session = json!({
        "id": id, "object": "checkout.session", "adaptive_pricing": { "enabled": false }, "after_expiration": null,
        "allow_promotion_codes": null, "allowed_payment_method_types": null, "amount_subtotal": total, "amount_total": total,
        "automatic_tax": { "enabled": false, "liability": null, "provider": null, "status": null },
        "billing_address_collection": text("billing_address_collection"), "cancel_url": text("cancel_url"),
        "client_reference_id": text("client_reference_id"), "client_secret": null, "collected_information": null,
        "consent": null, "consent_collection": null, "created": state.now(), "currency": currency,
        "currency_conversion": null, "custom_fields": [],
        "custom_text": { "after_submit": null, "shipping_address": null, "submit": null, "terms_of_service_acceptance": null },
        "customer": null, "customer_account": null, "customer_creation": "if_required", "customer_details": null,
        "customer_email": text("customer_email"), "discounts": [], "expires_at": expires_at, "integration_identifier": null,
        "invoice": null, "invoice_creation": null, "livemode": false, "locale": text("locale"), "managed_payments": null,
        "metadata": metadata(params), "mode": "payment", "origin_context": null, "payment_intent": null, "payment_link": null,
        "payment_method_collection": "if_required", "payment_method_configuration_details": null,
        "payment_method_options": {}, "payment_method_types": ["card"], "payment_status": "unpaid", "permissions": null,
        "recovered_from": null, "saved_payment_method_options": null, "setup_intent": null,
        "shipping_address_collection": null, "shipping_cost": null, "shipping_options": [], "status": "open",
        "submit_type": text("submit_type"), "subscription": null, "success_url": success_url,
        "total_details": { "amount_discount": 0, "amount_shipping": 0, "amount_tax": 0 }, "ui_mode": "hosted_page",
        "url": url, "wallet_options": null,
    });
    state.put(Kind::CheckoutSession, &call.account, &session);
    let intent = params.at("payment_intent_data").cloned().unwrap_or_else(|| json!({}));
    let hidden = json!({ "intent_data": intent, "names": names });
    state.put_as(Kind::CheckoutData, &call.account, &id, &hidden);
    let job = json!({ "do": "expire_checkout", "account": call.account, "session": id });
    state.schedule(expires_at.saturating_mul(1000), &job);
    Ok(session)
}

/// `GET /v1/checkout/sessions/{id}`.
pub(crate) fn retrieve(state: &State, call: &Call, id: &str) -> Result {
    find(state, &call.account, id)
}

/// `GET /v1/checkout/sessions`.
pub(crate) fn list(state: &State, call: &Call) -> Result {
    lists::page(
        state,
        call,
        Kind::CheckoutSession,
        lists::matching(&call.params, &["payment_intent", "status"]),
    )
}

/// `POST /v1/checkout/sessions/{id}/expire`.
pub(crate) fn expire(state: &mut State, call: &Call, id: &str) -> Result {
    let session = find(state, &call.account, id)?;
    if session["status"] != "open" {
        let status = session["status"].as_str().unwrap_or_default();
        return Err(StripeError::invalid(format!(
            "Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a status of `{status}`."
        ))
        .param("session"));
    }
    Ok(close(state, &call.account, session))
}

/// Closes a page whose time is over; any other is left alone.
pub(crate) fn expire_late(state: &mut State, account: &str, id: &str) {
    if let Some(session) = state.get(Kind::CheckoutSession, account, id).filter(|s| s["status"] == "open") {
        close(state, account, session);
    }
}

fn close(state: &mut State, account: &str, mut session: Value) -> Value {
    if let Some(intent) = session["payment_intent"].as_str() {
        payment_intents::cancel_with_session(state, account, intent);
    }
    session["status"] = "expired".into();
    session["url"] = Value::Null;
    state.put(Kind::CheckoutSession, account, &session);
    emit(state, account, "checkout.session.expired", &session, None);
    session
}

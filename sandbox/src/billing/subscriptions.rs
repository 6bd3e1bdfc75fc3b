//! Subscriptions: made, changed and ended by calls. What an invoice does to them is told here, too.

use serde_json::{Value, json};

use super::shape::{NewSubscription, cost};
use super::{calendar, invoices, shape};
use crate::call::Call;
use crate::errors::{Result, StripeError};
use crate::events::emit;
use crate::form::Params;
use crate::payment_intents::merge_metadata;
use crate::payment_methods::metadata;
use crate::state::{APPLICATION, Kind, State};
use crate::{accounts, customers, lists, products};

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;
/// How long a first invoice waits for its money.
const FIRST_WAIT: i64 = 23 * HOUR;

fn find(state: &State, account: &str, id: &str) -> Result {
    state.get(Kind::Subscription, account, id).ok_or_else(|| StripeError::no_such("subscription", id, "id"))
}

/// Keeps a subscription and tells of the change.
pub(super) fn keep(state: &mut State, account: &str, subscription: &Value, previous: Value) {
    state.put(Kind::Subscription, account, subscription);
    emit(state, account, "customer.subscription.updated", subscription, Some(previous));
}

/// The percentage that goes to the platform.
fn fee_percent(call: &Call) -> Result<Option<f64>> {
    let Some(text) = call.params.text("application_fee_percent") else { return Ok(None) };
    let refused = |message: &str| Err(StripeError::invalid(message).param("application_fee_percent"));
    let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    match text.parse::<f64>() {
        Ok(percent) if (0.0..=100.0).contains(&percent) && decimals <= 2 => {
            if call.on_platform() {
                return refused(
                    "You can only apply an application_fee_percent when a request is made for a connected account.",
                );
            }
            Ok(Some(percent))
        }
        _ => refused(
            "Invalid decimal: application_fee_percent must be between 0 and 100 with up to 2 decimal places",
        ),
    }
}

fn price_of(state: &mut State, call: &Call) -> Result {
    let params = &call.params;
    if params.at("items.1").is_some() {
        return Err(StripeError::invalid("The sandbox bills one item per subscription.").param("items"));
    }
    match params.text("items.0.price") {
        Some(id) => products::price(state, call, id),
        None => products::made(state, call, params, "items.0.price_data", false),
    }
}

fn trial_end(params: &Params, now: i64) -> Result<Option<i64>> {
    match params.integer("trial_period_days")? {
        None | Some(0) => Ok(None),
        Some(days @ 1..=730) => Ok(Some(now + days * DAY)),
        Some(_) => Err(StripeError::invalid("Invalid trial_period_days").param("trial_period_days")),
    }
}

/// `POST /v1/subscriptions`.
pub(crate) fn create(state: &mut State, call: &Call) -> Result {
    let params = &call.params;
    accounts::must_charge(state, &call.account)?;
    let customer = customers::find(state, &call.account, params.required("customer")?)?;
    let customer_id = customer["id"].as_str().unwrap_or_default().to_owned();
    let behavior = params.text("payment_behavior").unwrap_or("allow_incomplete");
    if behavior != "allow_incomplete" {
        return Err(
            StripeError::invalid("The sandbox knows allow_incomplete only.").param("payment_behavior")
        );
    }
    let method = params.text("default_payment_method").map(str::to_owned);
    if let Some(method) = &method {
        customers::must_own(state, &call.account, &customer_id, method)?;
    }
    let fee_percent = fee_percent(call)?;
    let now = state.now();
    let trial_end = trial_end(params, now)?;
    let price = price_of(state, call)?;
    let recurring = &price["recurring"];
    let anchor = trial_end.unwrap_or(now);
    let interval = recurring["interval"].as_str().unwrap_or("month");
    let first_end =
        calendar::next_end(anchor, anchor, interval, recurring["interval_count"].as_i64().unwrap_or(1));
    let new = NewSubscription {
        id: state.new_id("sub_1"),
        item: state.new_id("si_"),
        customer: &customer_id,
        method: method.as_deref(),
        price: &price,
        quantity: params.integer("items.0.quantity")?.unwrap_or(1),
        fee_percent,
        application: if call.on_platform() { Value::Null } else { APPLICATION.into() },
        metadata: metadata(params),
        now,
        trial_end,
        period_end: trial_end.unwrap_or(first_end),
        saves_method: params.text("payment_settings.save_default_payment_method"),
        missing_method: params
            .text("trial_settings.end_behavior.missing_payment_method")
            .unwrap_or("create_invoice"),
    };
    let subscription = shape::subscription(&new);
    let (id, period) = (new.id.clone(), (now, new.period_end));
    state.put(Kind::Subscription, &call.account, &subscription);
    emit(state, &call.account, "customer.subscription.created", &subscription, None);
    schedule(state, &call.account, &id, "renew", period.1);
    if let Some(end) = trial_end {
        schedule(state, &call.account, &id, "trial_will_end", (end - 3 * DAY).max(now));
    } else {
        schedule(state, &call.account, &id, "expire", now + FIRST_WAIT);
    }
    let amount = if trial_end.is_some() { 0 } else { cost(&subscription) };
    let invoice = invoices::bill(state, &call.account, &id, amount, "subscription_create", period);
    invoices::collect(state, &call.account, &invoice, true);
    find(state, &call.account, &id)
}

/// Lets time come back to a subscription.
pub(super) fn schedule(state: &mut State, account: &str, id: &str, what: &str, second: i64) {
    let job = json!({ "do": what, "account": account, "subscription": id });
    state.schedule(second.saturating_mul(1000), &job);
}

/// `GET /v1/subscriptions/{id}`.
pub(crate) fn retrieve(state: &State, call: &Call, id: &str) -> Result {
    find(state, &call.account, id)
}

/// `GET /v1/subscriptions`: without those that ended, unless `status` says otherwise.
pub(crate) fn list(state: &State, call: &Call) -> Result {
    let wanted = call.params.text("status");
    let matching = lists::matching(&call.params, &["customer"]);
    lists::page(state, call, Kind::Subscription, |row| {
        let status = row["status"].as_str().unwrap_or_default();
        let fits = match wanted {
            Some("all") => true,
            Some(one) => one == status,
            None => !is_over(row),
        };
        fits && matching(row)
    })
}

/// Whether nothing more can come of it.
pub(super) fn is_over(subscription: &Value) -> bool {
    matches!(subscription["status"].as_str(), Some("canceled" | "incomplete_expired"))
}

/// `POST /v1/subscriptions/{id}`.
pub(crate) fn update(state: &mut State, call: &Call, id: &str) -> Result {
    let mut subscription = find(state, &call.account, id)?;
    let params = &call.params;
    if is_over(&subscription) {
        return Err(StripeError::invalid(
            "A canceled subscription can only update its cancellation_details and metadata.",
        ));
    }
    let before = subscription.clone();
    if let Some(method) = params.text("default_payment_method") {
        let customer = subscription["customer"].as_str().unwrap_or_default().to_owned();
        customers::must_own(state, &call.account, &customer, method)?;
        subscription["default_payment_method"] = method.into();
    }
    if let Some(ends) = params.flag("cancel_at_period_end") {
        let end = subscription["items"]["data"][0]["current_period_end"].clone();
        subscription["cancel_at_period_end"] = ends.into();
        subscription["cancel_at"] = if ends { end } else { Value::Null };
        subscription["canceled_at"] = if ends { state.now().into() } else { Value::Null };
        subscription["cancellation_details"]["reason"] =
            if ends { "cancellation_requested".into() } else { Value::Null };
    }
    merge_metadata(&mut subscription, call);
    let mut previous = json!({});
    for name in ["cancel_at", "cancel_at_period_end", "canceled_at", "default_payment_method", "metadata"] {
        if before[name] != subscription[name] {
            previous[name] = before[name].clone();
        }
    }
    keep(state, &call.account, &subscription, previous);
    Ok(subscription)
}

/// `DELETE /v1/subscriptions/{id}`: at once.
pub(crate) fn cancel(state: &mut State, call: &Call, id: &str) -> Result {
    let subscription = find(state, &call.account, id)?;
    if is_over(&subscription) {
        return Err(StripeError::no_such("subscription", id, "id"));
    }
    Ok(end(state, &call.account, subscription, "cancellation_requested"))
}

/// Ends a subscription; one that never began has expired instead.
pub(super) fn end(state: &mut State, account: &str, mut subscription: Value, reason: &str) -> Value {
    let never_began = subscription["status"] == "incomplete";
    let status = if never_began { "incomplete_expired" } else { "canceled" };
    subscription["status"] = status.into();
    subscription["ended_at"] = state.now().into();
    subscription["canceled_at"] = state.now().into();
    subscription["cancellation_details"]["reason"] = reason.into();
    state.put(Kind::Subscription, account, &subscription);
    if never_began {
        invoices::void_latest(state, account, &subscription);
        emit(
            state,
            account,
            "customer.subscription.updated",
            &subscription,
            Some(json!({ "status": "incomplete" })),
        );
    } else {
        emit(state, account, "customer.subscription.deleted", &subscription, None);
    }
    subscription
}

/// The subscription's own status after one of its invoices was paid.
pub(super) fn invoice_paid(state: &mut State, account: &str, id: &str, method: Option<&str>) {
    let Some(mut subscription) = state.get(Kind::Subscription, account, id) else { return };
    let before = subscription.clone();
    if let Some(method) = method
        && subscription["payment_settings"]["save_default_payment_method"] == "on_subscription"
    {
        let customer = subscription["customer"].as_str().map(str::to_owned);
        customers::attach(state, account, method, customer.as_deref());
        subscription["default_payment_method"] = method.into();
    }
    if matches!(subscription["status"].as_str(), Some("incomplete" | "past_due" | "unpaid")) {
        subscription["status"] = "active".into();
    }
    if subscription != before {
        keep(state, account, &subscription, json!({ "status": before["status"] }));
    }
}

/// The subscription's own status after a try to collect has failed: what never began waits, what runs is late.
pub(super) fn invoice_failed(state: &mut State, account: &str, id: &str) {
    let Some(mut subscription) = state.get(Kind::Subscription, account, id) else { return };
    if subscription["status"] == "active" {
        subscription["status"] = "past_due".into();
        keep(state, account, &subscription, json!({ "status": "active" }));
    }
}

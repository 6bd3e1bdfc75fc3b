//! What time does to subscriptions: the next interval, the end of a trial, another try, the end.

use serde_json::{Value, json};

use super::shape::cost;
use super::subscriptions::{end, is_over, keep, schedule};
use super::{calendar, invoices};
use crate::events::emit;
use crate::state::{Kind, State};

/// How long a draft waits before it is collected.
const DRAFT_SECONDS: i64 = 3600;

/// Does work of a subscription that has come due.
pub(crate) fn due(state: &mut State, job: &Value) {
    let text = |name: &str| job[name].as_str().unwrap_or_default();
    let (account, invoice) = (text("account"), text("invoice"));
    let found = state.get(Kind::Subscription, account, text("subscription"));
    match (text("do"), found) {
        ("renew", Some(subscription)) => renew(state, account, subscription),
        ("expire", Some(subscription)) if subscription["status"] == "incomplete" => {
            end(state, account, subscription, "payment_failed");
        }
        ("trial_will_end", Some(subscription)) if subscription["status"] == "trialing" => {
            emit(state, account, "customer.subscription.trial_will_end", &subscription, None);
        }
        ("pay_invoice", _) => invoices::collect(state, account, invoice, false),
        ("retry_invoice", _) => {
            if let Some(open) = state.get(Kind::Invoice, account, invoice).filter(|i| i["status"] == "open") {
                invoices::attempt(state, account, &open, false);
            }
        }
        _ => {}
    }
}

fn renew(state: &mut State, account: &str, mut subscription: Value) {
    let item = &subscription["items"]["data"][0];
    let start = item["current_period_end"].as_i64().unwrap_or(i64::MAX);
    if is_over(&subscription) || subscription["status"] == "incomplete" || start > state.now() {
        return;
    }
    let trial = subscription["status"] == "trialing";
    let no_card = subscription["default_payment_method"].is_null()
        && subscription["trial_settings"]["end_behavior"]["missing_payment_method"] == "cancel";
    if subscription["cancel_at_period_end"] == true || (trial && no_card) {
        end(state, account, subscription, "cancellation_requested");
        return;
    }
    let recurring = &item["price"]["recurring"];
    let interval = recurring["interval"].as_str().unwrap_or("month");
    let anchor = subscription["billing_cycle_anchor"].as_i64().unwrap_or(start);
    let next = calendar::next_end(anchor, start, interval, recurring["interval_count"].as_i64().unwrap_or(1));
    let previous = json!({ "items": subscription["items"], "status": subscription["status"] });
    let item = &mut subscription["items"]["data"][0];
    item["current_period_start"] = start.into();
    item["current_period_end"] = next.into();
    if trial {
        subscription["status"] = "active".into();
    }
    let id = subscription["id"].as_str().unwrap_or_default().to_owned();
    keep(state, account, &subscription, previous);
    let invoice =
        invoices::bill(state, account, &id, cost(&subscription), "subscription_cycle", (start, next));
    let due = (start + DRAFT_SECONDS).saturating_mul(1000);
    state.schedule(due, &json!({ "do": "pay_invoice", "account": account, "invoice": invoice }));
    schedule(state, account, &id, "renew", next);
}

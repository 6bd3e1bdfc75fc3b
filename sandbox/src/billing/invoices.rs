//! Invoices of subscriptions: written, collected by a payment intent of their own, tried again, given up.

use serde_json::{Value, json};

use super::shape::{self, NewInvoice};
use super::subscriptions;
use crate::call::Call;
use crate::errors::{Result, StripeError};
use crate::events::emit;
use crate::lists;
use crate::payment_intents::{self, collect_later, question};
use crate::payment_methods;
use crate::state::{Kind, State};

/// When a renewal that failed is tried again, days after each try; after the last the subscription ends.
const RETRIES: [i64; 3] = [3, 5, 7];
const DAY: i64 = 86_400;

fn find(state: &State, account: &str, id: &str) -> Result {
    state.get(Kind::Invoice, account, id).ok_or_else(|| StripeError::no_such("invoice", id, "invoice"))
}

fn subscription_id(invoice: &Value) -> String {
    invoice["parent"]["subscription_details"]["subscription"].as_str().unwrap_or_default().to_owned()
}

fn intent_of(state: &State, account: &str, invoice: &Value) -> Option<Value> {
    let row = state.get(Kind::InvoiceOfIntent, account, invoice["id"].as_str()?)?;
    state.get(Kind::PaymentIntent, account, row["intent"].as_str()?)
}

/// Writes a draft for a period; tells its id.
pub(super) fn bill(
    state: &mut State,
    account: &str,
    subscription_id: &str,
    amount: i64,
    reason: &str,
    period: (i64, i64),
) -> String {
    let Some(mut subscription) = state.get(Kind::Subscription, account, subscription_id) else {
        return String::new();
    };
    let customer = subscription["customer"].as_str().unwrap_or_default();
    let customer = state.get(Kind::Customer, account, customer).unwrap_or_default();
    let new = NewInvoice {
        id: state.new_id("in_1"),
        line: state.new_id("il_1"),
        subscription: &subscription,
        customer: &customer,
        amount,
        reason,
        period,
        now: state.now(),
    };
    let invoice = shape::invoice(&new);
    let id = new.id.clone();
    state.put(Kind::Invoice, account, &invoice);
    emit(state, account, "invoice.created", &invoice, None);
    subscription["latest_invoice"] = id.clone().into();
    state.put(Kind::Subscription, account, &subscription);
    id
}

/// Makes the draft final and takes the money; `present` says whether the buyer is there to answer the bank.
pub(super) fn collect(state: &mut State, account: &str, id: &str, present: bool) {
    let Some(mut invoice) = state.get(Kind::Invoice, account, id).filter(|i| i["status"] == "draft") else {
        return;
    };
    let count = state.ids_of(Kind::Invoice, account).count();
    invoice["number"] = format!("SANDBOX-{count:04}").into();
    invoice["status"] = "open".into();
    invoice["effective_at"] = state.now().into();
    invoice["status_transitions"]["finalized_at"] = state.now().into();
    state.put(Kind::Invoice, account, &invoice);
    emit(state, account, "invoice.finalized", &invoice, None);
    let Some(subscription) = state.get(Kind::Subscription, account, &subscription_id(&invoice)) else {
        return;
    };
    if invoice["amount_due"] == 0 {
        paid(state, account, invoice, &Value::Null);
        return;
    }
    let intent = new_intent(state, account, &invoice, &subscription);
    let (invoice_id, intent_id) = (invoice["id"].clone(), intent["id"].clone());
    let key = |id: &Value| id.as_str().unwrap_or_default().to_owned();
    let row = json!({ "invoice": invoice_id, "intent": intent_id });
    state.put_as(Kind::InvoiceOfIntent, account, &key(&invoice_id), &row);
    state.put_as(Kind::InvoiceOfIntent, account, &key(&intent_id), &row);
    attempt(state, account, &invoice, present);
}

fn new_intent(state: &mut State, account: &str, invoice: &Value, subscription: &Value) -> Value {
    let amount = invoice["amount_due"].as_i64().unwrap_or(0);
    let mut intent =
        payment_intents::blank(state, account, amount, invoice["currency"].as_str().unwrap_or_default());
    intent["application_fee_amount"] = fee(amount, subscription).into();
    intent["customer"] = invoice["customer"].clone();
    intent["description"] = if invoice["billing_reason"] == "subscription_create" {
        "Subscription creation"
    } else {
        "Subscription update"
    }
    .into();
    intent["setup_future_usage"] = "off_session".into();
    state.put(Kind::PaymentIntent, account, &intent);
    emit(state, account, "payment_intent.created", &intent, None);
    intent
}

/// The platform's part of an invoice: a percentage of at most two decimals, rounded half up.
fn fee(amount: i64, subscription: &Value) -> Option<i64> {
    let percent = subscription["application_fee_percent"].to_string();
    let (whole, decimals) = percent.split_once('.').unwrap_or((&percent, ""));
    let hundredths: i64 = format!("{whole}{:0<2}", decimals.get(..2).unwrap_or(decimals)).parse().ok()?;
    i64::try_from((i128::from(amount) * i128::from(hundredths) + 5000) / 10_000).ok()
}

/// One try to take the money of an open invoice with the subscription's own card.
pub(super) fn attempt(state: &mut State, account: &str, invoice: &Value, present: bool) {
    let Some(subscription) = state.get(Kind::Subscription, account, &subscription_id(invoice)) else {
        return;
    };
    let Some(mut intent) = intent_of(state, account, invoice) else { return };
    let method = subscription["default_payment_method"].as_str().unwrap_or_default();
    let known = state.get(Kind::PaymentMethod, account, method);
    let (Some(method), Some(card)) = (known, payment_methods::card_of(state, account, method)) else {
        failed(state, account, invoice.clone());
        return;
    };
    intent["payment_method"] = method["id"].clone();
    intent["last_payment_error"] = Value::Null;
    let set_up = payment_methods::is_set_up(state, account, method["id"].as_str().unwrap_or_default());
    if !card.asks_on_invoice(set_up) {
        collect_later(state, account, intent, &method, card);
        return;
    }
    intent["status"] = "requires_action".into();
    intent["next_action"] = question(state, account, &intent, card, true, None);
    state.put(Kind::PaymentIntent, account, &intent);
    emit(state, account, "payment_intent.requires_action", &intent, None);
    let invoice = tried(state, account, invoice.clone());
    emit(state, account, "invoice.payment_action_required", &invoice, None);
    if !present {
        emit(state, account, "invoice.payment_failed", &invoice, None);
        subscriptions::invoice_failed(state, account, &subscription_id(&invoice));
    }
}

fn tried(state: &mut State, account: &str, mut invoice: Value) -> Value {
    invoice["attempted"] = true.into();
    invoice["attempt_count"] = (invoice["attempt_count"].as_i64().unwrap_or(0) + 1).into();
    state.put(Kind::Invoice, account, &invoice);
    invoice
}

/// The money is there.
pub(super) fn paid(state: &mut State, account: &str, invoice: Value, intent: &Value) {
    let mut invoice = tried(state, account, invoice);
    invoice["status"] = "paid".into();
    invoice["amount_paid"] = invoice["amount_due"].clone();
    invoice["amount_remaining"] = 0.into();
    invoice["next_payment_attempt"] = Value::Null;
    invoice["status_transitions"]["paid_at"] = state.now().into();
    state.put(Kind::Invoice, account, &invoice);
    emit(state, account, "invoice.paid", &invoice, None);
    emit(state, account, "invoice.payment_succeeded", &invoice, None);
    subscriptions::invoice_paid(
        state,
        account,
        &subscription_id(&invoice),
        intent["payment_method"].as_str(),
    );
}

/// The card said no. A renewal is tried again some days later, and after the last try the subscription ends.
pub(super) fn failed(state: &mut State, account: &str, invoice: Value) {
    let mut invoice = tried(state, account, invoice);
    let renews = invoice["billing_reason"] == "subscription_cycle";
    let count = usize::try_from(invoice["attempt_count"].as_i64().unwrap_or(1)).unwrap_or(1);
    let again = RETRIES.get(count - 1).filter(|_| renews).map(|days| state.now() + days * DAY);
    invoice["next_payment_attempt"] = again.map_or(Value::Null, Into::into);
    state.put(Kind::Invoice, account, &invoice);
    emit(state, account, "invoice.payment_failed", &invoice, None);
    let id = subscription_id(&invoice);
    subscriptions::invoice_failed(state, account, &id);
    match again {
        Some(second) => {
            let job = json!({ "do": "retry_invoice", "account": account, "invoice": invoice["id"] });
            state.schedule(second.saturating_mul(1000), &job);
        }
        None if renews => {
            if let Some(subscription) = state.get(Kind::Subscription, account, &id) {
                subscriptions::end(state, account, subscription, "payment_failed");
            }
        }
        None => {}
    }
}

/// Nobody can pay the newest invoice any more.
pub(super) fn void_latest(state: &mut State, account: &str, subscription: &Value) {
    let id = subscription["latest_invoice"].as_str().unwrap_or_default();
    let Some(mut invoice) = state.get(Kind::Invoice, account, id).filter(|i| i["status"] == "open") else {
        return;
    };
    invoice["status"] = "void".into();
    invoice["status_transitions"]["voided_at"] = state.now().into();
    state.put(Kind::Invoice, account, &invoice);
    emit(state, account, "invoice.voided", &invoice, None);
    if let Some(intent) = intent_of(state, account, &invoice) {
        payment_intents::void(state, account, intent);
    }
}

/// `GET /v1/invoices/{id}`.
pub(crate) fn retrieve(state: &State, call: &Call, id: &str) -> Result {
    find(state, &call.account, id)
}

/// `GET /v1/invoices`.
pub(crate) fn list(state: &State, call: &Call) -> Result {
    let wanted = call.params.text("subscription");
    let matching = lists::matching(&call.params, &["customer", "status"]);
    lists::page(state, call, Kind::Invoice, |row| {
        wanted.is_none_or(|id| subscription_id(row) == id) && matching(row)
    })
}

/// `POST /v1/invoices/{id}/pay`: another try, the buyer away.
pub(crate) fn pay(state: &mut State, call: &Call, id: &str) -> Result {
    let invoice = find(state, &call.account, id)?;
    if invoice["status"] != "open" {
        return Err(
            StripeError::invalid("Invoice is already paid or cannot be paid.").code("invoice_not_editable")
        );
    }
    attempt(state, &call.account, &invoice, false);
    find(state, &call.account, id)
}

/// The payments of an invoice as a list.
pub(crate) fn payments_of(state: &State, account: &str, invoice: &Value) -> Value {
    let payment = intent_of(state, account, invoice).map(|intent| {
        let paid = invoice["status"] == "paid";
        json!({
            "id": invoice["id"].as_str().unwrap_or_default().replace("in_", "inpay_"), "object": "invoice_payment",
            "amount_paid": if paid { invoice["amount_paid"].clone() } else { Value::Null }, "amount_requested": invoice["amount_due"],
            "created": intent["created"], "currency": invoice["currency"], "invoice": invoice["id"], "is_default": true,
            "livemode": false, "payment": { "payment_intent": intent["id"], "type": "payment_intent" },
            "status": match invoice["status"].as_str() { Some("paid") => "paid", Some("void") => "canceled", _ => "open" },
            "status_transitions": { "canceled_at": invoice["status_transitions"]["voided_at"], "paid_at": invoice["status_transitions"]["paid_at"] },
        })
    });
    let rows: Vec<Value> = payment.into_iter().collect();
    let url = format!("/v1/invoice_payments?invoice={}", invoice["id"].as_str().unwrap_or_default());
    json!({ "object": "list", "data": rows, "has_more": false, "url": url })
}

/// `GET /v1/invoice_payments`, of one invoice or of one payment intent.
pub(crate) fn list_payments(state: &State, call: &Call) -> Result {
    let intent = call.params.text("payment.payment_intent");
    let Some(id) = call.params.text("invoice").or(intent) else {
        return Err(StripeError::missing("invoice"));
    };
    let row = state.get(Kind::InvoiceOfIntent, &call.account, id);
    let invoice = row.and_then(|row| state.get(Kind::Invoice, &call.account, row["invoice"].as_str()?));
    let none = json!({ "object": "list", "data": [], "has_more": false, "url": call.path });
    Ok(invoice.map_or(none, |invoice| payments_of(state, &call.account, &invoice)))
}

/// What lets the buyer's browser go on with an open invoice.
pub(crate) fn confirmation_secret(state: &State, account: &str, invoice: &Value) -> Value {
    let intent = intent_of(state, account, invoice);
    intent.map_or(Value::Null, |i| json!({ "client_secret": i["client_secret"], "type": "payment_intent" }))
}

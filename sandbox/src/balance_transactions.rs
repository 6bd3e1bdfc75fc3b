//! Balance transactions, what Stripe charges for a payment, and the balance they add up to.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::call::Call;
use crate::errors::{Result, StripeError};
use crate::lists;
use crate::payment_intents::{is_instant, platform_pays_stripe};
use crate::state::{Kind, State};

const EEA: &[&str] = &[
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT",
    "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// Days until a charge's money can be paid out.
const DAYS_PENDING: i64 = 7;

/// The share of a payment that Stripe takes, in basis points, by the card's country.
fn rate_bps(country: &str) -> i64 {
    match country {
        "GB" => 250,
        c if EEA.contains(&c) => 150,
        _ => 325,
    }
}

/// The fixed part, in minor units.
fn fixed_part(currency: &str) -> i64 {
    match currency {
        "ron" | "pln" => 100,
        "gbp" => 20,
        "usd" => 30,
        "huf" => 8500,
        "czk" => 650,
        "bgn" => 50,
        "sek" | "nok" | "dkk" => 180,
        _ => 25,
    }
}

/// What Stripe charges for a card payment, rounded half up.
pub(crate) fn stripe_fee(amount: i64, currency: &str, card_country: &str) -> i64 {
    let share = (i128::from(amount) * i128::from(rate_bps(card_country)) + 5000) / 10_000;
    i64::try_from(share).unwrap_or(i64::MAX).saturating_add(fixed_part(currency))
}

/// What one balance transaction is about.
pub(crate) struct Entry<'a> {
    pub(crate) kind: &'a str,
    pub(crate) source: &'a Value,
    pub(crate) amount: i64,
    pub(crate) currency: &'a Value,
    pub(crate) fee_details: Vec<Value>,
    pub(crate) description: Value,
    pub(crate) available_on: i64,
}

/// Books an entry.
pub(crate) fn insert(state: &mut State, account: &str, entry: &Entry<'_>) -> Value {
    let fee: i64 = entry.fee_details.iter().filter_map(|d| d["amount"].as_i64()).sum();
    let reporting = if entry.kind == "application_fee" { "platform_earning" } else { entry.kind };
    let mut transaction = json!({
        "id": state.new_id("txn_3"), "object": "balance_transaction", "amount": entry.amount, "available_on": entry.available_on,
        "balance_type": "payments", "created": state.now(), "currency": entry.currency, "description": entry.description,
        "exchange_rate": null, "fee": fee, "fee_details": entry.fee_details, "net": entry.amount - fee,
        "reporting_category": reporting, "source": entry.source, "status": "pending", "type": entry.kind,
    });
    ripen(state, &mut transaction);
    state.put(Kind::BalanceTransaction, account, &transaction);
    transaction
}

fn fee_detail(kind: &str, amount: i64, currency: &Value, application: &Value) -> Value {
    let description = if kind == "stripe_fee" { "Stripe processing fees" } else { "Application fee" };
    json!({ "amount": amount, "application": application, "currency": currency, "description": description, "type": kind })
}

/// Books a successful charge.
pub(crate) fn for_charge(state: &mut State, account: &str, charge: &Value) -> Value {
    let amount = charge["amount"].as_i64().unwrap_or(0);
    let currency = &charge["currency"];
    let mut fees = Vec::new();
    if let Some(fee) = charge["application_fee_amount"].as_i64() {
        fees.push(fee_detail("application_fee", fee, currency, &charge["application"]));
    }
    if !platform_pays_stripe(state, account) {
        let country =
            charge.pointer("/payment_method_details/card/country").and_then(Value::as_str).unwrap_or("US");
        let fee = stripe_fee(amount, currency.as_str().unwrap_or_default(), country);
        fees.push(fee_detail("stripe_fee", fee, currency, &Value::Null));
    }
    let instant = is_instant(state, account, charge["payment_method"].as_str().unwrap_or_default());
    let midnight = (state.now().div_euclid(86_400) + DAYS_PENDING) * 86_400;
    let entry = Entry {
        kind: "charge",
        source: &charge["id"],
        amount,
        currency,
        fee_details: fees,
        description: charge["description"].clone(),
        available_on: if instant { state.now() } else { midnight },
    };
    insert(state, account, &entry)
}

/// Money becomes available when its day comes.
pub(crate) fn ripen(state: &State, transaction: &mut Value) {
    let ripe = transaction["available_on"].as_i64().is_some_and(|day| day <= state.now());
    transaction["status"] = if ripe { "available" } else { "pending" }.into();
}

/// `GET /v1/balance_transactions/{id}`.
pub(crate) fn retrieve(state: &State, call: &Call, id: &str) -> Result {
    let mut found = state
        .get(Kind::BalanceTransaction, &call.account, id)
        .ok_or_else(|| StripeError::no_such("balance transaction", id, "id"))?;
    ripen(state, &mut found);
    Ok(found)
}

/// `GET /v1/balance_transactions`.
pub(crate) fn list(state: &State, call: &Call) -> Result {
    let keep = lists::matching(&call.params, &["type", "source", "currency"]);
    let mut page = lists::page(state, call, Kind::BalanceTransaction, keep)?;
    page["data"].as_array_mut().into_iter().flatten().for_each(|row| ripen(state, row));
    Ok(page)
}

/// What an account has, per currency: available and pending.
pub(crate) fn totals(state: &State, account: &str) -> BTreeMap<String, (i64, i64)> {
    let mut totals: BTreeMap<String, (i64, i64)> = BTreeMap::new();
    for row in state.newest(Kind::BalanceTransaction, account) {
        let net = row["net"].as_i64().unwrap_or(0);
        let slot = totals.entry(row["currency"].as_str().unwrap_or_default().to_owned()).or_default();
        if row["available_on"].as_i64().is_some_and(|day| day <= state.now()) {
            slot.0 += net;
        } else {
            slot.1 += net;
        }
    }
    totals
}

/// `GET /v1/balance`.
pub(crate) fn balance(state: &State, call: &Call) -> Value {
    let mut sums = totals(state, &call.account);
    if sums.is_empty() {
        sums.insert("ron".into(), (0, 0));
    }
    let funds = |pick: fn(&(i64, i64)) -> i64| -> Vec<Value> {
        sums.iter()
            .map(|(currency, sum)| json!({ "amount": pick(sum), "currency": currency, "source_types": { "card": pick(sum) } }))
            .collect()
    };
    json!({ "object": "balance", "available": funds(|s| s.0), "livemode": false, "pending": funds(|s| s.1) })
}

#[cfg(test)]
mod tests {
    use super::stripe_fee;

    #[test]
    fn fees_follow_the_cards_country_and_round_half_up() {
        // 49.99 RON with a Romanian card: 74.985 + 100 bani.
        assert_eq!(stripe_fee(4999, "ron", "RO"), 175);
        // An American card: 3.25 %.
        assert_eq!(stripe_fee(4999, "ron", "US"), 262);
        assert_eq!(stripe_fee(10_000, "eur", "GB"), 275);
        assert_eq!(stripe_fee(10_000, "gbp", "DE"), 170);
        // Exactly half a unit goes up.
        assert_eq!(stripe_fee(100, "eur", "DE"), 27);
        assert_eq!(stripe_fee(99_999_999, "ron", "US"), 3_250_100);
    }
}

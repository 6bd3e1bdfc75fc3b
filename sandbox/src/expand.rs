//! `expand[]`: puts whole objects where ids stand.

use serde_json::Value;

use crate::errors::{Result, StripeError};
use crate::state::{Kind, PLATFORM, State};
use crate::{balance_transactions, billing};

fn kind_of(id: &str) -> Option<Kind> {
    Some(match id.split('_').next()? {
        "acct" => Kind::Account,
        "ch" => Kind::Charge,
        "cs" => Kind::CheckoutSession,
        "cus" => Kind::Customer,
        "fee" => Kind::ApplicationFee,
        "in" => Kind::Invoice,
        "pi" => Kind::PaymentIntent,
        "pm" => Kind::PaymentMethod,
        "price" => Kind::Price,
        "prod" => Kind::Product,
        "re" => Kind::Refund,
        "seti" => Kind::SetupIntent,
        "sub" => Kind::Subscription,
        "txn" => Kind::BalanceTransaction,
        _ => return None,
    })
}

fn fetch(state: &State, account: &str, id: &str) -> Option<Value> {
    let kind = kind_of(id)?;
    let mut found = state.get(kind, account, id).or_else(|| state.get(kind, PLATFORM, id))?;
    if kind == Kind::BalanceTransaction {
        balance_transactions::ripen(state, &mut found);
    }
    Some(found)
}

/// Expands every path that was asked for.
pub(crate) fn expand(state: &State, account: &str, object: &mut Value, paths: &[&str]) -> Result<()> {
    paths.iter().try_for_each(|path| along(state, account, object, path, path))
}

fn along(state: &State, account: &str, value: &mut Value, path: &str, whole: &str) -> Result<()> {
    if let Value::Array(items) = value {
        return items.iter_mut().try_for_each(|item| along(state, account, item, path, whole));
    }
    let (head, rest) = path.split_once('.').unwrap_or((path, ""));
    let refused =
        || Err(StripeError::invalid(format!("This property cannot be expanded ({whole}).")).param("expand"));
    if value["object"] == "invoice" && value.get(head).is_none() {
        // These two are there only for who asks for them.
        match head {
            "confirmation_secret" => value[head] = billing::confirmation_secret(state, account, value),
            "payments" => value[head] = billing::payments_of(state, account, value),
            _ => {}
        }
    }
    let Some(field) = value.get_mut(head) else { return refused() };
    if let Value::String(id) = field {
        let Some(found) = fetch(state, account, id) else { return refused() };
        *field = found;
    }
    if rest.is_empty() || field.is_null() { Ok(()) } else { along(state, account, field, rest, whole) }
}

//! Connected accounts: made, read and changed here; their first shape is in `shape`, onboarding's end in `progress`.

mod progress;
mod shape;

use serde_json::{Map, Value};

pub(crate) use progress::{Outcome, apply_patch, deauthorize, finish_onboarding};
pub(crate) use shape::platform;

use crate::call::Call;
use crate::errors::{Result, StripeError};
use crate::lists;
use crate::payment_intents::merge_metadata;
use crate::state::{Kind, PLATFORM, State};

/// The account with this id, if the platform may still see it.
pub(crate) fn find(state: &State, id: &str) -> Option<Value> {
    state.get(Kind::Account, PLATFORM, id).filter(|_| state.get(Kind::Revoked, PLATFORM, id).is_none())
}

/// Refuses payments on an account that may not take any.
pub(crate) fn must_charge(state: &State, account: &str) -> Result<()> {
    if find(state, account).is_some_and(|a| a["charges_enabled"] == true) {
        return Ok(());
    }
    Err(StripeError::invalid(
        "Your account cannot currently make charges. If you are a customer trying to make a purchase, please contact the owner of this site. Your transaction has not been processed.",
    ))
}

/// `POST /v1/accounts`.
pub(crate) fn create(state: &mut State, call: &Call) -> Result {
    if !call.on_platform() {
        return Err(StripeError::invalid("Only the platform can create connected accounts."));
    }
    if call.params.has("type") && call.params.has("controller") {
        return Err(StripeError::invalid("You cannot set both `type` and `controller`.").param("controller"));
    }
    let id = state.new_id("acct_1");
    let account = shape::connected(&id, &call.params, state.now())?;
    state.put(Kind::Account, PLATFORM, &account);
    Ok(account)
}

/// `GET /v1/accounts/{id}` and `GET /v1/account`.
pub(crate) fn retrieve(state: &State, call: &Call, id: &str) -> Result {
    if id == PLATFORM && call.on_platform() {
        return Ok(platform());
    }
    let visible = call.on_platform() || call.account == id;
    match find(state, id) {
        Some(account) if visible => Ok(account),
        _ => Err(StripeError::no_access("sk_test_sandbox", id)),
    }
}

/// `GET /v1/accounts`.
pub(crate) fn list(state: &State, call: &Call) -> Result {
    lists::page(state, call, Kind::Account, |account| {
        account["id"].as_str().is_some_and(|id| id != PLATFORM && find(state, id).is_some())
    })
}

/// `POST /v1/accounts/{id}`.
pub(crate) fn update(state: &mut State, call: &Call, id: &str) -> Result {
    let mut account = retrieve(state, call, id)?;
    let before = account.clone();
    let params = &call.params;
    if let Some(email) = params.text("email") {
        account["email"] = email.into();
    }
    for section in ["business_profile", "settings"] {
        if let Some(given) = params.at(section) {
            merge(&mut account[section], given);
        }
    }
    shape::request_capabilities(&mut account, params);
    merge_metadata(&mut account, call);
    state.put(Kind::Account, PLATFORM, &account);
    progress::tell(state, &before, &account);
    Ok(account)
}

/// Lays one JSON object over another, key by key.
pub(crate) fn merge(target: &mut Value, patch: &Value) {
    let Value::Object(patch) = patch else {
        *target = patch.clone();
        return;
    };
    if !target.is_object() {
        *target = Value::Object(Map::new());
    }
    if let Value::Object(fields) = target {
        for (key, value) in patch {
            merge(fields.entry(key.clone()).or_insert(Value::Null), value);
        }
    }
}

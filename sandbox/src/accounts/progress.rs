//! What happens to an account as its owner goes through onboarding, and what is said about it.

use serde_json::{Map, Value, json};

use super::shape::requirements;
use super::{find, merge};
use crate::events::emit;
use crate::state::{APPLICATION, Kind, PLATFORM, State};

/// How the owner leaves the onboarding page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Everything is verified.
    Complete,
    /// Details are still due.
    Later,
    /// All was given, and Stripe still holds the account back.
    Restricted,
}

/// Applies the owner's choice. None: no such account.
pub(crate) fn finish_onboarding(state: &mut State, id: &str, outcome: Outcome) -> Option<Value> {
    let before = find(state, id)?;
    let mut account = before.clone();
    match outcome {
        Outcome::Later => {
            let due = ["external_account", "tos_acceptance.date", "tos_acceptance.ip"];
            account["requirements"] = requirements(&due, Some("requirements.past_due"));
        }
        Outcome::Complete | Outcome::Restricted => {
            let open = outcome == Outcome::Complete;
            account["details_submitted"] = true.into();
            account["charges_enabled"] = open.into();
            account["payouts_enabled"] = open.into();
            account["business_type"] = "company".into();
            account["tos_acceptance"] = json!({ "date": state.now() });
            account["external_accounts"]["data"] = json!([bank_account(&account)]);
            account["requirements"] = if open {
                requirements(&[], None)
            } else {
                requirements(&["representative.verification.document"], Some("requirements.past_due"))
            };
            set_capabilities(&mut account, if open { "active" } else { "inactive" });
        }
    }
    state.put(Kind::Account, PLATFORM, &account);
    tell(state, &before, &account);
    Some(account)
}

fn set_capabilities(account: &mut Value, status: &str) {
    let asked: Vec<String> =
        account["capabilities"].as_object().into_iter().flat_map(Map::keys).cloned().collect();
    for name in asked {
        account["capabilities"][&name] = status.into();
    }
}

fn bank_account(account: &Value) -> Value {
    json!({
        "id": format!("ba_1{}", account["id"].as_str().unwrap_or_default().trim_start_matches("acct_1")), "object": "bank_account",
        "account": account["id"], "account_holder_name": "Sandbox Company", "account_holder_type": "company",
        "account_type": null, "available_payout_methods": ["standard"], "bank_name": "SANDBOX BANK", "country": account["country"],
        "currency": account["default_currency"], "default_for_currency": true, "fingerprint": "sandboxbank",
        "future_requirements": { "currently_due": [], "errors": [], "past_due": [], "pending_verification": [] },
        "last4": "3000", "metadata": {},
        "requirements": { "currently_due": [], "errors": [], "past_due": [], "pending_verification": [] },
        "routing_number": null, "status": "new",
    })
}

/// Lays a JSON patch over the account. None: no such account.
pub(crate) fn apply_patch(state: &mut State, id: &str, patch: &Value) -> Option<Value> {
    let before = find(state, id)?;
    let mut account = before.clone();
    merge(&mut account, patch);
    account["id"] = before["id"].clone();
    state.put(Kind::Account, PLATFORM, &account);
    tell(state, &before, &account);
    Some(account)
}

/// Emits `account.updated` and one `capability.updated` per capability that changed, with what it was before.
pub(super) fn tell(state: &mut State, before: &Value, after: &Value) {
    let id = after["id"].as_str().unwrap_or_default().to_owned();
    let previous: Map<String, Value> = before
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(key, value)| after[key.as_str()] != **value)
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    emit(state, &id, "account.updated", after, Some(previous.into()));
    for (name, status) in after["capabilities"].as_object().into_iter().flatten() {
        let was = &before["capabilities"][name];
        if was != status {
            let capability = json!({
                "id": name, "object": "capability", "account": id, "future_requirements": requirements(&[], None),
                "requested": true, "requested_at": after["created"], "requirements": after["requirements"], "status": status,
            });
            emit(state, &id, "capability.updated", &capability, Some(json!({ "status": was })));
        }
    }
}

/// The owner takes back the permission: one last event, then the account is out of reach.
pub(crate) fn deauthorize(state: &mut State, id: &str) -> bool {
    if find(state, id).is_none() {
        return false;
    }
    let application = json!({ "id": APPLICATION, "object": "application", "name": "Sandbox platform" });
    emit(state, id, "account.application.deauthorized", &application, None);
    state.put_as(Kind::Revoked, PLATFORM, id, &json!({ "at": state.now() }));
    true
}

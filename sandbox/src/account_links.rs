//! One-time addresses: to Stripe's onboarding, and to the Express dashboard.

use serde_json::{Value, json};

use crate::call::Call;
use crate::errors::{Result, StripeError};
use crate::state::{Kind, PLATFORM, State};
use crate::{accounts, ids};

const SECONDS_VALID: i64 = 300;

/// `POST /v1/account_links`.
pub(crate) fn create(state: &mut State, call: &Call) -> Result {
    let params = &call.params;
    let account = params.required("account")?;
    let kind = params.required("type")?;
    let Some(found) = accounts::find(state, account) else {
        return Err(StripeError::no_such("account", account, "account"));
    };
    let own_dashboard = found.pointer("/controller/stripe_dashboard/type").is_some_and(|t| t != "none");
    if kind == "account_update" && own_dashboard {
        return Err(StripeError::invalid(
            "You cannot create `account_update` type Account Links for this account: its owner updates details in a Stripe-hosted Dashboard.",
        )
        .param("type"));
    }
    for name in ["refresh_url", "return_url"] {
        let url = params.required(name)?;
        if !url.starts_with("https://") && !url.starts_with("http://") {
            return Err(StripeError::invalid("Not a valid URL").code("url_invalid").param(name));
        }
    }
    let token = ids::random(24);
    let expires_at = state.now() + SECONDS_VALID;
    let row = json!({
        "account": account, "return_url": params.text("return_url"), "refresh_url": params.text("refresh_url"),
        "expires_at": expires_at, "used": false,
    });
    state.put_as(Kind::Token, PLATFORM, &token, &row);
    let url = format!("{}/connect/onboarding/{token}", state.base_url);
    Ok(json!({ "object": "account_link", "created": state.now(), "expires_at": expires_at, "url": url }))
}

/// `POST /v1/accounts/{id}/login_links`.
pub(crate) fn create_login_link(state: &mut State, call: &Call, id: &str) -> Result {
    let account = accounts::retrieve(state, call, id)?;
    let express = account.pointer("/controller/stripe_dashboard/type").is_some_and(|t| t == "express");
    if !express {
        return Err(StripeError::invalid(format!(
            "Cannot create a login link for an account that does not have access to the Express Dashboard: {id}."
        )));
    }
    if account["details_submitted"] != true {
        return Err(StripeError::invalid(
            "Cannot create a login link for an account that has not completed onboarding.",
        ));
    }
    let token = ids::random(24);
    let row = json!({ "account": id, "expires_at": state.now() + SECONDS_VALID, "express": true });
    state.put_as(Kind::Token, PLATFORM, &token, &row);
    let url = format!("{}/express/{token}", state.base_url);
    Ok(json!({ "object": "login_link", "created": state.now(), "url": url }))
}

/// What a token in an address stands for, and whether it still opens the door.
pub(crate) fn find_token(state: &State, token: &str) -> Option<(Value, bool)> {
    let row = state.get(Kind::Token, PLATFORM, token)?;
    let open = row["used"] != true && row["expires_at"].as_i64() > Some(state.now());
    Some((row, open))
}

/// Marks a token as used.
pub(crate) fn use_up(state: &mut State, token: &str) {
    if let Some(mut row) = state.get(Kind::Token, PLATFORM, token) {
        row["used"] = true.into();
        state.put_as(Kind::Token, PLATFORM, token, &row);
    }
}

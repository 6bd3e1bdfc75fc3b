//! Idempotency keys: the same key with the same parameters replays the first answer for a day; with others it is
//! refused; while the first call is still executing it is a conflict.

use axum::http::StatusCode;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::call::Call;
use crate::errors::{Result, StripeError};
use crate::state::{Kind, State};

/// A saved answer.
pub(crate) struct Saved {
    pub(crate) status: u16,
    pub(crate) body: Value,
    pub(crate) request_id: String,
}

fn fingerprint(call: &Call) -> String {
    let digest = Sha256::digest(format!("{} {} {}", call.method, call.path, call.params.0));
    digest.iter().fold(String::with_capacity(64), |hex, byte| hex + &format!("{byte:02x}"))
}

/// Claims the key, or gives the saved answer.
pub(crate) fn begin(state: &mut State, call: &Call) -> Result<Option<Saved>> {
    let Some(key) = &call.idempotency_key else { return Ok(None) };
    if state.keys_in_flight.contains(&(call.account.clone(), key.clone())) {
        return Err(StripeError::new(
            StatusCode::CONFLICT,
            "idempotency_error",
            format!("There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): {key}. Please try again later."),
        )
        .code("idempotency_key_in_use"));
    }
    state.forget_old_keys();
    let day_ago = state.now() - 24 * 3600;
    let saved =
        state.get(Kind::Idempotency, &call.account, key).filter(|row| row["at"].as_i64() > Some(day_ago));
    if let Some(row) = saved {
        if row["fingerprint"] != fingerprint(call).as_str() {
            return Err(StripeError::new(
                StatusCode::BAD_REQUEST,
                "idempotency_error",
                format!(
                    "Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '{key}' if you meant to execute a different request."
                ),
            ));
        }
        return Ok(Some(Saved {
            status: row["status"].as_u64().and_then(|s| u16::try_from(s).ok()).unwrap_or(200),
            body: row["body"].clone(),
            request_id: row["request_id"].as_str().unwrap_or_default().to_owned(),
        }));
    }
    state.keys_in_flight.insert((call.account.clone(), key.clone()));
    Ok(None)
}

/// Saves the answer under the key.
pub(crate) fn finish(state: &mut State, call: &Call, status: u16, body: &Value) {
    let Some(key) = &call.idempotency_key else { return };
    let row = json!({
        "fingerprint": fingerprint(call), "status": status, "body": body, "at": state.now(), "request_id": call.request_id,
    });
    state.put_as(Kind::Idempotency, &call.account, key, &row);
    release(state, call);
}

/// Lets the key go without an answer: nothing was executed.
pub(crate) fn release(state: &mut State, call: &Call) {
    if let Some(key) = &call.idempotency_key {
        state.keys_in_flight.remove(&(call.account.clone(), key.clone()));
    }
}

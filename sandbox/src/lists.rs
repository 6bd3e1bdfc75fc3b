//! Cursor lists, newest first, as every Stripe list.

use serde_json::{Value, json};

use crate::call::Call;
use crate::errors::{Result, StripeError};
use crate::form::Params;
use crate::state::{Kind, State};

/// Whether a time satisfies `created` (a number or a range).
fn in_range(params: &Params, time: i64) -> Result<bool> {
    if let Some(exact) = params.integer("created").ok().flatten() {
        return Ok(time == exact);
    }
    let bound = |name: &str| params.integer(&format!("created.{name}"));
    Ok(bound("gt")?.is_none_or(|b| time > b)
        && bound("gte")?.is_none_or(|b| time >= b)
        && bound("lt")?.is_none_or(|b| time < b)
        && bound("lte")?.is_none_or(|b| time <= b))
}

/// One page of the rows that `keep` wants.
pub(crate) fn page(state: &State, call: &Call, kind: Kind, keep: impl Fn(&Value) -> bool) -> Result {
    let params = &call.params;
    let limit = params.integer("limit")?.unwrap_or(10);
    if !(1..=100).contains(&limit) {
        return Err(StripeError::invalid("Invalid limit: must be between 1 and 100").param("limit"));
    }
    let limit = usize::try_from(limit).unwrap_or(10);
    let after = params.text("starting_after");
    let before = params.text("ending_before");
    for (name, cursor) in [("starting_after", after), ("ending_before", before)] {
        if let Some(id) = cursor
            && state.get(kind, &call.account, id).is_none()
        {
            return Err(StripeError::no_such("object", id, name));
        }
    }
    let mut rows = Vec::new();
    for row in state.older(kind, &call.account, after) {
        let id = row["id"].as_str().unwrap_or_default();
        if before.is_some_and(|cursor| id <= cursor) || (before.is_none() && rows.len() > limit) {
            break;
        }
        if in_range(params, row["created"].as_i64().unwrap_or(0))? && keep(&row) {
            rows.push(row);
        }
    }
    let has_more = rows.len() > limit;
    if has_more && before.is_some() {
        rows.drain(..rows.len() - limit);
    }
    rows.truncate(limit);
    Ok(json!({ "object": "list", "data": rows, "has_more": has_more, "url": call.path }))
}

/// Keeps rows whose fields equal the parameters of the same names, where given.
pub(crate) fn matching<'a>(params: &'a Params, names: &'a [&'a str]) -> impl Fn(&Value) -> bool + 'a {
    move |row| names.iter().all(|name| params.text(name).is_none_or(|want| row[*name] == want))
}

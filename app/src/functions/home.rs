//! The first page's one deed.

use leptos::server;
use paylinks::figures::DismissChecklist;

use super::run;
use crate::forms::Problem;

/// Puts the first steps away.
#[server(prefix = "/fn", endpoint = "put-steps-away")]
pub async fn put_steps_away(#[server(default)] idempotency_key: String) -> Result<(), Problem> {
    run(&idempotency_key, DismissChecklist {}).await.map(drop)
}

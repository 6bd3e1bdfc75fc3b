//! API keys and sessions.

use leptos::server;
use paylinks::actor::Scope;
use paylinks::api_keys::{CreateApiKey, CreatedApiKey, RevokeApiKey};
use paylinks::sessions::{RevokeOtherSessions, RevokeSession};

use super::run;
use crate::forms::Problem;

/// Makes an API key; its secret is in the answer and nowhere else.
#[server(prefix = "/fn", endpoint = "create-key")]
pub async fn create_key(
    #[server(default)] name: String,
    #[server(default)] read: Option<String>,
    #[server(default)] write: Option<String>,
    #[server(default)] money: Option<String>,
    #[server(default)] idempotency_key: String,
) -> Result<CreatedApiKey, Problem> {
    let ticked = [(read, Scope::Read), (write, Scope::Write), (money, Scope::Money)];
    let scopes = ticked.into_iter().filter_map(|(tick, scope)| tick.map(|_| scope)).collect();
    run(&idempotency_key, CreateApiKey { name, scopes: Some(scopes) }).await
}

/// Revokes an API key.
#[server(prefix = "/fn", endpoint = "revoke-key")]
pub async fn revoke_key(id: String, #[server(default)] idempotency_key: String) -> Result<(), Problem> {
    run(&idempotency_key, RevokeApiKey { id }).await.map(drop)
}

/// Signs a browser out.
#[server(prefix = "/fn", endpoint = "end-session")]
pub async fn end_session(id: String, #[server(default)] idempotency_key: String) -> Result<(), Problem> {
    run(&idempotency_key, RevokeSession { id }).await.map(drop)
}

/// Signs every other browser out.
#[server(prefix = "/fn", endpoint = "end-other-sessions")]
pub async fn end_other_sessions(#[server(default)] idempotency_key: String) -> Result<(), Problem> {
    run(&idempotency_key, RevokeOtherSessions {}).await.map(drop)
}

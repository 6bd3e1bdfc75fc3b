//! API keys: a public half `plk_…` and a secret half `pls_…` that is shown once and stored as a keyed hash.

mod operations;
mod store;

use std::time::Duration;

pub(crate) use self::store::sql::ALL as STATEMENTS;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use self::operations::{
    ApiKeyList, ApiToken, CreateApiKey, CreatedApiKey, ExchangeApiKey, ListApiKeys, RevokeApiKey,
};
use crate::actor::Scope;
use crate::clock::Timestamp;
use crate::core::Core;
use crate::error::{Error, Fields, Result};

/// Keys in use at most.
pub const MOST_KEYS: i64 = 20;
/// «Last used» is written again after this long.
const SEEN_AFTER: Duration = Duration::from_mins(1);

/// An API key without its secret.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ApiKey {
    /// The row's id, to revoke it by.
    pub id: String,
    /// The public half, `plk_…`.
    pub key_id: String,
    /// The key's name.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last used, to the minute.
    pub last_used_at: Option<Timestamp>,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
}

/// The name of a key that is still in use; notes that it was used.
///
/// # Errors
/// `UNAUTHORIZED` when it was revoked.
pub async fn name_in_use(core: &Core, merchant_id: &str, id: &str) -> Result<String> {
    let key = store::find(&core.db, merchant_id, id).await?;
    let key = key.filter(|key| key.revoked_at.is_none()).ok_or_else(Error::unauthenticated)?;
    let now = core.clock.now();
    if key.last_used_at.is_none_or(|seen| Timestamp(seen).plus(SEEN_AFTER) <= now) {
        store::note_use(core, id, now).await?;
    }
    Ok(key.name)
}

/// The keyed hash under which a secret is stored.
fn hash(core: &Core, secret: &str) -> String {
    core.secrets.mark("api-key", secret)
}

fn write_scopes(scopes: &[Scope]) -> String {
    scopes.iter().map(|scope| scope.as_str()).collect::<Vec<_>>().join(",")
}

fn read_scopes(text: &str) -> Vec<Scope> {
    text.split(',').filter_map(|part| Scope::parse(part).ok()).collect()
}

/// Scopes in order and once each; a key without any scope could do nothing.
fn check_scopes(mut scopes: Vec<Scope>) -> Result<Vec<Scope>> {
    scopes.sort_unstable();
    scopes.dedup();
    if scopes.is_empty() {
        return Err(Fields::default().with("scopes", crate::error::Code::Required, None).error());
    }
    Ok(scopes)
}

//! Operations on API keys.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{ApiKey, MOST_KEYS, check_scopes, hash, read_scopes, store, write_scopes};
use crate::actor::{Actor, Scope};
use crate::clock::Timestamp;
use crate::core::Core;
use crate::error::{Code, Error, Fields, Kind, Result};
use crate::events::{self, NewEvent};
use crate::id::{new_id, random_hex, same};
use crate::limits::{self, Limit};
use crate::merchants::{self, check_name};
use crate::operation::{Access, Method, Operation, Spec};
use crate::sign_in::User;
use crate::tokens;
use crate::wire::Message;

/// Turns an API key into a bearer token for an hour.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExchangeApiKey {
    /// The public half, `plk_…`.
    #[schemars(example = &"plk_0123456789abcdef0123456789abcdef")]
    pub key_id: String,
    /// The secret half, `pls_…`.
    #[schemars(example = &"pls_0123456789abcdef")]
    pub key_secret: String,
}

/// A bearer token for an API key.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ApiToken {
    /// The bearer token.
    pub token: String,
    /// Always `Bearer`.
    pub token_type: String,
    /// The token's life in seconds.
    pub expires_in_seconds: u64,
    /// The user who made the key.
    pub user: User,
}

impl Operation for ExchangeApiKey {
    const SPEC: Spec = Spec {
        title: "Exchange an API key",
        summary: "Turns an API key into a bearer token that lives for an hour.",
        access: Access::Public,
        secret: true,
        ..Spec::write("exchange_api_key", "Auth", Method::Post, "/auth/api/token")
    };
    type Output = ApiToken;

    fn limits(&self, actor: &Actor) -> Vec<Limit> {
        vec![Limit::new(&limits::TOKEN_PER_IP, &actor.ip)]
    }

    fn key_space(&self) -> String {
        self.key_id.clone()
    }

    async fn run(self, core: &Core, actor: &Actor) -> Result<ApiToken> {
        let key = store::find_by_key_id(core, &self.key_id).await?;
        // An unknown key costs the same comparison as a known one.
        let expected = key.as_ref().map_or_else(|| hash(core, "unknown"), |key| key.secret_hash.clone());
        let genuine = same(&expected, &hash(core, &self.key_secret));
        let Some(key) = key.filter(|key| genuine && key.revoked_at.is_none()) else {
            let who = format!("{} {}", self.key_id, actor.ip);
            core.limits.check(&Limit::new(&limits::TOKEN_FAILURES, who))?;
            return Err(Error::new(Kind::Unauthenticated, Code::Unauthorized));
        };
        store::note_use(core, &key.id, core.clock.now()).await?;
        let account = merchants::account(core, &key.user_id, Some(&key.merchant_id)).await?;
        let scopes = read_scopes(&key.scopes);
        Ok(ApiToken {
            token: tokens::issue(core, &account, Some((&key.id, &scopes)))?,
            token_type: "Bearer".into(),
            expires_in_seconds: tokens::KEY_LIFE.as_secs(),
            user: User { id: account.user_id, email: account.email, role: account.role },
        })
    }
}

/// Lists the merchant's API keys, revoked ones too.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ListApiKeys {}

/// The merchant's API keys.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct ApiKeyList {
    /// The keys, newest first.
    pub data: Vec<ApiKey>,
}

impl Operation for ListApiKeys {
    const SPEC: Spec = Spec {
        title: "List API keys",
        summary: "Lists the merchant's API keys without their secrets.",
        access: Access::Person,
        ..Spec::read("list_api_keys", "Auth", "/auth/api-keys")
    };
    type Output = ApiKeyList;

    async fn run(self, core: &Core, actor: &Actor) -> Result<ApiKeyList> {
        let rows = store::list(core, actor.merchant()?).await?;
        Ok(ApiKeyList { data: rows.into_iter().map(ApiKey::from).collect() })
    }
}

/// Makes an API key. Its secret is in this answer and nowhere else.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CreateApiKey {
    /// A name to know it by, 80 characters at most.
    #[schemars(example = "Online shop")]
    pub name: String,
    /// What it may do: read, write, money. Read and write when left out.
    #[schemars(example = [Scope::Read, Scope::Write])]
    pub scopes: Option<Vec<Scope>>,
}

/// A new API key with its secret.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CreatedApiKey {
    /// The row's id, to revoke it by.
    pub id: String,
    /// The public half, `plk_…`.
    pub key_id: String,
    /// The secret half, `pls_…`; shown once.
    pub key_secret: String,
    /// The key's name.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// When it was made.
    pub created_at: Timestamp,
}

impl Operation for CreateApiKey {
    const SPEC: Spec = Spec {
        title: "Create an API key",
        summary: "Makes an API key and shows its secret once.",
        access: Access::Person,
        status: 201,
        secret: true,
        ..Spec::write("create_api_key", "Auth", Method::Post, "/auth/api-keys")
    };
    type Output = CreatedApiKey;

    async fn run(self, core: &Core, actor: &Actor) -> Result<CreatedApiKey> {
        let mut wrong = Fields::default();
        let name = wrong.take(check_name(&self.name, "name", 80))?;
        let scopes =
            wrong.take(check_scopes(self.scopes.unwrap_or_else(|| vec![Scope::Read, Scope::Write])))?;
        let (Some(name), Some(scopes)) = (name, scopes) else { return Err(wrong.error()) };
        let merchant_id = actor.merchant()?;
        let now = core.clock.now();
        let id = new_id(now);
        let key_id = format!("plk_{}", random_hex(16)?);
        let key_secret = format!("pls_{}", random_hex(32)?);
        let mut tx = core.db.begin().await?;
        if store::count(&mut tx, merchant_id).await? >= MOST_KEYS {
            let most = Some(MOST_KEYS.to_string());
            let told = Fields::default().with("name", Code::TooManyKeys, most).error();
            return Err(told.of_kind(Kind::Conflict));
        }
        let key = store::NewKey {
            id: &id,
            merchant_id,
            user_id: actor.user()?,
            key_id: &key_id,
            secret_hash: &hash(core, &key_secret),
            name: &name,
            scopes: &write_scopes(&scopes),
        };
        store::insert(&mut tx, now, &key).await?;
        let data = json!({ "name": name, "scopes": scopes });
        let event = NewEvent { merchant_id, kind: "api_key.created", subject_id: &id, data };
        events::record(&mut tx, actor, now, &event).await?;
        tx.commit().await?;
        Ok(CreatedApiKey { id, key_id, key_secret, name, scopes, created_at: now })
    }
}

/// Revokes an API key; tokens made from it stop working at once.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RevokeApiKey {
    /// The key's row id from the list.
    pub id: String,
}

impl Operation for RevokeApiKey {
    const SPEC: Spec = Spec {
        title: "Revoke an API key",
        summary: "Revokes an API key and every token made from it.",
        access: Access::Person,
        ..Spec::write("revoke_api_key", "Auth", Method::Delete, "/auth/api-keys/{id}")
    };
    type Output = Message;

    async fn run(self, core: &Core, actor: &Actor) -> Result<Message> {
        let merchant_id = actor.merchant()?;
        let now = core.clock.now();
        let mut tx = core.db.begin().await?;
        if store::revoke(&mut tx, merchant_id, &self.id, now).await? == 0 {
            return Err(Error::not_found());
        }
        let event = NewEvent { merchant_id, kind: "api_key.revoked", subject_id: &self.id, data: json!({}) };
        events::record(&mut tx, actor, now, &event).await?;
        tx.commit().await?;
        Ok(Message::new("API key revoked"))
    }
}

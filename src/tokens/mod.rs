//! Bearer tokens: HS256 JWTs with issuer, audience and key id, void at once when the user's token version
//! is raised or the API key behind them is revoked.

use std::time::Duration;

use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};

use crate::actor::{Actor, Door, Scope, Who};
use crate::core::Core;
use crate::error::{Error, Result};
use crate::merchants::Account;
use crate::{api_keys, id, merchants};

/// The life of a token from a mailed link.
pub const PERSON_LIFE: Duration = Duration::from_hours(7 * 24);
/// The life of a token from an API key.
pub const KEY_LIFE: Duration = Duration::from_hours(1);

const AUDIENCE: &str = "paylinks-api";
const KIND: &str = "access";

#[derive(Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    typ: String,
    sub: String,
    jti: String,
    iat: i64,
    exp: i64,
    /// The user's token version.
    tv: i64,
    scope: String,
    role: String,
    /// The merchant acted for; the user's first one when it is missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    mer: Option<String>,
    /// The row id of the API key behind it.
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<String>,
}

/// Makes a token for a person, or for the API key with this row id and these scopes.
///
/// # Errors
/// Internal, when signing fails.
pub fn issue(core: &Core, account: &Account, key: Option<(&str, &[Scope])>) -> Result<String> {
    let now = core.clock.now();
    let (life, scopes) = key.map_or((PERSON_LIFE, Scope::ALL.as_slice()), |(_, scopes)| (KEY_LIFE, scopes));
    let claims = Claims {
        iss: core.config.public_url.clone(),
        aud: AUDIENCE.into(),
        typ: KIND.into(),
        sub: account.user_id.clone(),
        jti: id::random_hex(16)?,
        iat: now.seconds(),
        exp: now.plus(life).seconds(),
        tv: account.token_version,
        scope: scopes.iter().map(|scope| scope.as_str()).collect::<Vec<_>>().join(" "),
        role: account.role.clone(),
        mer: Some(account.merchant_id.clone()),
        key: key.map(|(key_id, _)| key_id.to_owned()),
    };
    let secret = core.secrets.key("jwt");
    let header = Header { kid: Some(key_name(&secret)), ..Header::new(Algorithm::HS256) };
    let signing = EncodingKey::from_secret(secret.as_bytes());
    jsonwebtoken::encode(&header, &claims, &signing).map_err(Error::internal)
}

/// The caller behind a bearer token.
///
/// # Errors
/// `UNAUTHORIZED` for whatever is not right with it.
pub async fn authenticate(core: &Core, bearer: &str) -> Result<Actor> {
    let claims = read(core, bearer).ok_or_else(Error::unauthenticated)?;
    let account = merchants::account(core, &claims.sub, claims.mer.as_deref()).await?;
    if account.token_version != claims.tv {
        return Err(Error::unauthenticated());
    }
    let scopes = claims.scope.split(' ').filter_map(|text| Scope::parse(text).ok()).collect();
    let who = match claims.key {
        None => Who::Person { user_id: account.user_id.clone(), email: account.email.clone() },
        Some(key_id) => {
            let name = api_keys::name_in_use(core, &account.merchant_id, &key_id).await?;
            Who::Key { user_id: account.user_id.clone(), key_id, name }
        }
    };
    Ok(Actor {
        who,
        scopes,
        door: Door::Rest,
        language: account.language(),
        merchant_id: Some(account.merchant_id),
        ..Actor::default()
    })
}

fn read(core: &Core, bearer: &str) -> Option<Claims> {
    let secret = core.secrets.key("jwt");
    let header = jsonwebtoken::decode_header(bearer).ok()?;
    if header.kid.as_deref() != Some(key_name(&secret).as_str()) {
        return None;
    }
    let mut rules = Validation::new(Algorithm::HS256);
    rules.set_audience(&[AUDIENCE]);
    rules.set_issuer(&[&core.config.public_url]);
    // Expiry is judged by our own clock below.
    rules.validate_exp = false;
    rules.required_spec_claims = ["exp", "aud", "iss", "sub"].map(String::from).into();
    let key = DecodingKey::from_secret(secret.as_bytes());
    let claims = jsonwebtoken::decode::<Claims>(bearer, &key, &rules).ok()?.claims;
    (claims.typ == KIND && claims.exp > core.clock.now().seconds()).then_some(claims)
}

/// A name for the signing key that says nothing about it.
fn key_name(secret: &str) -> String {
    id::sha256_hex(secret).chars().take(8).collect()
}

//! Page sessions: tower-sessions over the core's rows. The core decides when a session ends; the cookie
//! is `__Host-session` on https, and its id changes whenever somebody signs in.

use std::fmt;

use async_trait::async_trait;
use paylinks::core::Core;
use paylinks::error::{Error, Result};
use paylinks::sessions::{self, ABSOLUTE, PageSession};
use time::{Duration, OffsetDateTime};
use tower_sessions::cookie::SameSite;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{self, SessionStore};
use tower_sessions::{Expiry, Session, SessionManagerLayer};

use crate::actor::Visitor;

const USER: &str = "user";
const MERCHANT: &str = "merchant";
const IP: &str = "ip";
const USER_AGENT: &str = "userAgent";

/// The name of the cookie that holds a session's id.
pub(crate) const fn cookie_name(https: bool) -> &'static str {
    if https { "__Host-session" } else { "session" }
}

/// The layer that finds and keeps the session of a page request.
#[must_use]
pub fn layer(core: &Core) -> SessionManagerLayer<Store> {
    let https = core.config.https();
    SessionManagerLayer::new(Store(core.clone()))
        .with_name(cookie_name(https))
        .with_secure(https)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(Duration::seconds(seconds(ABSOLUTE))))
}

/// The id of the user who is signed in here.
///
/// # Errors
/// Internal, when the database refuses.
pub async fn user(session: &Session) -> Result<Option<String>> {
    session.get(USER).await.map_err(Error::internal)
}

/// The merchant that the user chose to act for here.
///
/// # Errors
/// Internal, when the database refuses.
pub async fn merchant(session: &Session) -> Result<Option<String>> {
    session.get(MERCHANT).await.map_err(Error::internal)
}

/// Remembers the merchant that the user acts for here from now on.
///
/// # Errors
/// Internal, when the database refuses.
pub async fn choose(session: &Session, merchant_id: &str) -> Result<()> {
    session.insert(MERCHANT, merchant_id).await.map_err(Error::internal)
}

/// Signs a user in under a fresh session id.
///
/// # Errors
/// Internal, when the database refuses.
pub async fn sign_in(session: &Session, user_id: &str, visitor: &Visitor) -> Result<()> {
    session.clear().await;
    session.cycle_id().await.map_err(Error::internal)?;
    for (key, value) in [(USER, user_id), (IP, &visitor.ip), (USER_AGENT, &visitor.user_agent)] {
        session.insert(key, value).await.map_err(Error::internal)?;
    }
    Ok(())
}

/// Ends the session and forgets its cookie.
///
/// # Errors
/// Internal, when the database refuses.
pub async fn sign_out(session: &Session) -> Result<()> {
    session.flush().await.map_err(Error::internal)
}

fn seconds(span: std::time::Duration) -> i64 {
    i64::try_from(span.as_secs()).unwrap_or(i64::MAX)
}

/// Sessions in the core's table.
#[derive(Clone)]
pub struct Store(Core);

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Store")
    }
}

fn broken(error: &Error) -> session_store::Error {
    session_store::Error::Backend(format!("{error:?}"))
}

#[async_trait]
impl SessionStore for Store {
    async fn create(&self, record: &mut Record) -> session_store::Result<()> {
        // 128 random bits do not collide; saving under the id is enough.
        self.save(record).await
    }

    async fn save(&self, record: &Record) -> session_store::Result<()> {
        let text = |key: &str| record.data.get(key).and_then(|value| value.as_str()).map(ToOwned::to_owned);
        let session = PageSession {
            user_id: text(USER),
            ip: text(IP).unwrap_or_default(),
            user_agent: text(USER_AGENT).unwrap_or_default(),
            data: serde_json::to_string(&record.data)
                .map_err(|error| session_store::Error::Encode(error.to_string()))?,
        };
        sessions::save(&self.0, &record.id.to_string(), &session).await.map_err(|error| broken(&error))
    }

    async fn load(&self, id: &Id) -> session_store::Result<Option<Record>> {
        let found = sessions::load(&self.0, &id.to_string()).await.map_err(|error| broken(&error))?;
        let Some((session, ends)) = found else { return Ok(None) };
        let data = serde_json::from_str(&session.data)
            .map_err(|error| session_store::Error::Decode(error.to_string()))?;
        let expiry_date: OffsetDateTime = ends.utc();
        Ok(Some(Record { id: *id, data, expiry_date }))
    }

    async fn delete(&self, id: &Id) -> session_store::Result<()> {
        sessions::delete(&self.0, &id.to_string()).await.map_err(|error| broken(&error))
    }
}

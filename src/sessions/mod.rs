//! Page sessions: rows under the hash of the cookie, idle for 24 hours or seven days old at most, shown to
//! their person and revocable. The cookie itself is the door's business.

mod operations;
mod store;

use std::time::Duration;

pub use self::operations::{ListSessions, RevokeOtherSessions, RevokeSession, SessionList, SessionRow};
pub(crate) use self::store::sql::ALL as STATEMENTS;
use crate::clock::Timestamp;
use crate::core::Core;
use crate::error::Result;
use crate::id::sha256_hex;

/// A session ends after this long without a request.
pub const IDLE: Duration = Duration::from_hours(24);
/// A session ends after this long whatever happens.
pub const ABSOLUTE: Duration = Duration::from_hours(7 * 24);

/// What the door keeps of a session.
#[derive(Clone, Debug)]
pub struct PageSession {
    /// The door's own data, JSON.
    pub data: String,
    /// Whose it is; None before sign-in.
    pub user_id: Option<String>,
    /// What the browser calls itself.
    pub user_agent: String,
    /// The address it was last seen from.
    pub ip: String,
}

/// Stores the session under the hash of its secret id; a new one starts its seven days now.
///
/// # Errors
/// Internal, when the database refuses.
pub async fn save(core: &Core, secret_id: &str, session: &PageSession) -> Result<()> {
    store::save(core, &sha256_hex(secret_id), session).await
}

/// The session of this secret id and the moment it ends, unless it has ended. Seen at most once a minute.
///
/// # Errors
/// Internal, when the database refuses.
pub async fn load(core: &Core, secret_id: &str) -> Result<Option<(PageSession, Timestamp)>> {
    store::load(core, &sha256_hex(secret_id)).await
}

/// Ends the session.
///
/// # Errors
/// Internal, when the database refuses.
pub async fn delete(core: &Core, secret_id: &str) -> Result<()> {
    store::delete(core, &sha256_hex(secret_id)).await
}

/// Forgets sessions that have ended.
///
/// # Errors
/// Internal, when the database refuses.
pub async fn forget(core: &Core, now: Timestamp) -> Result<()> {
    store::forget(core, now).await
}

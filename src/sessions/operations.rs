//! Operations on page sessions.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::store;
use crate::actor::Actor;
use crate::clock::Timestamp;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::id::sha256_hex;
use crate::operation::{Access, Method, Operation, Spec};
use crate::wire::Message;

/// Lists where you are signed in.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ListSessions {}

/// A place where you are signed in.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SessionRow {
    /// The id to revoke it by.
    pub id: String,
    /// Whether it is the one that asks.
    pub current: bool,
    /// What the browser calls itself.
    pub user_agent: String,
    /// The address it signed in from.
    pub ip: String,
    /// When it signed in.
    pub created_at: Timestamp,
    /// When it was last seen, to the minute.
    pub last_seen_at: Timestamp,
}

/// Where you are signed in.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SessionList {
    /// The sessions, the one seen last first.
    pub data: Vec<SessionRow>,
}

impl Operation for ListSessions {
    const SPEC: Spec = Spec {
        title: "List sessions",
        summary: "Lists the browsers in which you are signed in.",
        access: Access::Person,
        ..Spec::read("list_sessions", "Auth", "/auth/sessions")
    };
    type Output = SessionList;

    async fn run(self, core: &Core, actor: &Actor) -> Result<SessionList> {
        let current = actor.session_id.as_deref().map(sha256_hex);
        let rows = store::list(core, actor.user()?).await?;
        let data = rows
            .into_iter()
            .map(|row| SessionRow {
                current: current.as_ref() == Some(&row.id),
                id: row.public_id,
                user_agent: row.user_agent,
                ip: row.ip,
                created_at: Timestamp(row.created_at),
                last_seen_at: Timestamp(row.last_seen_at),
            })
            .collect();
        Ok(SessionList { data })
    }
}

/// Signs one browser out.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RevokeSession {
    /// The session's id from the list.
    pub id: String,
}

impl Operation for RevokeSession {
    const SPEC: Spec = Spec {
        title: "Revoke a session",
        summary: "Signs one browser out at once.",
        access: Access::Person,
        ..Spec::write("revoke_session", "Auth", Method::Delete, "/auth/sessions/{id}")
    };
    type Output = Message;

    async fn run(self, core: &Core, actor: &Actor) -> Result<Message> {
        match store::revoke(core, actor.user()?, &self.id).await? {
            0 => Err(Error::not_found()),
            _ => Ok(Message::new("Session revoked")),
        }
    }
}

/// Signs every other browser out.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RevokeOtherSessions {}

impl Operation for RevokeOtherSessions {
    const SPEC: Spec = Spec {
        title: "Revoke all other sessions",
        summary: "Signs every browser out at once but the one that asks.",
        access: Access::Person,
        ..Spec::write("revoke_other_sessions", "Auth", Method::Delete, "/auth/sessions")
    };
    type Output = Message;

    async fn run(self, core: &Core, actor: &Actor) -> Result<Message> {
        let kept = actor.session_id.as_deref().map(sha256_hex).unwrap_or_default();
        store::revoke_others(core, actor.user()?, &kept).await?;
        Ok(Message::new("Sessions revoked"))
    }
}

//! Who asks: nobody, a person, an API key or the system, and through which door.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::{Code, Error, Result};

/// What a key or token may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// See everything of the merchant.
    Read,
    /// Change what does not move money.
    Write,
    /// Move money: refunds, payouts.
    Money,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Self; 3] = [Self::Read, Self::Write, Self::Money];

    /// The scope as it stands on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Money => "money",
        }
    }

    /// Reads the wire text.
    ///
    /// # Errors
    /// `BAD_SCOPE` on the field `scopes`.
    pub fn parse(text: &str) -> Result<Self> {
        let known = Self::ALL.into_iter().find(|scope| scope.as_str() == text);
        known.ok_or_else(|| {
            crate::error::Fields::default().with("scopes", Code::BadScope, Some(text.to_owned())).error()
        })
    }
}

/// The door a call came through; it stands in every event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Door {
    /// A page of ours.
    #[default]
    Page,
    /// The REST API.
    Rest,
    /// The command line.
    Cli,
    /// Stripe's news.
    Stripe,
    /// Our own jobs.
    System,
}

impl Door {
    /// The door as it stands in an event.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Rest => "rest",
            Self::Cli => "cli",
            Self::Stripe => "stripe",
            Self::System => "system",
        }
    }
}

/// Who it is.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Who {
    /// Nobody known: a buyer, a visitor.
    #[default]
    Anonymous,
    /// A signed-in person.
    Person {
        /// The user's id.
        user_id: String,
        /// The user's e-mail, to name them in events.
        email: String,
    },
    /// An API key.
    Key {
        /// The user who made the key.
        user_id: String,
        /// The row id of the key.
        key_id: String,
        /// The key's name, to name it in events.
        name: String,
    },
    /// The product itself.
    System,
}

/// The caller of an operation.
#[derive(Clone, Debug, Default)]
pub struct Actor {
    /// Who it is.
    pub who: Who,
    /// The merchant they act for.
    pub merchant_id: Option<String>,
    /// What they may do.
    pub scopes: Vec<Scope>,
    /// The door they came through.
    pub door: Door,
    /// The caller's address, for limits only.
    pub ip: String,
    /// The id of their page session, when they have one.
    pub session_id: Option<String>,
    /// The value of the sign-in cookie that ties a mailed link to its browser.
    pub browser: Option<String>,
    /// What the browser calls itself, shown in the list of sessions.
    pub user_agent: String,
    /// The language they read: `en` or `ro`.
    pub language: crate::language::Language,
}

impl Actor {
    /// The product itself.
    #[must_use]
    pub fn system() -> Self {
        Self { who: Who::System, door: Door::System, ..Self::default() }
    }

    /// The merchant acted for.
    ///
    /// # Errors
    /// `UNAUTHORIZED` when nobody is signed in.
    pub fn merchant(&self) -> Result<&str> {
        self.merchant_id.as_deref().ok_or_else(Error::unauthenticated)
    }

    /// The user behind the call.
    ///
    /// # Errors
    /// `UNAUTHORIZED` when nobody is signed in.
    pub fn user(&self) -> Result<&str> {
        match &self.who {
            Who::Person { user_id, .. } | Who::Key { user_id, .. } => Ok(user_id),
            Who::Anonymous | Who::System => Err(Error::unauthenticated()),
        }
    }

    /// The e-mail that the caller has proven by a mailed link; keys have proven none.
    ///
    /// # Errors
    /// `UNAUTHORIZED` for anybody but a signed-in person.
    pub fn proven_email(&self) -> Result<&str> {
        match &self.who {
            Who::Person { email, .. } => Ok(email),
            _ => Err(Error::unauthenticated()),
        }
    }

    /// The kind and the name under which events show this caller.
    #[must_use]
    pub fn signature(&self) -> (&'static str, &str) {
        match &self.who {
            Who::Anonymous => ("buyer", ""),
            Who::Person { email, .. } => ("person", email),
            Who::Key { name, .. } => ("key", name),
            Who::System if self.door == Door::Stripe => ("stripe", ""),
            Who::System => ("system", ""),
        }
    }
}

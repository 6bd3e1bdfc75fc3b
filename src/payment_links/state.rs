//! How a link stands.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a link stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LinkState {
    /// It sells, when its merchant can take money.
    Active,
    /// It is switched off.
    Inactive,
    /// It has sold as often as it may.
    UsedUp,
    /// Its time to sell has not begun.
    NotOpen,
    /// Its time to sell is over.
    Closed,
    /// It is put away.
    Archived,
}

impl LinkState {
    /// The state on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Inactive => "inactive",
            Self::UsedUp => "used_up",
            Self::NotOpen => "not_open",
            Self::Closed => "closed",
            Self::Archived => "archived",
        }
    }
}

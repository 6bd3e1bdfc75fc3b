//! Values bound to a statement: text, whole numbers, flags, and their absent forms. Nothing else is stored.

use serde::{Deserialize, Deserializer};

/// One bound value.
#[derive(Clone, Debug)]
pub enum Arg {
    /// Text, or absent text.
    Text(Option<String>),
    /// A whole number: money in minor units, time in milliseconds, a count.
    Int(Option<i64>),
    /// A flag.
    Flag(bool),
}

/// The values of one statement in order.
pub type Args = Vec<Arg>;

/// Lists the values of a statement: `args![id, now, title]`.
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::db::Arg::from($value)),*] };
}

impl From<&str> for Arg {
    fn from(value: &str) -> Self {
        Self::Text(Some(value.to_owned()))
    }
}

impl From<String> for Arg {
    fn from(value: String) -> Self {
        Self::Text(Some(value))
    }
}

impl From<&String> for Arg {
    fn from(value: &String) -> Self {
        Self::Text(Some(value.clone()))
    }
}

impl From<Option<String>> for Arg {
    fn from(value: Option<String>) -> Self {
        Self::Text(value)
    }
}

impl From<Option<&str>> for Arg {
    fn from(value: Option<&str>) -> Self {
        Self::Text(value.map(ToOwned::to_owned))
    }
}

impl From<i64> for Arg {
    fn from(value: i64) -> Self {
        Self::Int(Some(value))
    }
}

impl From<Option<i64>> for Arg {
    fn from(value: Option<i64>) -> Self {
        Self::Int(value)
    }
}

impl From<bool> for Arg {
    fn from(value: bool) -> Self {
        Self::Flag(value)
    }
}

impl From<crate::clock::Timestamp> for Arg {
    fn from(value: crate::clock::Timestamp) -> Self {
        Self::Int(Some(value.0))
    }
}

impl From<crate::clock::Day> for Arg {
    fn from(value: crate::clock::Day) -> Self {
        Self::Text(Some(value.to_string()))
    }
}

impl From<crate::money::Currency> for Arg {
    fn from(value: crate::money::Currency) -> Self {
        Self::Text(Some(value.code().to_owned()))
    }
}

/// Reads a flag out of `SQLite`'s JSON, which has numbers for flags.
///
/// # Errors
/// When it is no number.
pub(crate) fn flag<'de, D: Deserializer<'de>>(from: D) -> Result<bool, D::Error> {
    Ok(i64::deserialize(from)? != 0)
}

//! Shapes that many answers share on the wire.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::page::Page;

/// One page of a list.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "{T}List")]
pub struct List<T> {
    /// The rows in the order of the list.
    pub data: Vec<T>,
    /// The cursor of the next page; null on the last one.
    pub next_cursor: Option<String>,
    /// Whether there is a next page.
    pub has_more: bool,
}

impl<T> From<Page<T>> for List<T> {
    fn from(page: Page<T>) -> Self {
        Self { data: page.rows, has_more: page.next.is_some(), next_cursor: page.next }
    }
}

/// A short sentence about what was done.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Message {
    /// What was done.
    pub message: String,
}

impl Message {
    /// Says `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self { message: text.to_owned() }
    }
}

/// Done, and nothing more is said.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Done {
    /// Always true.
    pub ok: bool,
}

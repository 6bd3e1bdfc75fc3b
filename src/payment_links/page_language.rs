//! The language that a link's pages speak.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::language::Language;

/// The language of a link's pages. What a buyer chooses goes before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PageLanguage {
    /// The one that the buyer's browser asks for.
    #[default]
    Auto,
    /// English.
    En,
    /// Romanian.
    Ro,
}

impl PageLanguage {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Auto, Self::En, Self::Ro];

    /// The word on the wire: `auto`, `en` or `ro`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.fixed().map_or("auto", Language::tag)
    }

    /// The setting of this word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|setting| setting.as_str() == word)
    }

    /// The language, when it does not depend on the browser.
    #[must_use]
    pub const fn fixed(self) -> Option<Language> {
        match self {
            Self::Auto => None,
            Self::En => Some(Language::En),
            Self::Ro => Some(Language::Ro),
        }
    }
}

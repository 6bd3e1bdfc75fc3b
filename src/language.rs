//! The languages that pages and mails speak.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A language of ours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Romanian.
    Ro,
}

impl Language {
    /// The language's tag: `en` or `ro`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ro => "ro",
        }
    }

    /// The language of a tag such as `ro` or `ro-RO`.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "en" => Some(Self::En),
            "ro" => Some(Self::Ro),
            _ => None,
        }
    }

    /// The first language of ours in an `Accept-Language` header; order counts, weights of zero do not.
    #[must_use]
    pub fn negotiate(header: &str) -> Self {
        let mut wanted = header.split(',').filter(|part| !part.replace(' ', "").ends_with(";q=0"));
        wanted.find_map(|part| Self::parse(part.split(';').next()?)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browsers_first_known_language_wins() {
        assert_eq!(Language::negotiate("fr-FR, ro;q=0.9, en;q=0.8"), Language::Ro);
        assert_eq!(Language::negotiate("de"), Language::En);
        assert_eq!(Language::negotiate("ro;q=0, en"), Language::En);
    }
}

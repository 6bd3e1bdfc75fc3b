//! What somebody searches for. Text is compared folded: small letters without their marks, so that `stefan`
//! finds `Ștefan` on both engines.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::error::{Code, Error, Fields, Result};

/// Characters of a search at most.
const LONGEST: usize = 100;

/// Text as it is searched in: small letters without their marks.
#[must_use]
pub fn fold(text: &str) -> String {
    let letters = text.nfkd().flat_map(char::to_lowercase);
    // The last code point of all stands for «behind every title» when titles are paged.
    letters.filter(|letter| !is_combining_mark(*letter) && *letter != char::MAX).collect()
}

/// What is searched for, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needle {
    text: String,
    folded: String,
}

impl Needle {
    /// Reads the wire's `q`; blank text searches for nothing.
    ///
    /// # Errors
    /// `TOO_LONG` or `BAD_CHARACTERS` on the field `q`.
    pub fn read(text: Option<&str>) -> Result<Option<Self>> {
        let text = text.unwrap_or_default().trim();
        if text.chars().count() > LONGEST {
            return Err(Fields::default().with("q", Code::TooLong, Some(LONGEST.to_string())).error());
        }
        if text.chars().any(char::is_control) {
            return Err(Error::field("q", Code::BadCharacters));
        }
        let found = Self { folded: fold(text), text: text.to_owned() };
        Ok(Some(found).filter(|needle| !needle.folded.is_empty()))
    }

    /// The text as it was typed, without the space around it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text as it is compared.
    #[must_use]
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// The pattern of `like … escape '\'` that finds the text anywhere.
    #[must_use]
    pub fn pattern(&self) -> String {
        let mut pattern = String::with_capacity(self.folded.len() + 2);
        pattern.push('%');
        for letter in self.folded.chars() {
            if matches!(letter, '%' | '_' | '\\') {
                pattern.push('\\');
            }
            pattern.push(letter);
        }
        pattern.push('%');
        pattern
    }

    /// The four digits at the end of a card, when the text can be those.
    #[must_use]
    pub fn last4(&self) -> Option<&str> {
        let digits = self.text.len() == 4 && self.text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then_some(self.text.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needle(text: &str) -> Needle {
        Needle::read(Some(text)).unwrap().unwrap()
    }

    #[test]
    fn letters_lose_case_and_marks() {
        assert_eq!(fold("Ștefan ŢĂRÂNĂ, Åsa Őry"), "stefan tarana, asa ory");
        assert_eq!(fold("İstanbul ＡＢＣ"), "istanbul abc");
        assert_eq!(fold("Тест 日本 🍵"), "тест 日本 🍵");
        assert_eq!(fold("a\u{10ffff}b"), "ab");
    }

    #[test]
    fn a_pattern_means_its_letters() {
        assert_eq!(needle(" 100%_A\\b ").pattern(), "%100\\%\\_a\\\\b%");
        assert_eq!(needle("4242").last4(), Some("4242"));
        assert_eq!(needle("42 42").last4(), None);
    }

    #[test]
    fn searches_are_checked() {
        assert_eq!(Needle::read(None).unwrap(), None);
        assert_eq!(Needle::read(Some("  ")).unwrap(), None);
        assert_eq!(Needle::read(Some(&"x".repeat(101))).unwrap_err().code, Code::TooLong);
        assert!(Needle::read(Some(&"ș".repeat(100))).is_ok());
        assert_eq!(Needle::read(Some("a\0b")).unwrap_err().code, Code::BadCharacters);
    }
}

//! A sentence cut into words, numbers and marks, each of which is read once.

use std::ops::Range;

use crate::needle::fold;

/// What a piece of a sentence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, with hyphens and apostrophes inside.
    Word,
    /// Digits, with the marks of an amount inside.
    Number,
    /// Anything else, one character.
    Mark,
}

/// A piece of a sentence.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Where it stands, bytes.
    pub(super) at: Range<usize>,
    /// Its text in small letters without marks above or below.
    pub(super) folded: String,
    /// Whether something was read from it, so that it is no part of the title.
    pub(super) read: bool,
}

/// The pieces of a sentence.
pub(super) struct Tokens<'t> {
    pub(super) text: &'t str,
    pub(super) all: Vec<Token>,
}

impl<'t> Tokens<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let mut all = Vec::new();
        let mut start = 0;
        while let Some(first) = text[start..].chars().next() {
            let length = piece(&text[start..]);
            if !first.is_whitespace() {
                let at = start..start + length;
                let kind = match first {
                    first if first.is_ascii_digit() => Kind::Number,
                    first if first.is_alphabetic() => Kind::Word,
                    _ => Kind::Mark,
                };
                all.push(Token { kind, folded: fold(&text[at.clone()]), at, read: false });
            }
            start += length;
        }
        Self { text, all }
    }

    /// The folded text of a piece; empty beyond both ends.
    pub(super) fn word(&self, index: usize) -> &str {
        self.all.get(index).map_or("", |token| token.folded.as_str())
    }

    /// The folded text `back` pieces before.
    pub(super) fn before(&self, index: usize, back: usize) -> &str {
        index.checked_sub(back).map_or("", |index| self.word(index))
    }

    /// Whether nothing was read from this piece yet, and it is a number.
    pub(super) fn is_new_number(&self, index: usize) -> bool {
        self.all.get(index).is_some_and(|token| token.kind == Kind::Number && !token.read)
    }

    /// The text from the piece `range.start` to the piece before `range.end`, as it was written.
    pub(super) fn written(&self, range: Range<usize>) -> &'t str {
        let first = self.all.get(range.start).map_or(self.text.len(), |token| token.at.start);
        let last = range.end.checked_sub(1).and_then(|last| self.all.get(last));
        self.text.get(first..last.map_or(first, |token| token.at.end)).unwrap_or_default()
    }

    /// Marks these pieces as read.
    pub(super) fn take(&mut self, range: Range<usize>) {
        for token in self.all.iter_mut().skip(range.start).take(range.len()) {
            token.read = true;
        }
    }

    /// How many pieces from `index` on say this phrase; None when they do not.
    pub(super) fn says(&self, index: usize, phrase: &str) -> Option<usize> {
        let mut length = 0;
        for word in phrase.split(' ') {
            if self.word(index + length) != word {
                return None;
            }
            length += 1;
        }
        Some(length)
    }

    /// The longest of these phrases that begins here: its place among them, and how many pieces it has.
    pub(super) fn phrase(&self, index: usize, phrases: &[&str]) -> Option<(usize, usize)> {
        let said =
            phrases.iter().enumerate().filter_map(|(place, phrase)| Some((place, self.says(index, phrase)?)));
        said.max_by_key(|(_, length)| *length)
    }

    /// Whether one of these phrases stands anywhere.
    pub(super) fn mentions(&self, phrases: &[&str]) -> bool {
        (0..self.all.len()).any(|index| self.phrase(index, phrases).is_some())
    }
}

/// The length of the piece that begins here, bytes.
fn piece(text: &str) -> usize {
    let mut letters = text.char_indices();
    let Some((_, first)) = letters.next() else { return 0 };
    let mut end = first.len_utf8();
    for (at, letter) in letters {
        let behind = &text[at + letter.len_utf8()..];
        let next = behind.chars().next();
        let inside = if first.is_ascii_digit() {
            let digit = next.is_some_and(|next| next.is_ascii_digit());
            let group = letter == ' ' || letter == '\u{a0}';
            letter.is_ascii_digit()
                || matches!(letter, '.' | ',') && digit
                // 1 249: a space only between groups of three.
                || group && is_group(behind) && end <= 7
        } else if first.is_alphabetic() {
            let joined = matches!(letter, '-' | '\'' | '’') && next.is_some_and(char::is_alphabetic);
            letter.is_alphabetic() || joined
        } else {
            false
        };
        if !inside {
            break;
        }
        end = at + letter.len_utf8();
    }
    end
}

/// Whether exactly three digits stand here.
fn is_group(text: &str) -> bool {
    text.bytes().take_while(u8::is_ascii_digit).count() == 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_and_words_are_whole() {
        let tokens = Tokens::of("E-book: 1 249,50lei/lună, $7.");
        let words: Vec<&str> = tokens.all.iter().map(|token| token.folded.as_str()).collect();
        assert_eq!(words, ["e-book", ":", "1 249,50", "lei", "/", "luna", ",", "$", "7", "."]);
        assert_eq!(tokens.written(2..4), "1 249,50lei");
        assert_eq!(tokens.says(3, "lei / luna"), Some(3));
    }
}

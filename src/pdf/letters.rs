//! The font, and how wide its letters are.

use std::sync::LazyLock;

use krilla::text::Font;
use ttf_parser::Face;

static REGULAR: &[u8] = include_bytes!("fonts/Inter-Regular.otf");
static STRONG: &[u8] = include_bytes!("fonts/Inter-SemiBold.otf");

/// A weight of the font.
#[derive(Clone)]
pub(super) struct Letters {
    pub(super) font: Font,
    face: Face<'static>,
}

impl Letters {
    /// The usual weight.
    pub(super) fn regular() -> Option<Self> {
        static LETTERS: LazyLock<Option<Letters>> = LazyLock::new(|| Letters::read(REGULAR));
        LETTERS.clone()
    }

    /// The weight of what stands out.
    pub(super) fn strong() -> Option<Self> {
        static LETTERS: LazyLock<Option<Letters>> = LazyLock::new(|| Letters::read(STRONG));
        LETTERS.clone()
    }

    fn read(bytes: &'static [u8]) -> Option<Self> {
        Some(Self { font: Font::new(bytes.into(), 0)?, face: Face::parse(bytes, 0).ok()? })
    }

    /// How wide a text of this size is, points. Kerning is left out: it is too little to matter.
    pub(super) fn width(&self, text: &str, size: f32) -> f32 {
        let units: f32 = text.chars().map(|letter| f32::from(self.advance(letter))).sum();
        units * size / f32::from(self.face.units_per_em())
    }

    fn advance(&self, letter: char) -> u16 {
        let glyph = self.face.glyph_index(letter).unwrap_or_default();
        self.face.glyph_hor_advance(glyph).unwrap_or_default()
    }

    /// The text in lines of this width at most, points; a word that is longer is cut.
    pub(super) fn lines(&self, text: &str, size: f32, width: f32) -> Vec<String> {
        let mut lines = Vec::new();
        for part in text.lines() {
            let mut line = String::new();
            for word in part.split_whitespace() {
                let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
                if self.width(&longer, size) <= width {
                    line = longer;
                    continue;
                }
                if !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                }
                line = self.cut(word, size, width, &mut lines);
            }
            lines.push(line);
        }
        lines
    }

    /// Cuts a word into pieces that fit; gives the last one back.
    fn cut(&self, word: &str, size: f32, width: f32, lines: &mut Vec<String>) -> String {
        let mut piece = String::new();
        for letter in word.chars() {
            piece.push(letter);
            if self.width(&piece, size) > width && piece.chars().count() > 1 {
                piece.pop();
                lines.push(std::mem::take(&mut piece));
                piece.push(letter);
            }
        }
        piece
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_of_ours_is_there() {
        for letters in [Letters::regular().unwrap(), Letters::strong().unwrap()] {
            for letter in "ăâîșțĂÂÎȘȚéöüßłžŞŢáñ„”“’–−•€£$0123456789ΑΩжЯ №…".chars()
            {
                assert!(letters.face.glyph_index(letter).is_some(), "{letter}");
            }
        }
    }

    #[test]
    fn lines_fit() {
        let letters = Letters::regular().unwrap();
        let lines = letters.lines(&format!("Ceai verde {} și negru", "x".repeat(90)), 10.0, 120.0);
        assert!(lines.len() > 4);
        assert!(lines.iter().all(|line| letters.width(line, 10.0) <= 120.0), "{lines:?}");
        assert!(letters.width("Chitanță", 10.0) > 30.0);
    }
}

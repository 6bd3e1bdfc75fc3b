//! Documents of one kind: a heading with a number, two parties, lines with amounts, sums. A4, text that can be
//! searched and copied, the same bytes for the same contents. The font holds Latin, Greek and Cyrillic letters.

mod letters;
mod sheet;

use crate::colour::Rgb;
use crate::error::{Error, Result};
use crate::language::Language;

use self::sheet::Sheet;

/// What a document says.
#[derive(Clone, Debug)]
pub(crate) struct Paper {
    /// What it is, such as `Receipt`.
    pub(crate) heading: String,
    /// Its number, as it stands below the heading.
    pub(crate) number: String,
    /// Who gives it, large at its head.
    pub(crate) seller: String,
    /// The colour of its one line.
    pub(crate) accent: Rgb,
    /// Its language.
    pub(crate) language: Language,
    /// Who gives it and who gets it: a word above, lines below.
    pub(crate) parties: Vec<(String, Vec<String>)>,
    /// When, how: a word and what there is to say.
    pub(crate) facts: Vec<(String, String)>,
    /// What was bought, and its amount.
    pub(crate) lines: Vec<(String, String)>,
    /// What it comes to; the ones that count stand out.
    pub(crate) sums: Vec<Sum>,
    /// What else there is to say.
    pub(crate) notes: Vec<String>,
}

/// A sum below the lines.
#[derive(Clone, Debug)]
pub(crate) struct Sum {
    pub(crate) label: String,
    pub(crate) amount: String,
    pub(crate) strong: bool,
}

/// Draws a document as PDF.
///
/// # Errors
/// Internal, when the font or the file cannot be made.
pub(crate) fn draw(paper: &Paper) -> Result<Vec<u8>> {
    Sheet::start(paper)?.finish(paper)
}

/// What cannot be drawn is our fault.
fn broken(what: &'static str) -> Error {
    Error::internal(std::io::Error::other(what))
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn paper(title: &str) -> Paper {
        let text = |text: &str| text.to_owned();
        Paper {
            heading: text("Chitanță"),
            number: text("nr. PL-0123456789AB"),
            seller: text("Atelier Lumină"),
            accent: Rgb::parse("#00635d").unwrap(),
            language: Language::Ro,
            parties: vec![
                (text("Vânzător"), vec![text("Atelier Lumină"), text("ada@example.com")]),
                (text("Cumpărător"), vec![text("Ștefan Țîrlea"), text("Str. Lungă 1, Brașov")]),
            ],
            facts: vec![(text("Data"), text("17 februarie 2026"))],
            lines: vec![(text(title), text("49,99"))],
            sums: vec![Sum { label: text("Plătit"), amount: text("49,99 RON"), strong: true }],
            notes: vec![text("Confirmă plata.")],
        }
    }

    #[test]
    fn the_same_contents_are_the_same_bytes() {
        let first = draw(&paper("Ceai verde")).unwrap();
        assert!(first.starts_with(b"%PDF-1.7") && first.len() < 60_000, "{}", first.len());
        assert_eq!(first, draw(&paper("Ceai verde")).unwrap());
        assert_ne!(first, draw(&paper("Ceai negru")).unwrap());
    }

    #[test]
    fn what_is_long_goes_on_below_and_on_another_page() {
        let pages = |paper: &Paper| {
            let bytes = draw(paper).unwrap();
            let text = String::from_utf8_lossy(&bytes).into_owned();
            text.matches("/Type/Page/").count()
        };
        let short = pages(&paper("Ceai"));
        let mut long = paper(&"cuvânt ".repeat(300));
        long.lines = vec![long.lines[0].clone(); 12];
        assert!(pages(&long) > short, "{} {short}", pages(&long));
        draw(&paper(&"x".repeat(2_000))).unwrap();
        draw(&paper("\u{202e}日本 👻\u{0}\t")).unwrap();
    }
}

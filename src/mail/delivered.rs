//! A mail that stayed here: what the local mailbox keeps of it, one JSON file each.

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::Mail;
use crate::clock::Timestamp;

/// A mail in the local mailbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivered {
    /// The id it was sent under.
    pub id: String,
    /// Whom it went to.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The body as plain text.
    pub text: String,
    /// The body as HTML.
    pub html: String,
    /// Every web address in the text, in its order.
    pub links: Vec<String>,
    /// When it was sent.
    pub at: Timestamp,
}

impl Delivered {
    pub(super) fn new(id: &str, mail: &Mail, at: Timestamp) -> Self {
        Self {
            id: id.into(),
            to: mail.to.clone(),
            subject: mail.subject.clone(),
            text: mail.text.clone(),
            html: mail.html.clone(),
            links: links(&mail.text),
            at,
        }
    }

    /// Writes it beside its place first, so that a reader never sees half of it.
    pub(super) fn write(&self, folder: &Path) -> io::Result<()> {
        let place = folder.join(format!("{}.json", self.id));
        if place.exists() {
            return Ok(());
        }
        let draft = folder.join(format!("{}.part", self.id));
        std::fs::write(&draft, serde_json::to_vec_pretty(self)?)?;
        std::fs::rename(draft, place)
    }

    pub(super) fn read(path: &Path) -> io::Result<Self> {
        Ok(serde_json::from_slice(&std::fs::read(path)?)?)
    }
}

fn links(text: &str) -> Vec<String> {
    let words = text.split(|c: char| c.is_whitespace() || "<>\"".contains(c));
    words
        .filter(|word| word.starts_with("https://") || word.starts_with("http://"))
        .map(|word| word.trim_end_matches(['.', ',', ';', ')', '!']).to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::links;

    #[test]
    fn links_are_found_in_text_without_the_mark_behind_them() {
        let text =
            "Open https://a.test/x?y=1&z=2.\n<http://b.test/> or mailto:c@d.test, ftp://no (https://e.test)";
        assert_eq!(links(text), ["https://a.test/x?y=1&z=2", "http://b.test/"]);
    }
}

//! Where a page stands: its language, its assets, whether money is real.

use paylinks::language::Language;

use crate::words::{self, Words};

/// Addresses of the assets, with the hash of this build in them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assets {
    /// The sheet of everything but the pay page.
    pub app_css: String,
    /// The sheet of the pay page.
    pub checkout_css: String,
    /// The script of everything but the pay page.
    pub app_js: String,
    /// The script of the pay page.
    pub checkout_js: String,
    /// The icon.
    pub icon: String,
}

/// What every page knows of the site around it.
#[derive(Clone, Copy, Debug)]
pub struct Site {
    /// The language of the reader.
    pub language: Language,
    /// Whether this is sandbox mode.
    pub sandbox: bool,
    /// Addresses of the assets.
    pub assets: &'static Assets,
}

impl Site {
    /// The words of the reader's language.
    #[must_use]
    pub fn words(self) -> &'static Words {
        words::words(self.language)
    }
}

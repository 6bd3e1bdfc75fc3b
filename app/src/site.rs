//! Where a page stands: its language, its assets, whether money is real.

use paylinks::colour::Rgb;
use paylinks::language::Language;

use crate::words::{self, Words};

/// Addresses of the assets, with the hash of this build in them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assets {
    /// The sheet of everything but the pay page.
    pub app_css: String,
    /// The sheet of the pay page.
    pub checkout_css: String,
    /// Where sheets in a seller's accent begin.
    pub in_accent: String,
    /// The script of everything but the pay page.
    pub app_js: String,
    /// The script of the pay page.
    pub checkout_js: String,
    /// The icon.
    pub icon: String,
}

impl Assets {
    /// The sheet of the pay page in a seller's accent, or in ours.
    #[must_use]
    pub fn checkout_css_in(&self, accent: Option<Rgb>) -> String {
        let own = |accent: Rgb| format!("{}/{}/checkout.css", self.in_accent, accent.hex());
        accent.map_or_else(|| self.checkout_css.clone(), own)
    }
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

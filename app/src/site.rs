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
    /// The sheet of what follows the pay page.
    pub buyer_css: String,
    /// Where sheets in a seller's accent begin.
    pub in_accent: String,
    /// The script of everything but the pay page.
    pub app_js: String,
    /// The script of the pay page.
    pub checkout_js: String,
    /// The script of the page of another card.
    pub card_js: String,
    /// The script of what is made to be printed.
    pub print_js: String,
    /// The icon.
    pub icon: String,
}

/// The reader's choice of light and dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system is set.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The word that the cookie keeps.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Reads that word.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::System, Self::Light, Self::Dark].into_iter().find(|theme| theme.as_str() == text)
    }

    /// The value of `data-theme`: nothing where the system decides.
    #[must_use]
    pub fn chosen(self) -> Option<&'static str> {
        (self != Self::System).then(|| self.as_str())
    }
}

impl Assets {
    /// The sheet of the pay page in a seller's accent, or in ours.
    #[must_use]
    pub fn checkout_css_in(&self, accent: Option<Rgb>) -> String {
        self.in_accent(&self.checkout_css, "checkout.css", accent)
    }

    /// The sheet of what follows the pay page in a seller's accent, or in ours.
    #[must_use]
    pub fn buyer_css_in(&self, accent: Option<Rgb>) -> String {
        self.in_accent(&self.buyer_css, "buyer.css", accent)
    }

    fn in_accent(&self, ours: &str, name: &str, accent: Option<Rgb>) -> String {
        let own = |accent: Rgb| format!("{}/{}/{name}", self.in_accent, accent.hex());
        accent.map_or_else(|| ours.to_owned(), own)
    }
}

/// What every page knows of the site around it.
#[derive(Clone, Copy, Debug)]
pub struct Site {
    /// The language of the reader.
    pub language: Language,
    /// Whether this is sandbox mode.
    pub sandbox: bool,
    /// The reader's choice of light and dark.
    pub theme: Theme,
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

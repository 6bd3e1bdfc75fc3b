//! What each mail of ours says. The sentences live in `templates/<mail>/<language>/`; amounts, dates and
//! cards come formatted for the reader's language.

use std::fmt;

use super::Sums;
use crate::colour::Rgb;
use crate::format;
use crate::language::Language;
use crate::money::{Currency, Money};

/// An amount as its reader writes it: a mail shows the figure large and the currency beside it.
#[derive(Clone, Debug)]
pub struct Sum {
    /// The figure, such as `149,00`.
    pub(super) figure: String,
    /// The currency.
    pub(super) currency: Currency,
}

impl Sum {
    /// This amount for readers of `language`.
    #[must_use]
    pub fn new(amount: Money, language: Language) -> Self {
        Self { figure: format::figure(amount, language), currency: amount.currency }
    }
}

impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}{}", self.figure, format::NO_BREAK, self.currency)
    }
}

/// What buttons and lines are coloured with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accent {
    /// On light surfaces.
    pub light: Tones,
    /// On dark surfaces.
    pub dark: Tones,
}

/// An accent on one kind of surface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tones {
    /// What buttons are filled with.
    pub fill: Rgb,
    /// Text on the fill.
    pub on_fill: Rgb,
    /// Lines.
    pub line: Rgb,
}

impl Accent {
    /// Our own: the tokens of the pages.
    pub const OURS: Self = {
        let (petrol, pale) = (Rgb([4, 94, 102]), Rgb([108, 201, 208]));
        Self {
            light: Tones { fill: petrol, on_fill: Rgb([255; 3]), line: petrol },
            dark: Tones { fill: pale, on_fill: Rgb([8, 25, 28]), line: pale },
        }
    };
}

/// A merchant's logo, at its full address.
#[derive(Clone, Debug)]
pub struct LogoImage {
    /// Where it is.
    pub url: String,
    /// Its width in pixels.
    pub width: i64,
    /// Its height in pixels.
    pub height: i64,
}

impl LogoImage {
    /// Width and height in a mail: 40 pixels high, unless that makes it wider than 200.
    pub(super) fn shown(&self) -> (i64, i64) {
        let (width, height) = (self.width.max(1), self.height.max(1));
        if width > 5 * height {
            (200, (200 * height / width).max(1))
        } else {
            ((40 * width / height).max(1), 40)
        }
    }
}

/// A letter chooses its accent.
pub(super) trait Coloured {
    fn accent(&self) -> Accent {
        Accent::OURS
    }
}

impl Coloured for SignInMail {}
impl Coloured for WelcomeMail {}
impl Coloured for SaleMail {}
impl Coloured for ReceiptMail {
    fn accent(&self) -> Accent {
        self.accent
    }
}

/// The link that signs somebody in.
#[derive(Clone, Debug)]
pub struct SignInMail {
    /// The address that signs in.
    pub link: String,
    /// How long it holds.
    pub minutes: u32,
}

/// The first mail to a new merchant.
#[derive(Clone, Debug)]
pub struct WelcomeMail {
    /// The name that buyers see.
    pub merchant_name: String,
    /// The address of the dashboard.
    pub dashboard_url: String,
}

/// The buyer's receipt.
#[derive(Clone, Debug)]
pub struct ReceiptMail {
    /// Who sold it.
    pub merchant_name: String,
    /// The seller's logo, when they have one.
    pub logo: Option<LogoImage>,
    /// The seller's accent.
    pub accent: Accent,
    /// Where the buyer's questions go; answers to the mail go there too.
    pub merchant_email: Option<String>,
    /// What was bought.
    pub title: String,
    /// What was paid.
    pub amount: Sum,
    /// The parts of it, where there are several.
    pub sums: Option<Sums>,
    /// When it was paid.
    pub paid_at: String,
    /// What it was paid with, such as `Visa •••• 4242`.
    pub card: Option<String>,
    /// The receipt's number.
    pub receipt_number: String,
    /// The buyer's name, when given.
    pub buyer_name: Option<String>,
    /// The merchant's own words to the buyer.
    pub thank_you_message: Option<String>,
    /// The page that shows the receipt.
    pub receipt_url: Option<String>,
    /// The names of the files that were bought, which that page gives out.
    pub files: Vec<String>,
    /// Where all purchases of the buyer are.
    pub purchases_url: String,
}

/// The news of a sale, to the merchant.
#[derive(Clone, Debug)]
pub struct SaleMail {
    /// What was sold.
    pub title: String,
    /// What was paid.
    pub amount: Sum,
    /// The platform's fee.
    pub platform_fee: Sum,
    /// What is left of the amount then.
    pub net: Sum,
    /// When it was paid.
    pub paid_at: String,
    /// The buyer's name, when given.
    pub buyer_name: Option<String>,
    /// The buyer's address, when given; answers to the mail go there.
    pub buyer_email: Option<String>,
    /// What it was paid with, such as `Visa •••• 4242`.
    pub card: Option<String>,
    /// The payment's page in the dashboard.
    pub payment_url: String,
}

impl ReceiptMail {
    /// The sign beside the merchant's name.
    pub(super) fn initial(&self) -> String {
        initial(&self.merchant_name)
    }
}

/// The first letter of a name, large.
pub(super) fn initial(name: &str) -> String {
    name.trim().chars().take(1).flat_map(char::to_uppercase).collect()
}

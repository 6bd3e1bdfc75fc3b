//! What each mail of ours says. The sentences live in `templates/<mail>/<language>/`; amounts, dates and
//! cards come formatted for the reader's language.

use std::fmt;

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
    /// Where the buyer's questions go; answers to the mail go there too.
    pub merchant_email: Option<String>,
    /// What was bought.
    pub title: String,
    /// What was paid.
    pub amount: Sum,
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
        self.merchant_name.trim().chars().take(1).flat_map(char::to_uppercase).collect()
    }
}

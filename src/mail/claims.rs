//! The mails that follow a claim of what costs nothing.

use super::letters::{Accent, Coloured, LogoImage, initial};

/// Thanks to whoever took something free.
#[derive(Clone, Debug)]
pub struct ThanksMail {
    /// Who gave it.
    pub merchant_name: String,
    /// The seller's logo, when they have one.
    pub logo: Option<LogoImage>,
    /// The seller's accent.
    pub accent: Accent,
    /// Where questions go; answers to the mail go there too.
    pub merchant_email: String,
    /// What was taken.
    pub title: String,
    /// Their name, when given.
    pub name: Option<String>,
    /// The merchant's own words.
    pub thank_you_message: Option<String>,
    /// The files that were given: their names, and where the mail's reader takes them from.
    pub files: Vec<(String, String)>,
    /// Where the reader finds everything again after a sign-in.
    pub purchases_url: String,
    /// Where it goes on.
    pub url: String,
}

/// The news that somebody took something free, to the merchant.
#[derive(Clone, Debug)]
pub struct LeadMail {
    /// What was taken.
    pub title: String,
    /// When.
    pub at: String,
    /// Their name, when given.
    pub name: Option<String>,
    /// Their address, when given; answers to the mail go there.
    pub email: Option<String>,
    /// Their phone number, when given.
    pub phone: Option<String>,
    /// The link's page in the dashboard.
    pub link_url: String,
}

impl Coloured for LeadMail {}
impl Coloured for ThanksMail {
    fn accent(&self) -> Accent {
        self.accent
    }
}

impl ThanksMail {
    /// The sign beside the merchant's name.
    pub(super) fn initial(&self) -> String {
        initial(&self.merchant_name)
    }
}

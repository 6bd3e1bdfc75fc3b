//! The mails of a new subscription.

use super::letters::{Accent, Coloured, LogoImage, Sum};

/// What a buyer has subscribed to.
#[derive(Clone, Debug)]
pub struct SubscribedMail {
    /// Who sold it.
    pub merchant_name: String,
    /// The seller's logo, when they have one.
    pub logo: Option<LogoImage>,
    /// The seller's accent.
    pub accent: Accent,
    /// Where the buyer's questions go; answers to the mail go there too.
    pub merchant_email: String,
    /// What was subscribed to.
    pub title: String,
    /// What one interval costs.
    pub amount: Sum,
    /// How often, such as `every month`.
    pub every: &'static str,
    /// The day of the first charge, after days that are free.
    pub trial_end: Option<String>,
    /// The day of the next charge.
    pub next_charge: Option<String>,
    /// The card that is charged, such as `Visa •••• 4242`.
    pub card: Option<String>,
    /// The buyer's name, when given.
    pub buyer_name: Option<String>,
    /// The page that shows it.
    pub page_url: String,
    /// The page where it is ended or its card changed.
    pub manage_url: String,
}

/// The news of a subscriber, to the merchant.
#[derive(Clone, Debug)]
pub struct SubscriberMail {
    /// What was subscribed to.
    pub title: String,
    /// What one interval costs.
    pub amount: Sum,
    /// How often, such as `every month`.
    pub every: &'static str,
    /// The day of the first charge, after days that are free.
    pub trial_end: Option<String>,
    /// The buyer's name, when given.
    pub buyer_name: Option<String>,
    /// The buyer's address; answers to the mail go there.
    pub buyer_email: String,
    /// The card that is charged, such as `Visa •••• 4242`.
    pub card: Option<String>,
    /// The link's page in the dashboard.
    pub link_url: String,
}

impl Coloured for SubscriberMail {}
impl Coloured for SubscribedMail {
    fn accent(&self) -> Accent {
        self.accent
    }
}

impl SubscribedMail {
    /// The sign beside the merchant's name.
    pub(super) fn initial(&self) -> String {
        self.merchant_name.trim().chars().take(1).flat_map(char::to_uppercase).collect()
    }
}

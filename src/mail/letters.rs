//! What each mail of ours says. The sentences live in `templates/<mail>/<language>/`; amounts, dates and
//! cards come formatted for the reader's language.

/// The link that signs somebody in.
#[derive(Clone, Debug)]
pub struct SignInMail {
    /// The address that signs in.
    pub link: String,
    /// How long it holds.
    pub minutes: u32,
    /// Where it was asked for, such as `Firefox on Linux`.
    pub browser: Option<String>,
}

/// The first mail to a new merchant.
#[derive(Clone, Debug)]
pub struct WelcomeMail {
    /// The merchant's own name, when known.
    pub name: Option<String>,
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
    /// The amount with its currency, such as `149,00 RON`.
    pub amount: String,
    /// When it was paid.
    pub paid_at: String,
    /// What it was paid with, such as `Visa •••• 4242`.
    pub card: Option<String>,
    /// The receipt's number.
    pub receipt_number: String,
    /// Stripe's id of the payment.
    pub payment_intent: String,
    /// The buyer's name, when given.
    pub buyer_name: Option<String>,
    /// The merchant's own words to the buyer.
    pub thank_you_message: Option<String>,
    /// A page that shows the receipt.
    pub receipt_url: Option<String>,
}

/// The news of a sale, to the merchant.
#[derive(Clone, Debug)]
pub struct SaleMail {
    /// What was sold.
    pub title: String,
    /// The amount with its currency.
    pub amount: String,
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

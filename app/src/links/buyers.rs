//! Where buyers go.

use super::{PURCHASES, encode};

/// The pay page.
#[must_use]
pub fn pay(slug: &str) -> String {
    format!("/p/{}", encode(slug))
}

/// The pay page in a language.
#[must_use]
pub fn in_language(path: &str, tag: &str) -> String {
    format!("{path}?lang={tag}")
}

/// Where the buyer comes back to, without the session.
#[must_use]
pub fn returns(slug: &str) -> String {
    format!("{}/return", pay(slug))
}

/// Where a form takes what is free.
#[must_use]
pub fn claim(slug: &str) -> String {
    format!("{}/claim", pay(slug))
}

/// The thanks to whoever took what is free.
#[must_use]
pub fn thanks(slug: &str) -> String {
    format!("{}/thanks", pay(slug))
}

/// What became of a payment.
#[must_use]
pub fn outcome(slug: &str, session: &str) -> String {
    format!("{}/{}", returns(slug), encode(session))
}

/// The receipt of an attempt that was paid.
#[must_use]
pub fn receipt(slug: &str, session: &str) -> String {
    format!("{}/receipt/{}", pay(slug), encode(session))
}

/// Where the pay page's script starts a subscription.
#[must_use]
pub fn start_subscription(slug: &str) -> String {
    format!("/api/v1/paylinks/public/{}/subscriptions", encode(slug))
}

/// Where the pay page's script starts a payment.
#[must_use]
pub fn start_payment(slug: &str) -> String {
    format!("/api/v1/paylinks/public/{}/payment-intents", encode(slug))
}

fn subscription(id: &str) -> String {
    format!("{PURCHASES}/subscriptions/{}", encode(id))
}

/// Asking about, and doing, the end of a subscription.
#[must_use]
pub fn cancel_subscription(id: &str) -> String {
    format!("{}/cancel", subscription(id))
}

/// Taking the end of a subscription back.
#[must_use]
pub fn resume_subscription(id: &str) -> String {
    format!("{}/resume", subscription(id))
}

/// Another card for a subscription.
#[must_use]
pub fn change_card(id: &str) -> String {
    format!("{}/card", subscription(id))
}

/// The same as a PDF file.
#[must_use]
pub fn receipt_pdf(slug: &str, session: &str) -> String {
    format!("{}.pdf", receipt(slug, session))
}

/// The pay page with what was typed in an attempt that was not finished.
#[must_use]
pub fn again(slug: &str, session: &str) -> String {
    format!("{}/again/{}", pay(slug), encode(session))
}

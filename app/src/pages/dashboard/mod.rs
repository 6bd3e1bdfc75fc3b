//! The dashboard: links, payments, settings.

mod api_keys;
mod confirm;
mod connect;
mod home;
mod link_editor;
mod links;
mod payment;
mod payments;
mod search;
mod sessions;
mod settings;

use paylinks::payments::Status;

pub use self::api_keys::ApiKeysPage;
pub use self::confirm::ConfirmDeedPage;
pub use self::connect::ConnectPage;
pub use self::home::HomePage;
pub use self::link_editor::{LinkFormPage, link_form};
pub use self::links::LinksPage;
pub use self::payment::PaymentPage;
pub use self::payments::{LinkChoice, PaymentFilter, PaymentsPage, PaymentsView, is_about_filters};
pub use self::search::{Finding, Findings, SearchPage, found, places};
pub use self::sessions::SessionsPage;
pub use self::settings::SettingsPage;
use crate::components::{State, Tab};
use crate::links as at;
use crate::site::Site;

/// How a payment's state looks and reads.
fn status(site: Site, status: Status) -> (State, &'static str) {
    let words = &site.words().status;
    match status {
        Status::Pending => (State::Waiting, words.pending),
        Status::Failed => (State::Bad, words.failed),
        Status::Canceled => (State::Idle, words.canceled),
        Status::Completed => (State::Good, words.completed),
        Status::Refunded => (State::Idle, words.refunded),
        Status::Disputed => (State::Warn, words.disputed),
    }
}

/// The parts of the settings.
fn settings_tabs(site: Site, here: &str) -> Vec<Tab> {
    let words = &site.words().settings;
    [
        (at::SETTINGS, words.profile),
        (at::CONNECT, words.payments),
        (at::SESSIONS, words.sessions),
        (at::API_KEYS, words.api),
    ]
    .map(|(href, word)| Tab { href: href.to_owned(), word, here: href == here })
    .to_vec()
}

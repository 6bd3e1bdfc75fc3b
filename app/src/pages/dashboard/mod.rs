//! The dashboard: links, payments, settings.

mod amount_field;
mod answers;
mod codes;
mod compared;
mod confirm;
mod developers;
mod home;
mod invoices;
mod leads;
mod links;
mod new_business;
mod payment;
mod payments;
mod products;
mod search;
mod settings;

use paylinks::payments::Status;

pub use self::codes::{CodeFormPage, CodesPage, code_form};
pub use self::confirm::ConfirmDeedPage;
pub use self::developers::{ApiKeysPage, ApiPage, OperationPage, WebhooksPage};
pub use self::home::HomePage;
pub use self::invoices::{InvoiceDetailPage, InvoicesPage};
pub use self::leads::LeadsPage;
pub use self::links::{
    Done, Drafting, LinkFilesPage, LinkFormPage, LinkPage, LinksPage, SUGGESTED, SharePage, TAX_ON_TOP,
    drafted_form, link_form,
};
pub use self::new_business::NewBusinessPage;
pub use self::payment::PaymentPage;
pub use self::payments::{LinkChoice, PaymentFilter, PaymentsPage, PaymentsView, is_about_filters};
pub use self::products::{PRICE_FIELDS, ProductFormPage, ProductsPage, product_form};
pub use self::search::{Finding, Findings, SearchPage, found, places};
pub use self::settings::{
    BrandingPage, BusinessPage, CheckoutPage, ConnectPage, InvoicingPage, ProfilePage, SessionsPage,
    branding_form, invoicing_form, limits_form,
};
use crate::components::State;
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

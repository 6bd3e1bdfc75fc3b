//! Invoices: the list, and one of them.

mod detail;
mod list;

pub use self::detail::InvoiceDetailPage;
pub use self::list::InvoicesPage;

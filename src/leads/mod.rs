//! Leads: who took what a free link gives. No money moves and Stripe is not asked; a seat is taken, the books count
//! it, buyer and merchant get a mail. Who asks a second time is the same lead and takes no second seat.

mod claim;
mod file;
mod list;
mod mail;
mod store;

pub use self::claim::{ClaimPayLink, Claimed};
pub use self::list::{Lead, ListLeads};
pub use self::mail::{LEAD_MAIL, THANKS_MAIL, send_news, send_thanks};
pub(crate) use self::store::sql::ALL as STATEMENTS;

/// A stored lead.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct StoredLead {
    /// The lead's id.
    pub(crate) id: String,
    /// Whose link it is.
    pub(crate) merchant_id: String,
    /// The link.
    pub(crate) link_id: String,
    /// The revision of the link that was taken.
    pub(crate) revision: i64,
    /// Their e-mail.
    pub(crate) email: Option<String>,
    /// Their name.
    pub(crate) name: Option<String>,
    /// Their phone number.
    pub(crate) phone: Option<String>,
    /// Their address, JSON.
    pub(crate) address: Option<String>,
    /// What else was answered, JSON of [`crate::collecting::Answers`].
    pub(crate) collected: Option<String>,
    /// Their language.
    pub(crate) language: String,
    /// What was given.
    pub(crate) link_title: String,
    /// The link's slug at that time.
    pub(crate) link_slug: String,
    /// When it was taken, milliseconds.
    pub(crate) created_at: i64,
}

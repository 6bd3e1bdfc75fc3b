//! Purchases: what a buyer owns. One is made in the commit that books a success, or that takes a free claim, and it is
//! revoked in the commit that books the last of its refunds. Its files are those of the revision that was sold; every
//! one of them is given out by an address that is made at the click, for five minutes, and noted when it is used.

mod deliver;
mod operations;
mod privacy;
mod store;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use self::deliver::{
    Delivery, address_for_claim, address_for_session, deliver, files_for_mail, note, own_address,
};
pub use self::operations::{ListPurchases, PresignDownload, PresignedDownload, PurchaseLink, PurchaseView};
pub use self::privacy::{
    BuyerData, BuyerDownload, BuyerPayment, ErasureRequest, ExportBuyerData, RequestErasure, erasure_asked,
};
pub(crate) use self::store::{grant_paid, revoke_refunded, sql::ALL as STATEMENTS};
use crate::clock::Timestamp;
use crate::core::Core;
use crate::db::Tx;
use crate::error::{Code, Error, Kind, Result};
use crate::money::{Currency, Money};
use crate::payment_links;
use crate::uploads::LinkFile;

/// Whether its files may be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum PurchaseStatus {
    /// They may.
    Completed,
    /// All of the money was given back.
    Refunded,
}

/// A stored purchase.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Purchase {
    /// The purchase's id: that of its payment, or of the lead that claimed it.
    pub id: String,
    /// Who sold it.
    pub merchant_id: String,
    /// The link.
    pub link_id: String,
    /// The revision of the link that was sold.
    pub revision: i64,
    /// The payment; None when it was free.
    pub payment_id: Option<String>,
    /// The attempt it came from; None when it was free.
    pub checkout_session_id: Option<String>,
    /// The buyer's e-mail in small letters.
    pub email: Option<String>,
    /// What was sold.
    pub title: String,
    /// The link's slug when it was sold.
    pub slug: String,
    /// `SERVICE` or `DIGITAL_PRODUCT`.
    pub service_type: String,
    /// What was paid, minor units.
    pub amount_minor: i64,
    currency: String,
    status: String,
    /// When it was made, milliseconds.
    pub created_at: i64,
}

impl Purchase {
    /// Whether its files may be taken.
    #[must_use]
    pub fn status(&self) -> PurchaseStatus {
        if self.status == "COMPLETED" { PurchaseStatus::Completed } else { PurchaseStatus::Refunded }
    }

    /// What was paid.
    #[must_use]
    pub fn amount(&self) -> Money {
        Money::new(self.amount_minor, Currency::parse(&self.currency).unwrap_or_default())
    }

    /// To whom its files' addresses are bound.
    fn buyer(&self) -> &str {
        self.email.as_deref().unwrap_or_default()
    }

    /// The files that were bought.
    async fn files(&self, core: &Core) -> Result<Vec<LinkFile>> {
        Ok(payment_links::find_revision(&core.db, &self.link_id, self.revision).await?.details.files)
    }

    /// One of them, while it may be taken.
    async fn file(&self, core: &Core, key: Option<&str>) -> Result<LinkFile> {
        if self.status() == PurchaseStatus::Refunded {
            return Err(Error::forbidden(Code::PurchaseRevoked));
        }
        let mut files = self.files(core).await?.into_iter();
        let found = match key {
            Some(key) => files.find(|file| file.key == key),
            None => files.next(),
        };
        found.ok_or_else(Error::not_found)
    }
}

/// A claim of something free.
#[derive(Clone, Copy, Debug)]
pub struct Grant<'g> {
    /// The lead's id: claimed twice, it is one purchase.
    pub id: &'g str,
    /// Whose link it is.
    pub merchant_id: &'g str,
    /// The link.
    pub link_id: &'g str,
    /// The revision that the buyer saw.
    pub revision: i64,
    /// The buyer's e-mail.
    pub email: Option<&'g str>,
    /// What it is.
    pub title: &'g str,
    /// The link's slug.
    pub slug: &'g str,
    /// `SERVICE` or `DIGITAL_PRODUCT`.
    pub service_type: &'g str,
    /// The link's currency.
    pub currency: Currency,
}

/// Gives a buyer what they claimed for free, with the claim that `tx` books; what is claimed again is given as the link
/// has it now. False when they have just that already.
///
/// # Errors
/// Internal, when the database refuses.
pub async fn grant(tx: &mut Tx, now: Timestamp, grant: &Grant<'_>) -> Result<bool> {
    store::insert_free(tx, now, grant).await
}

/// The address that is bound to somebody was not theirs.
fn not_yours() -> Error {
    Error::new(Kind::Forbidden, Code::FileLinkInvalid)
}

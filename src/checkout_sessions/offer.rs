//! What a pay page offers right now, or why it does not.

use super::store;
use crate::branding::Brand;
use crate::core::Core;
use crate::error::{Code, Error, Kind, Result};
use crate::payment_links::PaymentLink;
use crate::rollups::Book;

/// What a pay page offers.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The link with its terms.
    pub link: PaymentLink,
    /// Who sells.
    pub merchant_name: String,
    /// How the seller looks.
    pub brand: Brand,
    /// Whether the seller can take payments right now.
    pub accepts_payments: bool,
    /// The account that charges; None before it was made.
    pub stripe_account_id: Option<String>,
}

impl Offer {
    /// The books that count its visits.
    #[must_use]
    pub fn book(&self) -> Book {
        Book::new(&self.link.merchant_id, &self.link.id, self.link.price().currency)
    }

    /// The account that charges.
    ///
    /// # Errors
    /// `CANNOT_CHARGE` when the seller cannot take payments right now.
    pub fn account(&self) -> Result<&str> {
        let account = self.stripe_account_id.as_deref().filter(|_| self.accepts_payments);
        account.ok_or_else(|| Error::unavailable(Code::CannotCharge))
    }
}

/// The link has sold as often as it may.
pub(super) fn used_up() -> Error {
    Error::new(Kind::Gone { reason: "used_up" }, Code::LinkUsedUp)
}

/// What the link with this slug offers right now.
///
/// # Errors
/// Not found for an unknown slug, gone with the reason `inactive`, `deleted` or `used_up`.
pub async fn offer(core: &Core, slug: &str) -> Result<Offer> {
    let row = store::find_offer(&core.db, slug).await?.ok_or_else(Error::not_found)?;
    if row.link.deleted_at.is_some() {
        return Err(Error::new(Kind::Gone { reason: "deleted" }, Code::LinkDeleted));
    }
    if !row.link.active {
        return Err(Error::new(Kind::Gone { reason: "inactive" }, Code::LinkInactive));
    }
    if row.link.is_used_up() {
        return Err(used_up());
    }
    Ok(Offer {
        accepts_payments: row.accepts_payments,
        link: row.link,
        merchant_name: row.merchant_name,
        brand: row.brand,
        stripe_account_id: row.stripe_account_id,
    })
}

//! What a pay page offers right now, or why it does not.

use crate::connected_accounts;
use crate::core::Core;
use crate::error::{Code, Error, Kind, Result};
use crate::merchants;
use crate::payment_links::{self, PaymentLink};

/// What a pay page offers.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The link with its terms.
    pub link: PaymentLink,
    /// Who sells.
    pub merchant_name: String,
    /// Where buyers write to.
    pub merchant_email: String,
    /// Whether the seller can take payments right now.
    pub accepts_payments: bool,
    /// The account that charges; None before it was made.
    pub stripe_account_id: Option<String>,
}

impl Offer {
    /// The account that charges.
    ///
    /// # Errors
    /// `CANNOT_CHARGE` when the seller cannot take payments right now.
    pub fn account(&self) -> Result<&str> {
        let account = self.stripe_account_id.as_deref().filter(|_| self.accepts_payments);
        account.ok_or_else(|| Error::unavailable(Code::CannotCharge))
    }
}

/// What the link with this slug offers right now.
///
/// # Errors
/// Not found for an unknown slug, gone with the reason `inactive` or `deleted`.
pub async fn offer(core: &Core, slug: &str) -> Result<Offer> {
    let link = payment_links::find_by_slug(&core.db, slug).await?.ok_or_else(Error::not_found)?;
    if link.deleted_at.is_some() {
        return Err(Error::new(Kind::Gone { reason: "deleted" }, Code::LinkDeleted));
    }
    if !link.active {
        return Err(Error::new(Kind::Gone { reason: "inactive" }, Code::LinkInactive));
    }
    let owner = merchants::owner(core, &link.merchant_id).await?;
    let account = connected_accounts::find(core, &link.merchant_id).await?;
    Ok(Offer {
        merchant_name: owner.merchant_name,
        merchant_email: owner.email,
        accepts_payments: account.as_ref().is_some_and(connected_accounts::ConnectedAccount::can_charge),
        stripe_account_id: account.and_then(|account| account.stripe_account_id),
        link,
    })
}

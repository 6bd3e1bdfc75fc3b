//! What a pay page offers right now, or why it does not.

use super::store::{self, OfferRow};
use crate::branding::Brand;
use crate::core::Core;
use crate::error::{Code, Error, Kind, Result};
use crate::merchants;
use crate::payment_links::{LinkState, PaymentLink, PriceType};
use crate::rollups::Book;
use crate::zone::Zone;

/// What a pay page offers.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The link with its terms.
    pub link: PaymentLink,
    /// Who sells.
    pub merchant_name: String,
    /// The seller's time zone.
    pub zone: Zone,
    /// Whether the seller has promotion codes that may be for it.
    pub takes_codes: bool,
    /// How the seller looks.
    pub brand: Brand,
    /// Whether the seller can take payments right now.
    pub accepts_payments: bool,
    /// The account that charges; None before it was made.
    pub stripe_account_id: Option<String>,
    /// Whether all buyers pay on Stripe's own page.
    pub hosted: bool,
}

impl Offer {
    /// The books that count its visits.
    #[must_use]
    pub fn book(&self) -> Book {
        Book::new(&self.link.merchant_id, &self.link.id, self.link.price().currency)
    }

    /// Whether a payment may begin now.
    ///
    /// # Errors
    /// Gone with the reason `closed`.
    pub(crate) fn check_open(&self, core: &Core) -> Result<()> {
        refusal(self.link.state(core.clock.now())).map_or(Ok(()), Err)
    }

    /// Whether buyers can have it right now: what costs nothing needs nobody to charge.
    #[must_use]
    pub fn sells(&self) -> bool {
        self.link.price_type() == PriceType::Free || self.account().is_ok()
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

/// Why a link in this state does not sell.
pub(super) fn refusal(state: LinkState) -> Option<Error> {
    let gone = |reason, code| Some(Error::new(Kind::Gone { reason }, code));
    match state {
        LinkState::Active => None,
        // That it is put away is the seller's own order.
        LinkState::Inactive | LinkState::Archived => gone("inactive", Code::LinkInactive),
        LinkState::UsedUp => Some(used_up()),
        LinkState::NotOpen => gone("not_open", Code::LinkNotOpen),
        LinkState::Closed => gone("closed", Code::LinkClosed),
    }
}

/// The link has sold as often as it may.
pub(crate) fn used_up() -> Error {
    Error::new(Kind::Gone { reason: "used_up" }, Code::LinkUsedUp)
}

/// What the link with this slug offers right now.
///
/// # Errors
/// Not found for an unknown slug, gone with the reason `inactive`, `deleted`, `used_up`, `not_open` or `closed`.
pub async fn offer(core: &Core, slug: &str) -> Result<Offer> {
    let offer = offer_begun(core, slug).await?;
    offer.check_open(core)?;
    Ok(offer)
}

/// What the link offers to somebody who may have begun to pay before it closed.
///
/// # Errors
/// The same as of [`offer`], but for the reason `closed`.
pub(crate) async fn offer_begun(core: &Core, slug: &str) -> Result<Offer> {
    let row = store::find_offer(&core.db, slug).await?.ok_or_else(Error::not_found)?;
    if row.link.deleted_at.is_some() {
        return Err(Error::new(Kind::Gone { reason: "deleted" }, Code::LinkDeleted));
    }
    let state = row.link.state(core.clock.now());
    if let Some(error) = refusal(state).filter(|_| state != LinkState::Closed) {
        return Err(error);
    }
    Ok(Offer::from(row))
}

impl From<OfferRow> for Offer {
    fn from(row: OfferRow) -> Self {
        Self {
            takes_codes: row.takes_codes
                && row.link.price_type() == PriceType::Fixed
                && row.link.details.recurring.is_none(),
            zone: merchants::zone(row.time_zone.as_deref(), &row.country),
            accepts_payments: row.accepts_payments,
            link: row.link,
            merchant_name: row.merchant_name,
            brand: row.brand,
            stripe_account_id: row.stripe_account_id,
            hosted: row.hosted_checkout,
        }
    }
}

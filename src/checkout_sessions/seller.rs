//! Who stands behind a pay page that has nothing to sell.

use super::{Offer, store};
use crate::branding::Brand;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::merchants;
use crate::payment_links::{Availability, PageLanguage, PriceType};
use crate::zone::Zone;

/// What buyers are told by a pay page that has nothing to sell.
#[derive(Clone, Debug)]
pub struct ClosedLink {
    /// Who sells.
    pub merchant_name: String,
    /// How the seller looks.
    pub brand: Brand,
    /// The seller's time zone.
    pub zone: Zone,
    /// When the link sells, and what it says while it is switched off.
    pub availability: Availability,
    /// Where the seller wants buyers to go back to.
    pub cancel_url: Option<String>,
    /// What its seller has set its pages to speak.
    pub language: PageLanguage,
}

/// What there is to tell of the link with this slug, whatever has become of it; None for an unknown slug.
///
/// # Errors
/// Internal, when the database refuses.
pub async fn seller(core: &Core, slug: &str) -> Result<Option<ClosedLink>> {
    let found = store::find_offer(&core.db, slug).await?;
    Ok(found.map(|row| ClosedLink {
        zone: merchants::zone(row.time_zone.as_deref(), &row.country),
        merchant_name: row.merchant_name,
        brand: row.brand,
        availability: row.link.details.availability,
        cancel_url: row.link.cancel_url,
        language: row.link.details.language,
    }))
}

/// The free link behind this slug for those who have just taken it: it may have stopped with the last one.
///
/// # Errors
/// Not found for what is not free or not there.
pub async fn taken_free(core: &Core, slug: &str) -> Result<Offer> {
    let row = store::find_offer(&core.db, slug).await?;
    let there = row.filter(|row| row.link.deleted_at.is_none() && row.link.price_type() == PriceType::Free);
    there.map(Offer::from).ok_or_else(Error::not_found)
}

//! Who stands behind a pay page that has nothing to sell.

use super::store;
use crate::branding::Brand;
use crate::core::Core;
use crate::error::Result;

/// The public name and the look of the seller behind this slug, whatever has become of the link; None for an
/// unknown slug.
///
/// # Errors
/// Internal, when the database refuses.
pub async fn seller(core: &Core, slug: &str) -> Result<Option<(String, Brand)>> {
    Ok(store::find_offer(&core.db, slug).await?.map(|row| (row.merchant_name, row.brand)))
}

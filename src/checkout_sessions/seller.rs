//! Who stands behind a pay page that has nothing to sell.

use super::store;
use crate::core::Core;
use crate::error::Result;

/// The public name of the seller behind this slug, whatever has become of the link; None for an unknown slug.
///
/// # Errors
/// Internal, when the database refuses.
pub async fn seller_name(core: &Core, slug: &str) -> Result<Option<String>> {
    Ok(store::find_offer(&core.db, slug).await?.map(|row| row.merchant_name))
}

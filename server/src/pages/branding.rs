//! How the merchant looks to buyers.

use axum::extract::Multipart;
use paylinks_app::functions::SaveBranding;
use paylinks_app::links;

use super::form::{self, Posted};
use super::page::{Answer, Page, go};

/// The largest form: a logo of 512 kB and what stands around it.
pub(crate) const FORM_LIMIT: usize = 640 * 1024;

/// Keeps logo and accent.
pub(crate) async fn save(page: Page, parts: Multipart) -> Answer {
    page.me().await?;
    form::press::<SaveBranding>(&page, Posted::read_parts(parts).await?).await?;
    Ok(go(&format!("{}?saved", links::SETTINGS)))
}

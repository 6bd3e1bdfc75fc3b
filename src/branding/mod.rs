//! How a merchant looks to buyers: a logo, made anew from whatever was sent, and an accent whose contrast holds.

mod accent;
mod logo;
mod operations;
mod store;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use self::accent::{Palette, Tones};
pub use self::operations::{GetBranding, UpdateBranding};
pub(crate) use self::store::sql::ALL as STATEMENTS;
use crate::colour::Rgb;
use crate::core::Core;
use crate::error::Result;

/// A merchant's look as it is stored; all of it may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, sqlx::FromRow)]
pub struct Brand {
    /// The accent wanted, six small hexadecimal digits.
    pub accent: Option<String>,
    /// The part of the logo's address that names its bytes.
    pub logo_hash: Option<String>,
    /// The logo's width in pixels.
    pub logo_width: Option<i64>,
    /// The logo's height in pixels.
    pub logo_height: Option<i64>,
}

/// Where a logo is and how large.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Logo {
    /// Its address; another picture has another address.
    pub url: String,
    /// Its width in pixels, 256 at most.
    pub width: i64,
    /// Its height in pixels, 256 at most.
    pub height: i64,
}

/// A merchant's look as its owner sees it.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Branding {
    /// The logo; null without one.
    pub logo: Option<Logo>,
    /// The accent wanted, `#rrggbb`; null when it is ours.
    pub accent: Option<Rgb>,
    /// What is made of the accent in each theme so that contrast holds; null when it is ours.
    pub colours: Option<Palette>,
}

impl Brand {
    /// The accent wanted.
    #[must_use]
    pub fn accent(&self) -> Option<Rgb> {
        self.accent.as_deref().and_then(Rgb::parse)
    }

    /// The logo below our own origin.
    #[must_use]
    pub fn logo(&self) -> Option<Logo> {
        let hash = self.logo_hash.as_deref()?;
        Some(Logo { url: format!("/brand/{hash}.png"), width: self.logo_width?, height: self.logo_height? })
    }

    /// The logo at its full address.
    #[must_use]
    pub fn full_logo(&self, core: &Core) -> Option<Logo> {
        self.logo().map(|logo| Logo { url: core.config.url(&logo.url), ..logo })
    }

    fn wire(&self, core: &Core) -> Branding {
        let accent = self.accent();
        Branding { logo: self.full_logo(core), accent, colours: accent.map(Palette::of) }
    }
}

/// The look of a merchant.
///
/// # Errors
/// Internal, when the database refuses.
pub async fn find(core: &Core, merchant_id: &str) -> Result<Brand> {
    Ok(store::find(&core.db, merchant_id).await?.unwrap_or_default())
}

/// The PNG of the logo whose address holds `hash`; None when nobody uses it any more.
///
/// # Errors
/// Internal, when the database refuses.
pub async fn logo(core: &Core, hash: &str) -> Result<Option<Vec<u8>>> {
    store::find_logo(&core.db, hash).await
}

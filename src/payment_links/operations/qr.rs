//! The QR code of a link.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::qr::Qr;
use super::super::store;
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Code, Error, Result};
use crate::operation::{Operation, Spec};

/// Pixels on a side when nobody says otherwise.
const USUAL: u32 = 512;

/// How a QR code is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum QrFormat {
    /// As lines that stay sharp at any size.
    #[default]
    Svg,
    /// As pixels.
    Png,
}

/// Draws the pay page's address as a QR code: black on white, for screens and for print.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GetPayLinkQr {
    /// The link's id.
    pub id: String,
    /// `svg` or `png`; `svg` when left out.
    #[schemars(example = QrFormat::Png)]
    pub format: Option<QrFormat>,
    /// Pixels on a side, 128 to 1024; 512 when left out.
    #[schemars(example = 512)]
    pub size: Option<i64>,
}

/// A QR code.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PayLinkQr {
    /// The address that a scanner reads.
    pub url: String,
    /// The last part of the address, good as a file's name.
    pub slug: String,
    /// How it is drawn.
    pub format: QrFormat,
    /// Pixels on a side.
    pub size: u32,
    /// The drawing, when SVG was wanted.
    pub svg: Option<String>,
    /// The picture as base64, when PNG was wanted.
    pub png: Option<String>,
}

impl Operation for GetPayLinkQr {
    const SPEC: Spec = Spec {
        title: "Get a payment link's QR code",
        summary: "Draws the address of a pay page as a QR code, as SVG or PNG.",
        ..Spec::read("get_paylink_qr", "PayLinks", "/paylinks/{id}/qr")
    };
    type Output = PayLinkQr;

    async fn run(self, core: &Core, actor: &Actor) -> Result<PayLinkQr> {
        let size = u32::try_from(self.size.unwrap_or(USUAL.into())).unwrap_or(0);
        if !(128..=1024).contains(&size) {
            return Err(Error::field("size", Code::BadSize));
        }
        let link = store::find(&core.db, actor.merchant()?, &self.id).await?;
        let url = core.config.url(&format!("/p/{}", link.slug));
        let drawing = Qr::of(&url)?;
        let format = self.format.unwrap_or_default();
        let (svg, png) = match format {
            QrFormat::Svg => (Some(drawing.svg(size)), None),
            QrFormat::Png => (None, Some(STANDARD.encode(drawing.png(size)?))),
        };
        Ok(PayLinkQr { url, slug: link.slug, format, size, svg, png })
    }
}

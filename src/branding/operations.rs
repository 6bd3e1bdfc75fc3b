//! Operations on how a merchant looks.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::json;

use super::{Branding, find, logo, store};
use crate::actor::Actor;
use crate::colour::Rgb;
use crate::core::Core;
use crate::error::{Code, Error, Fields, Result};
use crate::events::{self, NewEvent};
use crate::operation::{Method, Operation, Spec};

/// Shows how the merchant looks to buyers.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GetBranding {}

impl Operation for GetBranding {
    const SPEC: Spec = Spec {
        title: "Get the branding",
        summary: "Shows the merchant's logo and accent, and the colours made of it.",
        ..Spec::read("get_branding", "Profile", "/me/branding")
    };
    type Output = Branding;

    async fn run(self, core: &Core, actor: &Actor) -> Result<Branding> {
        Ok(find(core, actor.merchant()?).await?.wire(core))
    }
}

/// Changes how the merchant looks to buyers; what is left out stays, null or an empty text removes.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UpdateBranding {
    /// A PNG, JPEG or WebP as base64 or data URL: 512 kB and 4000 pixels a side at most. It is kept as a PNG
    /// of 256 pixels a side at most, without whatever else it held.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub logo: Option<Option<String>>,
    /// `#rrggbb`. Pages use the nearest colours with which text can be read.
    #[schemars(example = "#0f6674")]
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub accent: Option<Option<String>>,
}

/// Tells null from what was left out.
#[expect(clippy::option_option, reason = "left out, null and a value are three things in a change")]
fn given<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> std::result::Result<Option<Option<String>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

impl Operation for UpdateBranding {
    const SPEC: Spec = Spec {
        title: "Change the branding",
        summary: "Changes the logo and the accent that buyers see.",
        body_limit: 1 << 20,
        ..Spec::write("update_branding", "Profile", Method::Patch, "/me/branding")
    };
    type Output = Branding;

    async fn run(self, core: &Core, actor: &Actor) -> Result<Branding> {
        let merchant_id = actor.merchant()?;
        let mut wrong = Fields::default();
        let accent = wrong.take(self.accent.map(check_accent).transpose())?.flatten();
        let logo = match self.logo.map(|text| text.filter(|text| !text.trim().is_empty())) {
            Some(Some(text)) => wrong.take(logo::read(text).await)?.map(Some),
            removed => removed.map(|_| None),
        };
        wrong.check()?;
        let now = core.clock.now();
        let mut tx = core.db.begin().await?;
        if let Some(accent) = &accent {
            store::set_accent(&mut tx, merchant_id, accent.map(Rgb::hex), now).await?;
        }
        if let Some(logo) = &logo {
            store::set_logo(&mut tx, merchant_id, logo.as_ref(), now).await?;
        }
        let brand = store::find(&mut tx, merchant_id).await?.unwrap_or_default();
        if accent.is_some() || logo.is_some() {
            let data = json!({ "accent": brand.accent(), "logo": brand.logo_hash });
            let event = NewEvent { merchant_id, kind: "branding.updated", subject_id: merchant_id, data };
            events::record(&mut tx, actor, now, &event).await?;
        }
        tx.commit().await?;
        core.signals.pages_changed();
        Ok(brand.wire(core))
    }
}

/// Reads an accent; an empty one is none.
fn check_accent(text: Option<String>) -> Result<Option<Rgb>> {
    let text = text.unwrap_or_default();
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let colour = Rgb::parse(text).filter(|_| text.starts_with('#'));
    colour.map(Some).ok_or_else(|| Error::field("accent", Code::BadColour))
}

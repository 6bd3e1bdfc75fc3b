//! Operations on who you are.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Me, account, check_country, check_name, mail, store};
use crate::actor::{Actor, Scope};
use crate::core::Core;
use crate::error::{Fields, Result};
use crate::events::{self, NewEvent};
use crate::language::Language;
use crate::money::Currency;
use crate::operation::{Access, Method, Operation, Spec};
use crate::zone::Zone;

/// Tells who is signed in.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GetMe {}

impl Operation for GetMe {
    const SPEC: Spec = Spec {
        title: "Who am I",
        summary: "Tells who is signed in and for which merchant.",
        mcp: Some("get_me"),
        ..Spec::read("get_me", "Profile", "/me")
    };
    type Output = Me;

    async fn run(self, core: &Core, actor: &Actor) -> Result<Me> {
        Me::of(core, actor).await
    }
}

/// Changes the profile; what is left out stays.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UpdateMe {
    /// Your name, 100 characters at most.
    #[schemars(example = "Ada Ionescu")]
    pub name: Option<String>,
    /// The language of pages and mails.
    #[schemars(example = Language::Ro)]
    pub language: Option<Language>,
    /// The name that buyers see, 80 characters at most.
    pub merchant_name: Option<String>,
    /// The currency that new links start with.
    pub default_currency: Option<Currency>,
    /// The clock that links open and close by, IANA such as `Europe/Bucharest`.
    pub time_zone: Option<String>,
}

impl Operation for UpdateMe {
    const SPEC: Spec = Spec {
        title: "Change my profile",
        summary: "Changes your name, language, merchant name, default currency or time zone.",
        mcp: Some("update_me"),
        ..Spec::write("update_me", "Profile", Method::Patch, "/me")
    };
    type Output = Me;

    async fn run(self, core: &Core, actor: &Actor) -> Result<Me> {
        let before = account(core, actor.user()?, Some(actor.merchant()?)).await?;
        let mut wrong = Fields::default();
        let name = self.name.as_deref().map(|text| check_name(text, "name", 100)).transpose();
        let name = wrong.take(name)?.flatten();
        let merchant_name = self.merchant_name.as_deref().map(|text| check_name(text, "merchantName", 80));
        let merchant_name = wrong.take(merchant_name.transpose())?.flatten();
        let zone = wrong.take(self.time_zone.as_deref().map(Zone::parse).transpose())?.flatten();
        wrong.check()?;
        let mut tx = core.db.begin().await?;
        if let Some(zone) = zone {
            store::set_zone(&mut tx, &before.merchant_id, zone).await?;
        }
        store::update(
            &mut tx,
            &before,
            name.as_deref().unwrap_or(&before.name),
            self.language.unwrap_or_else(|| before.language()),
            merchant_name.as_deref().unwrap_or(&before.merchant_name),
            self.default_currency.unwrap_or_else(|| before.currency()),
        )
        .await?;
        let merchant_id = before.merchant_id.as_str();
        let event =
            NewEvent { merchant_id, kind: "profile.updated", subject_id: merchant_id, data: json!({}) };
        events::record(&mut tx, actor, core.clock.now(), &event).await?;
        tx.commit().await?;
        core.signals.pages_changed();
        Me::of(core, actor).await
    }
}

/// Tells name, country and currency once, after the first sign-in.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CompleteOnboarding {
    /// The name that buyers see, 80 characters at most.
    #[schemars(example = "Atelier Ada")]
    pub name: String,
    /// ISO 3166 country code of the business.
    #[schemars(example = &"RO")]
    pub country: String,
    /// The currency that new links start with.
    #[schemars(example = Currency::Ron)]
    pub default_currency: Currency,
}

impl Operation for CompleteOnboarding {
    const SPEC: Spec = Spec {
        title: "Complete onboarding",
        summary: "Tells the merchant's name, country and default currency.",
        mcp: Some("complete_onboarding"),
        access: Access::Scope(Scope::Write),
        ..Spec::write("complete_onboarding", "Profile", Method::Post, "/me/onboarding")
    };
    type Output = Me;

    async fn run(self, core: &Core, actor: &Actor) -> Result<Me> {
        let mut wrong = Fields::default();
        let name = wrong.take(check_name(&self.name, "name", 80))?;
        let country = wrong.take(check_country(&self.country))?;
        let (Some(name), Some(country)) = (name, country) else { return Err(wrong.error()) };
        let merchant_id = actor.merchant()?;
        let welcome = mail::is_first(core, merchant_id).await?;
        let now = core.clock.now();
        let mut tx = core.db.begin().await?;
        store::onboard(&mut tx, merchant_id, &name, &country, self.default_currency, now).await?;
        let event =
            NewEvent { merchant_id, kind: "merchant.onboarded", subject_id: merchant_id, data: json!({}) };
        events::record(&mut tx, actor, now, &event).await?;
        if welcome {
            mail::enqueue_welcome(&mut tx, now, merchant_id).await?;
        }
        tx.commit().await?;
        core.signals.work();
        core.signals.pages_changed();
        Me::of(core, actor).await
    }
}

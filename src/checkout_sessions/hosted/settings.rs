//! Whether all of a merchant's buyers pay on Stripe's own page.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::store;
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Error, Result};
use crate::events::{self, NewEvent};
use crate::operation::{Method, Operation, Spec};

/// How buyers pay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CheckoutSettings {
    /// Whether buyers pay on Stripe's own page instead of in the pay page. Buyers without scripts always do.
    pub hosted: bool,
}

/// Shows how buyers pay.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GetCheckoutSettings {}

impl Operation for GetCheckoutSettings {
    const SPEC: Spec = Spec {
        title: "Get the checkout settings",
        summary: "Shows whether buyers pay in the pay page or on Stripe's own page.",
        ..Spec::read("get_checkout_settings", "Profile", "/me/checkout")
    };
    type Output = CheckoutSettings;

    async fn run(self, core: &Core, actor: &Actor) -> Result<CheckoutSettings> {
        store::settings(&core.db, actor.merchant()?).await?.ok_or_else(Error::not_found)
    }
}

/// Changes how buyers pay; what is left out stays.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UpdateCheckoutSettings {
    /// Whether buyers pay on Stripe's own page instead of in the pay page.
    #[schemars(example = true)]
    pub hosted: Option<bool>,
}

impl Operation for UpdateCheckoutSettings {
    const SPEC: Spec = Spec {
        title: "Change the checkout settings",
        summary: "Lets buyers pay in the pay page, or sends them to Stripe's own page.",
        ..Spec::write("update_checkout_settings", "Profile", Method::Patch, "/me/checkout")
    };
    type Output = CheckoutSettings;

    async fn run(self, core: &Core, actor: &Actor) -> Result<CheckoutSettings> {
        let merchant_id = actor.merchant()?;
        if let Some(hosted) = self.hosted {
            let mut tx = core.db.begin().await?;
            store::set_hosted(&mut tx, merchant_id, hosted).await?;
            let data = json!({ "hosted": hosted });
            let event = NewEvent { merchant_id, kind: "checkout.updated", subject_id: merchant_id, data };
            events::record(&mut tx, actor, core.clock.now(), &event).await?;
            tx.commit().await?;
            core.signals.pages_changed();
        }
        GetCheckoutSettings {}.run(core, actor).await
    }
}

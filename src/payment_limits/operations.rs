//! Operations on the bounds of payments.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{PaymentLimit, PaymentLimits, check_all, store};
use crate::actor::Actor;
use crate::core::Core;
use crate::error::Result;
use crate::events::{self, NewEvent};
use crate::money::Currency;
use crate::operation::{Method, Operation, Spec};

/// Shows the least and the most that one payment may come to.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GetPaymentLimits {}

impl Operation for GetPaymentLimits {
    const SPEC: Spec = Spec {
        title: "Get the payment limits",
        summary: "Shows the least and the most that one payment may come to, for each currency.",
        ..Spec::read("get_payment_limits", "Profile", "/me/payment-limits")
    };
    type Output = PaymentLimits;

    async fn run(self, core: &Core, actor: &Actor) -> Result<PaymentLimits> {
        all(core, actor.merchant()?).await
    }
}

/// Sets the least and the most that one payment may come to. A currency that is left out has no bounds any more. Links
/// that are there already stay, and refuse payments outside of the bounds.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetPaymentLimits {
    /// The bounds, one for each currency.
    #[schemars(example = json!([{ "currency": "RON", "minAmountMinor": 1000, "maxAmountMinor": 500_000 }]))]
    pub limits: Vec<PaymentLimit>,
}

impl Operation for SetPaymentLimits {
    const SPEC: Spec = Spec {
        title: "Set the payment limits",
        summary: "Sets the least and the most that one payment may come to, for each currency.",
        ..Spec::write("set_payment_limits", "Profile", Method::Put, "/me/payment-limits")
    };
    type Output = PaymentLimits;

    async fn run(self, core: &Core, actor: &Actor) -> Result<PaymentLimits> {
        check_all(&self.limits)?;
        let merchant_id = actor.merchant()?;
        let now = core.clock.now();
        let mut tx = core.db.begin().await?;
        for currency in Currency::ALL {
            let limit = self.limits.iter().find(|limit| limit.currency == currency);
            let bounds =
                limit.map(|limit| (limit.min_amount_minor, limit.max_amount_minor)).unwrap_or_default();
            store::set(&mut tx, merchant_id, currency, bounds, now).await?;
        }
        let data = json!({ "limits": self.limits });
        let event = NewEvent { merchant_id, kind: "payment_limits.updated", subject_id: merchant_id, data };
        events::record(&mut tx, actor, now, &event).await?;
        tx.commit().await?;
        all(core, merchant_id).await
    }
}

async fn all(core: &Core, merchant_id: &str) -> Result<PaymentLimits> {
    let kept = store::list(&core.db, merchant_id).await?;
    let limits = Currency::ALL.into_iter().map(|currency| {
        let found = kept.iter().find(|limit| limit.currency == currency).cloned();
        found.unwrap_or(PaymentLimit { currency, min_amount_minor: None, max_amount_minor: None })
    });
    Ok(PaymentLimits { limits: limits.collect() })
}

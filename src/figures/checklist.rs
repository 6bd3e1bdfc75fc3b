//! The first steps of a merchant. Each ticks itself: done or not is read from facts, never stored.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::store::{self, MerchantRow};
use crate::actor::Actor;
use crate::connected_accounts::ConnectedAccount;
use crate::core::Core;
use crate::error::Result;
use crate::events::{self, NewEvent};
use crate::operation::{Method, Operation, Spec};
use crate::rollups::Sums;
use crate::wire::Done;

/// One of the first steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Step {
    /// Onboarding at Stripe was gone through.
    Connect,
    /// There is a link.
    Link,
    /// A member has paid a link, known by their address; in sandbox mode anybody has.
    TestPayment,
    /// Somebody who is not signed in here has opened a link, or bought.
    Share,
    /// Somebody who is not a member has paid.
    FirstSale,
}

/// One of the first steps and whether it is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ChecklistStep {
    /// The step: `connect`, `link`, `testPayment`, `share` or `firstSale`.
    pub step: Step,
    /// Whether it is done.
    pub done: bool,
}

/// The first steps in their order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Checklist {
    /// Whether the merchant has put the list away.
    pub dismissed: bool,
    /// The steps in their order.
    pub steps: Vec<ChecklistStep>,
}

impl Checklist {
    /// Reads the facts; `all` are the merchant's sums of all time and every currency.
    pub(super) fn of(
        merchant: &MerchantRow,
        account: Option<&ConnectedAccount>,
        all: &Sums,
        sandbox: bool,
    ) -> Self {
        let sold = all.paid_count > merchant.own_payments;
        let steps = [
            (Step::Connect, account.is_some_and(|account| account.details_submitted)),
            (Step::Link, merchant.has_link),
            (Step::TestPayment, merchant.own_payments > 0 || sandbox && all.paid_count > 0),
            (Step::Share, all.visits > 0 || sold),
            (Step::FirstSale, sold),
        ];
        Self {
            dismissed: merchant.checklist_dismissed_at.is_some(),
            steps: steps.into_iter().map(|(step, done)| ChecklistStep { step, done }).collect(),
        }
    }
}

/// Puts the list of first steps away for good.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DismissChecklist {}

impl Operation for DismissChecklist {
    const SPEC: Spec = Spec {
        title: "Dismiss the checklist",
        summary: "Puts the merchant's list of first steps away for good.",
        ..Spec::write("dismiss_checklist", "Analytics", Method::Post, "/overview/checklist/dismiss")
    };
    type Output = Done;

    async fn run(self, core: &Core, actor: &Actor) -> Result<Done> {
        let merchant_id = actor.merchant()?;
        let now = core.clock.now();
        let mut tx = core.db.begin().await?;
        if store::dismiss(&mut tx, merchant_id, now).await? {
            let kind = "checklist.dismissed";
            let event = NewEvent { merchant_id, kind, subject_id: merchant_id, data: json!({}) };
            events::record(&mut tx, actor, now, &event).await?;
        }
        tx.commit().await?;
        Ok(Done { ok: true })
    }
}

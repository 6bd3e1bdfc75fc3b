//! What happened to a link.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::store;
use crate::actor::Actor;
use crate::core::Core;
use crate::error::Result;
use crate::events::{self, TimelineEntry};
use crate::operation::{Operation, Spec};

/// Tells what happened to a link and who did it, newest first.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GetPayLinkStory {
    /// The link's id.
    pub id: String,
}

/// What happened to a link.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PayLinkStory {
    /// The newest first, 200 at most.
    pub data: Vec<TimelineEntry>,
}

impl Operation for GetPayLinkStory {
    const SPEC: Spec = Spec {
        title: "Timeline of a payment link",
        summary: "Tells what happened to a payment link and who did it.",
        ..Spec::read("get_paylink_story", "PayLinks", "/paylinks/{id}/events")
    };
    type Output = PayLinkStory;

    async fn run(self, core: &Core, actor: &Actor) -> Result<PayLinkStory> {
        let merchant_id = actor.merchant()?;
        let link = store::find(&core.db, merchant_id, &self.id).await?;
        Ok(PayLinkStory { data: events::of_subject(core, merchant_id, &link.id).await? })
    }
}

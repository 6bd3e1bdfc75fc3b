//! Putting links away and bringing them back, one or several in one stroke.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::{PayLink, Unit, store};
use super::create::record;
use super::switch::checked;
use crate::actor::Actor;
use crate::core::Core;
use crate::error::Result;
use crate::operation::{Method, Operation, Spec};

/// Puts a link away: it does not sell, and no list shows it unasked. Its payments stay.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ArchivePayLink {
    /// The link's id.
    pub id: String,
}

impl Operation for ArchivePayLink {
    const SPEC: Spec = Spec {
        title: "Archive a payment link",
        summary: "Puts a payment link away: it does not sell until it is restored.",
        ..Spec::write("archive_paylink", "PayLinks", Method::Post, "/paylinks/{id}/archive")
    };
    type Output = PayLink;

    async fn run(self, core: &Core, actor: &Actor) -> Result<PayLink> {
        one(core, actor, &self.id, true).await
    }
}

/// Brings a link back as it was: it sells again when it was switched on.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RestorePayLink {
    /// The link's id.
    pub id: String,
}

impl Operation for RestorePayLink {
    const SPEC: Spec = Spec {
        title: "Restore a payment link",
        summary: "Brings an archived payment link back as it was.",
        ..Spec::write("restore_paylink", "PayLinks", Method::Post, "/paylinks/{id}/restore")
    };
    type Output = PayLink;

    async fn run(self, core: &Core, actor: &Actor) -> Result<PayLink> {
        one(core, actor, &self.id, false).await
    }
}

/// Puts several links away or brings them back: all of them or, when one is not there, none.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetPayLinksArchived {
    /// The links' ids, 1 to 100.
    pub ids: Vec<String>,
    /// Whether they are put away.
    pub archived: bool,
}

/// Several links after they were put away or brought back.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PayLinksArchived {
    /// The links in the order of their ids.
    pub data: Vec<PayLink>,
    /// How many of them were not so before.
    pub changed: i64,
    /// Which of them were not so before.
    pub changed_ids: Vec<String>,
}

impl Operation for SetPayLinksArchived {
    const SPEC: Spec = Spec {
        title: "Archive or restore payment links",
        summary: "Puts several payment links away or brings them back, all of them or none.",
        ..Spec::write("set_paylinks_archived", "PayLinks", Method::Post, "/paylinks/bulk-archive")
    };
    type Output = PayLinksArchived;

    async fn run(self, core: &Core, actor: &Actor) -> Result<PayLinksArchived> {
        archive(core, actor, &checked(&self.ids)?, self.archived).await
    }
}

async fn one(core: &Core, actor: &Actor, id: &str, archived: bool) -> Result<PayLink> {
    archive(core, actor, &BTreeSet::from([id]), archived).await?;
    Ok(store::find(&core.db, actor.merchant()?, id).await?.wire(core, Unit::Minor))
}

/// In one transaction. What is sold stays the same, so there is no revision; whoever has begun to pay may finish.
async fn archive(
    core: &Core,
    actor: &Actor,
    ids: &BTreeSet<&str>,
    archived: bool,
) -> Result<PayLinksArchived> {
    let (merchant_id, now) = (actor.merchant()?, core.clock.now());
    let kind = if archived { "link.archived" } else { "link.restored" };
    let (mut data, mut changed_ids) = (Vec::with_capacity(ids.len()), Vec::new());
    let mut tx = core.db.begin().await?;
    store::hold(&mut tx, merchant_id, ids).await?;
    for id in ids {
        let changed = store::set_archived(&mut tx, merchant_id, id, archived, now).await?;
        let link = store::find(&mut tx, merchant_id, id).await?;
        if changed {
            record(&mut tx, actor, core, merchant_id, kind, id, &link.terms()).await?;
            changed_ids.push((*id).to_owned());
        }
        data.push(link.wire(core, Unit::Minor));
    }
    tx.commit().await?;
    if !changed_ids.is_empty() {
        core.signals.pages_changed();
    }
    let changed = i64::try_from(changed_ids.len()).unwrap_or(i64::MAX);
    Ok(PayLinksArchived { data, changed, changed_ids })
}

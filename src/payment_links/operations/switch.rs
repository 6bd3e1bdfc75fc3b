//! Switching several links on or off in one stroke.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::{PayLink, Terms, Unit, store};
use super::change::TRIES;
use super::create::record;
use crate::actor::Actor;
use crate::core::Core;
use crate::error::{Code, Error, Fields, Result};
use crate::operation::{Method, Operation, Spec};

/// Links of one call at most.
const MOST: usize = 100;

/// Switches several links on or off: all of them or, when one is not there, none.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetPayLinksActive {
    /// The links' ids, 1 to 100.
    pub ids: Vec<String>,
    /// Whether they sell from now on.
    pub active: bool,
}

/// Several links after they were switched.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PayLinksActive {
    /// The links in the order of their ids.
    pub data: Vec<PayLink>,
    /// How many of them were not so before.
    pub changed: i64,
    /// Which of them were not so before.
    pub changed_ids: Vec<String>,
}

impl Operation for SetPayLinksActive {
    const SPEC: Spec = Spec {
        title: "Switch payment links on or off",
        summary: "Stops several payment links from selling or lets them sell again, all of them or none.",
        ..Spec::write("set_paylinks_active", "PayLinks", Method::Post, "/paylinks/bulk")
    };
    type Output = PayLinksActive;

    async fn run(self, core: &Core, actor: &Actor) -> Result<PayLinksActive> {
        let ids = checked(&self.ids)?;
        for _ in 0..TRIES {
            if let Some(outcome) = attempt(core, actor, &ids, self.active).await? {
                return Ok(outcome);
            }
        }
        Err(Error::unavailable(Code::DatabaseBusy))
    }
}

/// The ids, each once and sorted: two calls that meet wait for each other in the same order.
///
/// # Errors
/// `REQUIRED` or `TOO_MANY_ITEMS` on `ids`.
pub(super) fn checked(ids: &[String]) -> Result<BTreeSet<&str>> {
    if ids.is_empty() {
        return Err(Error::field("ids", Code::Required));
    }
    if ids.len() > MOST {
        return Err(Fields::default().with("ids", Code::TooManyItems, Some(MOST.to_string())).error());
    }
    Ok(ids.iter().map(String::as_str).collect())
}

/// One try in one transaction; None when somebody else changed one of the links meanwhile.
async fn attempt(
    core: &Core,
    actor: &Actor,
    ids: &BTreeSet<&str>,
    active: bool,
) -> Result<Option<PayLinksActive>> {
    let merchant_id = actor.merchant()?;
    let now = core.clock.now();
    let kind = if active { "link.enabled" } else { "link.disabled" };
    let (mut data, mut changed_ids) = (Vec::with_capacity(ids.len()), Vec::new());
    let mut tx = core.db.begin().await?;
    store::hold(&mut tx, merchant_id, ids).await?;
    for id in ids {
        let link = store::find(&mut tx, merchant_id, id).await?;
        if link.active == active {
            data.push(link.wire(core, Unit::Minor));
            continue;
        }
        let terms = Terms { active, ..link.terms() };
        if !store::update(&mut tx, now, merchant_id, id, &terms, link.revision).await? {
            return Ok(None);
        }
        record(&mut tx, actor, core, merchant_id, kind, id, &terms).await?;
        data.push(store::find(&mut tx, merchant_id, id).await?.wire(core, Unit::Minor));
        changed_ids.push((*id).to_owned());
    }
    tx.commit().await?;
    if !changed_ids.is_empty() {
        core.signals.pages_changed();
    }
    let changed = i64::try_from(changed_ids.len()).unwrap_or(i64::MAX);
    Ok(Some(PayLinksActive { data, changed, changed_ids }))
}

//! Several merchants of one person: opening another one, and acting for it. A page session remembers the
//! choice; a bearer token names its merchant and never changes it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Me, account, store};
use crate::actor::{Actor, Door};
use crate::core::Core;
use crate::error::{Code, Error, Result};
use crate::events::{self, NewEvent};
use crate::operation::{Access, Method, Operation, Spec};
use crate::tokens;

/// Merchants of one person at most.
const MOST: i64 = 20;

/// Somebody who acts for another merchant from now on.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ActingFor {
    /// Who, and for which merchant.
    pub me: Me,
    /// The bearer token with which to act for it, for seven days; null on pages, whose session remembers it.
    pub token: Option<String>,
}

impl ActingFor {
    /// The same person, acting for another merchant of theirs.
    async fn of(core: &Core, actor: &Actor, merchant_id: &str) -> Result<Self> {
        let acting = Actor { merchant_id: Some(merchant_id.to_owned()), ..actor.clone() };
        let me = Me::of(core, &acting).await?;
        let bare = Self { token: (actor.door != Door::Page).then(String::new), me };
        bare.with_token(core).await
    }

    /// What an idempotency key keeps: that there was a token, not which.
    fn without_token(&self) -> Result<Value> {
        let bare = Self { token: self.token.as_ref().map(|_| String::new()), ..self.clone() };
        serde_json::to_value(bare).map_err(Error::internal)
    }

    /// Puts a token where there is to be one.
    async fn with_token(self, core: &Core) -> Result<Self> {
        if self.token.is_none() {
            return Ok(self);
        }
        let account = account(core, &self.me.id, Some(&self.me.merchant.id)).await?;
        Ok(Self { token: Some(tokens::issue(core, &account, None)?), ..self })
    }
}

/// Opens another merchant; its name, country and currency are told by onboarding.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CreateMerchant {}

impl Operation for CreateMerchant {
    const SPEC: Spec = Spec {
        title: "Open another business",
        summary: "Opens another merchant of the same person and acts for it.",
        access: Access::Person,
        status: 201,
        ..Spec::write("create_merchant", "Profile", Method::Post, "/merchants")
    };
    type Output = ActingFor;

    async fn run(self, core: &Core, actor: &Actor) -> Result<ActingFor> {
        let (user_id, now) = (actor.user()?, core.clock.now());
        let mut tx = core.db.begin().await?;
        if store::count_and_hold(&mut tx, user_id).await? >= MOST {
            return Err(Error::conflict(Code::TooManyMerchants));
        }
        let id = store::insert_merchant(&mut tx, now, user_id).await?;
        let event = NewEvent { merchant_id: &id, kind: "merchant.created", subject_id: &id, data: json!({}) };
        events::record(&mut tx, actor, now, &event).await?;
        tx.commit().await?;
        ActingFor::of(core, actor, &id).await
    }

    fn keep(output: &ActingFor) -> Result<Value> {
        output.without_token()
    }

    async fn restore(core: &Core, kept: ActingFor) -> Result<ActingFor> {
        kept.with_token(core).await
    }
}

/// Acts for another merchant of the same person.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SwitchMerchant {
    /// The merchant's id.
    pub id: String,
}

impl Operation for SwitchMerchant {
    const SPEC: Spec = Spec {
        title: "Switch to another business",
        summary: "Acts for another merchant of the same person.",
        access: Access::Person,
        ..Spec::write("switch_merchant", "Profile", Method::Post, "/merchants/{id}/switch")
    };
    type Output = ActingFor;

    async fn run(self, core: &Core, actor: &Actor) -> Result<ActingFor> {
        // An empty id would mean the first merchant.
        let wanted = Some(self.id.as_str()).filter(|id| !id.is_empty()).ok_or_else(Error::not_found)?;
        let found = store::find_by_user(&core.db, actor.user()?, Some(wanted)).await?;
        ActingFor::of(core, actor, &found.ok_or_else(Error::not_found)?.merchant_id).await
    }

    fn keep(output: &ActingFor) -> Result<Value> {
        output.without_token()
    }

    async fn restore(core: &Core, kept: ActingFor) -> Result<ActingFor> {
        kept.with_token(core).await
    }
}

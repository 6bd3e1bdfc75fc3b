//! The merchant's append-only story: who did what, when, through which door. Timelines read it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::actor::Actor;
use crate::args;
use crate::clock::Timestamp;
use crate::core::Core;
use crate::db::{Queryable, Tx};
use crate::error::{Error, Result};
use crate::id::new_id;

crate::statements! {
    INSERT = "insert into event (id, merchant_id, type, subject_id, who_kind, who, door, data, created_at) \
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    OF_SUBJECT = "select type as kind, who_kind, who, door, data, created_at from event \
        where merchant_id = $1 and subject_id = $2 order by created_at desc, id desc limit 200";
}

/// What happened, in the past tense.
#[derive(Clone, Debug)]
pub struct NewEvent<'e> {
    /// Whose story.
    pub merchant_id: &'e str,
    /// What happened, such as `payment.completed`.
    pub kind: &'static str,
    /// What it is about.
    pub subject_id: &'e str,
    /// Facts worth keeping. No secrets, no personal data beyond what the subject holds.
    pub data: Value,
}

/// One line of a timeline.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TimelineEntry {
    /// When it happened.
    pub at: Timestamp,
    /// What happened, such as `payment.completed`.
    pub kind: String,
    /// What kind of caller did it: person, key, buyer, stripe, system.
    pub who_kind: String,
    /// The caller's name: a person's e-mail, a key's name, the buyer's name or e-mail. Empty when the kind says
    /// enough, as for Stripe and the product itself, and for buyers who told nothing.
    pub who: String,
    /// The door it came through: page, rest, cli, stripe, system.
    pub door: String,
    /// Facts kept with it.
    pub data: Value,
}

#[derive(sqlx::FromRow)]
struct Row {
    kind: String,
    who_kind: String,
    who: String,
    door: String,
    data: String,
    created_at: i64,
}

/// Writes `event` with the change that `tx` makes.
///
/// # Errors
/// Internal, when the database refuses.
pub async fn record(tx: &mut Tx, actor: &Actor, now: Timestamp, event: &NewEvent<'_>) -> Result<()> {
    let (who_kind, who) = actor.signature();
    let data = event.data.to_string();
    let args = args![
        new_id(now),
        event.merchant_id,
        event.kind,
        event.subject_id,
        who_kind,
        who,
        actor.door.as_str(),
        data,
        now,
    ];
    tx.run(sql::INSERT, args).await.map(|_| ())
}

/// The story of one thing, newest first, 200 lines at most.
///
/// # Errors
/// Internal, when the database refuses.
pub async fn of_subject(core: &Core, merchant_id: &str, subject_id: &str) -> Result<Vec<TimelineEntry>> {
    let rows: Vec<Row> = core.db.all(sql::OF_SUBJECT, args![merchant_id, subject_id]).await?;
    rows.into_iter()
        .map(|row| {
            Ok(TimelineEntry {
                at: Timestamp(row.created_at),
                kind: row.kind,
                who_kind: row.who_kind,
                who: row.who,
                door: row.door,
                data: serde_json::from_str(&row.data).map_err(Error::internal)?,
            })
        })
        .collect()
}

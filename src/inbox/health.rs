//! How Stripe's news of one merchant's account fare: what arrived in a day, what waits, what was given up.

use std::time::Duration;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ApplyEvent, store};
use crate::actor::Actor;
use crate::clock::Timestamp;
use crate::connected_accounts;
use crate::core::Core;
use crate::error::Result;
use crate::operation::{Operation, Spec};

/// How far back is counted.
const WINDOW: Duration = Duration::from_hours(24);
/// Events that are counted at most.
const MOST_COUNTED: i64 = 10_000;
/// Waiting events that are looked at, at most.
const MOST_WAITING: i64 = 1_000;
/// Deliveries and given-up jobs that are shown.
const SHOWN: i64 = 50;

/// Shows how Stripe's news of the merchant's account fare.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GetInboxHealth {}

/// How an event ended, or that it has not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum DeliveryState {
    /// It is stored and not applied yet.
    Waiting,
    /// What Stripe said about its object is booked.
    Applied,
    /// Nobody here wants to hear of its kind.
    Ignored,
    /// It is not for us: another mode, the wrong endpoint, a payment that is not ours. Its outcome says which.
    Aside,
    /// Stripe would not explain it; trying again would not help.
    Failed,
}

impl DeliveryState {
    fn of(outcome: Option<&str>) -> Self {
        match outcome {
            None => Self::Waiting,
            Some("applied") => Self::Applied,
            Some("ignored") => Self::Ignored,
            Some("not found at Stripe" | "refused by Stripe") => Self::Failed,
            Some(_) => Self::Aside,
        }
    }
}

/// How many events ended alike.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OutcomeCount {
    /// How they ended.
    pub state: DeliveryState,
    /// The same in more words, such as `not ours`; null while they wait.
    pub outcome: Option<String>,
    /// How many.
    pub count: i64,
}

/// One event that Stripe delivered.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Delivery {
    /// The event's id at Stripe.
    pub event_id: String,
    /// What happened, such as `payment_intent.succeeded`.
    pub r#type: String,
    /// The object at Stripe that it is about.
    pub object_id: String,
    /// Which of our endpoints it came to: `connect` or `platform`.
    pub endpoint: String,
    /// When it arrived.
    pub received_at: Timestamp,
    /// When it was applied; null for what waits or was set aside at once.
    pub applied_at: Option<Timestamp>,
    /// How it ended.
    pub state: DeliveryState,
    /// The same in more words; null while it waits.
    pub outcome: Option<String>,
}

/// An event that was tried as often as is allowed and given up.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct GivenUp {
    /// The event's id at Stripe.
    pub event_id: String,
    /// The object at Stripe that it is about.
    pub object_id: String,
    /// How often it was tried.
    pub attempts: i64,
    /// When it was stored.
    pub since: Timestamp,
    /// Why the last try failed; told in sandbox mode only, because it may hold our own affairs.
    pub last_error: Option<String>,
}

/// How Stripe's news of one account fare.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct InboxHealth {
    /// The merchant's account at Stripe; null before it is connected.
    pub account: Option<String>,
    /// Since when events are counted: 24 hours ago.
    pub since: Timestamp,
    /// Events received since then.
    pub received: i64,
    /// Whether counting stopped at 10 000, the newest ones.
    pub capped: bool,
    /// The events received since then by how they ended.
    pub outcomes: Vec<OutcomeCount>,
    /// Events that wait to be applied, however old, 1000 at most.
    pub waiting: i64,
    /// For how many seconds the oldest of them has waited.
    pub oldest_waiting_seconds: Option<i64>,
    /// Events that were given up, the newest first, 50 at most.
    pub given_up: Vec<GivenUp>,
    /// The last 50 events, the newest first.
    pub deliveries: Vec<Delivery>,
}

impl Operation for GetInboxHealth {
    const SPEC: Spec = Spec {
        title: "Get the health of the webhook inbox",
        summary: "Shows what Stripe told of the merchant's account lately and what became of it.",
        ..Spec::read("get_inbox_health", "Stripe", "/stripe/inbox")
    };
    type Output = InboxHealth;

    async fn run(self, core: &Core, actor: &Actor) -> Result<InboxHealth> {
        let now = core.clock.now();
        let since = now.minus(WINDOW);
        let connected = connected_accounts::find(core, actor.merchant()?).await?;
        let Some(account) = connected.and_then(|account| account.stripe_account_id) else {
            return Ok(InboxHealth::of_nobody(since));
        };
        let counted = store::count(&core.db, &account, since, MOST_COUNTED).await?;
        let outcomes: Vec<_> = counted
            .into_iter()
            .map(|(outcome, count)| OutcomeCount {
                state: DeliveryState::of(outcome.as_deref()),
                outcome,
                count,
            })
            .collect();
        let received = outcomes.iter().map(|outcome| outcome.count).sum();
        let (waiting, oldest) = store::waiting(&core.db, &account, MOST_WAITING).await?;
        let deliveries = store::recent(&core.db, &account, SHOWN).await?;
        let given_up = store::given_up(&core.db, &account, MOST_WAITING, SHOWN).await?;
        let given_up = given_up.into_iter().map(|job| GivenUp::of(job, core.config.sandbox()));
        Ok(InboxHealth {
            account: Some(account),
            since,
            received,
            capped: received >= MOST_COUNTED,
            outcomes,
            waiting,
            oldest_waiting_seconds: oldest.map(|oldest| (now.0 - oldest).max(0) / 1000),
            given_up: given_up.collect::<Result<_>>()?,
            deliveries: deliveries.into_iter().map(Delivery::of).collect(),
        })
    }
}

impl InboxHealth {
    fn of_nobody(since: Timestamp) -> Self {
        Self {
            account: None,
            since,
            received: 0,
            capped: false,
            outcomes: Vec::new(),
            waiting: 0,
            oldest_waiting_seconds: None,
            given_up: Vec::new(),
            deliveries: Vec::new(),
        }
    }
}

impl Delivery {
    fn of(row: store::Delivered) -> Self {
        Self {
            state: DeliveryState::of(row.outcome.as_deref()),
            event_id: row.event_id,
            r#type: row.kind,
            object_id: row.object_id,
            endpoint: row.endpoint,
            received_at: Timestamp(row.received_at),
            applied_at: row.applied_at.map(Timestamp),
            outcome: row.outcome,
        }
    }
}

impl GivenUp {
    fn of(job: store::Dead, sandbox: bool) -> Result<Self> {
        let wanted: ApplyEvent = serde_json::from_str(&job.payload).map_err(crate::error::Error::internal)?;
        Ok(Self {
            event_id: wanted.event_id,
            object_id: job.lane.split_once('/').map(|(_, object)| object.to_owned()).unwrap_or_default(),
            attempts: job.attempts,
            since: Timestamp(job.created_at),
            last_error: job.last_error.filter(|_| sandbox),
        })
    }
}

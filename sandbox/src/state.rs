//! Everything the sandbox remembers: rows of JSON keyed by kind, account and id, and the switches of the moment.
//! Rows are kept as text, because a busy sandbox holds many and looks at few.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ops::Bound;
use std::path::Path;
use std::{io, time::Duration};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json, value::RawValue};

use crate::clock::{Clock, wall_ms};
use crate::ids::Ids;
use crate::journal::{Journal, Line, replay};
use crate::switches::{FailRule, WebhookSwitches};

/// The account that owns the secret key.
pub(crate) const PLATFORM: &str = "acct_1SandboxPlatform00";
/// The one API version spoken here.
pub(crate) const API_VERSION: &str = "2026-09-30.endive";
/// The Connect application of the platform.
pub(crate) const APPLICATION: &str = "ca_SandboxApplication00000000000";

const EVENTS_KEPT: usize = 20_000;

/// The kinds of rows. The last ones are private: no call shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Kind {
    Account,
    ApplicationFee,
    BalanceTransaction,
    Charge,
    CheckoutSession,
    Customer,
    Event,
    Invoice,
    PaymentIntent,
    PaymentMethod,
    Price,
    Product,
    Refund,
    SetupIntent,
    Subscription,
    WebhookEndpoint,
    /// Which test card a payment method stands for.
    Card,
    /// What a Checkout Session does not show: its lines, and what its payment intent will be made of.
    CheckoutData,
    /// Which Checkout Session a payment intent belongs to.
    CheckoutIntent,
    /// A 3-D Secure question waiting for its answer.
    Challenge,
    /// Signing secret and scope of a webhook endpoint.
    EndpointSecret,
    /// A saved answer for an idempotency key.
    Idempotency,
    /// Which invoice a payment intent pays, found by the id of either.
    InvoiceOfIntent,
    /// Work due at a virtual time; the id sorts by it.
    Job,
    /// The endpoints that have not yet taken an event.
    Outstanding,
    /// A connected account that withdrew its permission.
    Revoked,
    /// A one-time address given out by an account or login link.
    Token,
}

/// Which request caused an event.
#[derive(Clone, Debug, Default)]
pub(crate) struct Origin {
    pub(crate) request_id: Option<String>,
    pub(crate) idempotency_key: Option<String>,
}

type Table = BTreeMap<String, Box<str>>;

/// The state behind the one lock.
#[derive(Debug)]
pub(crate) struct State {
    tables: BTreeMap<Kind, BTreeMap<String, Table>>,
    journal: Option<Journal>,
    ids: Ids,
    pub(crate) clock: Clock,
    pub(crate) base_url: String,
    pub(crate) settle_delay: Duration,
    pub(crate) check_requests: bool,
    pub(crate) virtual_signatures: bool,
    pub(crate) origin: Origin,
    pub(crate) switches: WebhookSwitches,
    pub(crate) fail_rules: Vec<FailRule>,
    pub(crate) processing_seconds: Option<i64>,
    /// Jobs being worked on right now.
    pub(crate) in_flight: BTreeSet<String>,
    /// Idempotency keys being executed right now.
    pub(crate) keys_in_flight: BTreeSet<(String, String)>,
    pub(crate) requests: VecDeque<Value>,
    pub(crate) deliveries: VecDeque<Value>,
    pub(crate) violations: Vec<String>,
    pub(crate) finished: Finished,
    forget_again: i64,
}

/// What the worker has done since the start.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Finished {
    pub(crate) deliveries: u64,
    pub(crate) settlements: u64,
}

impl State {
    /// Loads and compacts the journal, if there is one.
    pub(crate) fn open(
        journal: Option<&Path>,
        base_url: &str,
        settle_delay: Duration,
        check_requests: bool,
    ) -> io::Result<Self> {
        let mut state = Self {
            tables: BTreeMap::new(),
            journal: None,
            ids: Ids::default(),
            clock: Clock::default(),
            base_url: base_url.trim_end_matches('/').to_owned(),
            settle_delay,
            check_requests,
            virtual_signatures: false,
            origin: Origin::default(),
            switches: WebhookSwitches::default(),
            fail_rules: Vec::new(),
            processing_seconds: None,
            in_flight: BTreeSet::new(),
            keys_in_flight: BTreeSet::new(),
            requests: VecDeque::new(),
            deliveries: VecDeque::new(),
            violations: Vec::new(),
            finished: Finished::default(),
            forget_again: 0,
        };
        if let Some(path) = journal {
            replay(path, |line| state.apply(line))?;
            state.forget_old_keys();
            state.journal = Some(Journal::compact(path, state.lines())?);
        }
        Ok(state)
    }

    fn apply(&mut self, line: Line) {
        match line {
            Line::Put(kind, account, id, value) => {
                let text: Box<str> = value.get().into();
                self.tables.entry(kind).or_default().entry(account).or_default().insert(id, text);
            }
            Line::Remove(kind, account, id) => {
                self.table_mut(kind, &account).remove(&id);
            }
            Line::Clock(offset) => self.clock.offset_ms = offset,
        }
    }

    fn lines(&self) -> impl Iterator<Item = Line> {
        let rows = self.tables.iter().flat_map(|(kind, accounts)| {
            accounts.iter().flat_map(move |(account, table)| {
                table.iter().filter_map(move |(id, text)| {
                    let raw = RawValue::from_string(text.to_string()).ok()?;
                    Some(Line::Put(*kind, account.clone(), id.clone(), raw))
                })
            })
        });
        std::iter::once(Line::Clock(self.clock.offset_ms)).chain(rows)
    }

    fn write(&mut self, line: &Line) {
        if let Some(journal) = &mut self.journal
            && let Err(error) = journal.append(line)
        {
            tracing::error!(%error, "the sandbox journal cannot be written; state lives in memory from here");
            self.journal = None;
        }
    }

    /// Hands the journal's lines to the operating system.
    pub(crate) fn flush(&mut self) {
        if let Some(Err(error)) = self.journal.as_mut().map(Journal::flush) {
            tracing::error!(%error, "the sandbox journal cannot be written; state lives in memory from here");
            self.journal = None;
        }
    }

    fn table(&self, kind: Kind, account: &str) -> Option<&Table> {
        self.tables.get(&kind)?.get(account)
    }

    fn table_mut(&mut self, kind: Kind, account: &str) -> &mut Table {
        self.tables.entry(kind).or_default().entry(account.to_owned()).or_default()
    }

    /// One row.
    pub(crate) fn get(&self, kind: Kind, account: &str, id: &str) -> Option<Value> {
        serde_json::from_str(self.table(kind, account)?.get(id)?).ok()
    }

    /// Puts an object under its own `id`.
    pub(crate) fn put(&mut self, kind: Kind, account: &str, object: &Value) {
        let id = object["id"].as_str().unwrap_or_default().to_owned();
        self.put_as(kind, account, &id, object);
    }

    /// Puts a row under a given id.
    pub(crate) fn put_as(&mut self, kind: Kind, account: &str, id: &str, row: &Value) {
        let text = row.to_string();
        if self.journal.is_some()
            && let Ok(raw) = RawValue::from_string(text.clone())
        {
            self.write(&Line::Put(kind, account.to_owned(), id.to_owned(), raw));
        }
        self.table_mut(kind, account).insert(id.to_owned(), text.into());
        if kind == Kind::Event && self.table(kind, account).is_some_and(|t| t.len() > EVENTS_KEPT) {
            self.table_mut(kind, account).pop_first();
        }
    }

    /// Removes a row.
    pub(crate) fn remove(&mut self, kind: Kind, account: &str, id: &str) -> bool {
        let there = self.table_mut(kind, account).remove(id).is_some();
        if there {
            self.write(&Line::Remove(kind, account.to_owned(), id.to_owned()));
        }
        there
    }

    /// Rows newest first, read one by one as they are asked for.
    pub(crate) fn newest(&self, kind: Kind, account: &str) -> impl Iterator<Item = Value> {
        self.older(kind, account, None)
    }

    /// Rows newest first, beginning after the one with this id.
    pub(crate) fn older(&self, kind: Kind, account: &str, than: Option<&str>) -> impl Iterator<Item = Value> {
        let bound = than.map_or(Bound::Unbounded, Bound::Excluded);
        self.table(kind, account)
            .into_iter()
            .flat_map(move |table| table.range::<str, _>((Bound::Unbounded, bound)).rev())
            .filter_map(|(_, text)| serde_json::from_str(text).ok())
    }

    /// Ids and rows oldest first.
    pub(crate) fn oldest(&self, kind: Kind, account: &str) -> impl Iterator<Item = (&String, Value)> {
        self.table(kind, account)
            .into_iter()
            .flatten()
            .filter_map(|(id, text)| Some((id, serde_json::from_str(text).ok()?)))
    }

    /// The ids of a table, lowest first.
    pub(crate) fn ids_of(&self, kind: Kind, account: &str) -> impl Iterator<Item = &String> {
        self.table(kind, account).into_iter().flat_map(BTreeMap::keys)
    }

    /// The accounts that have rows of this kind.
    pub(crate) fn accounts_with(&self, kind: Kind) -> Vec<String> {
        self.tables.get(&kind).into_iter().flat_map(|a| a.keys().cloned()).collect()
    }

    /// A new identifier.
    pub(crate) fn new_id(&mut self, prefix: &str) -> String {
        self.ids.next(prefix, self.clock.now_ms())
    }

    /// Virtual seconds since 1970.
    pub(crate) fn now(&self) -> i64 {
        self.clock.now()
    }

    /// The second that webhooks are signed with: Stripe's are of real time.
    pub(crate) fn signing_second(&self) -> i64 {
        if self.virtual_signatures { self.now() } else { wall_ms().div_euclid(1000) }
    }

    /// Moves the virtual clock forward.
    pub(crate) fn advance(&mut self, seconds: i64) {
        self.clock.offset_ms = self.clock.offset_ms.saturating_add(seconds.max(0).saturating_mul(1000));
        self.write(&Line::Clock(self.clock.offset_ms));
    }

    /// Sets the virtual clock, to real time without a moment.
    pub(crate) fn set_clock(&mut self, now_ms: Option<i64>) {
        self.clock.offset_ms = now_ms.map_or(0, |now| now.saturating_sub(wall_ms()));
        self.write(&Line::Clock(self.clock.offset_ms));
    }

    /// Puts work on the schedule.
    pub(crate) fn schedule(&mut self, due_ms: i64, job: &Value) {
        let id = self.new_id(&format!("{due_ms:015}_"));
        self.put_as(Kind::Job, PLATFORM, &id, job);
    }

    /// Once an hour, drops idempotency keys older than a day, as Stripe does.
    pub(crate) fn forget_old_keys(&mut self) {
        if self.now() < self.forget_again {
            return;
        }
        self.forget_again = self.now() + 3600;
        let oldest = self.now() - 24 * 3600;
        for account in self.accounts_with(Kind::Idempotency) {
            let old: Vec<String> = self
                .oldest(Kind::Idempotency, &account)
                .filter(|(_, row)| row["at"].as_i64().unwrap_or(0) < oldest)
                .map(|(id, _)| id.clone())
                .collect();
            for id in old {
                self.remove(Kind::Idempotency, &account, &id);
            }
        }
    }

    /// Remembers the last thousand of something for the control routes.
    pub(crate) fn remember(list: &mut VecDeque<Value>, entry: Value) {
        if list.len() >= 1000 {
            list.pop_front();
        }
        list.push_back(entry);
    }

    /// The `request` member of events caused by the call being executed.
    pub(crate) fn origin_json(&self) -> Value {
        json!({ "id": self.origin.request_id, "idempotency_key": self.origin.idempotency_key })
    }
}

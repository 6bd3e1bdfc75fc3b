//! SIGTERM under load: what was answered is on disk, what was under way finishes, what came too late is refused,
//! the exit code is 0, and work that was left over is done after the restart (C5).

use std::collections::BTreeSet;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use paylinks::args;
use paylinks::clock::Clock;
use paylinks::db::{Db, Queryable as _};
use tokio::sync::mpsc;
use uuid::Uuid;

use crate::support::app::CONNECT_SECRET;
use crate::support::people::text;
use crate::support::program::{PATIENCE, Program, Shop};
use crate::support::stripe::sign;
use crate::support::{Engine, Value, json};

/// Payment intents that events are about; events of one wait for each other.
const INTENTS: usize = 10;
/// How long Stripe takes to tell of an intent: so long that events arrive faster than they can be applied.
const SLOW_MS: u64 = 1500;
/// Answers to wait for before the signal.
const EVENTS: usize = 150;
const PAYMENTS: usize = 15;

#[test]
fn a_stop_under_load_loses_nothing_sqlite() {
    tell(Engine::Sqlite);
}

#[test]
fn a_stop_under_load_loses_nothing_postgres() {
    tell(Engine::Postgres);
}

#[test]
fn a_stop_is_announced_before_the_door_closes() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let folder = std::env::temp_dir().join(format!("paylinks-stop-{}", Uuid::now_v7().simple()));
        std::fs::create_dir_all(&folder).unwrap();
        let database = format!("sqlite://{}", folder.join("paylinks.db").display());
        let mut program = Program::start_with(&folder, &database, &[("PAYLINKS_STOP_NOTICE", "60")]);
        let status = async |path: &str| {
            let answer = program.http.get(format!("{}{path}", program.base)).send().await.unwrap();
            (answer.status().as_u16(), answer.text().await.unwrap())
        };
        assert_eq!(status("/readyz").await, (200, "ready\n".to_owned()));
        program.terminate();
        let stopping = program.until("an announcement", async || {
            let (status, text) = status("/readyz").await;
            (status == 503).then_some(text)
        });
        assert_eq!(stopping.await, "stopping\n");
        assert_eq!(status("/sign-in").await.0, 200, "the door is open meanwhile");
        program.terminate();
        assert_eq!(program.ended().await.code(), Some(0), "a second signal does not wait");
        std::fs::remove_dir_all(&folder).unwrap();
    });
}

fn tell(engine: Engine) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let folder = std::env::temp_dir().join(format!("paylinks-stop-{}", Uuid::now_v7().simple()));
        std::fs::create_dir_all(&folder).unwrap();
        let database = engine.fresh(&folder).await;
        let mut program = Program::start(&folder, &database);
        let answered = stop_under_load(&mut program).await;
        drop(program);
        assert_kept(&database, &answered).await;

        let mut program = Program::start(&folder, &database);
        assert_done(&program, &database).await;
        program.terminate();
        assert!(program.ended().await.success(), "the second stop, with nothing to do");
        engine.forget(&database).await;
        std::fs::remove_dir_all(&folder).unwrap();
    });
}

/// What the program gave its word for.
#[derive(Default)]
struct Answered {
    events: BTreeSet<String>,
    payments: BTreeSet<String>,
}

async fn stop_under_load(program: &mut Program) -> Answered {
    let shop = Arc::new(program.open_shop().await);
    let mut intents = Vec::new();
    for _ in 0..INTENTS {
        let started = start(program, &shop).send().await.unwrap();
        let started: Value = serde_json::from_str(&started.text().await.unwrap()).unwrap();
        intents.push(text(&started["paymentIntentId"]));
    }
    let slow = json!({ "path_prefix": "/v1/payment_intents/", "delay_ms": SLOW_MS, "times": 1_000_000 });
    program.sandbox("fail", slow).await;

    let (note, mut notes) = mpsc::unbounded_channel();
    let (intents, next) = (Arc::new(intents), Arc::new(AtomicUsize::new(0)));
    let mut callers = Vec::new();
    for caller in 0..12 {
        let (http, base) = (program.http.clone(), program.base.clone());
        let (shop, intents, next) = (Arc::clone(&shop), Arc::clone(&intents), Arc::clone(&next));
        let note = note.clone();
        callers.push(tokio::spawn(async move {
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                let event = format!("evt_load_{number}");
                let is_event = caller % 4 != 0;
                let request = if is_event {
                    deliver(&http, &base, &event, &shop.account, &intents[number % INTENTS])
                } else {
                    start_at(&http, &base, &shop.slug)
                };
                let Some(body) = answer(request).await else { return };
                let session = || text(&body["checkoutSessionId"]);
                note.send(if is_event { Note::Event(event) } else { Note::Payment(session()) }).unwrap();
            }
        }));
    }
    drop(note);

    let mut answered = Answered::default();
    while answered.events.len() < EVENTS || answered.payments.len() < PAYMENTS {
        answered.note(notes.recv().await.expect("no caller is refused before the signal"));
    }
    let half_sent = HalfSent::open(&program.base, &shop.account, &intents[0]);
    program.terminate();
    // Every caller goes on until the door is closed.
    for caller in callers {
        tokio::time::timeout(PATIENCE, caller).await.expect("the door closes").unwrap();
    }
    while let Some(late) = notes.recv().await {
        answered.note(late);
    }
    assert_eq!(half_sent.finish(), 200, "what was under way at the signal gets its answer");
    answered.events.insert(HalfSent::EVENT.to_owned());
    let status = program.ended().await;
    assert_eq!(status.code(), Some(0));
    answered
}

impl Answered {
    fn note(&mut self, note: Note) {
        match note {
            Note::Event(id) => self.events.insert(id),
            Note::Payment(id) => self.payments.insert(id),
        };
    }
}

enum Note {
    Event(String),
    Payment(String),
}

/// The good answer, or none when the door was closed or the program said that it could not.
async fn answer(request: reqwest::RequestBuilder) -> Option<Value> {
    // A request that found the door closing has no answer at all, which is as good as a refusal.
    let answer = request.send().await.ok()?;
    let status = answer.status().as_u16();
    let body = answer.text().await.expect("an answer that begins is whole");
    match status {
        200 => Some(serde_json::from_str(&body).unwrap()),
        503 => None,
        _ => panic!("{status} {body}"),
    }
}

fn start(program: &Program, shop: &Shop) -> reqwest::RequestBuilder {
    start_at(&program.http, &program.base, &shop.slug)
}

fn start_at(http: &reqwest::Client, base: &str, slug: &str) -> reqwest::RequestBuilder {
    let url = format!("{base}/api/v1/paylinks/public/{slug}/payment-intents");
    http.post(url).json(&json!({ "email": "buyer@example.com" }))
}

fn deliver(
    http: &reqwest::Client,
    base: &str,
    id: &str,
    account: &str,
    intent: &str,
) -> reqwest::RequestBuilder {
    let (body, signature) = signed(id, account, intent);
    let request = http.post(format!("{base}/webhooks/stripe")).header("stripe-signature", signature);
    request.body(body)
}

/// News of a charge of this intent, signed now.
fn signed(id: &str, account: &str, intent: &str) -> (String, String) {
    let now = Clock::system().now().seconds();
    let body = json!({
        "id": id, "object": "event", "account": account, "created": now, "livemode": false,
        "type": "charge.updated",
        "data": { "object": { "id": format!("ch_{id}"), "object": "charge", "payment_intent": intent } },
    });
    let body = body.to_string();
    let signature = sign(CONNECT_SECRET, now, &body);
    (body, signature)
}

/// An event of which the program has only seen the beginning.
struct HalfSent {
    stream: TcpStream,
    rest: String,
}

impl HalfSent {
    const EVENT: &str = "evt_half_sent";

    fn open(base: &str, account: &str, intent: &str) -> Self {
        let mut stream = TcpStream::connect(base.strip_prefix("http://").unwrap()).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let (body, signature) = signed(Self::EVENT, account, intent);
        let (first, rest) = body.split_at(body.len() / 2);
        let length = body.len();
        // The program answers the head at once when it reads the body, so it is known to be at work on it.
        let head = format!(
            "POST /webhooks/stripe HTTP/1.1\r\nhost: here\r\nconnection: close\r\nexpect: 100-continue\r\n\
             stripe-signature: {signature}\r\ncontent-length: {length}\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).unwrap();
        let mut go_on = [0; 25];
        stream.read_exact(&mut go_on).unwrap();
        assert_eq!(&go_on, b"HTTP/1.1 100 Continue\r\n\r\n");
        stream.write_all(first.as_bytes()).unwrap();
        Self { stream, rest: rest.to_owned() }
    }

    /// Sends the rest and tells the status of the answer.
    fn finish(mut self) -> u16 {
        self.stream.write_all(self.rest.as_bytes()).unwrap();
        let mut answer = String::new();
        self.stream.read_to_string(&mut answer).unwrap();
        answer.split_whitespace().nth(1).unwrap_or_default().parse().unwrap()
    }
}

async fn texts(db: &Db, sql: &'static str) -> BTreeSet<String> {
    let rows: Vec<(String,)> = db.all(sql, args![]).await.unwrap();
    rows.into_iter().map(|(text,)| text).collect()
}

/// Whatever was answered is on disk, and nobody holds a job.
async fn assert_kept(database: &str, answered: &Answered) {
    let db = Db::connect(database).await.unwrap();
    let events = texts(&db, "select event_id from inbox").await;
    let lost: Vec<_> = answered.events.difference(&events).collect();
    assert!(lost.is_empty(), "answered and not kept: {lost:?}");
    let opened = texts(
        &db,
        "select s.id from checkout_session s join payment p on p.checkout_session_id = s.id \
         where s.status = 'open' and p.status = 'PENDING'",
    )
    .await;
    let lost: Vec<_> = answered.payments.difference(&opened).collect();
    assert!(lost.is_empty(), "started and not kept: {lost:?}");
    let held = texts(&db, "select id from job where state in ('running', 'dead')").await;
    assert!(held.is_empty(), "jobs nobody works at are held: {held:?}");
    let left = texts(&db, "select id from job where state = 'ready'").await;
    assert!(!left.is_empty(), "the load was not heavy enough to leave work");
    let waiting = texts(&db, "select event_id from inbox where outcome is null").await;
    assert!(left.len() >= waiting.len(), "every event that waits has its job");
    db.close().await;
}

/// The work that was left over is done by who comes next.
async fn assert_done(program: &Program, database: &str) {
    let db = Db::connect(database).await.unwrap();
    let done = program.until("the end of all jobs", async || {
        let left = texts(&db, "select id from job where state <> 'done'").await;
        left.is_empty().then_some(())
    });
    done.await;
    let waiting = texts(&db, "select event_id from inbox where outcome is null").await;
    assert!(waiting.is_empty(), "not applied: {waiting:?}");
    let outcomes = texts(&db, "select distinct outcome from inbox where event_id like 'evt_load_%'").await;
    assert_eq!(outcomes, BTreeSet::from(["applied".to_owned()]));
    db.close().await;
}

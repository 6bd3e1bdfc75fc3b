//! The control routes under `/_config`, with which tests and demonstrations move the sandbox about.

use std::sync::Arc;

use axum::extract::{Path, State as Extract};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::accounts::{self, Outcome};
use crate::state::Kind;
use crate::switches::{FailRule, WebhookSwitches};
use crate::{Inner, webhooks};

type Answer = (StatusCode, Json<Value>);

fn found(value: Option<Value>) -> Answer {
    match value {
        Some(value) => (StatusCode::OK, Json(value)),
        None => (StatusCode::NOT_FOUND, Json(json!({ "error": "no such object" }))),
    }
}

/// All control routes.
pub(crate) fn routes() -> Router<Arc<Inner>> {
    Router::new()
        .route("/_config/accounts/{id}", post(patch_account))
        .route("/_config/accounts/{id}/complete", post(complete))
        .route("/_config/accounts/{id}/deauthorize", post(deauthorize))
        .route("/_config/webhooks", post(set_webhooks).get(show_webhooks))
        .route("/_config/clock", post(advance).get(show_clock))
        .route("/_config/processing", post(set_processing))
        .route("/_config/fail", post(fail))
        .route("/_config/settle", post(settle))
        .route("/_config/requests", get(requests))
        .route("/_config/events", get(events))
        .route("/_config/deliveries", get(deliveries))
        .route("/_config/redeliver/{event}", post(redeliver))
}

async fn complete(Extract(inner): Extract<Arc<Inner>>, Path(id): Path<String>) -> Answer {
    found(inner.change(|state| accounts::finish_onboarding(state, &id, Outcome::Complete)))
}

async fn patch_account(
    Extract(inner): Extract<Arc<Inner>>,
    Path(id): Path<String>,
    Json(patch): Json<Value>,
) -> Answer {
    found(inner.change(|state| accounts::apply_patch(state, &id, &patch)))
}

async fn deauthorize(Extract(inner): Extract<Arc<Inner>>, Path(id): Path<String>) -> Answer {
    found(inner.change(|state| accounts::deauthorize(state, &id)).then(|| json!({ "deauthorized": id })))
}

async fn set_webhooks(
    Extract(inner): Extract<Arc<Inner>>,
    Json(switches): Json<WebhookSwitches>,
) -> Json<WebhookSwitches> {
    inner.change(|state| state.switches = switches.clone());
    Json(switches)
}

async fn show_webhooks(Extract(inner): Extract<Arc<Inner>>) -> Json<WebhookSwitches> {
    Json(inner.lock().switches.clone())
}

#[derive(Deserialize)]
struct Advance {
    advance_seconds: i64,
}

async fn advance(Extract(inner): Extract<Arc<Inner>>, Json(by): Json<Advance>) -> Json<Value> {
    Json(inner.change(|state| {
        state.advance(by.advance_seconds);
        json!({ "now": state.now() })
    }))
}

async fn show_clock(Extract(inner): Extract<Arc<Inner>>) -> Json<Value> {
    let state = inner.lock();
    Json(json!({ "now": state.now(), "ahead_ms": state.clock.offset_ms }))
}

#[derive(Deserialize)]
struct Processing {
    seconds: Option<i64>,
}

async fn set_processing(Extract(inner): Extract<Arc<Inner>>, Json(wait): Json<Processing>) -> Json<Value> {
    inner.change(|state| state.processing_seconds = wait.seconds);
    Json(json!({ "seconds": wait.seconds }))
}

async fn fail(Extract(inner): Extract<Arc<Inner>>, Json(mut rule): Json<FailRule>) -> Json<FailRule> {
    rule.times = rule.times.max(1);
    inner.change(|state| state.fail_rules.push(rule.clone()));
    Json(rule)
}

async fn settle(Extract(inner): Extract<Arc<Inner>>) -> Json<Value> {
    let done = webhooks::settle(&inner).await;
    Json(json!({ "deliveries": done.deliveries, "settlements": done.settlements }))
}

async fn requests(Extract(inner): Extract<Arc<Inner>>) -> Json<Value> {
    let state = inner.lock();
    Json(json!({ "data": state.requests, "schema_violations": state.violations }))
}

async fn events(Extract(inner): Extract<Arc<Inner>>) -> Json<Value> {
    let state = inner.lock();
    let mut all: Vec<Value> = state
        .accounts_with(Kind::Event)
        .iter()
        .flat_map(|account| state.newest(Kind::Event, account).take(1000).collect::<Vec<_>>())
        .collect();
    all.sort_by(|a, b| a["id"].as_str().cmp(&b["id"].as_str()));
    Json(json!({ "data": all }))
}

async fn deliveries(Extract(inner): Extract<Arc<Inner>>) -> Json<Value> {
    Json(json!({ "data": inner.lock().deliveries }))
}

async fn redeliver(Extract(inner): Extract<Arc<Inner>>, Path(event): Path<String>) -> Answer {
    found(inner.change(|state| webhooks::redeliver(state, &event)).map(|n| json!({ "scheduled": n })))
}

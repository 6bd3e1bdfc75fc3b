//! The way into `/v1`: keys, accounts, schema, idempotency, injected faults, the request log, and the headers of
//! every answer. What a call does is in `dispatch`.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::State as Extract;
use axum::http::{HeaderMap, Method, Response, StatusCode, Uri, header};
use serde_json::{Value, json};

use crate::call::{Call, Key, idempotency_key, identify};
use crate::errors::{Result, StripeError};
use crate::state::{API_VERSION, Origin, State};
use crate::switches::{FailRule, take_failure};
use crate::{Inner, dispatch, expand, form, idempotency, ids, schema};

struct Answer {
    status: StatusCode,
    body: Value,
    replayed_from: Option<String>,
    lost: bool,
}

impl Answer {
    fn of(result: Result) -> Self {
        match result {
            Ok(body) => Self { status: StatusCode::OK, body, replayed_from: None, lost: false },
            Err(error) => Self { status: error.status, body: error.body(), replayed_from: None, lost: false },
        }
    }
}

enum Begun {
    Answer(Answer),
    Execute(Option<FailRule>),
}

/// Handles every request under `/v1`.
pub(crate) async fn handle(
    Extract(inner): Extract<Arc<Inner>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    let request_id = format!("req_{}", ids::random(14));
    if method == Method::OPTIONS {
        return respond(
            &request_id,
            &Answer { status: StatusCode::NO_CONTENT, body: Value::Null, replayed_from: None, lost: false },
        );
    }
    let text = String::from_utf8_lossy(&body);
    let mut params = form::decode(&[uri.query().unwrap_or_default(), &text]);
    let made = make_call(&inner, &method, uri.path(), &headers, &mut params, &request_id);
    let call = match made {
        Ok(call) => call,
        Err(error) => {
            log(&inner, method.as_str(), uri.path(), None, error.status, &error.body());
            return respond(&request_id, &Answer::of(Err(error)));
        }
    };
    // A caller that hangs up does not undo what it asked for, so the call has a task of its own.
    let task = tokio::spawn(async move {
        let begun = begin(&mut inner.lock(), &call);
        let answer = match begun {
            Begun::Answer(answer) => answer,
            Begun::Execute(rule) => run(&inner, &call, rule).await,
        };
        log(&inner, &call.method, &call.path, Some(&call), answer.status, &answer.body);
        inner.wake.notify_one();
        answer
    });
    let answer = task.await.unwrap_or_else(|_| {
        let message = "The sandbox failed while executing this call.";
        Answer::of(Err(StripeError::new(StatusCode::INTERNAL_SERVER_ERROR, "api_error", message)))
    });
    respond(&request_id, &answer)
}

fn make_call(
    inner: &Inner,
    method: &Method,
    path: &str,
    headers: &HeaderMap,
    params: &mut form::Params,
    request_id: &str,
) -> Result<Call> {
    let (key, account, version) = identify(&inner.lock(), headers, params)?;
    if let Some(version) = version.filter(|v| v != API_VERSION) {
        tracing::warn!(%version, "the sandbox speaks {API_VERSION} whatever is asked for");
    }
    Ok(Call {
        method: method.as_str().to_owned(),
        path: path.to_owned(),
        params: std::mem::take(params),
        key,
        account,
        idempotency_key: idempotency_key(headers, method.as_str())?,
        request_id: request_id.to_owned(),
    })
}

fn begin(state: &mut State, call: &Call) -> Begun {
    let checked = dispatch::refuse_removed_params(call).and_then(|()| {
        if state.check_requests && matches!(call.key, Key::Secret(_)) {
            schema::check_request(&call.method, &call.path, &call.params.0)
        } else {
            Ok(())
        }
    });
    if let Err(error) = checked {
        return Begun::Answer(Answer::of(Err(error)));
    }
    match idempotency::begin(state, call) {
        Err(error) => Begun::Answer(Answer::of(Err(error))),
        Ok(Some(saved)) => Begun::Answer(Answer {
            status: StatusCode::from_u16(saved.status).unwrap_or(StatusCode::OK),
            body: saved.body,
            replayed_from: Some(saved.request_id),
            lost: false,
        }),
        Ok(None) => Begun::Execute(take_failure(&mut state.fail_rules, &call.path)),
    }
}

async fn run(inner: &Inner, call: &Call, rule: Option<FailRule>) -> Answer {
    let rule = rule.unwrap_or_default();
    if rule.delay_ms > 0 {
        tokio::time::sleep(Duration::from_millis(rule.delay_ms)).await;
    }
    let mut state = inner.lock();
    if let Some(status) = rule.status.and_then(|s| StatusCode::from_u16(s).ok()) {
        idempotency::release(&mut state, call);
        let kind = if status == StatusCode::TOO_MANY_REQUESTS { "rate_limit_error" } else { "api_error" };
        let mut answer =
            Answer::of(Err(StripeError::new(status, kind, "An injected failure of the sandbox.")));
        answer.lost = rule.drop_reply;
        return answer;
    }
    state.origin =
        Origin { request_id: Some(call.request_id.clone()), idempotency_key: call.idempotency_key.clone() };
    let result = dispatch::dispatch(&mut state, call).and_then(|mut object| {
        let paths = call.params.texts("expand");
        expand::expand(&state, &call.account, &mut object, &paths)?;
        Ok(object)
    });
    state.origin = Origin::default();
    let mut answer = Answer::of(result);
    idempotency::finish(&mut state, call, answer.status.as_u16(), &answer.body);
    if state.check_requests && answer.status.is_success() && !call.is_browser() {
        report_missing(&mut state, &call.path, &answer.body);
    }
    state.flush();
    answer.lost = rule.drop_reply;
    answer
}

/// Counts and logs what a response lacks.
pub(crate) fn report_missing(state: &mut State, path: &str, object: &Value) {
    for key in schema::missing_keys(object) {
        tracing::warn!(path, key, "a sandbox response breaks Stripe's schema");
        state.violations.push(format!("{path}: {key}"));
    }
}

fn log(inner: &Inner, method: &str, path: &str, call: Option<&Call>, status: StatusCode, body: &Value) {
    let entry = json!({
        "method": method,
        "path": path,
        "account": call.map(|c| &c.account),
        "idempotency_key": call.and_then(|c| c.idempotency_key.as_ref()),
        "params": call.map(|c| without_card(&c.params.0)),
        "status": status.as_u16(),
        "error": body.get("error").map(|e| json!({ "code": e["code"], "message": e["message"], "param": e["param"] })),
    });
    State::remember(&mut inner.lock().requests, entry);
}

/// Parameters for the log: never a card.
fn without_card(params: &Value) -> Value {
    let mut shown = params.clone();
    for path in ["/card", "/payment_method_data/card"] {
        if let Some(card) = shown.pointer_mut(path) {
            *card = "(card)".into();
        }
    }
    shown
}

fn respond(request_id: &str, answer: &Answer) -> Response<Body> {
    let mut response = Response::builder()
        .status(answer.status)
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::CACHE_CONTROL, "no-cache, no-store")
        .header("request-id", request_id)
        .header("stripe-version", API_VERSION)
        .header(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")
        .header(header::ACCESS_CONTROL_EXPOSE_HEADERS, "Request-Id, Stripe-Manage-Version")
        .header(header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, DELETE, OPTIONS")
        .header(
            header::ACCESS_CONTROL_ALLOW_HEADERS,
            "Authorization, Content-Type, Idempotency-Key, Stripe-Account, Stripe-Version",
        )
        .header(header::ACCESS_CONTROL_MAX_AGE, "300");
    if let Some(original) = &answer.replayed_from {
        response = response.header("idempotent-replayed", "true").header("original-request", original);
    }
    if answer.status == StatusCode::UNAUTHORIZED {
        response = response.header(header::WWW_AUTHENTICATE, "Basic realm=\"Stripe\"");
    }
    let body = if answer.lost {
        tracing::info!(request_id, "the sandbox loses this reply on purpose");
        // A body that fails before its first byte: the server breaks the connection without having answered.
        let broken = Err::<Bytes, _>(std::io::Error::from(std::io::ErrorKind::ConnectionReset));
        Body::from_stream(futures::stream::iter([broken]))
    } else if answer.status == StatusCode::NO_CONTENT {
        Body::empty()
    } else {
        Body::from(serde_json::to_vec_pretty(&answer.body).unwrap_or_default())
    };
    response.body(body).unwrap_or_default()
}

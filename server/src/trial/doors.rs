//! The whole router over a database of its own, with three small operations instead of the catalogue.

use std::time::Duration;

use http::{Method, StatusCode};
use paylinks::actor::Actor;
use paylinks::core::Core;
use paylinks::error::Result;
use paylinks::money::Currency;
use paylinks::operation::{self, Access, Effect, Entry, Operation, Spec};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{House, read};
use crate::Assets;

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Echo {
    id: String,
    amount_minor: Option<i64>,
    currency: Option<Currency>,
}

impl Operation for Echo {
    const SPEC: Spec = Spec {
        title: "Echo",
        summary: "Says it again.",
        access: Access::Public,
        status: 201,
        ..Spec::write("echo", "Tests", operation::Method::Post, "/echo/{id}")
    };
    type Output = Self;

    async fn run(self, _: &Core, _: &Actor) -> Result<Self> {
        Ok(self)
    }
}

/// Spends something although it is a GET, like a mailed link.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Spend {
    token: String,
}

impl Operation for Spend {
    const SPEC: Spec =
        Spec { effect: Effect::Write, access: Access::Public, ..Spec::read("spend", "Tests", "/spend") };
    type Output = Spent;

    async fn run(self, core: &Core, _: &Actor) -> Result<Spent> {
        core.clock.advance(Duration::from_secs(1));
        Ok(Spent { token: self.token })
    }
}

#[derive(Serialize, Deserialize, JsonSchema)]
struct Spent {
    token: String,
}

#[derive(Serialize, Deserialize, JsonSchema)]
struct Broken {}

impl Operation for Broken {
    const SPEC: Spec = Spec { access: Access::Public, ..Spec::read("broken", "Tests", "/broken") };
    type Output = Spent;

    async fn run(self, _: &Core, _: &Actor) -> Result<Spent> {
        panic!("hunter2")
    }
}

#[derive(Serialize, Deserialize, JsonSchema)]
struct Guarded {}

impl Operation for Guarded {
    const SPEC: Spec = Spec::read("guarded", "Tests", "/guarded");
    type Output = Spent;

    async fn run(self, _: &Core, _: &Actor) -> Result<Spent> {
        Ok(Spent { token: String::new() })
    }
}

static CATALOGUE: &[Entry] =
    &[Entry::of::<Echo>(), Entry::of::<Spend>(), Entry::of::<Broken>(), Entry::of::<Guarded>()];

async fn house() -> House {
    House::with(CATALOGUE).await
}

#[tokio::test]
async fn an_operation_is_reached_with_all_its_parts() {
    let house = house().await;
    let answer = house
        .post("/api/v1/echo/7?amountMinor=5", &[("x-currency", "EUR")], r#"{"id":"9","amountMinor":1}"#)
        .await;
    assert_eq!(answer, (StatusCode::CREATED, json!({ "id": "7", "amountMinor": 5, "currency": "EUR" })));
    let (status, body) = house.post("/api/v1/echo/7", &[], r#"{"amountMinor":"x"}"#).await;
    assert_eq!((status, &body["error"]["field"]), (StatusCode::BAD_REQUEST, &json!("amountMinor")));
}

#[tokio::test]
async fn refusals_are_json_with_the_right_status() {
    let house = house().await;
    let big = format!(r#"{{"id":"{}"}}"#, "x".repeat(300 * 1024));
    assert_eq!(house.post("/api/v1/echo/7", &[], &big).await.0, StatusCode::PAYLOAD_TOO_LARGE);
    let plain = house.ask(Method::POST, "/api/v1/echo/7", &[("content-type", "text/plain")], "{}").await;
    assert_eq!(plain.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let unknown = house.ask(Method::GET, "/api/v1/nothing", &[], "").await;
    assert_eq!(unknown.status(), StatusCode::NOT_FOUND);
    assert_eq!(read(unknown).await["error"]["code"], "NOT_FOUND");
    let wrong = house.ask(Method::PUT, "/api/v1/echo/7", &[], "").await;
    assert_eq!(
        (wrong.status(), &wrong.headers()["allow"]),
        (StatusCode::METHOD_NOT_ALLOWED, &"POST".parse().unwrap())
    );
    assert_eq!(read(wrong).await["error"]["code"], "METHOD_NOT_ALLOWED");
}

#[tokio::test]
async fn a_panic_is_a_500_that_says_nothing() {
    let house = house().await;
    let broken = house.ask(Method::GET, "/api/v1/broken", &[], "").await;
    assert_eq!(broken.status(), StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(broken.headers()["x-content-type-options"], "nosniff");
    assert!(broken.headers().contains_key("x-request-id"));
    assert!(!read(broken).await.to_string().contains("hunter2"));
}

#[tokio::test]
async fn a_guarded_operation_wants_a_bearer_and_never_a_cookie() {
    let house = house().await;
    for headers in [vec![], vec![("cookie", "session=x")], vec![("authorization", "Bearer x.y.z")]] {
        let response = house.ask(Method::GET, "/api/v1/guarded", &headers, "").await;
        assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
        assert_eq!(response.headers()["www-authenticate"], "Bearer");
        let body = read(response).await;
        assert_eq!(body, json!({ "error": { "message": "Unauthorized", "code": "UNAUTHORIZED" } }));
    }
}

#[tokio::test]
async fn a_link_is_not_spent_by_scanners_or_previews() {
    let house = house().await;
    let before = house.core.clock.now();
    let head = house.ask(Method::HEAD, "/api/v1/spend?token=a", &[], "").await;
    assert_eq!(head.status(), StatusCode::METHOD_NOT_ALLOWED);
    for headers in [("sec-fetch-mode", "navigate"), ("accept", "text/html,application/json;q=0.9")] {
        let page = house.ask(Method::GET, "/api/v1/spend?token=a%26b", &[headers], "").await;
        assert_eq!(page.status(), StatusCode::SEE_OTHER);
        assert_eq!(page.headers()["location"], "/sign-in/confirm?token=a%26b");
    }
    assert_eq!(house.core.clock.now(), before, "nothing ran");
    let api = house.ask(Method::GET, "/api/v1/spend?token=a", &[("accept", "*/*")], "").await;
    assert_eq!(api.status(), StatusCode::OK);
    assert_ne!(house.core.clock.now(), before);
}

#[tokio::test]
async fn health_policy_reports_and_robots_answer() {
    let house = house().await;
    for path in
        ["/healthz", "/readyz", "/robots.txt", "/openapi.json", "/openapi.yaml", "/openapi-public.yaml"]
    {
        assert_eq!(house.ask(Method::GET, path, &[], "").await.status(), StatusCode::OK, "{path}");
    }
    let report = house.ask(Method::POST, "/csp-report", &[], r#"{"csp-report":{}}"#).await;
    assert_eq!(report.status(), StatusCode::NO_CONTENT);
    let mailbox = house.ask(Method::GET, "/dev/mailbox.json", &[], "").await;
    assert_eq!(read(mailbox).await, json!([]));
    let event = house.ask(Method::POST, "/webhooks/stripe", &[], "{}").await;
    assert_eq!(event.status(), StatusCode::BAD_REQUEST, "no signature");
    let wrong = house.ask(Method::DELETE, "/healthz", &[], "").await;
    assert_eq!(wrong.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(wrong.headers()["allow"], "GET,HEAD");
    assert_eq!(read(wrong).await["error"]["code"], "METHOD_NOT_ALLOWED");
    let old = house.ask(Method::GET, "/assets/0123456789ab/app.css", &[], "").await;
    assert_eq!(old.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn assets_are_served_whole_typed_and_only_from_their_folder() {
    let house = house().await;
    let address = Assets::load().url("js/app.js");
    let script = house.ask(Method::GET, &address, &[("accept-encoding", "gzip")], "").await;
    assert_eq!(script.status(), StatusCode::OK);
    assert_eq!(script.headers()["content-type"], "text/javascript; charset=utf-8");
    assert_eq!(script.headers()["x-content-type-options"], "nosniff");
    assert_ne!(script.headers()["cache-control"], "no-store");
    let folder = address.trim_end_matches("js/app.js");
    for escape in ["..%2fCargo.toml", "js/..%2f..%2fCargo.toml", "%2e%2e/Cargo.toml", "%2fetc%2fpasswd", "js"]
    {
        let answer = house.ask(Method::GET, &format!("{folder}{escape}"), &[], "").await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{escape}");
    }
}

#[test]
fn the_description_shows_an_operation_as_it_is_called() {
    let document = crate::rest::openapi::document(CATALOGUE);
    let echo = &document["paths"]["/echo/{id}"]["post"];
    assert_eq!(echo["operationId"], "echo");
    assert_eq!(echo["x-scope"], "public");
    assert_eq!(echo["x-effect"], "write");
    assert_eq!(
        echo["parameters"][0],
        json!({
            "name": "id", "in": "path", "required": true, "schema": { "type": "string" },
        })
    );
    let body = &echo["requestBody"]["content"]["application/json"]["schema"]["properties"];
    assert!(body.get("id").is_none() && body.get("amountMinor").is_some());
    assert_eq!(
        echo["responses"]["201"]["content"]["application/json"]["schema"]["$ref"],
        "#/components/schemas/Echo"
    );
    let spend = &document["paths"]["/spend"]["get"];
    assert_eq!(spend["parameters"][0]["in"], "query");
    assert_eq!(document["paths"]["/guarded"]["get"]["security"], json!([{ "bearer": [] }]));
    assert_eq!(document, crate::rest::openapi::document(CATALOGUE));
}

#[test]
fn every_reference_in_the_description_leads_somewhere() {
    fn follow(value: &Value, root: &Value) {
        match value {
            Value::Object(object) => {
                if let Some(Value::String(target)) = object.get("$ref") {
                    let pointer = target.strip_prefix('#').unwrap();
                    assert!(root.pointer(pointer).is_some(), "{target}");
                }
                object.values().for_each(|inner| follow(inner, root));
            }
            Value::Array(list) => list.iter().for_each(|inner| follow(inner, root)),
            _ => {}
        }
    }
    let document = crate::rest::openapi::document(paylinks::catalogue::CATALOGUE);
    follow(&document, &document);
    assert!(!document.to_string().contains("$defs"));
}

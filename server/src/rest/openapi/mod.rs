//! The `OpenAPI` 3.1 document of a catalogue: every figure in it comes from the operations themselves.

mod components;
mod yaml;

use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use paylinks::error::Code;
use paylinks::operation::{Access, Effect, Entry, Method, Spec};
use serde_json::{Map, Value, json};

use self::components::Components;
pub use self::yaml::to_yaml;
use super::BASE;

const INTRODUCTION: &str = "Payment links over your own Stripe account. Send a bearer token from \
    `POST /auth/api/token`. Amounts are whole minor units unless a field says otherwise; `amountMinor` always \
    is. Lists are paged: pass `nextCursor` back as `cursor`. Errors are `{\"error\":{\"message\",\"code\"}}`.";

/// The document of this catalogue; the same catalogue always gives the same text.
#[must_use]
pub fn document(catalogue: &[Entry]) -> Value {
    let mut components = Components::default();
    let mut paths: Map<String, Value> = Map::new();
    let mut tags: Vec<&str> = Vec::new();
    for entry in catalogue {
        let spec = &entry.spec;
        if !tags.contains(&spec.module) {
            tags.push(spec.module);
        }
        let method = spec.method.as_str().to_ascii_lowercase();
        let path = paths.entry(spec.path).or_insert_with(|| json!({}));
        path[method] = operation(entry, &mut components);
    }
    json!({
        "openapi": "3.1.0",
        "info": { "title": "paylinks", "version": env!("CARGO_PKG_VERSION"), "description": INTRODUCTION },
        "servers": [{ "url": BASE }],
        "tags": tags.iter().map(|tag| json!({ "name": tag })).collect::<Vec<_>>(),
        "paths": paths,
        "components": {
            "schemas": components.finish(error_schema()),
            "responses": { "Error": {
                "description": "What went wrong.",
                "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Error" } } },
            } },
            "parameters": header_parameters(),
            "securitySchemes": { "bearer": { "type": "http", "scheme": "bearer", "bearerFormat": "JWT" } },
        },
    })
}

fn operation(entry: &Entry, components: &mut Components) -> Value {
    let spec = &entry.spec;
    let mut input = components.input((entry.input)().to_value());
    let output = components.output((entry.output)().to_value());
    let fields = input.get_mut("properties").and_then(Value::as_object_mut).map(std::mem::take);
    let mut fields = fields.unwrap_or_default();
    let required = names(input.get("required"));
    let has_currency = fields.contains_key("currency");

    let mut parameters = Vec::new();
    for name in path_names(spec.path) {
        let schema = fields.remove(&name).unwrap_or_else(|| json!({ "type": "string" }));
        parameters.push(parameter(&name, "path", true, schema));
    }
    let reads = matches!(spec.method, Method::Get | Method::Delete);
    if reads {
        for (name, schema) in std::mem::take(&mut fields) {
            let needed = required.contains(&name);
            parameters.push(parameter(&name, "query", needed, schema));
        }
    }
    if has_currency {
        parameters.push(json!({ "$ref": "#/components/parameters/X-Currency" }));
    }
    if spec.effect != Effect::Read {
        parameters.push(json!({ "$ref": "#/components/parameters/Idempotency-Key" }));
    }

    let mut operation = json!({
        "operationId": spec.name,
        "summary": spec.title,
        "description": spec.summary,
        "tags": [spec.module],
        "parameters": parameters,
        "responses": responses(spec, &output),
        "security": security(spec),
        "x-effect": effect(spec.effect),
        "x-scope": access(spec.access),
    });
    if !reads && !fields.is_empty() {
        let needed: Vec<_> = required.into_iter().filter(|name| fields.contains_key(name)).collect();
        let mut schema = json!({ "type": "object", "properties": fields, "additionalProperties": false });
        let must_have_body = !needed.is_empty();
        if must_have_body {
            schema["required"] = needed.into();
        }
        operation["requestBody"] =
            json!({ "required": must_have_body, "content": { "application/json": { "schema": schema } } });
    }
    operation
}

fn parameter(name: &str, place: &str, required: bool, mut schema: Value) -> Value {
    let description = schema.as_object_mut().and_then(|schema| schema.remove("description"));
    components::drop_null(&mut schema);
    let mut parameter = json!({ "name": name, "in": place, "required": required, "schema": schema });
    if let Some(description) = description {
        parameter["description"] = description;
    }
    parameter
}

fn responses(spec: &Spec, output: &Value) -> Value {
    let mut responses = Map::new();
    let good = json!({
        "description": spec.title,
        "content": { "application/json": { "schema": output } },
    });
    responses.insert(spec.status.to_string(), good);
    let guarded: &[&str] = if spec.access == Access::Public { &[] } else { &["401", "403"] };
    for status in guarded.iter().chain(&["400", "404", "409", "429", "default"]) {
        responses.insert((*status).to_owned(), json!({ "$ref": "#/components/responses/Error" }));
    }
    Value::Object(responses)
}

fn security(spec: &Spec) -> Value {
    if spec.access == Access::Public { json!([]) } else { json!([{ "bearer": [] }]) }
}

fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::Read => "read",
        Effect::Write => "write",
        Effect::Consequential => "consequential",
    }
}

fn access(access: Access) -> &'static str {
    match access {
        Access::Public => "public",
        Access::Person => "person",
        Access::Scope(scope) => scope.as_str(),
    }
}

fn error_schema() -> Value {
    let codes: Vec<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
    let text = json!({ "type": "string" });
    let code = json!({ "type": "string", "enum": codes });
    json!({
        "type": "object",
        "required": ["error"],
        "properties": { "error": {
            "type": "object",
            "required": ["message", "code"],
            "properties": {
                "message": text,
                "code": code,
                "field": text,
                "reason": text,
                "fields": { "type": "array", "items": {
                    "type": "object",
                    "required": ["field", "code", "message"],
                    "properties": { "field": text, "code": code, "message": text },
                } },
            },
        } },
    })
}

fn header_parameters() -> Value {
    json!({
        "X-Currency": {
            "name": "X-Currency", "in": "header", "required": false,
            "description": "The currency when the request names none. A change of a link ignores it.",
            "schema": { "type": "string", "enum": ["RON", "EUR", "GBP", "USD"] },
        },
        "Idempotency-Key": {
            "name": "Idempotency-Key", "in": "header", "required": false,
            "description": "Repeat a request with the same key and it is done once, for 24 hours.",
            "schema": { "type": "string", "minLength": 1, "maxLength": 255 },
        },
    })
}

fn names(list: Option<&Value>) -> Vec<String> {
    let list = list.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    list.iter().filter_map(Value::as_str).map(ToOwned::to_owned).collect()
}

/// The names in braces of a path.
pub(crate) fn path_names(path: &str) -> Vec<String> {
    let inside = |part: &str| part.strip_prefix('{')?.strip_suffix('}').map(ToOwned::to_owned);
    path.split('/').filter_map(inside).collect()
}

/// The modules of the smaller description, for assistants that people connect by themselves.
const PUBLIC_MODULES: [&str; 4] = ["PayLinks", "Transactions", "Customers", "Analytics"];

/// Where the descriptions are served; each is made at the first request and kept.
pub(crate) fn routes(catalogue: &'static [Entry], api: String) -> Router {
    let address = Arc::new(api);
    let whole = move |api: &str| at(document(catalogue), api);
    let part = move |api: &str| {
        let is_public = |entry: &&Entry| PUBLIC_MODULES.contains(&entry.spec.module);
        at(document(&catalogue.iter().filter(is_public).copied().collect::<Vec<_>>()), api)
    };
    let kept = |kind: &'static str, make: Arc<dyn Fn(&str) -> String + Send + Sync>| {
        let address = Arc::clone(&address);
        let text = Arc::new(LazyLock::new(move || make(&address)));
        get(async move || answer(kind, text.as_str()))
    };
    Router::new()
        .route("/openapi.json", kept("application/json", Arc::new(move |api| whole(api).to_string())))
        .route("/openapi.yaml", kept("application/yaml", Arc::new(move |api| to_yaml(&whole(api)))))
        .route("/openapi-public.yaml", kept("application/yaml", Arc::new(move |api| to_yaml(&part(api)))))
}

/// The document with the API's full address in it.
fn at(mut document: Value, api: &str) -> Value {
    document["servers"] = json!([{ "url": api }]);
    document
}

fn answer(kind: &'static str, text: &str) -> Response {
    ([(CONTENT_TYPE, kind), (CACHE_CONTROL, "public, max-age=300")], text.to_owned()).into_response()
}

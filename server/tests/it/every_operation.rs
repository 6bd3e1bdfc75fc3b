//! The sweep of the catalogue: what holds for every operation, whatever it does. Exceptions are in the lists here.

use std::collections::BTreeSet;

use paylinks::actor::Scope;
use paylinks::catalogue::{CATALOGUE, documentation};
use paylinks::operation::{Access, Effect, Entry, SAMPLE_ID};
use paylinks_server::rest;
use reqwest::Method;
use serde_json::Map;

use crate::other_inputs::other_input;
use crate::support::client::{Answer, code};
use crate::support::people::text;
use crate::support::{App, Client, Merchant, Value, json, stories};

stories!(
    strangers_are_asked_to_sign_in,
    keys_do_what_their_scopes_say,
    unknown_fields_are_refused,
    reading_changes_nothing,
    answers_keep_their_schema,
    a_key_means_once,
);

const PROMOTIONS: &str = "/api/v1/promotion-codes";
pub(crate) const NOBODYS: &str = "00000000-0000-7000-8000-000000000000";
/// Operations whose answer the sweep cannot have: they spend a mailed link or a key's secret, or need a file that has
/// arrived or a card that is kept.
const TOLD_ELSEWHERE: [&str; 7] = [
    "verify_magic_link",
    "exchange_api_key",
    "revoke_session",
    "add_paylink_files",
    "remove_paylink_file",
    "presign_download",
    "change_card",
];

/// Whether an operation is about one subscription, of a seller or of a buyer.
fn is_of_subscription(entry: &Entry) -> bool {
    entry.spec.path.contains("/subscriptions") && entry.spec.path.contains("{id}")
        || [
            "/purchases/cancel-subscription",
            "/purchases/resume-subscription",
            "/purchases/start-card-change",
        ]
        .contains(&entry.spec.path)
}

fn path(entry: &Entry, id: &str) -> String {
    let slug = match entry.spec.name {
        "claim_free_paylink" => "free-guide",
        "start_subscription" => "club",
        _ => "tea",
    };
    format!("/api/v1{}", entry.spec.path.replace("{id}", id).replace("{slug}", slug))
}

async fn call(client: &Client, entry: &Entry, id: &str, input: Value) -> Answer {
    let method = rest::method(entry.spec.method);
    let path = path(entry, id);
    let request = if method == Method::GET {
        let fields = input.as_object().unwrap().iter();
        let query: Vec<String> = fields.map(|(name, value)| format!("{name}={}", text(value))).collect();
        client.request(method, &format!("{path}?{}", query.join("&")))
    } else {
        client.request(method, &path).json(&input)
    };
    client.send(request).await
}

#[test]
fn names_and_places_are_unique_and_complete() {
    let mut names = BTreeSet::new();
    let mut places = BTreeSet::new();
    for Entry { spec, .. } in CATALOGUE {
        assert!(names.insert(spec.name), "{} twice", spec.name);
        assert!(
            places.insert((spec.method.as_str(), spec.path)),
            "{} {} twice",
            spec.method.as_str(),
            spec.path
        );
        assert!(spec.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'), "{}", spec.name);
        for text in [spec.title, spec.summary, spec.module] {
            assert!(!text.is_empty(), "{} says too little", spec.name);
        }
        assert!(spec.summary.ends_with('.') && !spec.title.ends_with('.'), "{}", spec.name);
        assert!(matches!(spec.status, 200 | 201), "{}", spec.name);
    }
    let mut tools = BTreeSet::new();
    let shown = CATALOGUE.iter().flat_map(|entry| [("mcp", entry.spec.mcp), ("webmcp", entry.spec.webmcp)]);
    for tool in shown.filter_map(|(door, name)| name.map(|name| (door, name))) {
        assert!(tools.insert(tool), "{tool:?} twice");
    }
}

#[test]
fn reading_is_get_and_changing_is_not() {
    for Entry { spec, .. } in CATALOGUE {
        let get = spec.method == paylinks::operation::Method::Get;
        // Documented as a GET; browsers and scanners are kept from spending the link.
        let excused = spec.name == "verify_magic_link";
        assert!(excused || get == (spec.effect == Effect::Read), "{}", spec.name);
    }
}

async fn strangers_are_asked_to_sign_in(app: App) {
    let stranger = app.visitor();
    for entry in CATALOGUE.iter().filter(|entry| entry.spec.access != Access::Public) {
        let answer = call(&stranger, entry, NOBODYS, json!({})).await;
        assert_eq!(answer.status, 401, "{}", entry.spec.name);
        assert_eq!(answer.json(), json!({ "error": { "message": "Unauthorized", "code": "UNAUTHORIZED" } }));
        assert_eq!(answer.header("www-authenticate"), "Bearer");
    }
}

async fn keys_do_what_their_scopes_say(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    for scope in Scope::ALL {
        let lacking: Vec<&str> =
            Scope::ALL.iter().filter(|other| **other != scope).map(|other| other.as_str()).collect();
        let program = ada.api_key(&lacking).await;
        for entry in CATALOGUE.iter().filter(|entry| entry.spec.access == Access::Scope(scope)) {
            let answer = call(&program, entry, NOBODYS, json!({})).await;
            assert_eq!(
                (answer.status, code(&answer.json())),
                (403, "SCOPE_MISSING".into()),
                "{}",
                entry.spec.name
            );
        }
        for entry in CATALOGUE.iter().filter(|entry| entry.spec.access == Access::Person) {
            assert_eq!(call(&program, entry, NOBODYS, json!({})).await.status, 403, "{}", entry.spec.name);
        }
    }
}

async fn unknown_fields_are_refused(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    let before = app.dump().await;
    for entry in CATALOGUE {
        let name = entry.spec.name;
        if entry.spec.method != paylinks::operation::Method::Get {
            let answer = call(&ada, entry, NOBODYS, json!({ "surprise": 1 })).await;
            assert_eq!(
                (answer.status, code(&answer.json())),
                (400, "UNKNOWN_FIELD surprise".into()),
                "{name}"
            );
        }
        let request =
            ada.request(rest::method(entry.spec.method), &format!("{}?surprise=1", path(entry, NOBODYS)));
        let answer = ada.send(request).await;
        assert_eq!((answer.status, code(&answer.json())), (400, "UNKNOWN_FIELD surprise".into()), "{name}");
    }
    assert_eq!(app.dump().await, before, "and nothing is done");
}

async fn reading_changes_nothing(app: App) {
    let ada = app.selling_merchant("ada").await;
    let link = text(&ada.link("Tea").await["id"]);
    app.buyer().pay("tea").await;
    app.settle().await;
    let product = a_product(&ada).await;
    let payment = text(&ada.payments().await[0]["id"]);
    let before = app.dump().await;
    let calls = app.sandbox_get("requests").await["data"].as_array().unwrap().len();
    for entry in CATALOGUE.iter().filter(|entry| entry.spec.effect == Effect::Read) {
        for id in [&link, &payment, &product, NOBODYS] {
            for method in [Method::GET, Method::HEAD] {
                ada.send(ada.request(method, &path(entry, id))).await;
            }
        }
    }
    assert_eq!(app.dump().await, before);
    assert_eq!(
        app.sandbox_get("requests").await["data"].as_array().unwrap().len(),
        calls,
        "Stripe was asked nothing"
    );
}

#[test]
fn every_sample_fits_its_schema() {
    assert_eq!(documentation().len(), CATALOGUE.len());
    for documented in documentation() {
        let name = documented.spec.name;
        let validator = jsonschema::validator_for(&documented.input).unwrap();
        let wrong: Vec<_> = validator
            .iter_errors(&documented.sample)
            .map(|error| format!("{error} at {}", error.instance_path()))
            .collect();
        assert!(wrong.is_empty(), "{name}: {wrong:?} in {}", documented.sample);
        assert!(!documented.request_path.contains('{'), "{name}: {}", documented.request_path);
        let needs = documented.input["required"].as_array().map_or(0, Vec::len);
        let has = documented.sample.as_object().map_or(0, Map::len);
        assert!(has >= needs, "{name}: {}", documented.sample);
    }
}

/// The free link of the documentation.
async fn give_away(merchant: &Merchant) {
    let body = json!({ "title": "Guide", "slug": "free-guide", "priceType": "FREE" });
    merchant.post(201, "/api/v1/paylinks", body).await;
}

/// The call that the documentation shows, on rows that are there.
async fn call_as_documented(client: &Client, entry: &Entry, id: &str) -> Answer {
    let mut all = documentation().iter();
    let shown = all.find(|documented| documented.spec.name == entry.spec.name).unwrap();
    let path = shown
        .request_path
        .replace(SAMPLE_ID, id)
        .replace("product-photos", "tea")
        .replace("monthly-plan", "club");
    let request = client.request(rest::method(entry.spec.method), &format!("/api/v1{path}"));
    let body = shown.request_body.as_ref().map(|body| body.to_string().replace(SAMPLE_ID, id));
    let request = match body {
        Some(body) => request.header("content-type", "application/json").body(body),
        None => request,
    };
    client.send(request).await
}

async fn answers_keep_their_schema(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Tea").await;
    give_away(&ada).await;
    app.buyer().pay("tea").await;
    let session = text(&app.buyer().pay("tea").await["checkoutSessionId"]);
    app.money_arrives().await;
    let link = text(&ada.link("Spare").await["id"]);
    let payment = text(&ada.payments().await[0]["id"]);
    let key = text(&ada.post(201, "/api/v1/auth/api-keys", json!({ "name": "x" })).await["id"]);
    let promotion =
        text(&ada.post(201, PROMOTIONS, json!({ "code": "AUTUMN", "percentOff": 5 })).await["id"]);
    let product = a_product(&ada).await;
    ada.club(json!({})).await;
    // She subscribes to her own club: both sides are hers.
    let mut buyer = app.buyer();
    buyer.email.clone_from(&ada.email);
    buyer.subscribe("club", "pm_card_visa").await;
    app.settle().await;
    let subscription = text(&ada.only_subscription().await["subscription"]["id"]);
    for entry in CATALOGUE.iter().filter(|entry| !TOLD_ELSEWHERE.contains(&entry.spec.name)) {
        let spec = &entry.spec;
        if spec.name == "delete_paylink" {
            continue;
        }
        let id = if spec.path.starts_with("/transactions") || spec.path.starts_with("/invoices") {
            &payment
        } else if is_of_subscription(entry) {
            &subscription
        } else if spec.name == "complete_invoice" {
            &session
        } else if spec.path.starts_with("/auth/api-keys") {
            &key
        } else if spec.path.starts_with("/promotion-codes") {
            &promotion
        } else if spec.path.starts_with("/products") {
            &product
        } else if spec.path.starts_with("/merchants") {
            &ada.id
        } else {
            &link
        };
        assert_schema(entry, &call_as_documented(&ada, entry, id).await);
    }
    let delete = CATALOGUE.iter().find(|entry| entry.spec.name == "delete_paylink").unwrap();
    assert_schema(delete, &call_as_documented(&ada, delete, &link).await);
}

/// The id of a product of this merchant's.
async fn a_product(ada: &Client) -> String {
    let tea = json!({ "name": "Tea", "prices": [{ "currency": "RON", "amountMinor": 500 }] });
    text(&ada.post(201, "/api/v1/products", tea).await["id"])
}

/// `Idempotency-Key` on every operation that changes something: once done, the same answer again; still under
/// way, a conflict; another request, a refusal.
async fn a_key_means_once(app: App) {
    let seller = app.selling_merchant("seller").await;
    seller.link("Tea").await;
    give_away(&seller).await;
    seller.club(json!({})).await;
    let writing = CATALOGUE.iter().filter(|entry| entry.spec.effect != Effect::Read);
    for entry in writing.filter(|entry| !TOLD_ELSEWHERE.contains(&entry.spec.name)) {
        let (spec, name) = (&entry.spec, entry.spec.name);
        let ada = app.selling_merchant(name).await;
        let id = match spec.path {
            path if path.starts_with("/auth/api-keys") => {
                text(&ada.post(201, "/api/v1/auth/api-keys", json!({ "name": "x" })).await["id"])
            }
            path if path.starts_with("/promotion-codes") => {
                text(&ada.post(201, PROMOTIONS, json!({ "code": "AUTUMN", "percentOff": 5 })).await["id"])
            }
            path if path.starts_with("/merchants") => ada.id.clone(),
            _ if is_of_subscription(entry) => {
                let slug = name.replace('_', "-");
                ada.club(json!({ "slug": slug, "title": name })).await;
                let mut buyer = app.buyer();
                buyer.email.clone_from(&ada.email);
                buyer.subscribe(&slug, "pm_card_visa").await;
                app.settle().await;
                text(&ada.only_subscription().await["subscription"]["id"])
            }
            path if path.starts_with("/transactions") || path.starts_with("/invoices") => {
                let slug = text(&ada.link(name).await["slug"]);
                app.buyer().pay(&slug).await;
                app.settle().await;
                text(&ada.only_payment().await["id"])
            }
            path if path.starts_with("/products") => {
                let product = a_product(&ada).await;
                if name == "restore_product" {
                    ada.post(200, &format!("/api/v1/products/{product}/archive"), json!({})).await;
                }
                product
            }
            "/paylinks/public/{slug}/invoices" => {
                let session = text(&app.buyer().pay("tea").await["checkoutSessionId"]);
                app.settle().await;
                session
            }
            _ => text(&ada.link(name).await["id"]),
        };
        let once = ada.with("idempotency-key", "once");
        let first = call_as_documented(&once, entry, &id).await;
        assert_eq!(first.status, spec.status, "{name}: {}", first.text);
        let done = app.dump().await;
        let again = call_as_documented(&once, entry, &id).await;
        if spec.secret {
            assert_eq!((again.status, code(&again.json())), (409, "IDEMPOTENCY_SHOWN_ONCE".into()), "{name}");
        } else {
            // A token or a signature is not kept with the answer: it is made anew.
            let but_token = |answer: &Answer| {
                let mut told = answer.json();
                for secret in ["token", "uploadUrl"] {
                    told.as_object_mut().and_then(|told| told.remove(secret));
                }
                told
            };
            assert_eq!((again.status, but_token(&again)), (first.status, but_token(&first)), "{name}");
        }
        let other = if spec.path.contains("{id}") {
            Some(call_as_documented(&once, entry, NOBODYS).await)
        } else if let Some(other) = other_input(name) {
            Some(call(&once, entry, &id, other).await)
        } else {
            None
        };
        if let Some(refused) = other {
            let answer = (refused.status, code(&refused.json()));
            assert_eq!(answer, (422, "IDEMPOTENCY_KEY_REUSED".into()), "{name}");
        }
        assert_eq!(app.dump().await, done, "{name} is done once");
        // As if the first request were still running.
        app.run("update idempotency set outcome = null").await;
        let meanwhile = call_as_documented(&once, entry, &id).await;
        let answer = (meanwhile.status, code(&meanwhile.json()));
        assert_eq!(answer, (409, "IDEMPOTENCY_IN_FLIGHT".into()), "{name}");
    }
}

fn assert_schema(entry: &Entry, answer: &Answer) {
    let spec = &entry.spec;
    assert_eq!(answer.status, spec.status, "{}: {}", spec.name, answer.text);
    let schema = (entry.output)().to_value();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator.iter_errors(&answer.json()).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{}: {errors:?}\n{}", spec.name, answer.text);
    let known: Map<String, Value> = schema["properties"].as_object().cloned().unwrap_or_default();
    for key in answer.json().as_object().unwrap().keys() {
        assert!(known.contains_key(key), "{} answers {key}, which its schema does not know", spec.name);
    }
}

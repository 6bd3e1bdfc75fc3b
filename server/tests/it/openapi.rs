//! The OpenAPI document: every change of it is seen in review, and every operation is in it.
//! `UPDATE_SNAPSHOTS=1 cargo test` writes the snapshots anew.

use paylinks::catalogue::CATALOGUE;
use paylinks_server::rest::openapi;

use crate::support::snapshot::assert_snapshot;
use crate::support::{App, Value, stories};

stories!(the_document_is_served);

#[test]
fn the_document_is_the_one_reviewed() {
    let document = openapi::document(CATALOGUE);
    assert_snapshot("openapi.json", &format!("{}\n", serde_json::to_string_pretty(&document).unwrap()));
}

#[test]
fn every_operation_is_documented() {
    let document = openapi::document(CATALOGUE);
    for entry in CATALOGUE {
        let method = entry.spec.method.as_str().to_ascii_lowercase();
        let operation = &document["paths"][entry.spec.path][method];
        assert_eq!(operation["operationId"], entry.spec.name);
        assert!(operation["responses"][entry.spec.status.to_string()].is_object(), "{}", entry.spec.name);
        for parameter in operation["parameters"].as_array().unwrap() {
            let reference = parameter["$ref"].as_str();
            let known = reference.is_none_or(|path| document.pointer(path.trim_start_matches('#')).is_some());
            assert!(known, "{} {parameter}", entry.spec.name);
        }
    }
    let count: usize =
        document["paths"].as_object().unwrap().values().map(|path| path.as_object().unwrap().len()).sum();
    assert_eq!(count, CATALOGUE.len());
}

#[test]
fn every_reference_leads_somewhere() {
    fn walk(value: &Value, root: &Value) {
        match value {
            Value::Object(object) => {
                if let Some(path) = object.get("$ref").and_then(Value::as_str) {
                    assert!(root.pointer(path.trim_start_matches('#')).is_some(), "{path}");
                }
                object.values().for_each(|inner| walk(inner, root));
            }
            Value::Array(items) => items.iter().for_each(|inner| walk(inner, root)),
            _ => {}
        }
    }
    let document = openapi::document(CATALOGUE);
    walk(&document, &document);
}

async fn the_document_is_served(app: App) {
    let visitor = app.visitor();
    let served = visitor.send(visitor.request(reqwest::Method::GET, "/openapi.json")).await.expect(200);
    let mut made: Value = serde_json::from_str(&openapi::document(CATALOGUE).to_string()).unwrap();
    made["servers"][0]["url"] = format!("{}/api/v1", app.base).into();
    assert!(served.json() == made, "the document served is the one made, at its full address");
    let yaml = visitor.send(visitor.request(reqwest::Method::GET, "/openapi.yaml")).await.expect(200);
    assert!(
        yaml.text.starts_with("openapi: 3.1.0") || yaml.text.contains("\nopenapi: 3.1.0"),
        "{}",
        &yaml.text[..80]
    );
    for entry in CATALOGUE {
        assert!(yaml.text.contains(entry.spec.name), "{}", entry.spec.name);
    }
}

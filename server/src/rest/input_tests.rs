//! Merging, coercion and the currency header.

use http::HeaderMap;
use http::header::CONTENT_TYPE;
use paylinks::error::{Code, Kind};
use serde_json::{Map, Value, json};

use super::input::{apply_currency, merge, read_body, read_query};
use super::schema::Shape;

fn shape() -> Shape {
    Shape::read(&json!({
        "type": "object",
        "properties": {
            "id": { "type": "string" },
            "limit": { "type": ["integer", "null"] },
            "amount": { "anyOf": [{ "$ref": "#/$defs/Decimal" }, { "type": "null" }] },
            "active": { "type": "boolean" },
            "scopes": { "type": "array", "items": { "type": "string" } },
            "currency": { "anyOf": [{ "$ref": "#/$defs/Currency" }, { "type": "null" }] },
        },
        "$defs": {
            "Decimal": { "type": "number" },
            "Currency": { "type": "string", "enum": ["RON", "EUR"] },
        },
    }))
}

fn object(value: Value) -> Map<String, Value> {
    let Value::Object(object) = value else { panic!("an object") };
    object
}

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn json_headers() -> HeaderMap {
    HeaderMap::from_iter([(CONTENT_TYPE, "application/json; charset=utf-8".parse().unwrap())])
}

#[test]
fn the_path_wins_over_the_query_and_the_query_over_the_body() {
    let body = object(json!({ "id": "body", "limit": 1, "active": false }));
    let input = merge(&shape(), body, &pairs(&[("id", "query"), ("limit", "2")]), &pairs(&[("id", "path")]));
    assert_eq!(Value::Object(input.unwrap()), json!({ "id": "path", "limit": 2, "active": false }));
}

#[test]
fn query_text_becomes_what_the_schema_says() {
    let query = read_query(Some("amount=49.99&active=true&scopes=read&scopes=write&limit=x&id=7"));
    let input = merge(&shape(), Map::new(), &query, &[]).unwrap();
    assert_eq!(serde_json::to_string(&input["amount"]).unwrap(), "49.99");
    assert_eq!(input["active"], json!(true));
    assert_eq!(input["scopes"], json!(["read", "write"]));
    assert_eq!(input["limit"], json!("x"), "left for the operation to name the field");
    assert_eq!(input["id"], json!("7"));
}

#[test]
fn unknown_and_doubled_query_names_are_refused() {
    let unknown = merge(&shape(), Map::new(), &pairs(&[("limits", "1")]), &[]).unwrap_err();
    assert_eq!((unknown.code, unknown.fields[0].field.as_str()), (Code::UnknownField, "limits"));
    let twice = merge(&shape(), Map::new(), &pairs(&[("limit", "1"), ("limit", "2")]), &[]);
    assert_eq!(twice.unwrap_err().code, Code::BadType);
}

#[test]
fn a_body_is_one_json_object_not_too_deep() {
    let kind = |headers: &HeaderMap, body: &[u8]| {
        let error = read_body(headers, body).unwrap_err();
        (error.kind, error.code)
    };
    assert!(read_body(&HeaderMap::new(), b"").unwrap().is_empty());
    assert_eq!(kind(&HeaderMap::new(), b"{}").0, Kind::UnsupportedMedia);
    for bad in ["{", "[]", "7", "null", "{\"a\":1}x"] {
        assert_eq!(kind(&json_headers(), bad.as_bytes()), (Kind::Invalid, Code::BadJson), "{bad}");
    }
    let nested = |levels: usize| format!("{{\"a\":{}{}}}", "[".repeat(levels), "]".repeat(levels));
    assert!(read_body(&json_headers(), nested(31).as_bytes()).is_ok());
    assert_eq!(kind(&json_headers(), nested(32).as_bytes()).1, Code::BadJson);
    let text = format!("{{\"a\":\"\\\"{}\"}}", "[".repeat(99));
    assert!(read_body(&json_headers(), text.as_bytes()).is_ok(), "brackets in text do not count");
}

#[test]
fn numbers_stay_exact() {
    let body = read_body(&json_headers(), br#"{"amount":49.990000000000000001}"#).unwrap();
    assert_eq!(serde_json::to_string(&body).unwrap(), r#"{"amount":49.990000000000000001}"#);
}

#[test]
fn the_currency_header_fills_agrees_or_is_refused() {
    let header = |value: &str| {
        let mut headers = HeaderMap::new();
        headers.insert("x-currency", value.parse().unwrap());
        headers
    };
    let mut input = Map::new();
    apply_currency(&shape(), &header("eur"), false, &mut input).unwrap();
    assert_eq!(input["currency"], "EUR");
    apply_currency(&shape(), &header("EUR"), false, &mut input).unwrap();
    let differs = apply_currency(&shape(), &header("RON"), true, &mut input).unwrap_err();
    assert_eq!(differs.code, Code::CurrencyMismatch);
    let unknown = apply_currency(&shape(), &header("XYZ"), false, &mut input).unwrap_err();
    assert_eq!((unknown.code, unknown.fields[0].field.as_str()), (Code::BadCurrency, "X-Currency"));
    let mut change = Map::new();
    apply_currency(&shape(), &header("EUR"), true, &mut change).unwrap();
    assert!(change.is_empty(), "a change never takes its currency from a header");
}

//! From a request to one JSON object: the body, over it the query, over it the path. Query text becomes
//! what the input schema says it is; numbers stay exactly as they were written.

use http::HeaderMap;
use http::header::CONTENT_TYPE;
use paylinks::error::{Code, Error, Fields, Kind, Result};
use paylinks::money::Currency;
use serde_json::{Map, Value};

use super::schema::Shape;

/// How deep arrays and objects may lie in each other.
const MAX_DEPTH: usize = 32;

/// The header that names a currency for the whole call.
pub(crate) const CURRENCY_HEADER: &str = "x-currency";

/// Reads the body: nothing at all, or one JSON object.
///
/// # Errors
/// 415 for another content type, `BAD_JSON` for what is not an object or lies too deep.
pub(crate) fn read_body(headers: &HeaderMap, body: &[u8]) -> Result<Map<String, Value>> {
    if body.is_empty() {
        return Ok(Map::new());
    }
    let declared = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = declared.split(';').next().unwrap_or_default().trim();
    if !essence.eq_ignore_ascii_case("application/json") {
        return Err(Error::new(Kind::UnsupportedMedia, Code::UnsupportedMedia));
    }
    if depth(body) > MAX_DEPTH {
        return Err(Error::invalid(Code::BadJson));
    }
    match serde_json::from_slice(body) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(Error::invalid(Code::BadJson)),
        Err(error) => Err(Error::invalid(Code::BadJson).because(error)),
    }
}

/// The deepest nesting of brackets outside of text.
fn depth(json: &[u8]) -> usize {
    let (mut now, mut deepest, mut in_text, mut escaped) = (0_usize, 0, false, false);
    for byte in json {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b'[' | b'{' if !in_text => {
                now += 1;
                deepest = deepest.max(now);
            }
            b']' | b'}' if !in_text => now = now.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// Lays the query and then the path over the body.
///
/// # Errors
/// `UNKNOWN_FIELD` for a query name the operation does not have, `BAD_TYPE` for one sent twice.
pub(crate) fn merge(
    shape: &Shape,
    body: Map<String, Value>,
    query: &[(String, String)],
    path: &[(String, String)],
) -> Result<Map<String, Value>> {
    let mut input = body;
    let mut seen: Map<String, Value> = Map::new();
    for (name, text) in query {
        let field = shape
            .field(name)
            .ok_or_else(|| Fields::default().with(name, Code::UnknownField, None).error())?;
        let value = field.read(text);
        match (seen.get_mut(name), value) {
            (Some(Value::Array(list)), Value::Array(more)) => list.extend(more),
            (Some(_), _) => {
                let twice = Some("it was sent twice".to_owned());
                return Err(Fields::default().with(name, Code::BadType, twice).error());
            }
            (None, value) => {
                seen.insert(name.clone(), value);
            }
        }
    }
    input.extend(seen);
    for (name, text) in path {
        let value = shape.field(name).map_or_else(|| text.clone().into(), |field| field.read(text));
        input.insert(name.clone(), value);
    }
    Ok(input)
}

/// Lets the currency header speak where the input names no currency. A change of something that exists
/// takes its currency from the body only: a header sent by habit must not turn 10 EUR into 10 RON.
///
/// # Errors
/// `BAD_CURRENCY` for an unknown one, `CURRENCY_MISMATCH` when header and input differ.
pub(crate) fn apply_currency(
    shape: &Shape,
    headers: &HeaderMap,
    changes: bool,
    input: &mut Map<String, Value>,
) -> Result<()> {
    let Some(header) = headers.get(CURRENCY_HEADER) else { return Ok(()) };
    let text = header.to_str().unwrap_or_default();
    let currency = Currency::parse(text).map_err(|_| Error::field("X-Currency", Code::BadCurrency))?;
    if shape.field("currency").is_none() {
        return Ok(());
    }
    match input.get("currency") {
        Some(Value::String(named)) if !named.eq_ignore_ascii_case(currency.code()) => {
            Err(Error::field("currency", Code::CurrencyMismatch))
        }
        Some(Value::Null) | None if !changes => {
            input.insert("currency".into(), currency.code().into());
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Splits a query string into decoded names and values.
pub(crate) fn read_query(query: Option<&str>) -> Vec<(String, String)> {
    form_urlencoded::parse(query.unwrap_or_default().as_bytes()).into_owned().collect()
}

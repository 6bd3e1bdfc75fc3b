//! Holds requests and responses against Stripe's own description of its interface. Debug builds only: the
//! description is large, and a release build has no use for it.

use std::sync::OnceLock;

use serde_json::Value;

use crate::errors::{Result, StripeError};
use crate::form::bracketed;

#[cfg(debug_assertions)]
static TEXT: &[u8] = include_bytes!("../testdata/openapi.json");
#[cfg(not(debug_assertions))]
static TEXT: &[u8] = b"{}";

fn description() -> &'static Value {
    static PARSED: OnceLock<Value> = OnceLock::new();
    PARSED.get_or_init(|| serde_json::from_slice(TEXT).unwrap_or(Value::Null))
}

fn resolve(schema: &'static Value) -> &'static Value {
    match schema["$ref"].as_str().and_then(|name| name.strip_prefix("#/")) {
        Some(path) => resolve(path.split('/').fold(description(), |value, key| &value[key])),
        None => schema,
    }
}

/// Checks the parameters of a call. Paths the description lacks are let through.
pub(crate) fn check_request(method: &str, path: &str, params: &Value) -> Result<()> {
    let Some(operation) = operation(method, path) else { return Ok(()) };
    let body = &operation["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"];
    if !body.is_null() {
        return check_params(resolve(body), params, "");
    }
    match operation["x-params-schema"].as_str().and_then(|name| name.strip_prefix("#/")) {
        Some(name) => {
            let schema = name.split('/').fold(description(), |value, key| &value[key]);
            check_params(resolve(schema), params, "")
        }
        None => Ok(()),
    }
}

fn operation(method: &str, path: &str) -> Option<&'static Value> {
    let paths = description()["paths"].as_object()?;
    let wanted: Vec<&str> = path.split('/').collect();
    paths
        .iter()
        .filter(|(template, _)| {
            let parts: Vec<&str> = template.split('/').collect();
            parts.len() == wanted.len()
                && parts.iter().zip(&wanted).all(|(part, want)| part.starts_with('{') || part == want)
        })
        .min_by_key(|(template, _)| template.matches('{').count())
        .and_then(|(_, item)| item.get(method.to_ascii_lowercase()))
}

fn check_params(schema: &'static Value, value: &Value, path: &str) -> Result<()> {
    let schema = resolve(schema);
    if let Some(all) = schema["allOf"].as_array() {
        return all.iter().try_for_each(|part| check_params(part, value, path));
    }
    if let Some(any) = schema["anyOf"].as_array() {
        return check_any(any, value, path);
    }
    let name = bracketed(path);
    match (schema["type"].as_str(), value) {
        (Some("object"), Value::Object(given)) => check_object(schema, given, path),
        (Some("array"), Value::Array(items)) => items
            .iter()
            .enumerate()
            .try_for_each(|(i, item)| check_params(&schema["items"], item, &joined(path, &i.to_string()))),
        (Some("integer"), Value::String(text)) if text.parse::<i64>().is_err() => {
            Err(StripeError::not_an_integer(&name, text))
        }
        (Some("number"), Value::String(text)) if text.parse::<f64>().is_err() => {
            Err(StripeError::invalid(format!("Invalid decimal: {text}"))
                .code("parameter_invalid_decimal")
                .param(&name))
        }
        (Some("boolean"), Value::String(text)) if text != "true" && text != "false" => {
            Err(StripeError::invalid(format!("Invalid boolean: {text}")).param(&name))
        }
        (Some("string"), Value::String(text)) => check_text(schema, text, &name),
        (Some("object"), _) => Err(StripeError::invalid("Invalid object").param(&name)),
        (Some("array"), _) => Err(StripeError::invalid("Invalid array").param(&name)),
        (Some(_), Value::Object(_) | Value::Array(_)) => {
            Err(StripeError::invalid(format!("Invalid value for {name}")).param(&name))
        }
        _ => Ok(()),
    }
}

fn check_any(any: &'static [Value], value: &Value, path: &str) -> Result<()> {
    let mut first = None;
    for branch in any {
        match check_params(branch, value, path) {
            Ok(()) => return Ok(()),
            // The branch that went deepest knows best what is wrong.
            Err(error) if error.fields["param"].as_str().is_some_and(|p| p != bracketed(path)) => {
                return Err(error);
            }
            Err(error) => first = first.or(Some(error)),
        }
    }
    first.map_or(Ok(()), Err)
}

fn check_object(schema: &'static Value, given: &serde_json::Map<String, Value>, path: &str) -> Result<()> {
    for required in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if !given.contains_key(required) {
            return Err(StripeError::missing(&bracketed(&joined(path, required))));
        }
    }
    for (key, value) in given {
        let inner = joined(path, key);
        match (schema["properties"].get(key), &schema["additionalProperties"]) {
            (Some(property), _) => check_params(property, value, &inner)?,
            (None, Value::Bool(false)) => return Err(StripeError::unknown(&bracketed(&inner))),
            (None, extra @ Value::Object(_)) => check_params(extra, value, &inner)?,
            (None, _) => {}
        }
    }
    Ok(())
}

fn check_text(schema: &Value, text: &str, name: &str) -> Result<()> {
    let choices: Vec<&str> =
        schema["enum"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    if !choices.is_empty() && !choices.contains(&text) {
        let shown = choices.iter().take(8).copied().collect::<Vec<_>>().join(", ");
        return Err(StripeError::invalid(format!("Invalid {name}: must be one of {shown}")).param(name));
    }
    let longest = schema["maxLength"].as_u64().and_then(|n| usize::try_from(n).ok()).unwrap_or(usize::MAX);
    if text.chars().count() > longest {
        return Err(StripeError::invalid(format!(
            "Invalid string: {name} must be at most {longest} characters"
        ))
        .code("parameter_invalid_string_length")
        .param(name));
    }
    Ok(())
}

fn joined(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// Every required key that a response lacks, by path.
pub(crate) fn missing_keys(object: &Value) -> Vec<String> {
    let mut missing = Vec::new();
    check_response(object, &mut missing);
    missing
}

fn check_response(object: &Value, missing: &mut Vec<String>) {
    let name = object["object"].as_str().unwrap_or_default();
    if name == "list" {
        object["data"].as_array().into_iter().flatten().for_each(|o| check_response(o, missing));
    } else if !object["deleted"].as_bool().unwrap_or(false) {
        walk(&description()["components"]["schemas"][name], object, name, missing);
        if name == "event" {
            check_response(&object["data"]["object"], missing);
        }
    }
}

fn walk(schema: &'static Value, value: &Value, path: &str, missing: &mut Vec<String>) {
    let schema = resolve(schema);
    if let Some(branches) = schema["anyOf"].as_array() {
        // An expandable field: the branch is known by the object's name, otherwise the only object branch counts.
        let objects: Vec<&'static Value> =
            branches.iter().map(resolve).filter(|s| s["type"] == "object").collect();
        let named = objects.iter().find(|s| {
            s["properties"]["object"]["enum"].as_array().is_some_and(|e| e.contains(&value["object"]))
        });
        if let Some(branch) = named.or(objects.first()).filter(|_| value.is_object()) {
            walk(branch, value, path, missing);
        } else if value.is_null() && !branches.iter().any(|b| b["type"] == "null") {
            missing.push(format!("{path} is null"));
        }
        return;
    }
    match (schema["type"].as_str(), value) {
        (Some("object"), Value::Object(fields)) => {
            for required in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
                if !fields.contains_key(required) {
                    missing.push(format!("{path}.{required}"));
                }
            }
            for (key, inner) in fields {
                if let Some(property) = schema["properties"].get(key) {
                    walk(property, inner, &format!("{path}.{key}"), missing);
                }
            }
        }
        (Some("array"), Value::Array(items)) => {
            for item in items {
                walk(&schema["items"], item, &format!("{path}[]"), missing);
            }
        }
        (Some(kind), value) if !fits(kind, value) => missing.push(format!("{path} is not of type {kind}")),
        _ => {}
    }
}

fn fits(kind: &str, value: &Value) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        _ => true,
    }
}

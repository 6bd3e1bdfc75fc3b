//! What a page of documentation says of an operation, with a request that can be sent as it stands: the
//! examples of the schema, and for what must be sent and has none a value of its type.

use serde_json::{Map, Value};

use super::{Entry, Method, Spec};

/// The id in samples.
pub const SAMPLE_ID: &str = "01980000-0000-7000-8000-000000000000";

/// One operation, documented.
#[derive(Clone, Debug)]
pub struct Documented {
    /// Name, module, method, path, access, effect, title, summary.
    pub spec: &'static Spec,
    /// The JSON Schema of the input.
    pub input: Value,
    /// The JSON Schema of the output.
    pub output: Value,
    /// A whole input, as tools and `paylinks call` take it.
    pub sample: Value,
    /// The path below `/api/v1` of a request with that input, its query included.
    pub request_path: String,
    /// The body of that request; None when it has none.
    pub request_body: Option<Value>,
}

impl Documented {
    /// The documentation of a row of the catalogue.
    #[must_use]
    pub fn of(entry: &'static Entry) -> Self {
        let (input, output) = ((entry.input)().to_value(), (entry.output)().to_value());
        let sample = sample_of(&input, &input, "").unwrap_or_default();
        let spec = &entry.spec;
        let mut rest = sample.as_object().cloned().unwrap_or_default();
        let mut request_path = spec.path.to_owned();
        for (name, value) in sample.as_object().into_iter().flatten() {
            let place = format!("{{{name}}}");
            if request_path.contains(&place) {
                request_path = request_path.replace(&place, &plain(value));
                rest.remove(name);
            }
        }
        let reads = matches!(spec.method, Method::Get | Method::Delete);
        if reads && !rest.is_empty() {
            let query: Vec<String> =
                rest.iter().map(|(name, value)| format!("{name}={}", plain(value))).collect();
            request_path = format!("{request_path}?{}", query.join("&"));
        }
        let request_body = (!reads && !rest.is_empty()).then_some(Value::Object(rest));
        Self { spec, input, output, sample, request_path, request_body }
    }
}

/// A value as it stands in an address; samples need no escape there.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned)
}

/// A value of this schema: its example, or what its type asks for.
fn sample_of(schema: &Value, root: &Value, name: &str) -> Option<Value> {
    if let Some(example) = example(schema) {
        return Some(example);
    }
    if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
        return sample_of(root.pointer(target.strip_prefix('#')?)?, root, name);
    }
    for union in ["anyOf", "oneOf", "allOf"] {
        if let Some(parts) = schema.get(union).and_then(Value::as_array) {
            return parts.iter().find_map(|part| sample_of(part, root, name));
        }
    }
    match kind(schema)? {
        "object" => Some(object(schema, root)),
        "array" => Some(vec![sample_of(schema.get("items")?, root, name)?].into()),
        "string" if ["id", "ids"].contains(&name) => Some(SAMPLE_ID.into()),
        "string" => Some("text".into()),
        "integer" | "number" => Some(1.into()),
        "boolean" => Some(true.into()),
        _ => None,
    }
}

/// What the schema itself names.
fn example(schema: &Value) -> Option<Value> {
    let first = |key: &str| schema.get(key)?.as_array()?.first().cloned();
    first("examples").or_else(|| schema.get("const").cloned()).or_else(|| first("enum"))
}

/// An object with every field that must be there, and those that have an example.
fn object(schema: &Value, root: &Value) -> Value {
    let required = |name: &str| {
        let names = schema.get("required").and_then(Value::as_array);
        names.is_some_and(|names| names.iter().any(|own| own == name))
    };
    let fields = schema.get("properties").and_then(Value::as_object);
    let chosen = fields.into_iter().flatten().filter_map(|(name, field)| {
        let shown = required(name) || field.get("examples").is_some();
        let value = if shown { sample_of(field, root, name) } else { None };
        value.map(|value| (name.clone(), value))
    });
    Value::Object(chosen.collect::<Map<_, _>>())
}

/// The type, leaving null aside.
fn kind(schema: &Value) -> Option<&str> {
    match schema.get("type")? {
        Value::Array(names) => names.iter().filter_map(Value::as_str).find(|name| *name != "null"),
        name => name.as_str(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_sample_has_what_must_be_there_and_what_has_an_example() {
        let schema = json!({
            "type": "object",
            "required": ["id", "kind", "inner"],
            "properties": {
                "id": { "type": "string" },
                "kind": { "$ref": "#/$defs/Kind" },
                "inner": { "type": "object", "required": ["n"], "properties": { "n": { "type": "integer" } } },
                "named": { "type": ["string", "null"], "examples": ["tea", "coffee"] },
                "left": { "type": ["string", "null"] },
            },
            "$defs": { "Kind": { "oneOf": [{ "const": "one" }, { "const": "two" }] } },
        });
        let sample = sample_of(&schema, &schema, "");
        let expected = json!({ "id": SAMPLE_ID, "kind": "one", "inner": { "n": 1 }, "named": "tea" });
        assert_eq!(sample, Some(expected));
    }
}

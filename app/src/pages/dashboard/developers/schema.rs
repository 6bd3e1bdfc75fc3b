//! A JSON Schema as rows of a table: fields with their types and meanings, those inside others named by their way.

use serde_json::Value;

/// How deep fields inside fields are told.
const DEEPEST: usize = 3;

/// One field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Field {
    /// Its name, such as `address.city` or `data[].id`.
    pub(super) name: String,
    /// Its JSON type.
    pub(super) kind: String,
    /// Whether it must be there.
    pub(super) required: bool,
    /// What it means.
    pub(super) text: String,
}

/// The fields of a schema, those that must be there first.
pub(super) fn fields(schema: &Value) -> Vec<Field> {
    let mut all = Vec::new();
    walk(schema, schema, "", &mut all, DEEPEST);
    all
}

fn walk(schema: &Value, root: &Value, above: &str, all: &mut Vec<Field>, depth: usize) {
    let schema = follow(schema, root);
    let required = |name: &str| {
        let names = schema.get("required").and_then(Value::as_array);
        names.is_some_and(|names| names.iter().any(|own| own == name))
    };
    let properties = schema.get("properties").and_then(Value::as_object).into_iter().flatten();
    let mut properties: Vec<_> = properties.collect();
    properties.sort_by_key(|(name, _)| !required(name));
    for (name, field) in properties {
        let way = if above.is_empty() { name.clone() } else { format!("{above}.{name}") };
        all.push(Field {
            name: way.clone(),
            kind: kind(field, root),
            required: required(name),
            text: text(field, root),
        });
        if depth > 1 {
            let (inner, way) = inside(field, root, way);
            walk(inner, root, &way, all, depth - 1);
        }
    }
}

/// What a reference leads to, and what a field is when it is not null.
fn follow<'a>(schema: &'a Value, root: &'a Value) -> &'a Value {
    if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
        let found = target.strip_prefix('#').and_then(|pointer| root.pointer(pointer));
        return found.map_or(schema, |found| follow(found, root));
    }
    let parts = schema.get("anyOf").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let mut given = parts.iter().filter(|part| part.get("type") != Some(&"null".into()));
    match (given.next(), given.next()) {
        (Some(only), None) => follow(only, root),
        _ => schema,
    }
}

/// The schema that holds a field's own fields, and the way to it.
fn inside<'a>(field: &'a Value, root: &'a Value, way: String) -> (&'a Value, String) {
    let field = follow(field, root);
    match field.get("items") {
        Some(items) => (follow(items, root), format!("{way}[]")),
        None => (field, way),
    }
}

/// What a field means; what is said beside a reference counts before what it leads to.
fn text(field: &Value, root: &Value) -> String {
    let said = |schema: &Value| schema.get("description").and_then(Value::as_str).map(ToOwned::to_owned);
    said(field).or_else(|| said(follow(field, root))).unwrap_or_default()
}

fn kind(schema: &Value, root: &Value) -> String {
    if let Some(values) = schema.get("enum").and_then(Value::as_array) {
        return values.iter().map(Value::to_string).collect::<Vec<_>>().join(" | ");
    }
    if let Some(value) = schema.get("const") {
        return value.to_string();
    }
    if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
        let found = target.strip_prefix('#').and_then(|pointer| root.pointer(pointer));
        return found.map_or_else(|| "any".to_owned(), |found| kind(found, root));
    }
    for union in ["anyOf", "oneOf"] {
        if let Some(parts) = schema.get(union).and_then(Value::as_array) {
            return parts.iter().map(|part| kind(part, root)).collect::<Vec<_>>().join(" | ");
        }
    }
    let one = |name: &str| match (name, schema.get("items"), schema.get("format").and_then(Value::as_str)) {
        ("array", Some(items), _) => format!("array of {}", kind(items, root)),
        ("string", _, Some(format)) => format!("string ({format})"),
        _ => name.to_owned(),
    };
    match schema.get("type") {
        Some(Value::String(name)) => one(name),
        Some(Value::Array(names)) => {
            names.iter().filter_map(Value::as_str).map(one).collect::<Vec<_>>().join(" | ")
        }
        _ => "any".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn fields_are_told_with_their_ways() {
        let schema = json!({
            "type": "object",
            "required": ["rows"],
            "properties": {
                "rows": { "type": "array", "items": { "$ref": "#/$defs/Row" }, "description": "The rows." },
                "state": { "description": "Where it stands.", "anyOf": [{ "$ref": "#/$defs/State" }, { "type": "null" }] },
                "at": { "type": ["string", "null"], "format": "date-time" },
            },
            "$defs": {
                "Row": { "type": "object", "properties": { "next": { "$ref": "#/$defs/Row" }, "n": { "type": "integer" } } },
                "State": { "description": "A state.", "oneOf": [{ "const": "ON" }, { "const": "OFF" }] },
            },
        });
        let all = fields(&schema);
        let told: Vec<(&str, &str)> =
            all.iter().map(|field| (field.name.as_str(), field.kind.as_str())).collect();
        assert!(told.contains(&("rows", "array of object")));
        assert!(told.contains(&("rows[].n", "integer")));
        assert!(told.contains(&("rows[].next.n", "integer")), "a schema that holds itself ends");
        assert!(told.contains(&("state", "\"ON\" | \"OFF\" | null")));
        assert!(told.contains(&("at", "string (date-time) | null")));
        assert!(all[0].required == (all[0].name == "rows"));
        assert_eq!(all.iter().find(|field| field.name == "state").unwrap().text, "Where it stands.");
    }

    #[test]
    fn every_field_of_every_operation_has_a_type() {
        for operation in paylinks::catalogue::documentation() {
            for field in fields(&operation.input) {
                assert!(
                    !field.kind.is_empty() && field.kind != "any",
                    "{} {}",
                    operation.spec.name,
                    field.name
                );
                assert!(!field.text.is_empty(), "{} {} says nothing", operation.spec.name, field.name);
            }
        }
    }
}

//! A buyer's form as the input of an operation: `address[city]` and `items[0][quantity]` become what lies within each
//! other, and text becomes what the input's schema says it is. What is empty was not sent.

use std::collections::BTreeMap;

use paylinks::operation::Entry;
use serde_json::{Map, Number, Value};

/// How deep a name may go.
const DEEPEST: usize = 5;

enum Node {
    Text(String),
    Branch(BTreeMap<String, Node>),
}

/// The input of this operation from the fields of a form.
pub(super) fn input<'f>(
    entry: &Entry,
    fields: impl Iterator<Item = (&'f str, &'f str)>,
) -> Map<String, Value> {
    let schema = (entry.input)().to_value();
    let mut root = BTreeMap::new();
    for (name, text) in fields {
        let text = text.trim();
        let path: Vec<&str> = name.split('[').map(|part| part.trim_end_matches(']')).collect();
        if !text.is_empty() && path.len() <= DEEPEST {
            insert(&mut root, &path, text);
        }
    }
    match shaped(Node::Branch(root), &schema, &schema) {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

fn insert(branch: &mut BTreeMap<String, Node>, path: &[&str], text: &str) {
    let Some((head, rest)) = path.split_first() else { return };
    if rest.is_empty() {
        branch.insert((*head).to_owned(), Node::Text(text.to_owned()));
        return;
    }
    let inner = branch.entry((*head).to_owned()).or_insert_with(|| Node::Branch(BTreeMap::new()));
    if let Node::Branch(inner) = inner {
        insert(inner, rest, text);
    }
}

fn shaped(node: Node, schema: &Value, root: &Value) -> Value {
    let schema = resolved(schema, root);
    let is = |name: &str| match &schema["type"] {
        Value::String(kind) => kind == name,
        Value::Array(kinds) => kinds.iter().any(|kind| kind == name),
        _ => false,
    };
    match node {
        Node::Branch(inner) if is("array") => {
            let mut items: Vec<(usize, Node)> =
                inner.into_iter().filter_map(|(key, node)| Some((key.parse().ok()?, node))).collect();
            items.sort_by_key(|(index, _)| *index);
            items.into_iter().map(|(_, node)| shaped(node, &schema["items"], root)).collect()
        }
        Node::Branch(inner) => {
            let of = |key: &str| schema["properties"].get(key).unwrap_or(&schema["additionalProperties"]);
            let fields = inner.into_iter().map(|(key, node)| {
                let value = shaped(node, of(&key), root);
                (key, value)
            });
            Value::Object(fields.collect())
        }
        Node::Text(text) if is("array") => {
            Value::Array(vec![shaped(Node::Text(text), &schema["items"], root)])
        }
        Node::Text(text) if is("integer") => text.parse::<i64>().map_or(Value::String(text), Value::from),
        Node::Text(text) if is("number") => {
            serde_json::from_str::<Number>(&text).map_or(Value::String(text), Value::Number)
        }
        Node::Text(text) if is("boolean") => match text.as_str() {
            "true" | "on" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ => Value::String(text),
        },
        Node::Text(text) => Value::String(text),
    }
}

/// The schema itself, where it is named or may be null.
fn resolved<'s>(schema: &'s Value, root: &'s Value) -> &'s Value {
    if let Some(place) = schema["$ref"].as_str().and_then(|place| place.strip_prefix('#')) {
        return root.pointer(place).map_or(schema, |inner| resolved(inner, root));
    }
    let choices = ["anyOf", "oneOf", "allOf"].iter().find_map(|name| schema[*name].as_array());
    let solid = choices.and_then(|all| all.iter().find(|one| one["type"] != "null"));
    solid.map_or(schema, |inner| resolved(inner, root))
}

#[cfg(test)]
mod tests {
    use paylinks::checkout_sessions::StartHostedCheckout;
    use paylinks::operation::Entry;
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn names_and_kinds_follow_the_schema() {
        let fields = [
            ("email", " ada@example.com "),
            ("name", ""),
            ("revision", "3"),
            ("language", "ro"),
            ("address[city]", "Cluj"),
            ("address[postalCode]", "400001"),
        ];
        let entry = Entry::of::<StartHostedCheckout>();
        let read = Value::Object(input(&entry, fields.into_iter()));
        let address = json!({ "city": "Cluj", "postalCode": "400001" });
        let all = json!({ "email": "ada@example.com", "revision": 3, "language": "ro", "address": address });
        assert_eq!(read, all);
    }

    #[test]
    fn lists_come_by_their_numbers_and_nonsense_stays_text() {
        let schema = json!({ "type": "object", "properties": {
            "items": { "type": ["array", "null"], "items": { "$ref": "#/$defs/Item" } },
            "agrees": { "type": "boolean" }, "count": { "anyOf": [{ "type": "null" }, { "type": "integer" }] } },
            "$defs": { "Item": { "type": "object", "properties": { "quantity": { "type": "integer" } } } } });
        let mut root = BTreeMap::new();
        for (path, text) in [
            (vec!["items", "10", "quantity"], "2"),
            (vec!["items", "9", "quantity"], "1"),
            (vec!["agrees"], "on"),
            (vec!["count"], "many"),
        ] {
            insert(&mut root, &path, text);
        }
        let read = shaped(Node::Branch(root), &schema, &schema);
        let items = json!([{ "quantity": 1 }, { "quantity": 2 }]);
        assert_eq!(read, json!({ "items": items, "agrees": true, "count": "many" }));
    }
}

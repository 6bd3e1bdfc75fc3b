//! What an input schema says about each field: which JSON type the text of a query or path stands for.

use paylinks::operation::Entry;
use serde_json::{Map, Number, Value};

/// The fields of an operation's input.
#[derive(Clone, Debug)]
pub(crate) struct Shape {
    fields: Vec<(String, Field)>,
}

/// The JSON type of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    /// Text, or anything that is read from text.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// True or false.
    Flag,
    /// Several values: the name comes once for each.
    List(Box<Field>),
}

impl Shape {
    /// The shape of this operation's input.
    #[must_use]
    pub(crate) fn of(entry: &Entry) -> Self {
        Self::read(&(entry.input)().to_value())
    }

    /// Reads the shape from a schema of an object.
    #[must_use]
    pub(crate) fn read(root: &Value) -> Self {
        let empty = Map::new();
        let properties = root.get("properties").and_then(Value::as_object).unwrap_or(&empty);
        let fields = properties.iter().map(|(name, schema)| (name.clone(), Field::of(schema, root)));
        Self { fields: fields.collect() }
    }

    /// The field of this name.
    #[must_use]
    pub(crate) fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|(own, _)| own == name).map(|(_, field)| field)
    }
}

impl Field {
    fn of(schema: &Value, root: &Value) -> Self {
        if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
            let inner = target.strip_prefix('#').and_then(|pointer| root.pointer(pointer));
            return inner.map_or(Self::Text, |inner| Self::of(inner, root));
        }
        for union in ["anyOf", "oneOf", "allOf"] {
            if let Some(parts) = schema.get(union).and_then(Value::as_array) {
                let mut kinds = parts
                    .iter()
                    .filter(|part| part.get("type") != Some(&"null".into()))
                    .map(|part| Self::of(part, root));
                return kinds.next().unwrap_or(Self::Text);
            }
        }
        let named = match schema.get("type") {
            Some(Value::Array(names)) => {
                names.iter().filter_map(Value::as_str).find(|name| *name != "null").unwrap_or_default()
            }
            Some(Value::String(name)) => name,
            _ => "",
        };
        match named {
            "integer" => Self::Integer,
            "number" => Self::Number,
            "boolean" => Self::Flag,
            "array" => {
                Self::List(Box::new(schema.get("items").map_or(Self::Text, |items| Self::of(items, root))))
            }
            _ => Self::Text,
        }
    }

    /// The JSON value of a text; text that does not fit stays text, and the operation names the field.
    #[must_use]
    pub(crate) fn read(&self, text: &str) -> Value {
        let plain = || Value::String(text.to_owned());
        match self {
            Self::Text => plain(),
            Self::Integer => text.parse::<i64>().map_or_else(|_| plain(), Value::from),
            Self::Number => serde_json::from_str::<Number>(text).map_or_else(|_| plain(), Value::Number),
            Self::Flag => match text {
                "true" => Value::Bool(true),
                "false" => Value::Bool(false),
                _ => plain(),
            },
            Self::List(item) => Value::Array(vec![item.read(text)]),
        }
    }
}

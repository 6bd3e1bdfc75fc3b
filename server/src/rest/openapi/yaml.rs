//! The document as YAML.

use serde_json::Value;

/// JSON as YAML text, in the same order.
#[must_use]
pub fn to_yaml(value: &Value) -> String {
    serde_norway::to_string(&convert(value)).unwrap_or_default()
}

/// serde's way from one to the other would spell exact numbers as objects.
fn convert(value: &Value) -> serde_norway::Value {
    use serde_norway::Value as Yaml;
    match value {
        Value::Null => Yaml::Null,
        Value::Bool(flag) => Yaml::Bool(*flag),
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => Yaml::Number(whole.into()),
            (None, Some(fraction)) => Yaml::Number(fraction.into()),
            (None, None) => Yaml::String(number.to_string()),
        },
        Value::String(text) => Yaml::String(text.clone()),
        Value::Array(list) => Yaml::Sequence(list.iter().map(convert).collect()),
        Value::Object(object) => Yaml::Mapping(
            object.iter().map(|(name, inner)| (Yaml::String(name.clone()), convert(inner))).collect(),
        ),
    }
}

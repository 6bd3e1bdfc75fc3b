//! Help for `paylinks call`, from the catalogue itself.

use std::fmt::Write as _;

use paylinks::operation::{Access, Entry, REST_ONLY};
use serde_json::Value;

/// Every operation with its title, by module.
pub(super) fn list(catalogue: &[Entry]) -> String {
    let mut text = String::new();
    let mut module = "";
    for entry in catalogue {
        let spec = &entry.spec;
        if spec.module != module {
            let gap = if module.is_empty() { "" } else { "\n" };
            module = spec.module;
            let _ = writeln!(text, "{gap}{module}");
        }
        let _ = writeln!(text, "  {:<28} {}", spec.name, spec.title);
    }
    text
}

/// One operation: what it does, who may call it, its fields.
pub(super) fn of(entry: &Entry) -> String {
    let spec = &entry.spec;
    let who = match spec.access {
        Access::Public => "anybody".to_owned(),
        Access::Person => "a signed-in person".to_owned(),
        Access::Scope(scope) => format!("a person, or a key with the scope {}", scope.as_str()),
    };
    let mut text =
        format!("{}\n{}\n\n{} {}\nFor {who}.\n", spec.title, spec.summary, spec.method.as_str(), spec.path);
    let schema = (entry.input)().to_value();
    let Some(fields) = schema.get("properties").and_then(Value::as_object).filter(|all| !all.is_empty())
    else {
        return text + "\nIt takes no fields.\n";
    };
    let required = schema.get("required").and_then(Value::as_array);
    let _ = writeln!(text, "\nFields of --json:");
    for (name, field) in fields.iter().filter(|(_, field)| !is_rest_only(field)) {
        let needed = required.is_some_and(|names| names.iter().any(|own| own == name));
        let mark = if needed { "*" } else { " " };
        let about = field.get("description").and_then(Value::as_str).unwrap_or_default().replace('\n', " ");
        let _ = writeln!(text, " {mark}{name:<20} {:<10} {about}", kind(field, &schema));
    }
    text + "\n* must be given\n"
}

/// Whether this field's unit depends on its neighbours: the command line states minor units only.
pub(super) fn is_rest_only(field: &Value) -> bool {
    field.get(REST_ONLY) == Some(&Value::Bool(true))
}

/// A few words for a field's type.
fn kind(field: &Value, root: &Value) -> String {
    if let Some(target) = field.get("$ref").and_then(Value::as_str) {
        let inner = target.strip_prefix('#').and_then(|pointer| root.pointer(pointer));
        return inner.map(|inner| kind(inner, root)).unwrap_or_default();
    }
    if let Some(values) = field.get("enum").and_then(Value::as_array) {
        return values.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("|");
    }
    let mut unions = ["anyOf", "oneOf"].into_iter().filter_map(|name| field.get(name)?.as_array());
    if let Some(parts) = unions.next_back() {
        let kinds = parts.iter().map(|part| kind(part, root)).filter(|kind| kind != "null");
        return kinds.collect::<Vec<_>>().join("|");
    }
    match field.get("type") {
        Some(Value::String(name)) => field.get("const").and_then(Value::as_str).unwrap_or(name).to_owned(),
        Some(Value::Array(names)) => {
            let names = names.iter().filter_map(Value::as_str).filter(|name| *name != "null");
            names.collect::<Vec<_>>().join("|")
        }
        _ => field.get("const").and_then(Value::as_str).unwrap_or_default().to_owned(),
    }
}

//! Schemas that operations share, each once, under a stable name.

use serde_json::{Map, Value, json};

const HERE: &str = "#/components/schemas/";

/// The schemas collected so far.
#[derive(Default)]
pub(super) struct Components(Map<String, Value>);

impl Components {
    /// Takes an input's shared schemas in and returns the input with references that lead here.
    pub(super) fn input(&mut self, root: Value) -> Value {
        self.hoist(root, "Input")
    }

    /// Takes an output in, by its own title, and returns the reference to it.
    pub(super) fn output(&mut self, root: Value) -> Value {
        let mut schema = self.hoist(root, "Output");
        let title = schema.as_object_mut().and_then(|schema| schema.remove("title"));
        let Some(Value::String(title)) = title else { return schema };
        let name = self.free(&list_name(&schema).unwrap_or_else(|| plain(&title)), "Output", &schema);
        let reference = json!({ "$ref": format!("{HERE}{name}") });
        self.0.insert(name, schema);
        reference
    }

    /// All of them, in the order of their names.
    pub(super) fn finish(mut self, error: Value) -> Value {
        self.0.insert("Error".into(), error);
        self.0.sort_keys();
        Value::Object(self.0)
    }

    fn hoist(&mut self, mut root: Value, kind: &str) -> Value {
        let Some(object) = root.as_object_mut() else { return root };
        object.remove("$schema");
        let Some(Value::Object(mut shared)) = object.remove("$defs") else { return root };
        // Everything points to its final name before it is compared with what is already here.
        let mut renames: Vec<(String, String)> = Vec::new();
        for (name, schema) in &shared {
            let mut settled = schema.clone();
            point(&mut settled, &|target| plain(target));
            renames.push((name.clone(), self.free(&plain(name), kind, &settled)));
        }
        let lead = |target: &str| {
            let found = renames.iter().find(|(name, _)| name == target);
            found.map_or_else(|| plain(target), |(_, name)| name.clone())
        };
        for (name, schema) in &mut shared {
            point(schema, &lead);
            self.0.insert(lead(name), schema.take());
        }
        point(&mut root, &lead);
        root
    }

    /// `name`, or a variant of it when another schema has that name already.
    fn free(&self, name: &str, kind: &str, schema: &Value) -> String {
        let suits = |name: &str| self.0.get(name).is_none_or(|known| known == schema);
        let variants = std::iter::once(name.to_owned())
            .chain(std::iter::once(format!("{name}{kind}")))
            .chain((2..).map(|number| format!("{name}{kind}{number}")));
        let mut free = variants.filter(|name| suits(name));
        free.next().unwrap_or_else(|| name.to_owned())
    }
}

/// A page of rows is named after its rows: every page type has the same title.
fn list_name(schema: &Value) -> Option<String> {
    schema.pointer("/properties/nextCursor")?;
    let rows = schema.pointer("/properties/data/items/$ref")?.as_str()?;
    Some(format!("{}List", rows.strip_prefix(HERE)?))
}

/// A name that may stand in a reference.
fn plain(name: &str) -> String {
    name.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '_' }).collect()
}

/// Turns every reference to a shared schema into one to the components.
fn point(schema: &mut Value, lead: &dyn Fn(&str) -> String) {
    match schema {
        Value::Object(object) => {
            if let Some(Value::String(target)) = object.get_mut("$ref")
                && let Some(name) = target.strip_prefix("#/$defs/")
            {
                *target = format!("{HERE}{}", lead(name));
            }
            object.values_mut().for_each(|inner| point(inner, lead));
        }
        Value::Array(list) => list.iter_mut().for_each(|inner| point(inner, lead)),
        _ => {}
    }
}

/// A query or path is there or is not: it is never null.
pub(super) fn drop_null(schema: &mut Value) {
    let Some(object) = schema.as_object_mut() else { return };
    if let Some(Value::Array(kinds)) = object.get_mut("type") {
        kinds.retain(|kind| kind != "null");
        if let [only] = kinds.as_slice() {
            let only = only.clone();
            object.insert("type".into(), only);
        }
    }
    if let Some(Value::Array(parts)) = object.get_mut("anyOf") {
        parts.retain(|part| part.get("type") != Some(&json!("null")));
        if let [only] = parts.as_slice() {
            *schema = only.clone();
        }
    }
}

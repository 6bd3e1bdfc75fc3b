//! Reads `a[b][0][c]=v` bodies and queries into JSON whose leaves are strings, and gives typed access to them.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::errors::{Result, StripeError};

enum Node {
    Leaf(String),
    Branch(BTreeMap<String, Node>),
}

/// The decoded parameters of one request.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Params(pub(crate) Value);

/// Decodes one or more urlencoded strings into one tree; later ones win.
pub(crate) fn decode(sources: &[&str]) -> Params {
    let mut root = BTreeMap::new();
    for pair in sources.iter().flat_map(|s| s.split('&')).filter(|p| !p.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        insert(&mut root, &path_of(&unescape(name)), unescape(value));
    }
    Params(branch_to_json(root, false))
}

fn unescape(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let pair: Vec<u8> = rest.clone().take(2).collect();
                let hex = std::str::from_utf8(&pair).ok().and_then(|h| u8::from_str_radix(h, 16).ok());
                if let (2, Some(value)) = (pair.len(), hex) {
                    bytes.push(value);
                    rest.nth(1);
                } else {
                    bytes.push(byte);
                }
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn path_of(name: &str) -> Vec<String> {
    let (head, tail) = name.split_at(name.find('[').unwrap_or(name.len()));
    let mut path = vec![head.to_owned()];
    path.extend(tail.split('[').skip(1).map(|part| part.trim_end_matches(']').to_owned()));
    path
}

fn insert(branch: &mut BTreeMap<String, Node>, path: &[String], value: String) {
    let Some((head, tail)) = path.split_first() else { return };
    let key = if head.is_empty() { format!("{:09}", branch.len()) } else { head.clone() };
    if tail.is_empty() {
        branch.insert(key, Node::Leaf(value));
        return;
    }
    let next = branch.entry(key).or_insert_with(|| Node::Branch(BTreeMap::new()));
    if matches!(next, Node::Leaf(_)) {
        *next = Node::Branch(BTreeMap::new());
    }
    if let Node::Branch(inner) = next {
        insert(inner, tail, value);
    }
}

fn branch_to_json(branch: BTreeMap<String, Node>, free_keys: bool) -> Value {
    let mut indexes: Vec<(usize, String)> =
        branch.keys().filter_map(|k| Some((k.parse().ok()?, k.clone()))).collect();
    if free_keys || branch.is_empty() || indexes.len() != branch.len() {
        let object: Map<String, Value> = branch
            .into_iter()
            .map(|(key, node)| {
                let value = to_json(node, key == "metadata");
                (key, value)
            })
            .collect();
        return Value::Object(object);
    }
    indexes.sort_unstable();
    let mut branch = branch;
    Value::Array(
        indexes.into_iter().filter_map(|(_, key)| branch.remove(&key)).map(|n| to_json(n, false)).collect(),
    )
}

fn to_json(node: Node, free_keys: bool) -> Value {
    match node {
        Node::Leaf(text) => Value::String(text),
        Node::Branch(inner) => branch_to_json(inner, free_keys),
    }
}

impl Params {
    /// What stands at a dotted path, e.g. `controller.fees.payer` or `items.0.price`.
    pub(crate) fn at(&self, path: &str) -> Option<&Value> {
        path.split('.').try_fold(&self.0, |value, key| match value {
            Value::Array(items) => items.get(key.parse::<usize>().ok()?),
            other => other.get(key),
        })
    }

    /// A text that is present and not empty.
    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        self.at(path).and_then(Value::as_str).filter(|t| !t.is_empty())
    }

    /// A text that must be present.
    pub(crate) fn required(&self, path: &str) -> Result<&str> {
        self.text(path).ok_or_else(|| StripeError::missing(&bracketed(path)))
    }

    /// A whole number, if present.
    pub(crate) fn integer(&self, path: &str) -> Result<Option<i64>> {
        match self.text(path) {
            None => Ok(None),
            Some(text) => {
                text.parse().map(Some).map_err(|_| StripeError::not_an_integer(&bracketed(path), text))
            }
        }
    }

    /// A flag, if present.
    pub(crate) fn flag(&self, path: &str) -> Option<bool> {
        match self.text(path) {
            Some("true") => Some(true),
            Some("false") => Some(false),
            _ => None,
        }
    }

    /// The texts of a list parameter such as `expand[]`.
    pub(crate) fn texts(&self, path: &str) -> Vec<&str> {
        match self.at(path) {
            Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).collect(),
            Some(Value::String(one)) => vec![one],
            _ => Vec::new(),
        }
    }

    /// Whether the parameter was sent at all, even empty.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.at(path).is_some()
    }

    /// Takes a top-level parameter out.
    pub(crate) fn take(&mut self, name: &str) -> Option<String> {
        match self.0.as_object_mut()?.remove(name)? {
            Value::String(text) => Some(text),
            _ => None,
        }
    }
}

/// `a.b.c` as it appears in a form: `a[b][c]`.
pub(crate) fn bracketed(path: &str) -> String {
    let mut parts = path.split('.');
    let head = parts.next().unwrap_or_default().to_owned();
    parts.fold(head, |name, part| format!("{name}[{part}]"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{bracketed, decode};

    #[test]
    fn nested_names_become_objects_and_lists() {
        let params = decode(&["a[b][0][c]=1&a[b][1][c]=2&expand[]=x&expand[]=y.z&amount=4999"]);
        assert_eq!(
            params.0,
            json!({"a": {"b": [{"c": "1"}, {"c": "2"}]}, "expand": ["x", "y.z"], "amount": "4999"})
        );
    }

    #[test]
    fn ten_items_keep_their_order() {
        let body: Vec<String> = (0..12).map(|i| format!("e[{i}]=v{i}")).collect();
        let want: Vec<String> = (0..12).map(|i| format!("v{i}")).collect();
        assert_eq!(decode(&[&body.join("&")]).0, json!({ "e": want }));
    }

    #[test]
    fn metadata_keys_stay_keys() {
        assert_eq!(decode(&["metadata[0]=a&metadata[7]=b"]).0, json!({"metadata": {"0": "a", "7": "b"}}));
    }

    #[test]
    fn escapes_are_undone_and_broken_ones_kept() {
        let params = decode(&["n%5Ba%5D=caf%C3%A9+%2B&x=100%&y=%zz", "z"]);
        assert_eq!(params.0, json!({"n": {"a": "café +"}, "x": "100%", "y": "%zz", "z": ""}));
    }

    #[test]
    fn typed_access_names_the_parameter() {
        let params = decode(&["amount=49.99&empty=&card[exp_year]=x&on=true"]);
        assert_eq!(params.flag("on"), Some(true));
        assert_eq!(params.text("empty"), None);
        assert!(params.has("empty"));
        let error = params.integer("amount").unwrap_err();
        assert_eq!(error.fields["param"], "amount");
        assert_eq!(error.fields["code"], "parameter_invalid_integer");
        assert_eq!(params.integer("card.exp_year").unwrap_err().fields["param"], "card[exp_year]");
        assert_eq!(bracketed("a.b.c"), "a[b][c]");
    }
}

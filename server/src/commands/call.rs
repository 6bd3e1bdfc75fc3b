//! `paylinks call`: any operation of a running server, by name, over its REST door.

use std::io::IsTerminal as _;
use std::time::Duration;

use lexopt::prelude::{Long, Short, Value as Word, ValueExt as _};
use paylinks::catalogue::CATALOGUE;
use paylinks::operation::{Access, Entry, Method};
use reqwest::Url;
use serde_json::{Map, Value, json};

use super::{Failure, Outcome, call_help, print, runtime, start_tls};
use crate::rest;

const TIMEOUT: Duration = Duration::from_secs(90);

#[derive(Default)]
struct Wishes {
    operation: Option<String>,
    json: Option<String>,
    base_url: Option<String>,
    token: Option<String>,
    list: bool,
    help: bool,
}

pub(super) fn call(arguments: lexopt::Parser) -> Outcome {
    let wishes = read(arguments)?;
    if wishes.list {
        return print(&call_help::list(CATALOGUE));
    }
    let Some(name) = wishes.operation.as_deref() else {
        let usage = "paylinks call OPERATION [--json JSON] [--base-url URL] [--token TOKEN]\n";
        return if wishes.help {
            print(usage)
        } else {
            Err(Failure::Wrong(format!("usage: {}", usage.trim())))
        };
    };
    let entry = CATALOGUE.iter().find(|entry| entry.spec.name == name);
    let entry = entry.ok_or_else(|| {
        Failure::Wrong(format!("there is no operation {name}; paylinks call --list names them"))
    })?;
    if wishes.help {
        return print(&call_help::of(entry));
    }
    let input: Value = serde_json::from_str(wishes.json.as_deref().unwrap_or("{}"))
        .map_err(|error| Failure::Wrong(format!("--json is not JSON: {error}")))?;
    let Value::Object(input) = input else { return Err(Failure::Wrong("--json must be an object".into())) };
    let schema = (entry.input)().to_value();
    if let Some(name) =
        input.keys().find(|name| call_help::is_rest_only(&schema["properties"][name.as_str()]))
    {
        let instead = if name == "amount" { "amountMinor" } else { "title" };
        return Err(Failure::Wrong(format!("{name} is for REST only; here say {instead}")));
    }
    start_tls();
    runtime()?.block_on(send(entry, input, &wishes))
}

fn read(mut arguments: lexopt::Parser) -> Result<Wishes, Failure> {
    let mut wishes = Wishes::default();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("json") => wishes.json = Some(arguments.value()?.string()?),
            Long("base-url") => wishes.base_url = Some(arguments.value()?.string()?),
            Long("token") => wishes.token = Some(arguments.value()?.string()?),
            Long("list") => wishes.list = true,
            Long("help") | Short('h') => wishes.help = true,
            Word(name) if wishes.operation.is_none() => wishes.operation = Some(name.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(wishes)
}

#[expect(clippy::disallowed_methods, reason = "the client's own variables are no settings of the server")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

async fn send(entry: &Entry, input: Map<String, Value>, wishes: &Wishes) -> Outcome {
    let base = wishes.base_url.clone().or_else(|| variable("PAYLINKS_API_BASE_URL"));
    let base = base.unwrap_or_else(|| format!("http://127.0.0.1:3000{}", rest::BASE));
    let broken = |error: reqwest::Error| Failure::Broken(error.to_string());
    let client = reqwest::Client::builder().timeout(TIMEOUT).build().map_err(broken)?;
    let token = match wishes.token.clone().or_else(|| variable("PAYLINKS_API_TOKEN")) {
        Some(token) => Some(token),
        None if entry.spec.access == Access::Public => None,
        None => exchange(&client, &base).await?,
    };
    let (url, body) = address(entry, input, &base)?;
    let mut request =
        client.request(rest::method(entry.spec.method), url).header("accept", "application/json");
    if let Some(token) = token {
        request = request.bearer_auth(token);
    }
    if let Some(body) = body {
        request = request.json(&body);
    }
    let answer = request.send().await.map_err(broken)?;
    let status = answer.status();
    let text = answer.text().await.map_err(broken)?;
    let shown = serde_json::from_str::<Value>(&text).ok().filter(|_| std::io::stdout().is_terminal());
    print(&shown.map_or_else(|| format!("{text}\n"), |value| format!("{value:#}\n")))?;
    if status.is_success() { Ok(()) } else { Err(Failure::Broken(format!("the server answered {status}"))) }
}

/// A token for the key pair of the environment, when there is one.
async fn exchange(client: &reqwest::Client, base: &str) -> Result<Option<String>, Failure> {
    let pair = variable("PAYLINKS_KEY_ID").zip(variable("PAYLINKS_KEY_SECRET"));
    let Some((key_id, key_secret)) = pair else { return Ok(None) };
    let broken = |error: reqwest::Error| Failure::Broken(error.to_string());
    let request = client.post(format!("{base}/auth/api/token"));
    let answer = request.json(&json!({ "keyId": key_id, "keySecret": key_secret })).send().await;
    let answer = answer.map_err(broken)?.error_for_status().map_err(broken)?;
    let answer: Value = answer.json().await.map_err(broken)?;
    Ok(answer.get("token").and_then(Value::as_str).map(ToOwned::to_owned))
}

/// Where the call goes: path fields into the path, the rest into the query or the body.
fn address(
    entry: &Entry,
    mut input: Map<String, Value>,
    base: &str,
) -> Result<(Url, Option<Value>), Failure> {
    let mut url = Url::parse(base).map_err(|error| Failure::Wrong(format!("--base-url {base}: {error}")))?;
    {
        let no_path = |()| Failure::Wrong(format!("--base-url has no path: {base}"));
        let mut segments = url.path_segments_mut().map_err(no_path)?;
        segments.pop_if_empty();
        for part in entry.spec.path.split('/').filter(|part| !part.is_empty()) {
            let Some(name) = part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) else {
                segments.push(part);
                continue;
            };
            let value = input.remove(name).map(|value| plain(&value)).filter(|text| !text.is_empty());
            segments.push(&value.ok_or_else(|| Failure::Wrong(format!("--json lacks {name}")))?);
        }
    }
    if !matches!(entry.spec.method, Method::Get | Method::Delete) {
        return Ok((url, Some(Value::Object(input))));
    }
    for (name, value) in &input {
        match value {
            Value::Null => {}
            Value::Array(items) => {
                url.query_pairs_mut().extend_pairs(items.iter().map(|item| (name, plain(item))));
            }
            one => {
                url.query_pairs_mut().append_pair(name, &plain(one));
            }
        }
    }
    Ok((url, None))
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned)
}

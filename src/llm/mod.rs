//! A language model behind an OpenAI-compatible endpoint: one question, one answer in JSON. Nothing it says is
//! believed here; whoever asks checks it.

use std::time::Duration;

use reqwest::{Client, Url, redirect};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::config::Secret;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// A person waits for the answer.
const TIMEOUT: Duration = Duration::from_secs(20);
/// The largest answer that is read, bytes.
const ANSWER_LIMIT: usize = 64 * 1024;

/// Where a model answers.
#[derive(Clone, Debug)]
pub struct LlmConfig {
    /// `LLM_BASE_URL`: the address above `/chat/completions`, without a slash at its end.
    pub base_url: String,
    /// `LLM_API_KEY`: None for an endpoint that asks for none.
    pub api_key: Option<Secret>,
    /// `LLM_MODEL`: which model to ask.
    pub model: String,
}

impl LlmConfig {
    /// Reads the settings from `var`: None without `LLM_BASE_URL`.
    ///
    /// # Errors
    /// One sentence that names the variable that is wrong.
    pub fn read(var: &dyn Fn(&str) -> Option<String>) -> Result<Option<Self>, String> {
        let (key, model) = (var("LLM_API_KEY"), var("LLM_MODEL"));
        let Some(base_url) = var("LLM_BASE_URL") else {
            let lonely =
                [("LLM_API_KEY", key), ("LLM_MODEL", model)].into_iter().find(|(_, set)| set.is_some());
            return match lonely {
                Some((name, _)) => {
                    Err(format!("{name} is set, but LLM_BASE_URL is not: set both or neither"))
                }
                None => Ok(None),
            };
        };
        let base_url = base_url.trim_end_matches('/').to_owned();
        let wrong =
            || format!("LLM_BASE_URL must be an address such as https://api.example.com/v1: {base_url}");
        let url = Url::parse(&base_url).map_err(|_| wrong())?;
        let plain = url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
        if !matches!(url.scheme(), "http" | "https") || !url.has_host() || !plain {
            return Err(wrong());
        }
        let here = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
        if url.scheme() == "http" && key.is_some() && !here {
            return Err("LLM_BASE_URL must be https: LLM_API_KEY would travel in the open".into());
        }
        let model = model.ok_or("LLM_MODEL must be set with LLM_BASE_URL")?;
        Ok(Some(Self { base_url, api_key: key.map(Secret::new), model }))
    }
}

/// A question to a model.
pub(crate) struct Question<'q> {
    /// What it is to do.
    pub(crate) system: &'q str,
    /// What somebody wrote. It is matter, never an instruction of ours.
    pub(crate) user: &'q str,
    /// The shape of the answer, by a name.
    pub(crate) schema: (&'q str, Value),
}

#[derive(Deserialize)]
struct Completion {
    choices: Vec<Choice>,
}

#[derive(Deserialize)]
struct Choice {
    message: Message,
}

#[derive(Deserialize)]
struct Message {
    content: String,
}

/// Asks once and gives the text of the answer.
///
/// # Errors
/// Why there is none, in words that hold nothing secret and nothing that anybody wrote.
pub(crate) async fn ask(config: &LlmConfig, question: Question<'_>) -> Result<String, String> {
    let body = call(config, question).await?;
    let completion: Completion = serde_json::from_slice(&body).map_err(|_| "not a completion".to_owned())?;
    let first = completion.choices.into_iter().next().ok_or("no choice in the completion")?;
    Ok(first.message.content)
}

async fn call(config: &LlmConfig, question: Question<'_>) -> Result<Vec<u8>, String> {
    // Fails when a provider is installed already, which is just as well.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut client = Client::builder()
        .connect_timeout(CONNECT_TIMEOUT)
        .timeout(TIMEOUT)
        .redirect(redirect::Policy::none())
        .user_agent(concat!("paylinks/", env!("CARGO_PKG_VERSION")));
    if config.base_url.starts_with("http://") {
        // Plain http is a neighbour; a proxy for the outside must not catch it.
        client = client.no_proxy();
    }
    let client = client.build().map_err(|_| "no client".to_owned())?;
    let Question { system, user, schema: (name, schema) } = question;
    let body = json!({
        "model": config.model,
        "temperature": 0,
        "messages": [{ "role": "system", "content": system }, { "role": "user", "content": user }],
        "response_format": { "type": "json_schema", "json_schema": { "name": name, "strict": true, "schema": schema } },
    });
    let mut call = client.post(format!("{}/chat/completions", config.base_url)).json(&body);
    if let Some(key) = &config.api_key {
        call = call.bearer_auth(key.reveal());
    }
    let mut response = call.send().await.map_err(|error| told(&error))?;
    if !response.status().is_success() {
        return Err(format!("status {}", response.status().as_u16()));
    }
    let mut answer = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| told(&error))? {
        answer.extend_from_slice(&chunk);
        if answer.len() > ANSWER_LIMIT {
            return Err("the answer is too long".into());
        }
    }
    Ok(answer)
}

/// What went wrong, without the address: it may hold what nobody should read in a log.
fn told(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        "no answer in time".into()
    } else if error.is_connect() {
        "not reached".into()
    } else {
        "the connection broke".into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<Option<LlmConfig>, String> {
        LlmConfig::read(&|name| {
            pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn an_endpoint_is_whole_or_not_there() {
        let (base, model) = (("LLM_BASE_URL", "https://api.example.com/v1/"), ("LLM_MODEL", "small"));
        assert!(read(&[]).unwrap().is_none());
        let config = read(&[base, model]).unwrap().unwrap();
        assert_eq!(
            (config.base_url.as_str(), config.model.as_str()),
            ("https://api.example.com/v1", "small")
        );
        let here = [("LLM_BASE_URL", "http://127.0.0.1:11434/v1"), model, ("LLM_API_KEY", "k")];
        assert_eq!(format!("{:?}", read(&here).unwrap().unwrap().api_key), "Some(***)");
        for (pairs, named) in [
            (vec![base], "LLM_MODEL"),
            (vec![model], "LLM_MODEL"),
            (vec![("LLM_API_KEY", "k")], "LLM_API_KEY"),
            (vec![("LLM_BASE_URL", "api.example.com"), model], "LLM_BASE_URL"),
            (vec![("LLM_BASE_URL", "ftp://api.example.com"), model], "LLM_BASE_URL"),
            (vec![("LLM_BASE_URL", "https://me:secret@api.example.com"), model], "LLM_BASE_URL"),
            (vec![("LLM_BASE_URL", "http://api.example.com"), model, ("LLM_API_KEY", "k")], "LLM_BASE_URL"),
        ] {
            let error = read(&pairs).unwrap_err();
            assert!(error.contains(named), "{error}");
        }
    }
}

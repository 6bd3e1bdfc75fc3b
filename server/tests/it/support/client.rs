//! A program or browser that talks to the application and says which status it expects.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::Duration;

use reqwest::header::{HeaderMap, SET_COOKIE};
use reqwest::{Method, RequestBuilder, Response};
use serde_json::Value;

use super::App;

/// One caller: a bearer token or none, and the cookies it was given.
pub(crate) struct Client {
    pub(crate) app: App,
    pub(crate) token: Option<String>,
    pub(crate) headers: Vec<(&'static str, String)>,
    cookies: Mutex<BTreeMap<String, String>>,
}

/// One answer.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) async fn of(response: Response) -> Self {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Self { status, headers, text: response.text().await.unwrap() }
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("not JSON: {} {}", self.status, self.text))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The answer, if its status is this one.
    pub(crate) fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text);
        self
    }
}

impl Client {
    pub(crate) fn new(app: &App, token: Option<String>) -> Self {
        Self { app: app.clone(), token, headers: Vec::new(), cookies: Mutex::default() }
    }

    /// The same caller who sends this header with every request.
    pub(crate) fn with(&self, name: &'static str, value: impl Into<String>) -> Self {
        let mut headers = self.headers.clone();
        headers.push((name, value.into()));
        let cookies = Mutex::new(self.cookies.lock().unwrap().clone());
        Self { app: self.app.clone(), token: self.token.clone(), headers, cookies }
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let mut request = self.app.http.request(method, format!("{}{path}", self.app.base));
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let cookies = self.cookies.lock().unwrap();
        if !cookies.is_empty() {
            let pairs: Vec<_> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header("cookie", pairs.join("; "));
        }
        request
    }

    /// Sends a request; what happens next happens a moment later.
    pub(crate) async fn send(&self, request: RequestBuilder) -> Answer {
        self.app.wait(Duration::from_millis(2));
        let answer = Answer::of(request.send().await.unwrap()).await;
        for line in answer.headers.get_all(SET_COOKIE) {
            let pair = line.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            let mut cookies = self.cookies.lock().unwrap();
            if value.is_empty() {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }

    pub(crate) async fn get(&self, status: u16, path: &str) -> Value {
        self.send(self.request(Method::GET, path)).await.expect(status).json()
    }

    pub(crate) async fn post(&self, status: u16, path: &str, body: Value) -> Value {
        self.send(self.request(Method::POST, path).json(&body)).await.expect(status).json()
    }

    pub(crate) async fn put(&self, status: u16, path: &str, body: Value) -> Value {
        self.send(self.request(Method::PUT, path).json(&body)).await.expect(status).json()
    }

    pub(crate) async fn patch(&self, status: u16, path: &str, body: Value) -> Value {
        self.send(self.request(Method::PATCH, path).json(&body)).await.expect(status).json()
    }

    pub(crate) async fn delete(&self, status: u16, path: &str) -> Value {
        self.send(self.request(Method::DELETE, path)).await.expect(status).json()
    }

    /// The value of a cookie it was given.
    pub(crate) fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }

    /// Puts a cookie in its jar, as another page or an attacker might.
    pub(crate) fn plant(&self, name: &str, value: &str) {
        self.cookies.lock().unwrap().insert(name.to_owned(), value.to_owned());
    }
}

/// The code and the field of an error answer, such as `SLUG_TAKEN slug`.
pub(crate) fn code(answer: &Value) -> String {
    let error = &answer["error"];
    let field = error["field"].as_str().map(|field| format!(" {field}")).unwrap_or_default();
    format!("{}{field}", error["code"].as_str().unwrap_or_default())
}

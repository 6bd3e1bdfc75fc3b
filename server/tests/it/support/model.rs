//! A language model that says what it is told to, over the protocol that everybody speaks; and the application
//! beside itself, with other settings.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use paylinks::config::{Config, Secret};
use paylinks::core::{Core, Parts};
use paylinks::llm::LlmConfig;
use paylinks_server::{Options, build};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::App;

/// The key of the endpoint: it must never be seen anywhere else.
pub(crate) const MODEL_KEY: &str = "canary-model-key-0123456789";

/// A model.
#[derive(Clone, Default)]
pub(crate) struct Model(Arc<Mutex<Inner>>);

#[derive(Default)]
struct Inner {
    status: u16,
    body: String,
    asked: Vec<(String, Value)>,
}

impl Model {
    /// Starts it; tells its address.
    pub(crate) async fn start(&self) -> String {
        let router = Router::new().route("/v1/chat/completions", post(answer)).with_state(self.clone());
        format!("http://{}/v1", serve(router).await)
    }

    /// From now on it answers with this body.
    pub(crate) fn answers(&self, status: u16, body: impl Into<String>) {
        let mut inner = self.0.lock().unwrap();
        (inner.status, inner.body) = (status, body.into());
    }

    /// From now on it says this, as a completion.
    pub(crate) fn says(&self, content: &str) {
        let message = json!({ "role": "assistant", "content": content });
        self.answers(200, json!({ "choices": [{ "index": 0, "message": message }] }).to_string());
    }

    /// What it was asked: the authorization that came, and the body.
    pub(crate) fn asked(&self) -> Vec<(String, Value)> {
        self.0.lock().unwrap().asked.clone()
    }
}

async fn answer(State(model): State<Model>, headers: HeaderMap, body: String) -> Response {
    let mut inner = model.0.lock().unwrap();
    let authorization = headers.get("authorization").map_or("", |value| value.to_str().unwrap());
    inner.asked.push((authorization.to_owned(), serde_json::from_str(&body).unwrap()));
    let status = axum::http::StatusCode::from_u16(inner.status).unwrap();
    (status, [("content-type", "application/json")], inner.body.clone()).into_response()
}

async fn serve(router: Router) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    address
}

impl App {
    /// The same application at another address, drafting with the model at `base_url`.
    pub(crate) async fn with_model(&self, base_url: &str) -> String {
        let parts: &Parts = &self.core;
        let llm = LlmConfig {
            base_url: base_url.to_owned(),
            api_key: Some(Secret::new(MODEL_KEY)),
            model: "small".into(),
        };
        let config = Config { llm: Some(llm), ..parts.config.clone() };
        let router = build(Core::new(Parts { config, ..parts.clone() }), Options::default());
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, service).await.unwrap() });
        format!("http://{address}")
    }
}

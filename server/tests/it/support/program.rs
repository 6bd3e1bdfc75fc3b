//! The built program as a process of its own, for what only a process has: signals, exit codes, restarts.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use paylinks::config::SANDBOX_PATH;
use reqwest::{Client, Method};
use serde_json::{Value, json};

use super::people::{text, token_in};

/// How long anything here may take; no story waits so long unless it is broken.
pub(crate) const PATIENCE: Duration = Duration::from_mins(2);

/// A running `paylinks serve` in sandbox mode.
pub(crate) struct Program {
    process: Child,
    pub(crate) base: String,
    /// A connection of its own for every request, so that a closed door shows as one.
    pub(crate) http: Client,
}

/// What a merchant with a link has.
pub(crate) struct Shop {
    pub(crate) account: String,
    pub(crate) slug: String,
}

impl Program {
    /// Starts it on this database and folder, and waits until it says where it answers.
    pub(crate) fn start(folder: &Path, database: &str) -> Self {
        Self::start_with(folder, database, &[])
    }

    /// The same with these settings.
    pub(crate) fn start_with(folder: &Path, database: &str, settings: &[(&str, &str)]) -> Self {
        // A second installation keeps the first; there is only one to choose from.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = Client::builder().no_proxy().pool_max_idle_per_host(0).timeout(PATIENCE).build().unwrap();
        let mut process = Command::new(env!("CARGO_BIN_EXE_paylinks"))
            .env_clear()
            .env("PAYLINKS_LISTEN", "127.0.0.1:0")
            .env("PAYLINKS_DATA_DIR", folder)
            .env("PAYLINKS_RATE_LIMITS", "off")
            .env("DATABASE_URL", database)
            .envs(settings.iter().copied())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap());
        let mut line = String::new();
        lines.read_line(&mut line).unwrap();
        let base = format!("http://{}", line.trim().split("http://").nth(1).expect("an address"));
        // Its pipe must stay open, or its next line would end it.
        std::thread::spawn(move || lines.lines().count());
        Self { process, base, http }
    }

    /// Signs a merchant in who sells something.
    pub(crate) async fn open_shop(&self) -> Shop {
        self.call(None, "auth/request", json!({ "email": "ada@example.com" })).await;
        let mails = self.until("a sign-in mail", async || {
            let mails = self.get("/dev/mailbox.json").await;
            mails.get(0).cloned()
        });
        let token = token_in(&text(&mails.await["links"][0]));
        let signed_in = self.get(&format!("/api/v1/auth/verify?token={token}")).await;
        let token = text(&signed_in["token"]);
        let bearer = token.as_str();
        let token = Some(bearer);
        let told = json!({ "name": "Ada's shop", "country": "RO", "defaultCurrency": "RON" });
        self.call(token, "me/onboarding", told).await;
        self.call(token, "stripe/account-link", json!({})).await;
        let request = self.http.get(format!("{}/api/v1/stripe/accounts/me", self.base));
        let account = json_of(request.bearer_auth(bearer)).await;
        let account = text(&account["id"]);
        self.sandbox(&format!("accounts/{account}/complete"), json!({})).await;
        self.call(token, "stripe/accounts/me/refresh", json!({})).await;
        let link = json!({ "title": "Tea", "priceType": "FIXED", "amount": 4999 });
        let slug = text(&self.call(token, "paylinks", link).await["slug"]);
        Shop { account, slug }
    }

    /// Moves a switch of the stand-in.
    pub(crate) async fn sandbox(&self, path: &str, body: Value) -> Value {
        json_of(self.http.post(format!("{}{SANDBOX_PATH}/_config/{path}", self.base)).json(&body)).await
    }

    /// Tells it to stop, as an operator's system does.
    pub(crate) fn terminate(&self) {
        let told = Command::new("kill").args(["-TERM", &self.process.id().to_string()]).status().unwrap();
        assert!(told.success());
    }

    /// How it ended.
    pub(crate) async fn ended(&mut self) -> ExitStatus {
        let start = Instant::now();
        loop {
            if let Some(status) = self.process.try_wait().unwrap() {
                return status;
            }
            assert!(start.elapsed() < PATIENCE, "the program does not stop");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Asks until there is an answer.
    pub(crate) async fn until<T>(&self, what: &str, ask: impl AsyncFn() -> Option<T>) -> T {
        let start = Instant::now();
        loop {
            if let Some(answer) = ask().await {
                return answer;
            }
            assert!(start.elapsed() < PATIENCE, "{what} did not come");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    async fn get(&self, path: &str) -> Value {
        json_of(self.http.get(format!("{}{path}", self.base)).header("accept", "application/json")).await
    }

    async fn call(&self, token: Option<&str>, path: &str, body: Value) -> Value {
        let mut request = self.http.request(Method::POST, format!("{}/api/v1/{path}", self.base)).json(&body);
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        json_of(request).await
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // A story that failed leaves no process behind; one that ended well has ended this one.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

async fn json_of(request: reqwest::RequestBuilder) -> Value {
    let answer = request.send().await.unwrap();
    let (status, text) = (answer.status(), answer.text().await.unwrap());
    assert!(status.is_success(), "{status} {text}");
    serde_json::from_str(&text).unwrap()
}

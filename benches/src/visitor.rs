//! Somebody at a browser: signs in by mail as people do, and keeps the cookies.

use std::time::Duration;

use reqwest::{Client, Method, Response, redirect};
use serde_json::Value;

use crate::Outcome;
use crate::server::Server;

/// Signs in and gives the `Cookie` header's value.
pub(crate) async fn sign_in(server: &Server, email: &str) -> Outcome<String> {
    let client =
        Client::builder().no_proxy().redirect(redirect::Policy::none()).timeout(Duration::from_secs(20));
    let mut visitor = Visitor { client: client.build()?, server, cookies: Vec::new() };
    let before = visitor.links().await?;
    visitor.post("/sign-in", &[("email", email)]).await?;
    let token = visitor.token(&before).await?;
    visitor.get(&format!("/sign-in/confirm?token={token}")).await?;
    visitor.post("/sign-in/confirm", &[("token", &token)]).await?;
    Ok(visitor.cookie())
}

struct Visitor<'s> {
    client: Client,
    server: &'s Server,
    cookies: Vec<(String, String)>,
}

impl Visitor<'_> {
    fn cookie(&self) -> String {
        let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        pairs.join("; ")
    }

    async fn get(&mut self, path: &str) -> Outcome<Response> {
        let answer = self.client.request(Method::GET, self.server.url(path)).header("cookie", self.cookie());
        self.keep(path, answer.send().await?)
    }

    async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Outcome<Response> {
        let request =
            self.client.request(Method::POST, self.server.url(path)).header("cookie", self.cookie());
        let answer = request.header("origin", self.server.url("")).form(form).send().await?;
        self.keep(path, answer)
    }

    fn keep(&mut self, path: &str, answer: Response) -> Outcome<Response> {
        if answer.status().is_client_error() || answer.status().is_server_error() {
            return Err(format!("{path} answered {}", answer.status()).into());
        }
        for line in answer.headers().get_all("set-cookie") {
            let pair = line.to_str()?.split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies.retain(|(kept, _)| kept != name);
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        Ok(answer)
    }

    /// Every mailed sign-in link, newest first.
    async fn links(&mut self) -> Outcome<Vec<String>> {
        let mails: Value = serde_json::from_str(&self.get("/dev/mailbox.json").await?.text().await?)?;
        let links = mails.as_array().into_iter().flatten().filter_map(|mail| mail.pointer("/links/0"));
        Ok(links.filter_map(Value::as_str).filter(|link| link.contains("token=")).map(Into::into).collect())
    }

    /// The token of the mailed link that was not there before.
    async fn token(&mut self, before: &[String]) -> Outcome<String> {
        for _ in 0..100 {
            let links = self.links().await?;
            let fresh = links.iter().find(|link| !before.contains(link));
            if let Some((_, token)) = fresh.and_then(|link| link.split_once("token=")) {
                return Ok(token.to_owned());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Err("no sign-in mail came within five seconds".into())
    }
}

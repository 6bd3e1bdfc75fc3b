//! Browsers: forms, pages, and signing in through them.

use reqwest::Method;

use super::client::Answer;
use super::people::token_in;
use super::{App, Client};

impl App {
    /// A browser in which this person is signed in.
    pub(crate) async fn browser(&self, name: &str) -> Client {
        let browser = self.visitor();
        let token = browser.ask(&format!("{name}@example.com")).await;
        browser.press(&token).await.expect(303);
        browser
    }
}

impl Client {
    /// Posts a form as a page of ours does.
    pub(crate) async fn form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        // Behind a proxy our origin is not the address of the request.
        let origin = self.app.core.config.public_url.clone();
        self.send(self.request(Method::POST, path).header("origin", origin).form(fields)).await
    }

    /// Opens a page.
    pub(crate) async fn page(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path).header("accept", "text/html")).await
    }

    /// Asks for a link in this browser and reads its token in the mail.
    pub(crate) async fn ask(&self, email: &str) -> String {
        self.form("/sign-in", &[("email", email)]).await.expect(303);
        self.app.settle().await;
        token_in(&self.app.mails(email)[0].links[0])
    }

    /// Presses the button behind a mailed link.
    pub(crate) async fn press(&self, token: &str) -> Answer {
        self.form("/sign-in/confirm", &[("token", token)]).await
    }
}

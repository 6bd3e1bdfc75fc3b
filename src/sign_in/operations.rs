//! Operations of sign-in.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{SIGN_IN_MAIL, check_email, check_redirect, find, mail::SignInMailJob, redeem, store};
use crate::actor::Actor;
use crate::core::Core;
use crate::error::Result;
use crate::id::{new_id, sha256_hex};
use crate::jobs::{self, NewJob};
use crate::limits::{self, Limit};
use crate::operation::{Access, Method, Operation, Spec};
use crate::tokens;
use crate::wire::Done;

/// Mails a sign-in link. The answer is the same whoever asks and whatever the address.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RequestMagicLink {
    /// The address to mail the link to.
    #[schemars(example = "ada@example.com")]
    pub email: String,
    /// Where to go after sign-in, on our own origin.
    pub redirect_to: Option<String>,
}

impl Operation for RequestMagicLink {
    const SPEC: Spec = Spec {
        title: "Request a sign-in link",
        summary: "Mails a sign-in link that works once, for ten minutes.",
        access: Access::Public,
        mcp: Some("request_magic_link"),
        ..Spec::write("request_magic_link", "Auth", Method::Post, "/auth/request")
    };
    type Output = Done;

    fn limits(&self, actor: &Actor) -> Vec<Limit> {
        vec![Limit::new(&limits::SIGN_IN_PER_IP, &actor.ip)]
    }

    fn key_space(&self) -> String {
        self.email.clone()
    }

    async fn run(self, core: &Core, actor: &Actor) -> Result<Done> {
        let email = check_email(&self.email, "email")?;
        let redirect_to = self.redirect_to.as_deref().filter(|text| !text.is_empty());
        let redirect_to = redirect_to.map(|text| check_redirect(core, text, "redirectTo")).transpose()?;
        core.limits.check(&Limit::new(&limits::SIGN_IN_PER_EMAIL, &email))?;
        let now = core.clock.now();
        let id = new_id(now);
        let link = store::NewLink {
            id: &id,
            email: &email,
            language: actor.language,
            browser_hash: actor.browser.as_deref().map(sha256_hex),
            redirect_to,
        };
        let job = NewJob::new(SIGN_IN_MAIL, &SignInMailJob { link_id: id.clone() }, now)?;
        let mut tx = core.db.begin().await?;
        store::insert(&mut tx, now, link).await?;
        jobs::enqueue(&mut tx, now, &job).await?;
        tx.commit().await?;
        core.signals.work();
        Ok(Done { ok: true })
    }
}

/// Turns the token of a mailed link into a bearer token.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct VerifyMagicLink {
    /// The token from the mail.
    #[schemars(example = "01980000-0000-7000-8000-000000000000.5d41402a")]
    pub token: String,
    /// Where to go after sign-in, on our own origin.
    pub redirect_to: Option<String>,
}

/// A signed-in user and their bearer token.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SignedIn {
    /// The bearer token.
    pub token: String,
    /// Always `Bearer`.
    pub token_type: String,
    /// The token's life in seconds.
    pub expires_in_seconds: u64,
    /// Whether name, country and currency are still to be told.
    pub needs_onboarding: bool,
    /// Who signed in.
    pub user: User,
}

/// Who signed in.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct User {
    /// The user's id.
    pub id: String,
    /// The user's e-mail.
    pub email: String,
    /// The role in the product: `USER`.
    pub role: String,
}

impl Operation for VerifyMagicLink {
    const SPEC: Spec = Spec {
        title: "Verify a sign-in link",
        summary: "Turns the token of a mailed link into a bearer token, once.",
        access: Access::Public,
        mcp: Some("verify_magic_link"),
        secret: true,
        ..Spec::write("verify_magic_link", "Auth", Method::Get, "/auth/verify")
    };
    type Output = SignedIn;

    fn limits(&self, actor: &Actor) -> Vec<Limit> {
        vec![Limit::new(&limits::VERIFY_PER_IP, &actor.ip)]
    }

    async fn run(self, core: &Core, actor: &Actor) -> Result<SignedIn> {
        if let Some(text) = &self.redirect_to {
            check_redirect(core, text, "redirectTo")?;
        }
        let link = find(core, &self.token).await?;
        let account = redeem(core, actor, &link).await?;
        Ok(SignedIn {
            token: tokens::issue(core, &account, None)?,
            token_type: "Bearer".into(),
            expires_in_seconds: tokens::PERSON_LIFE.as_secs(),
            needs_onboarding: account.needs_onboarding(),
            user: User { id: account.user_id, email: account.email, role: account.role },
        })
    }
}

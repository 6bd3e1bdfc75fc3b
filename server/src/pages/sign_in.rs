//! Sign-in: the form, the mail, the button behind the mailed link, and the way out.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::Query;
use axum::response::{AppendHeaders, IntoResponse, Response};
use http::header::SET_COOKIE;
use leptos::prelude::*;
use paylinks::core::Core;
use paylinks::error::{Code, Error, Kind};
use paylinks::sign_in;
use paylinks_app::forms::Form;
use paylinks_app::functions::AskForLink;
use paylinks_app::pages::{BadLinkPage, ConfirmPage, SentPage, SignInPage};
use paylinks_app::{links, words};
use serde::Deserialize;

use super::form::{self, Posted, Refused};
use super::page::{Answer, Fail, Page, go};
use crate::{actor, problem, sessions};

/// Whom the last mail went to and when it was asked for, in the session.
const MAILED: &str = "mailed";
/// How long the sandbox waits for its own mail, in steps of [`STEP`].
const STEPS: usize = 12;
const STEP: Duration = Duration::from_millis(50);

/// Where to go after sign-in.
#[derive(Deserialize)]
pub(crate) struct Next {
    #[serde(default)]
    next: String,
}

/// The token of a mailed link.
#[derive(Deserialize)]
pub(crate) struct Token {
    #[serde(default)]
    token: String,
}

/// The form.
pub(crate) async fn ask(page: Page, Query(Next { next }): Query<Next>) -> Response {
    let next = if links::is_ours(&next) { next } else { String::new() };
    if page.signed_in() {
        return go(if next.is_empty() { links::DASHBOARD } else { &next });
    }
    let form = Form::default().with("next", next);
    page.show(|| view! { <SignInPage site=page.site form=form address=address(&page) /> })
}

/// Mails the link and ties it to this browser.
pub(crate) async fn send(mut page: Page, body: Bytes) -> Answer {
    let posted = Posted::read(&body);
    let email = posted.get("email").trim().to_lowercase();
    let (tie, cookie) = actor::browser_tie(&page.visitor, page.core().config.https())?;
    page.actor.browser = Some(tie);
    let asked_at = page.core().clock.now().0;
    let cookie = AppendHeaders(cookie.map(|value| (SET_COOKIE, value)));
    match form::run::<AskForLink>(&page, posted).await? {
        Ok(()) => {
            page.session.insert(MAILED, (email, asked_at)).await.map_err(Error::internal)?;
            Ok((cookie, go(links::SIGN_IN_SENT)).into_response())
        }
        Err(Refused { form, status, error }) => {
            let address = address(&page);
            let again = || view! { <SignInPage site=page.site form=form address=address /> };
            let mut response = page.show_as(status, again);
            problem::mark(&error, &mut response);
            Ok(response)
        }
    }
}

/// The form's full address.
fn address(page: &Page) -> String {
    page.core().config.url(links::SIGN_IN)
}

/// Says where the mail went; in sandbox mode shows what it holds.
pub(crate) async fn sent(page: Page) -> Answer {
    let mailed: Option<(String, i64)> = page.session.get(MAILED).await.map_err(Error::internal)?;
    let Some((email, asked_at)) = mailed else { return Ok(go(links::SIGN_IN)) };
    let link = if page.site.sandbox { mailed_link(page.core(), &email, asked_at).await? } else { None };
    Ok(page.show(|| view! { <SentPage site=page.site email=email link=link /> }))
}

/// The link in the newest mail to `email`; the job that sends it may take a moment.
async fn mailed_link(core: &Core, email: &str, asked_at: i64) -> Result<Option<String>, Error> {
    for _ in 0..STEPS {
        let mailer = core.mailer.clone();
        let mails =
            tokio::task::spawn_blocking(move || mailer.mailbox()).await.map_err(Error::internal)??;
        let mail = mails.into_iter().find(|mail| mail.to == email && mail.at.0 >= asked_at);
        let mut found = mail.into_iter().flat_map(|mail| mail.links);
        if let Some(link) = found.find(|link| link.contains(links::SIGN_IN_CONFIRM)) {
            return Ok(Some(link));
        }
        tokio::time::sleep(STEP).await;
    }
    Ok(None)
}

/// Behind the mailed link: one button. Mail scanners that open it use nothing up.
pub(crate) async fn look(page: Page, Query(Token { token }): Query<Token>) -> Answer {
    match sign_in::look(page.core(), &page.actor, &token).await {
        Ok(link) => Ok(page.show(|| view! { <ConfirmPage site=page.site link=link token=token /> })),
        Err(error) => bad_link(&page, error),
    }
}

/// The button: signs in here.
pub(crate) async fn enter(page: Page, body: Bytes) -> Answer {
    let posted = Posted::read(&body);
    let token = posted.get("token").to_owned();
    let confirmed = posted.get("confirmed") == "yes";
    let signed_in = match sign_in::sign_in(page.core(), &page.actor, &token, confirmed).await {
        Ok(signed_in) => signed_in,
        Err(error) if error.code == Code::OtherBrowser => {
            let link = sign_in::look(page.core(), &page.actor, &token).await?;
            let status = problem::status(&error);
            return Ok(
                page.show_as(status, || view! { <ConfirmPage site=page.site link=link token=token /> })
            );
        }
        Err(error) => return bad_link(&page, error),
    };
    sessions::sign_in(&page.session, &signed_in.user_id, &page.visitor).await?;
    let next = signed_in.redirect_to.filter(|path| links::is_ours(path));
    let place = match next {
        // Buyers need no business.
        Some(path) if path.starts_with(links::PURCHASES) => path,
        _ if signed_in.needs_onboarding => links::ONBOARDING.to_owned(),
        Some(path) => path,
        None => links::DASHBOARD.to_owned(),
    };
    let cookie = actor::forget_browser_tie(page.core().config.https());
    Ok((AppendHeaders(cookie.map(|value| (SET_COOKIE, value))), go(&place)).into_response())
}

/// Ends the session.
pub(crate) async fn leave(page: Page) -> Answer {
    sessions::sign_out(&page.session).await?;
    Ok(go(links::HOME))
}

/// Why a mailed link does not work, and the way to a new one.
fn bad_link(page: &Page, error: Error) -> Answer {
    if error.kind != Kind::Invalid {
        return Err(Fail::Told(error));
    }
    let reason = words::sentence(page.site.language, error.code, None);
    let status = problem::status(&error);
    Ok(page.show_as(status, || view! { <BadLinkPage site=page.site reason=reason /> }))
}

//! The local mailbox. These routes exist in sandbox mode only.

use axum::extract::Path;
use axum::response::{Html, IntoResponse, Response};
use http::HeaderValue;
use http::header::CONTENT_SECURITY_POLICY;
use leptos::prelude::*;
use paylinks::error::{Error, Result};
use paylinks::mail::Delivered;
use paylinks_app::pages::{MailPage, MailboxPage};

use super::page::{Answer, Page};

/// A mail may style itself, show a logo of ours, and do nothing else.
const MAIL_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; \
    frame-ancestors 'self'; sandbox";

/// All of it.
pub(crate) async fn list(page: Page) -> Answer {
    let mails = mails(&page).await?;
    Ok(page.show(|| view! { <MailboxPage site=page.site mails=mails /> }))
}

/// One mail; with `.html` behind its id, what the mail itself looks like.
pub(crate) async fn show(page: Page, Path(name): Path<String>) -> Answer {
    let id = name.strip_suffix(".html");
    let found = mails(&page).await?.into_iter().find(|mail| mail.id == id.unwrap_or(&name));
    let mail = found.ok_or_else(Error::not_found)?;
    if id.is_none() {
        return Ok(page.show(|| view! { <MailPage site=page.site mail=mail /> }));
    }
    Ok(as_seen(mail.html))
}

/// A mail as a mail program shows it, for a frame.
pub(super) fn as_seen(html: String) -> Response {
    let policy = (CONTENT_SECURITY_POLICY, HeaderValue::from_static(MAIL_POLICY));
    ([policy], Html(html)).into_response()
}

async fn mails(page: &Page) -> Result<Vec<Delivered>> {
    let mailer = page.core().mailer.clone();
    tokio::task::spawn_blocking(move || mailer.mailbox()).await.map_err(Error::internal)?
}

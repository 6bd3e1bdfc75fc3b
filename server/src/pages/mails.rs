//! The gallery of mails. These routes exist in sandbox mode only.

use axum::extract::Path;
use leptos::prelude::*;
use paylinks::error::Error;
use paylinks::language::Language;
use paylinks::mail::examples::Example;
use paylinks_app::pages::{MailExample, MailsPage};

use super::mailbox::as_seen;
use super::page::{Answer, Page};

/// Every example in every language.
pub(crate) async fn list(page: Page) -> Answer {
    let origin = &page.core().config.public_url;
    let mut mails = Vec::new();
    for example in Example::ALL {
        for language in [Language::En, Language::Ro] {
            mails.push(MailExample { example, language, mail: example.mail(language, origin)? });
        }
    }
    Ok(page.show(|| view! { <MailsPage site=page.site mails=mails /> }))
}

/// What one of them looks like, such as `receipt/ro.html`.
pub(crate) async fn show(page: Page, Path((example, file)): Path<(String, String)>) -> Answer {
    let example = Example::parse(&example).ok_or_else(Error::not_found)?;
    let language = match file.as_str() {
        "en.html" => Language::En,
        "ro.html" => Language::Ro,
        _ => return Err(Error::not_found().into()),
    };
    Ok(as_seen(example.mail(language, &page.core().config.public_url)?.html))
}

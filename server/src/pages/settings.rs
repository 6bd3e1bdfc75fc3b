//! The profile.

use axum::body::Bytes;
use axum::extract::Query;
use axum::response::{AppendHeaders, IntoResponse};
use http::header::SET_COOKIE;
use leptos::prelude::*;
use paylinks::language::Language;
use paylinks_app::functions::SaveProfile;
use paylinks_app::links;
use paylinks_app::pages::dashboard::SettingsPage;
use serde::Deserialize;

use super::form::{self, Posted, Refused};
use super::page::{Answer, Page, go, key, person};
use crate::actor::language_cookie;

/// What was just done.
#[derive(Deserialize)]
pub(crate) struct Wish {
    saved: Option<String>,
}

/// The form.
pub(crate) async fn show(page: Page, Query(wish): Query<Wish>) -> Answer {
    let me = page.me().await?;
    let key = key()?;
    let saved = wish.saved.is_some();
    Ok(page.show(|| {
        let person = person(&me);
        view! { <SettingsPage site=page.site person=person me=me key=key form=None saved=saved /> }
    }))
}

/// Keeps it; this browser reads the chosen language from now on.
pub(crate) async fn save(page: Page, body: Bytes) -> Answer {
    let me = page.me().await?;
    let posted = Posted::read(&body);
    let language = Language::parse(posted.get("language")).unwrap_or(me.language);
    match form::run::<SaveProfile>(&page, posted).await? {
        Ok(()) => {
            let cookie = language_cookie(language, page.core().config.https());
            let cookie = AppendHeaders(cookie.map(|value| (SET_COOKIE, value)));
            Ok((cookie, go(&format!("{}?saved", links::SETTINGS))).into_response())
        }
        Err(Refused { form, status }) => Ok(page.show_as(status, || {
            let person = person(&me);
            let key = form.key().to_owned();
            view! {
                <SettingsPage site=page.site person=person me=me key=key form=Some(form) saved=false />
            }
        })),
    }
}

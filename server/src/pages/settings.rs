//! The profile and the business.

use axum::body::Bytes;
use axum::extract::Query;
use axum::response::{AppendHeaders, IntoResponse, Response};
use http::StatusCode;
use http::header::SET_COOKIE;
use leptos::prelude::*;
use paylinks::language::Language;
use paylinks::merchants::Me;
use paylinks::payment_limits::GetPaymentLimits;
use paylinks_app::forms::Form;
use paylinks_app::functions::{SaveBusiness, SaveLimits, SaveProfile};
use paylinks_app::links;
use paylinks_app::pages::dashboard::{BusinessPage, ProfilePage, limits_form};
use paylinks_app::site::Theme;
use serde::Deserialize;

use super::form::{self, Posted, Refused};
use super::page::{Answer, Page, go, key, person};
use crate::actor::{language_cookie, theme_cookie};

/// What was just done.
#[derive(Deserialize)]
pub(crate) struct Wish {
    pub(crate) saved: Option<String>,
}

/// The profile.
pub(crate) async fn show(page: Page, Query(wish): Query<Wish>) -> Answer {
    let me = page.me().await?;
    Ok(profile(&page, StatusCode::OK, me, key()?, None, wish.saved.is_some()))
}

/// Keeps it; this browser reads the chosen language in the chosen theme from now on.
pub(crate) async fn save(page: Page, body: Bytes) -> Answer {
    let me = page.me().await?;
    let posted = Posted::read(&body);
    let language = Language::parse(posted.get("language")).unwrap_or(me.language);
    let theme = Theme::parse(posted.get("theme"));
    match form::run::<SaveProfile>(&page, posted).await? {
        Ok(()) => {
            let https = page.core().config.https();
            let theme = theme.and_then(|theme| theme_cookie(theme, https));
            let cookies = [language_cookie(language, https), theme].into_iter().flatten();
            let cookies: Vec<_> = cookies.map(|value| (SET_COOKIE, value)).collect();
            Ok((AppendHeaders(cookies), go(&format!("{}?saved", links::SETTINGS))).into_response())
        }
        Err(Refused { form, status, .. }) => {
            let key = form.key().to_owned();
            Ok(profile(&page, status, me, key, Some(form), false))
        }
    }
}

fn profile(
    page: &Page,
    status: StatusCode,
    me: Me,
    key: String,
    form: Option<Form>,
    saved: bool,
) -> Response {
    let person = person(&me);
    page.show_as(status, || {
        view! { <ProfilePage site=page.site person=person me=me key=key form=form saved=saved /> }
    })
}

/// The business.
pub(crate) async fn business(page: Page, Query(wish): Query<Wish>) -> Answer {
    let me = page.me().await?;
    let limits = limits_form(page.site, &key()?, &page.ask(GetPaymentLimits {}).await?);
    Ok(of_business(&page, StatusCode::OK, me, key()?, None, limits, wish.saved.is_some()))
}

/// Keeps it.
pub(crate) async fn save_business(page: Page, body: Bytes) -> Answer {
    let me = page.me().await?;
    match form::run::<SaveBusiness>(&page, Posted::read(&body)).await? {
        Ok(()) => Ok(go(&format!("{}?saved", links::BUSINESS))),
        Err(Refused { form, status, .. }) => {
            let form_key = form.key().to_owned();
            let limits = limits_form(page.site, &key()?, &page.ask(GetPaymentLimits {}).await?);
            Ok(of_business(&page, status, me, form_key, Some(form), limits, false))
        }
    }
}

/// Keeps the bounds of payments.
pub(crate) async fn save_limits(page: Page, body: Bytes) -> Answer {
    let me = page.me().await?;
    match form::run::<SaveLimits>(&page, Posted::read(&body)).await? {
        Ok(()) => Ok(go(&format!("{}?saved", links::BUSINESS))),
        Err(Refused { form, status, .. }) => Ok(of_business(&page, status, me, key()?, None, form, false)),
    }
}

fn of_business(
    page: &Page,
    status: StatusCode,
    me: Me,
    key: String,
    form: Option<Form>,
    limits: Form,
    saved: bool,
) -> Response {
    let person = person(&me);
    page.show_as(status, || {
        view! { <BusinessPage site=page.site person=person me=me key=key form=form limits=limits saved=saved /> }
    })
}

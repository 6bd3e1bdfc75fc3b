//! The front page and the first questions.

use axum::body::Bytes;
use axum::response::Response;
use leptos::prelude::*;
use paylinks::language::Language;
use paylinks::merchants::GetMe;
use paylinks_app::forms::Form;
use paylinks_app::functions::Onboard;
use paylinks_app::links;
use paylinks_app::pages::{FrontPage, OnboardingPage};

use super::form::{self, Posted, Refused};
use super::page::{Answer, Page, go, key};

/// What it is, and the way in.
pub(crate) async fn front(page: Page) -> Response {
    if page.signed_in() {
        return go(links::DASHBOARD);
    }
    page.show(|| view! { <FrontPage site=page.site /> })
}

/// Name, country, currency.
pub(crate) async fn questions(page: Page) -> Answer {
    let me = page.ask(GetMe {}).await?;
    if !me.needs_onboarding {
        return Ok(go(links::DASHBOARD));
    }
    let country = if page.site.language == Language::Ro { "RO" } else { "" };
    let form = Form::new(key()?)
        .with("name", me.merchant.name)
        .with("country", country)
        .with("default_currency", me.merchant.default_currency.code());
    Ok(page.show(|| view! { <OnboardingPage site=page.site form=form /> }))
}

/// Keeps them.
pub(crate) async fn answer(page: Page, body: Bytes) -> Answer {
    match form::run::<Onboard>(&page, Posted::read(&body)).await? {
        Ok(()) => Ok(go(&format!("{}?welcome", links::CONNECT))),
        Err(Refused { form, status }) => {
            Ok(page.show_as(status, || view! { <OnboardingPage site=page.site form=form /> }))
        }
    }
}

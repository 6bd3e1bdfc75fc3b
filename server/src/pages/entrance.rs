//! The front page and the first questions.

use axum::body::Bytes;
use leptos::prelude::*;
use paylinks::language::Language;
use paylinks::merchants::{GetMe, OwnMerchant};
use paylinks::payment_links::ListPublicPayLinks;
use paylinks_app::forms::Form;
use paylinks_app::functions::Onboard;
use paylinks_app::links;
use paylinks_app::pages::{FrontPage, OnboardingPage};

use super::form::{self, Posted, Refused};
use super::page::{Answer, Page, go, key};

/// What it is, and the way in.
pub(crate) async fn front(page: Page) -> Answer {
    if page.signed_in() {
        return Ok(go(links::DASHBOARD));
    }
    let newest = ListPublicPayLinks { limit: Some(1), cursor: None };
    let found = if page.site.sandbox { page.ask(newest).await?.items } else { Vec::new() };
    let demo = found.into_iter().next().map(|link| link.slug);
    let address = page.core().config.url(links::HOME);
    Ok(page.show(|| view! { <FrontPage site=page.site address=address demo=demo /> }))
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
    let other = other(me.merchants);
    Ok(page.show(|| view! { <OnboardingPage site=page.site form=form other=other /> }))
}

/// Keeps them.
pub(crate) async fn answer(page: Page, body: Bytes) -> Answer {
    match form::run::<Onboard>(&page, Posted::read(&body)).await? {
        Ok(()) => Ok(go(&format!("{}?welcome", links::CONNECT))),
        Err(Refused { form, status, .. }) => {
            let other = other(page.ask(GetMe {}).await?.merchants);
            Ok(page.show_as(status, || view! { <OnboardingPage site=page.site form=form other=other /> }))
        }
    }
}

/// A business of theirs whose first questions are answered.
fn other(merchants: Vec<OwnMerchant>) -> Option<OwnMerchant> {
    merchants.into_iter().find(|merchant| !merchant.needs_onboarding)
}

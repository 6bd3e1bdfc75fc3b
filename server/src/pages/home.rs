//! The first page of the dashboard.

use axum::body::Bytes;
use axum::extract::Query;
use leptos::prelude::*;
use paylinks::figures::{GetOverview, Period};
use paylinks::money::Currency;
use paylinks_app::functions::PutStepsAway;
use paylinks_app::links;
use paylinks_app::pages::dashboard::HomePage;
use serde::Deserialize;

use super::form::{self, Posted};
use super::page::{Answer, Page, go, key};

/// Which days, in which currency.
#[derive(Deserialize)]
pub(crate) struct Wish {
    period: Option<String>,
    currency: Option<String>,
}

/// How the merchant is doing. Periods and currencies that nobody knows show the usual: addresses get old.
pub(crate) async fn show(page: Page, Query(wish): Query<Wish>) -> Answer {
    let person = page.person().await?;
    let period = Period::ALL.into_iter().find(|period| wish.period.as_deref() == Some(period.as_str()));
    let currency = wish.currency.and_then(|code| Currency::parse(&code).ok());
    let overview = page.ask(GetOverview { currency, period }).await?;
    let key = key()?;
    Ok(page.show(|| {
        view! { <HomePage site=page.site person=person overview=overview asked=currency key=key /> }
    }))
}

/// Puts the first steps away.
pub(crate) async fn dismiss(page: Page, body: Bytes) -> Answer {
    form::press::<PutStepsAway>(&page, Posted::read(&body)).await?;
    Ok(go(links::DASHBOARD))
}

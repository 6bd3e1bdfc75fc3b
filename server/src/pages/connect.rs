//! Connecting Stripe.

use axum::extract::Query;
use leptos::prelude::*;
use paylinks::connected_accounts::{GetStripeAccount, GetStripeRequirements, RefreshStripeAccount};
use paylinks_app::functions::{ConnectStripe, OpenStripe};
use paylinks_app::links;
use paylinks_app::pages::dashboard::ConnectPage;
use serde::Deserialize;

use super::form::{self, Posted};
use super::page::{Answer, Page, go};

/// Whether the first questions have just been answered.
#[derive(Deserialize)]
pub(crate) struct Wish {
    welcome: Option<String>,
}

/// Where it stands.
pub(crate) async fn show(page: Page, Query(wish): Query<Wish>) -> Answer {
    let person = page.person().await?;
    let account = page.ask(GetStripeAccount {}).await?;
    let requirements = page.ask(GetStripeRequirements {}).await?;
    let welcome = wish.welcome.is_some();
    Ok(page.show(|| {
        view! {
            <ConnectPage
                site=page.site
                person=person
                account=account
                requirements=requirements
                welcome=welcome
            />
        }
    }))
}

/// Opens Stripe's onboarding.
pub(crate) async fn start(page: Page) -> Answer {
    page.me().await?;
    Ok(go(&form::press::<ConnectStripe>(&page, Posted::empty()).await?))
}

/// Back from Stripe, or asked by hand: Stripe is asked how things stand.
pub(crate) async fn back(page: Page) -> Answer {
    page.me().await?;
    page.ask(RefreshStripeAccount {}).await?;
    Ok(go(links::CONNECT))
}

/// The link to Stripe had lapsed: a new one.
pub(crate) async fn again(page: Page) -> Answer {
    start(page).await
}

/// Opens the merchant's dashboard at Stripe.
pub(crate) async fn open(page: Page) -> Answer {
    page.me().await?;
    Ok(go(&form::press::<OpenStripe>(&page, Posted::empty()).await?))
}

//! Ways to Stripe's own pages.

use leptos::server;
use paylinks::connected_accounts::{CreateAccountLink, CreateLoginLink};

use super::run;
use crate::forms::Problem;
use crate::links;

/// Opens Stripe's onboarding; tells where it is.
#[server(prefix = "/fn", endpoint = "connect-stripe")]
pub async fn connect_stripe() -> Result<String, Problem> {
    let link = CreateAccountLink {
        refresh_url: Some(links::CONNECT_REFRESH.to_owned()),
        return_url: Some(links::CONNECT_RETURN.to_owned()),
    };
    run("", link).await.map(|link| link.url)
}

/// Opens the merchant's dashboard at Stripe; tells where it is.
#[server(prefix = "/fn", endpoint = "open-stripe")]
pub async fn open_stripe() -> Result<String, Problem> {
    run("", CreateLoginLink {}).await.map(|link| link.url)
}

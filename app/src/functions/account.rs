//! Who one is: first questions, profile.

use leptos::server;
use paylinks::error::Fields;
use paylinks::language::Language;
use paylinks::merchants::{CompleteOnboarding, UpdateMe, check_country, check_name};
use paylinks::money::Currency;

use super::{given, run};
use crate::forms::Problem;

/// Answers the first questions.
#[server(prefix = "/fn", endpoint = "onboard")]
pub async fn onboard(
    #[server(default)] name: String,
    #[server(default)] country: String,
    #[server(default)] default_currency: String,
    #[server(default)] idempotency_key: String,
) -> Result<(), Problem> {
    let mut wrong = Fields::default();
    wrong.take(check_name(&name, "name", 80))?;
    wrong.take(check_country(&country))?;
    let currency = wrong.take(Currency::parse(&default_currency))?;
    let Some(default_currency) = currency else {
        return Err(Problem::from(wrong.error()).renaming("currency", "default_currency"));
    };
    run(&idempotency_key, CompleteOnboarding { name, country, default_currency }).await.map(drop)
}

/// Changes the profile.
#[server(prefix = "/fn", endpoint = "save-profile")]
pub async fn save_profile(
    #[server(default)] name: String,
    #[server(default)] language: String,
    #[server(default)] idempotency_key: String,
) -> Result<(), Problem> {
    let change = UpdateMe { name: given(name), language: Language::parse(&language), ..UpdateMe::default() };
    run(&idempotency_key, change).await.map(drop)
}

/// Changes the business.
#[server(prefix = "/fn", endpoint = "save-business")]
pub async fn save_business(
    #[server(default)] merchant_name: String,
    #[server(default)] default_currency: String,
    #[server(default)] time_zone: String,
    #[server(default)] idempotency_key: String,
) -> Result<(), Problem> {
    let currency = Currency::parse(&default_currency)
        .map_err(|error| Problem::from(error).renaming("currency", "default_currency"))?;
    let change = UpdateMe {
        merchant_name: Some(merchant_name),
        default_currency: Some(currency),
        time_zone: given(time_zone),
        ..UpdateMe::default()
    };
    run(&idempotency_key, change).await.map(drop)
}

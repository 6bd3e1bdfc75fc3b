//! How buyers pay.

use leptos::server;
use paylinks::checkout_sessions::UpdateCheckoutSettings;

use super::run;
use crate::forms::Problem;

/// Changes whether buyers pay on Stripe's own page.
#[server(prefix = "/fn", endpoint = "save-checkout")]
pub async fn save_checkout(
    #[server(default)] hosted: Option<String>,
    #[server(default)] idempotency_key: String,
) -> Result<(), Problem> {
    let change = UpdateCheckoutSettings { hosted: Some(hosted.is_some()) };
    run(&idempotency_key, change).await.map(drop)
}

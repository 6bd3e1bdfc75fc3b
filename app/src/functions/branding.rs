//! How the merchant looks to buyers.

use leptos::server;
use paylinks::branding::UpdateBranding;

use super::{given, run};
use crate::forms::Problem;

/// Changes logo and accent. `logo` is base64 or a data URL and stays when empty; `accent` is removed when empty.
#[server(prefix = "/fn", endpoint = "save-branding")]
pub async fn save_branding(
    #[server(default)] logo: String,
    #[server(default)] remove_logo: Option<String>,
    #[server(default)] accent: String,
    #[server(default)] idempotency_key: String,
) -> Result<(), Problem> {
    let logo = if remove_logo.is_some() { Some(None) } else { given(logo).map(Some) };
    run(&idempotency_key, UpdateBranding { logo, accent: Some(given(accent)) }).await.map(drop)
}

//! Asking for a sign-in link.

use leptos::server;
use paylinks::sign_in::RequestMagicLink;

use super::{given, run};
use crate::forms::Problem;

/// Mails a sign-in link.
#[server(prefix = "/fn", endpoint = "ask-for-link")]
pub async fn ask_for_link(
    #[server(default)] email: String,
    #[server(default)] next: String,
) -> Result<(), Problem> {
    run("", RequestMagicLink { email, redirect_to: given(next) }).await.map(drop)
}

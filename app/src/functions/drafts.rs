//! Drafting links.

use leptos::server;
use paylinks::drafts::{DraftPayLink, PayLinkDraft};

use super::run;
use crate::forms::Problem;

/// Drafts a link from a sentence; nothing is saved.
#[server(prefix = "/fn", endpoint = "draft-link")]
pub async fn draft_link(#[server(default)] prompt: String) -> Result<PayLinkDraft, Problem> {
    run("", DraftPayLink { prompt }).await
}

//! A button that copies a text; it shows only where scripts run.

use leptos::prelude::*;

use crate::site::Site;

/// A copy button.
#[component]
pub fn CopyButton(
    site: Site,
    #[prop(into)] text: String,
    label: &'static str,
    #[prop(default = "button button--small button--quiet")] class: &'static str,
) -> impl IntoView {
    let words = &site.words().common;
    view! {
        <copy-button data-copy=text data-word-copied=words.copied data-word-failed=words.copy_failed>
            <button type="button" class=class hidden=true>
                {label}
            </button>
        </copy-button>
    }
    .into_any()
}

//! A button that copies a text; it shows only where scripts run.

use leptos::prelude::*;

use super::{Icon, Sign};

use crate::site::Site;

/// A copy button.
#[component]
pub fn CopyButton(
    site: Site,
    #[prop(into)] text: String,
    label: &'static str,
    #[prop(default = "button button--small button--quiet")] class: &'static str,
    #[prop(optional)] sign: Option<Sign>,
) -> impl IntoView {
    let words = &site.words().common;
    view! {
        <copy-button data-copy=text data-word-copied=words.copied data-word-failed=words.copy_failed>
            <button type="button" class=class hidden=true>
                {sign.map(|sign| view! { <Icon sign=sign /> })}
                <span>{label}</span>
            </button>
        </copy-button>
    }
    .into_any()
}

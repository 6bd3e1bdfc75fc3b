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
    /// Whether an icon stands for the label, which readers still hear.
    #[prop(optional)]
    brief: bool,
    #[prop(default = "button button--small button--quiet")] class: &'static str,
) -> impl IntoView {
    let words = &site.words().common;
    let face = if brief {
        view! {
            <Icon sign=Sign::Copy />
            <span class="hidden-visually">{label}</span>
        }
        .into_any()
    } else {
        label.into_any()
    };
    view! {
        <copy-button data-copy=text data-word-copied=words.copied data-word-failed=words.copy_failed>
            <button type="button" class=class hidden=true>
                {face}
            </button>
        </copy-button>
    }
    .into_any()
}

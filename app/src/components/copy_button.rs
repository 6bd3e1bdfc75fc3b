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
    #[prop(optional)] sign: Option<Sign>,
) -> impl IntoView {
    let words = &site.words().shared;
    let sign = sign.or(brief.then_some(Sign::Copy));
    let word = if brief { "hidden-visually" } else { "" };
    let face = view! {
        {sign.map(|sign| view! { <Icon sign=sign /> })}
        <span class=word>{label}</span>
    };
    view! {
        <copy-button data-copy=text data-word-copied=words.copied data-word-failed=words.copy_failed>
            <button type="button" class=class>
                {face}
            </button>
        </copy-button>
    }
    .into_any()
}

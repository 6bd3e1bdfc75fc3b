//! Code to read and to copy.

use leptos::prelude::*;

use super::CopyButton;
use crate::site::Site;

/// A block of code; it scrolls sideways, so it can be reached by keyboard.
#[component]
pub fn CodeBlock(
    site: Site,
    #[prop(into)] code: String,
    /// What it is, for readers.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let copied = code.clone();
    view! {
        <div class="code-block">
            <pre tabindex="0" role="region" aria-label=label><code>{code}</code></pre>
            <CopyButton site=site text=copied label=site.words().shared.copy />
        </div>
    }
    .into_any()
}

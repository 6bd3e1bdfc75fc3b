//! The bar that says that no money moves here.

use leptos::prelude::*;

use crate::links;
use crate::site::Site;

/// The sandbox bar; nothing with a real Stripe key.
#[component]
pub fn SandboxBar(site: Site) -> impl IntoView {
    let words = &site.words().shared;
    site.sandbox
        .then(|| {
            view! {
                <aside class="sandbox-bar" aria-label=words.sandbox>
                    <p>
                        <strong>{words.sandbox}</strong>
                        <span class="sandbox-bar__more">{words.sandbox_more}</span>
                    </p>
                    <a href=links::MAILBOX>{words.mailbox}</a>
                </aside>
            }
        })
        .into_any()
}

//! What programs need: every operation of the API, keys, and how Stripe's news fare.

mod api;
mod keys;
mod operation;
mod schema;
mod webhooks;

use leptos::prelude::*;

pub use self::api::ApiPage;
pub use self::keys::ApiKeysPage;
pub use self::operation::OperationPage;
pub use self::webhooks::WebhooksPage;
pub(super) use super::settings::Group;
use crate::components::{Tab, Tabs};
use crate::links as at;
use crate::shell::{Dashboard, Here, Person};
use crate::site::Site;

/// One of the pages for developers: heading and tabs, then the page.
#[component]
fn Room(
    site: Site,
    person: Person,
    /// The address of the page.
    here: &'static str,
    children: Children,
) -> impl IntoView {
    let words = &site.words().developers;
    let mut tabs = vec![(at::DEVELOPERS, words.api), (at::API_KEYS, words.keys)];
    if site.sandbox {
        tabs.push((at::WEBHOOKS, words.webhooks));
    }
    let tabs = tabs.into_iter();
    let tabs: Vec<Tab> =
        tabs.map(|(href, word)| Tab { href: href.to_owned(), word, here: href == here }).collect();
    let word = tabs.iter().find(|tab| tab.here).map_or(words.title, |tab| tab.word);
    view! {
        <Dashboard site=site person=person here=Here::Developers title=format!("{word} · {}", words.title)>
            <div class="head"><h1>{words.title}</h1></div>
            <Tabs label=words.title tabs=tabs />
            <div class="settings">{children()}</div>
        </Dashboard>
    }
    .into_any()
}

//! Settings: who one is, the business, its look, Stripe, where one is signed in.

mod branding;
mod business;
mod checkout;
mod connect;
mod invoicing;
mod preview;
mod profile;
mod sessions;

use leptos::prelude::*;

pub use self::branding::{BrandingPage, branding_form};
pub use self::business::BusinessPage;
pub use self::checkout::CheckoutPage;
pub use self::connect::ConnectPage;
pub use self::invoicing::{InvoicingPage, invoicing_form};
pub use self::profile::ProfilePage;
pub use self::sessions::SessionsPage;
use crate::components::{Banner, Tab, Tabs, Tone};
use crate::links as at;
use crate::shell::{Dashboard, Here, Person};
use crate::site::Site;

/// One of the settings: heading and tabs, then the page.
#[component]
fn Room(
    site: Site,
    person: Person,
    /// The address of the page.
    here: &'static str,
    /// Whether something has just been saved.
    #[prop(optional)]
    saved: bool,
    children: Children,
) -> impl IntoView {
    let words = &site.words().settings;
    let tabs: Vec<Tab> = [
        (at::SETTINGS, words.profile),
        (at::BUSINESS, words.merchant),
        (at::BRANDING, words.branding),
        (at::CHECKOUT, site.words().checkout_settings.title),
        (at::CONNECT, words.payments),
        (at::INVOICING, site.words().invoices.title),
        (at::SESSIONS, words.sessions),
    ]
    .map(|(href, word)| Tab { href: href.to_owned(), word, here: href == here })
    .to_vec();
    let word = tabs.iter().find(|tab| tab.here).map_or(words.title, |tab| tab.word);
    let saved = saved.then(|| view! { <Banner tone=Tone::Plain>{site.words().shared.saved}</Banner> });
    view! {
        <Dashboard site=site person=person here=Here::Settings title=format!("{word} · {}", words.title)>
            <div class="head"><h1>{words.title}</h1></div>
            <Tabs label=words.title tabs=tabs />
            {saved}
            <div class="settings">{children()}</div>
        </Dashboard>
    }
    .into_any()
}

/// One group of settings: what it is at the left, the settings at the right.
#[component]
pub(super) fn Group(
    title: &'static str,
    #[prop(optional)] intro: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    let intro = intro.map(|intro| view! { <p>{intro}</p> });
    view! {
        <section class="setting">
            <div class="setting__intro">
                <h2>{title}</h2>
                {intro}
            </div>
            <div class="setting__body">{children()}</div>
        </section>
    }
    .into_any()
}

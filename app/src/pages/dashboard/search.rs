//! Finding anything: pages, actions, links, payments. The palette shows this page's own list in a dialog.

use leptos::prelude::*;
use paylinks::money::Money;
use paylinks::search::{Find, Found};

use super::links::price;
use crate::components::{Icon, Sign};
use crate::format;
use crate::links as at;
use crate::shell::{Dashboard, Here, Person};
use crate::site::Site;
use crate::words::fill;

/// One thing that was found.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Its icon.
    pub sign: Sign,
    /// Its name.
    pub title: String,
    /// What tells it from others of that name.
    pub detail: String,
    /// Where it is.
    pub href: String,
}

/// Findings of one kind.
#[derive(Clone, Debug)]
pub struct Findings {
    /// The kind.
    pub title: &'static str,
    /// What was found.
    pub all: Vec<Finding>,
}

/// The pages and actions whose names hold every word of the query.
#[must_use]
pub fn places(site: Site, query: &str) -> Vec<Findings> {
    let words = site.words();
    let place = |sign, title: &str, href: &str| Finding {
        sign,
        title: title.to_owned(),
        detail: String::new(),
        href: href.to_owned(),
    };
    let places = vec![
        place(Sign::Home, words.nav.home, at::DASHBOARD),
        place(Sign::Link, words.nav.links, at::LINKS),
        place(Sign::Card, words.nav.payments, at::PAYMENTS),
        place(Sign::Code, words.nav.developers, at::DEVELOPERS),
        place(Sign::Key, words.developers.keys, at::API_KEYS),
        place(Sign::Sliders, words.nav.settings, at::SETTINGS),
        place(Sign::Person, words.settings.profile, at::SETTINGS),
        place(Sign::Store, words.settings.merchant, at::BUSINESS),
        place(Sign::Eye, words.settings.branding, at::BRANDING),
        place(Sign::Bank, words.settings.payments, at::CONNECT),
        place(Sign::Lock, words.settings.sessions, at::SESSIONS),
    ];
    let hooks = site.sandbox.then(|| place(Sign::Bolt, words.developers.webhooks, at::WEBHOOKS));
    let places = places.into_iter().chain(hooks).collect();
    let deeds = vec![
        place(Sign::Plus, words.links.new, at::NEW_LINK),
        place(Sign::Key, words.keys.create, at::API_KEYS),
        place(Sign::Store, words.nav.new_business, at::NEW_BUSINESS),
    ];
    let found = |all: Vec<Finding>| all.into_iter().filter(|place| matches(&place.title, query)).collect();
    vec![
        Findings { title: words.search.places, all: found(places) },
        Findings { title: words.search.deeds, all: found(deeds) },
    ]
}

/// The links and payments that were found.
#[must_use]
pub fn found(site: Site, found: Found) -> [Findings; 2] {
    let words = &site.words().search;
    let mut links = Findings { title: words.links, all: Vec::new() };
    let mut payments = Findings { title: words.payments, all: Vec::new() };
    for find in found.data {
        match find {
            Find::Link { id, title, slug, price_type, amount_minor, currency, .. } => {
                let price = price(site.language, Money::new(amount_minor, currency), price_type);
                let detail = format!("/p/{slug} · {price}");
                links.all.push(Finding { sign: Sign::Link, title, detail, href: at::link(&id) });
            }
            Find::Payment { id, title, amount_minor, currency, created_at, .. } => {
                let amount = format::money(site.language, Money::new(amount_minor, currency));
                let detail = format!("{amount} · {}", format::day(site.language, created_at));
                payments.all.push(Finding { sign: Sign::Card, title, detail, href: at::payment(&id) });
            }
        }
    }
    [links, payments]
}

fn matches(title: &str, query: &str) -> bool {
    let title = title.to_lowercase();
    query.to_lowercase().split_whitespace().all(|word| title.contains(word))
}

/// The search page.
#[component]
pub fn SearchPage(site: Site, person: Person, query: String, findings: Vec<Findings>) -> impl IntoView {
    let words = &site.words().search;
    view! {
        <Dashboard site=site person=person here=Here::Search title=words.title>
            <div class="head"><h1>{words.title}</h1></div>
            <form id="find-form" method="get" action=at::SEARCH role="search">
                <input
                    class="input"
                    type="search"
                    name="q"
                    value=query.clone()
                    placeholder=words.hint
                    aria-label=words.hint
                    autocomplete="off"
                    autofocus=true
                />
            </form>
            <Found site=site query=query findings=findings />
        </Dashboard>
    }
}

#[component]
fn Found(site: Site, query: String, findings: Vec<Findings>) -> impl IntoView {
    let nothing = findings.iter().all(|group| group.all.is_empty()).then(|| {
        view! { <p class="lead">{fill(site.words().search.nothing, &[&query])}</p> }
    });
    let groups = findings.into_iter().filter(|group| !group.all.is_empty()).map(|group| {
        let items = group.all.into_iter().map(|finding| {
            view! {
                <li>
                    <a href=finding.href>
                        <Icon sign=finding.sign />
                        <span>{finding.title}</span>
                        <small>{finding.detail}</small>
                    </a>
                </li>
            }
        });
        view! {
            <section>
                <h2>{group.title}</h2>
                <ul>{items.collect_view()}</ul>
            </section>
        }
    });
    view! { <div class="found" id="found" aria-live="polite">{nothing}{groups.collect_view()}</div> }
        .into_any()
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn every_word_must_be_there() {
        assert!(matches("New link", "link new"));
        assert!(matches("Setări", ""));
        assert!(!matches("New link", "old link"));
    }
}

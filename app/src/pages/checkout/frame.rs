//! What the buyers' pages share: the seller, the languages, the foot.

use leptos::prelude::*;
use paylinks::branding::Brand;
use paylinks::language::Language;
use paylinks::money::Money;
use paylinks::zone::Zone;

use crate::components::Mark;
use crate::format;
use crate::links;
use crate::site::Site;
use crate::words::fill;

/// The same page in another language.
#[must_use]
pub fn path_in(path: &str, language: Language) -> String {
    links::in_language(path, language.tag())
}

/// Links to the same page in each language.
pub fn languages(site: Site, path: &str) -> impl IntoView + use<> {
    let links = [(Language::Ro, "RO"), (Language::En, "EN")].map(|(language, word)| {
        let tag = language.tag();
        let current = (language == site.language).then_some("true");
        view! { <a href=path_in(path, language) hreflang=tag lang=tag aria-current=current>{word}</a> }
    });
    let label = site.words().checkout.language;
    view! { <nav class="languages screen-only" aria-label=label>{links.collect_view()}</nav> }
}

/// Who sells, as buyers see them.
#[derive(Clone, Debug, Default)]
pub struct Seller {
    /// The seller's name.
    pub name: String,
    /// The seller's logo and accent.
    pub brand: Brand,
    /// The seller's time zone.
    pub zone: Zone,
}

/// Seller and languages.
#[component]
pub(in crate::pages) fn Top(site: Site, seller: Seller, path: String) -> impl IntoView {
    let Seller { name, brand, .. } = seller;
    let logo = brand.logo().map(|logo| {
        let alt = fill(site.words().checkout.logo, &[&name]);
        view! {
            <img class="seller__logo" src=logo.url width=logo.width height=logo.height alt=alt />
        }
    });
    let initial = name.chars().next().filter(|_| logo.is_none());
    let initial = initial.map(|letter| letter.to_uppercase().to_string());
    view! {
        <header class="pay__top">
            <span class="seller" data-initial=initial>
                {logo}
                {name}
            </span>
            {languages(site, &path)}
        </header>
    }
}

/// An amount, the largest thing on its page.
#[component]
pub(super) fn Price(site: Site, price: Money) -> impl IntoView {
    view! {
        <p class="pay__price">
            {format!("{} ", format::amount(site.language, price.minor))}
            <span class="currency">{price.currency.code()}</span>
        </p>
    }
}

/// The one small line that is ours.
#[component]
pub(super) fn Foot<C: IntoView + 'static>(site: Site, children: TypedChildren<C>) -> impl IntoView {
    view! {
        <footer class="pay__foot screen-only">
            <a class="pay__ours" href=links::HOME>
                <Mark />
                {site.words().shared.with_paylinks}
            </a>
            {children.into_inner()()}
        </footer>
    }
}

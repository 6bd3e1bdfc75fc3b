//! What the buyers' pages share: the seller, the languages, the foot.

use leptos::prelude::*;
use paylinks::language::Language;
use paylinks::money::Money;

use crate::components::Mark;
use crate::format;
use crate::links;
use crate::site::Site;

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
    view! { <nav class="languages screen-only" aria-label=label>{links.collect_view()}</nav> }.into_any()
}

/// Seller and languages.
#[component]
pub(super) fn Top(site: Site, seller: String, path: String) -> impl IntoView {
    let initial = seller.chars().next().map(|letter| letter.to_uppercase().to_string());
    view! {
        <header class="pay__top">
            <span class="seller" data-initial=initial>{seller}</span>
            {languages(site, &path)}
        </header>
    }
    .into_any()
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
pub(super) fn Foot(site: Site, children: Children) -> impl IntoView {
    view! {
        <footer class="pay__foot screen-only">
            <a class="pay__ours" href=links::HOME>
                <Mark />
                {site.words().common.with_paylinks}
            </a>
            {children()}
        </footer>
    }
    .into_any()
}

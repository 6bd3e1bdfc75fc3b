//! What the buyers' pages share: the seller, the languages, the foot.

use leptos::prelude::*;
use paylinks::language::Language;

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
    view! { <nav class="languages screen-only" aria-label=label>{links.collect_view()}</nav> }
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
}

/// The one small line that is ours.
#[component]
pub(super) fn Foot<C: IntoView + 'static>(site: Site, children: TypedChildren<C>) -> impl IntoView {
    view! {
        <footer class="pay__foot screen-only">
            <a href=links::HOME>{site.words().common.with_paylinks}</a>
            {children.into_inner()()}
        </footer>
    }
}

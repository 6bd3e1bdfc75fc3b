//! The languages, on pages where nobody is signed in; the choice is kept in this browser.

use leptos::prelude::*;
use paylinks::language::Language;

use crate::links;
use crate::site::Site;

/// The languages; `back` is the path of this very page.
#[component]
pub fn LanguageSwitch(site: Site, #[prop(into)] back: String) -> impl IntoView {
    let shared = &site.words().shared;
    let choices = [(Language::Ro, "RO", shared.romanian), (Language::En, "EN", shared.english)];
    let buttons = choices.map(|(language, short, name)| {
        let tag = language.tag();
        let current = (language == site.language).then_some("true");
        // Whoever speaks to their browser says what they see.
        let name = format!("{short}, {name}");
        view! {
            <button name="lang" value=tag lang=tag aria-label=name aria-current=current>{short}</button>
        }
    });
    view! {
        <form class="language-switch" method="post" action=links::PREFERENCES aria-label=shared.language>
            <input type="hidden" name="back" value=back />
            {buttons.collect_view()}
        </form>
    }
    .into_any()
}

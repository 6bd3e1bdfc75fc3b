//! The language of a link's pages.

use leptos::prelude::*;
use paylinks::payment_links::PageLanguage;

use crate::components::{Choice, Select};
use crate::forms::Form;
use crate::site::Site;

/// The field that sets it.
#[component]
pub(super) fn LanguageField(site: Site, form: Form) -> impl IntoView {
    let words = &site.words().editor;
    let shared = &site.words().shared;
    let label = |setting| match setting {
        PageLanguage::Auto => words.buyers_own,
        PageLanguage::En => shared.english,
        PageLanguage::Ro => shared.romanian,
    };
    let choice = |setting: PageLanguage| Choice { value: setting.as_str(), label: label(setting) };
    view! {
        <Select
            site=site
            field=form.field("language")
            label=words.page_language
            hint=words.page_language_hint
            choices=PageLanguage::ALL.map(choice).into()
        />
    }
    .into_any()
}

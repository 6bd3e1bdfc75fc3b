//! A choice of one from a few.

use leptos::prelude::*;
use paylinks::money::Currency;
use paylinks::zone::Zone;

use super::field::{Around, described};
use crate::forms::Field;
use crate::site::Site;
use crate::words;

/// One choice.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// What is sent.
    pub value: &'static str,
    /// What is read.
    pub label: &'static str,
}

/// The currencies.
#[must_use]
pub fn currencies() -> Vec<Choice> {
    let choice = |currency: Currency| Choice { value: currency.code(), label: currency.code() };
    Currency::ALL.into_iter().map(choice).collect()
}

/// The countries, in the order of their names.
#[must_use]
pub fn countries(site: Site) -> Vec<Choice> {
    let choice = |(code, ..): &(&'static str, _, _)| Choice {
        value: code,
        label: words::country(site.language, code),
    };
    let mut all: Vec<Choice> = words::COUNTRIES.iter().map(choice).collect();
    all.sort_by_key(|choice| plain(choice.label));
    all
}

/// The time zones, in the order of their cities.
#[must_use]
pub fn zones(site: Site) -> Vec<Choice> {
    let choice = |zone: Zone| Choice { value: zone.name(), label: words::city(site.language, zone) };
    let mut all: Vec<Choice> = Zone::all().map(choice).collect();
    all.sort_by_key(|choice| plain(choice.label));
    all
}

/// A name as it is sorted: `Țările` among the T.
fn plain(name: &str) -> String {
    name.replace(['Ț', 'ț'], "t").replace(['Ș', 'ș'], "s").to_lowercase()
}

/// A select field; with nothing chosen yet it asks to choose.
#[component]
pub fn Select(
    site: Site,
    field: Field,
    label: &'static str,
    choices: Vec<Choice>,
    #[prop(optional)] hint: Option<&'static str>,
    #[prop(optional)] autocomplete: Option<&'static str>,
) -> impl IntoView {
    let invalid = field.error.is_some().then_some("true");
    let described = described(&field, hint);
    let Field { name, value, .. } = field.clone();
    let known = choices.iter().any(|choice| choice.value == value);
    let ask = (!known).then(|| view! { <option value="">{site.words().shared.choose}</option> });
    let options = choices.into_iter().map(move |choice| {
        let selected = choice.value == value;
        view! { <option value=choice.value selected=selected>{choice.label}</option> }
    });
    view! {
        <Around site=site field=field label=label hint=hint>
            <select
                class="input"
                id=name
                name=name
                required=true
                autocomplete=autocomplete
                aria-invalid=invalid
                aria-describedby=described
            >
                {ask}
                {options.collect_view()}
            </select>
        </Around>
    }
    .into_any()
}

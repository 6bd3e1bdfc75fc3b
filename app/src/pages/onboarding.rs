//! The first questions: name, country, currency.

use leptos::prelude::*;
use paylinks::merchants;

use crate::components::{PostForm, Select, TextField, countries, currencies};
use crate::forms::Form;
use crate::links;
use crate::shell::{Door, SignOut};
use crate::site::Site;

/// The first questions.
#[component]
pub fn OnboardingPage(site: Site, form: Form) -> impl IntoView {
    let words = &site.words().onboarding;
    let mut places = countries(site);
    places.retain(|choice| merchants::COUNTRIES.contains(&choice.value));
    view! {
        <Door site=site title=words.title>
            <div class="auth__intro">
                <h1>{words.title}</h1>
                <p>{words.intro}</p>
            </div>
            <PostForm site=site action=links::ONBOARDING form=form.clone() class="form">
                <TextField
                    site=site
                    field=form.field("name")
                    label=words.name
                    hint=words.name_hint
                    autocomplete="organization"
                />
                <Select
                    site=site
                    field=form.field("country")
                    label=words.country
                    hint=words.country_hint
                    choices=places
                    autocomplete="country"
                />
                <Select
                    site=site
                    field=form.field("default_currency")
                    label=words.currency
                    hint=words.currency_hint
                    choices=currencies()
                />
                <button class="button button--primary">{words.submit}</button>
            </PostForm>
            <SignOut site=site />
        </Door>
    }
}

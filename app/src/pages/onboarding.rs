//! The first questions: name, country, currency.

use leptos::prelude::*;
use paylinks::merchants::{self, OwnMerchant};

use super::business_fields::{BusinessCurrency, BusinessName};
use crate::components::{PostForm, Select, Step, Stepper, countries};
use crate::forms::Form;
use crate::links;
use crate::shell::{Door, SignOut};
use crate::site::Site;
use crate::words::fill;

/// The first questions.
#[component]
pub fn OnboardingPage(
    site: Site,
    form: Form,
    /// A business of theirs that they may go back to.
    other: Option<OwnMerchant>,
) -> impl IntoView {
    let words = &site.words().onboarding;
    let mut places = countries(site);
    places.retain(|choice| merchants::COUNTRIES.contains(&choice.value));
    let back = other.map(|other| {
        let label = fill(site.words().nav.back_to_business, &[&other.name]);
        view! {
            <form method="post" action=links::SWITCH_BUSINESS>
                <button class="button--link" name="merchant" value=other.id>{label}</button>
            </form>
        }
    });
    view! {
        <Door site=site title=words.title path=links::ONBOARDING>
            <FirstSteps site=site done=0 />
            <div class="auth__intro">
                <h1>{words.title}</h1>
                <p>{words.intro}</p>
            </div>
            <PostForm site=site action=links::ONBOARDING form=form.clone() class="form">
                <BusinessName site=site field=form.field("name") />
                <Select
                    site=site
                    field=form.field("country")
                    label=words.country
                    hint=words.country_hint
                    choices=places
                    autocomplete="country"
                />
                <BusinessCurrency site=site field=form.field("default_currency") />
                <button class="button button--primary">{words.submit}</button>
            </PostForm>
            {back}
            <SignOut site=site />
        </Door>
    }
}

/// The way to the first sale: the business, Stripe, a link.
#[component]
pub(super) fn FirstSteps(
    site: Site,
    /// How many of them are done.
    done: usize,
) -> impl IntoView {
    let words = &site.words().onboarding;
    let labels = [words.step_business, words.step_stripe, words.step_link];
    let all = labels.len().to_string();
    let progress = fill(words.progress, &[&(done + 1).min(labels.len()).to_string(), &all]);
    let steps = labels.into_iter().enumerate();
    let steps = steps.map(|(place, label)| Step { label, done: place < done, action: None });
    view! {
        <div class="first-steps">
            <p>{progress.clone()}</p>
            <Stepper progress=progress steps=steps.collect() />
        </div>
    }
    .into_any()
}

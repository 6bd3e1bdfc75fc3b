//! Settings of the person and of the merchant.

use leptos::prelude::*;
use paylinks::language::Language;
use paylinks::merchants::Me;

use super::settings_tabs;
use crate::components::{Banner, Choice, PostForm, Select, Tabs, TextField, Tone, currencies};
use crate::forms::Form;
use crate::links as at;
use crate::shell::{Dashboard, Here, Person, SignOut};
use crate::site::Site;

/// The form filled from the profile.
pub(super) fn profile_form(key: &str, me: &Me) -> Form {
    Form::new(key)
        .with("name", &me.name)
        .with("language", me.language.tag())
        .with("merchant_name", &me.merchant.name)
        .with("default_currency", me.merchant.default_currency.code())
}

/// Settings.
#[component]
pub fn SettingsPage(
    site: Site,
    person: Person,
    me: Me,
    key: String,
    /// The form that came back, if one did.
    form: Option<Form>,
    saved: bool,
) -> impl IntoView {
    let words = &site.words().settings;
    let form = form.unwrap_or_else(|| profile_form(&key, &me));
    let saved = saved.then(|| view! { <Banner tone=Tone::Plain>{site.words().common.saved}</Banner> });
    let languages = vec![
        Choice { value: Language::En.tag(), label: site.words().common.english },
        Choice { value: Language::Ro.tag(), label: site.words().common.romanian },
    ];
    view! {
        <Dashboard site=site person=person here=Here::Settings title=words.title>
            <div class="head"><h1>{words.title}</h1></div>
            <Tabs label=words.title tabs=settings_tabs(site, at::SETTINGS) />
            {saved}
            <PostForm site=site action=at::SETTINGS form=form.clone() class="form">
                <section class="section">
                    <h2>{words.you}</h2>
                    <TextField
                        site=site
                        field=form.field("name")
                        label=words.name
                        autocomplete="name"
                        optional=true
                    />
                    <Select site=site field=form.field("language") label=words.language choices=languages />
                </section>
                <section class="section">
                    <h2>{words.merchant}</h2>
                    <TextField
                        site=site
                        field=form.field("merchant_name")
                        label=words.merchant_name
                        hint=words.merchant_hint
                        autocomplete="organization"
                    />
                    <Select
                        site=site
                        field=form.field("default_currency")
                        label=words.currency
                        hint=words.currency_hint
                        choices=currencies()
                    />
                </section>
                <div class="form__actions">
                    <button class="button button--primary">{site.words().common.save}</button>
                </div>
            </PostForm>
            <section class="section">
                <p>{me.email}</p>
                <SignOut site=site />
            </section>
        </Dashboard>
    }
}

//! The fields of a link's form.

use leptos::prelude::*;

use crate::components::{MoneyField, Sign, SlugField, Switch, TextArea, TextField};
use crate::forms::Form;
use crate::site::Site;

/// What is sold, and under which address.
#[component]
pub(super) fn Selling(site: Site, form: Form, host: String) -> impl IntoView {
    let words = &site.words().editor;
    view! {
        <section class="section">
            <h2>{words.what}</h2>
            <p class="section__intro">{words.what_intro}</p>
            <TextField site=site field=form.field("title") label=words.name autocomplete="off" />
            <TextArea site=site field=form.field("description") label=words.description optional=true />
            <div class="said">
                <SlugField
                    site=site
                    field=form.field("slug")
                    label=words.address
                    hint=words.address_hint
                    before=format!("{host}/p/")
                    from="title"
                />
                <output class="said__word" data-told="address"></output>
            </div>
        </section>
    }
    .into_any()
}

/// What it costs, and what of it the merchant receives.
#[component]
pub(super) fn Price(
    site: Site,
    form: Form,
    /// What the merchant receives, in a sentence.
    receives: Option<String>,
) -> impl IntoView {
    let words = &site.words().editor;
    view! {
        <section class="section">
            <h2>{words.price}</h2>
            <div class="said">
                <MoneyField
                    site=site
                    amount=form.field("amount")
                    currency=form.field("currency")
                    label=words.amount
                    hint=words.amount_hint
                    currency_label=words.currency
                />
                <output class="said__word" data-told="receives">{receives}</output>
            </div>
        </section>
    }
    .into_any()
}

/// What the buyer is asked.
#[component]
pub(super) fn Asking(site: Site, form: Form) -> impl IntoView {
    let words = &site.words().editor;
    view! {
        <section class="section">
            <h2>{words.ask}</h2>
            <p class="section__intro">{words.ask_intro}</p>
            <div class="switches">
                <Switch
                    form=form.clone()
                    name="collect_email"
                    label=words.ask_email
                    hint=words.ask_email_hint
                    sign=Sign::Mail
                />
                <Switch form=form.clone() name="collect_name" label=words.ask_name sign=Sign::Person />
                <Switch form=form.clone() name="collect_phone" label=words.ask_phone sign=Sign::Phone />
                <Switch form=form name="collect_address" label=words.ask_address sign=Sign::Home />
            </div>
        </section>
    }
    .into_any()
}

/// What comes after the payment, and whether the link sells at all.
#[component]
pub(super) fn Afterwards(site: Site, form: Form) -> impl IntoView {
    let words = &site.words().editor;
    let address = |name, label, hint| {
        let field = form.field(name);
        view! { <TextField site=site field=field label=label hint=hint kind="url" inputmode="url" optional=true /> }
    };
    view! {
        <section class="section">
            <h2>{words.after}</h2>
            <TextArea
                site=site
                field=form.field("thank_you_message")
                label=words.thank_you
                hint=words.thank_you_hint
                optional=true
            />
            {address("success_url", words.success_url, words.success_hint)}
            {address("cancel_url", words.cancel_url, words.cancel_hint)}
        </section>
        <section class="section">
            <h2>{words.selling}</h2>
            <div class="switches">
                <Switch form=form.clone() name="active" label=words.active hint=words.active_hint sign=Sign::Power />
            </div>
        </section>
    }
    .into_any()
}

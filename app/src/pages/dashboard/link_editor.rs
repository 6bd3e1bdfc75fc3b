//! The form of a link, new or existing.

use leptos::prelude::*;
use paylinks::money::Currency;
use paylinks::payment_links::PayLink;

use crate::components::{
    Banner, Checkbox, CopyButton, MoneyField, PostForm, SlugField, TextArea, TextField, Tone,
};
use crate::format;
use crate::forms::Form;
use crate::links as at;
use crate::shell::{Dashboard, Here, Person};
use crate::site::Site;

/// The form filled from a link, or for a new one.
#[must_use]
pub fn link_form(site: Site, key: &str, link: Option<&PayLink>, currency: Currency) -> Form {
    let form = Form::new(key);
    let Some(link) = link else {
        return form.with("currency", currency.code()).ticked("collect_email", true).ticked("active", true);
    };
    form.with("title", &link.title)
        .with("slug", &link.slug)
        .with("description", &link.description)
        .with("amount", format::typed(site.language, link.amount_minor))
        .with("currency", link.currency.code())
        .with("thank_you_message", &link.thank_you_message)
        .with("success_url", link.success_url.as_deref().unwrap_or_default())
        .with("cancel_url", link.cancel_url.as_deref().unwrap_or_default())
        .ticked("collect_email", link.collect_email)
        .ticked("collect_name", link.collect_name)
        .ticked("collect_phone", link.collect_phone)
        .ticked("collect_address", link.collect_address)
        .ticked("active", link.active)
}

/// The form of a link.
#[component]
pub fn LinkFormPage(
    site: Site,
    person: Person,
    form: Form,
    /// The link that is edited; None for a new one.
    link: Option<PayLink>,
    /// Our address without its scheme, such as `pay.example.com`.
    host: String,
    /// Whether it was just saved.
    saved: bool,
) -> impl IntoView {
    let words = site.words();
    let title = link.as_ref().map_or_else(|| words.editor.new_title.to_owned(), |link| link.title.clone());
    let action = link.as_ref().map_or_else(|| at::NEW_LINK.to_owned(), |link| at::edit_link(&link.id));
    let submit = if link.is_some() { words.common.save } else { words.editor.create };
    let saved = saved.then(|| view! { <Banner tone=Tone::Plain>{words.common.saved}</Banner> });
    let share = link.map(|link| {
        view! {
            <div class="table__actions">
                <CopyButton site=site text=link.url label=words.links.copy class="button" />
                <a class="button" href=at::pay(&link.slug)>{words.links.open}</a>
            </div>
        }
    });
    view! {
        <Dashboard site=site person=person here=Here::Links title=title.clone()>
            <div class="head">
                <a class="head__back" href=at::LINKS>{format!("← {}", words.links.title)}</a>
                <h1>{title}</h1>
                {share}
            </div>
            {saved}
            <PostForm site=site action=action form=form.clone() class="form editor">
                <Selling site=site form=form.clone() host=host />
                <Asking site=site form=form.clone() />
                <Afterwards site=site form=form />
                <div class="form__actions">
                    <button class="button button--primary">{submit}</button>
                    <a class="button button--quiet" href=at::LINKS>{words.common.cancel}</a>
                </div>
            </PostForm>
        </Dashboard>
    }
}

#[component]
fn Selling(site: Site, form: Form, host: String) -> impl IntoView {
    let words = &site.words().editor;
    view! {
        <section class="section">
            <h2>{words.what}</h2>
            <TextField site=site field=form.field("title") label=words.name autocomplete="off" />
            <TextArea site=site field=form.field("description") label=words.description optional=true />
            <MoneyField
                site=site
                amount=form.field("amount")
                currency=form.field("currency")
                label=words.amount
                hint=words.amount_hint
                currency_label=words.currency
            />
            <SlugField
                site=site
                field=form.field("slug")
                label=words.address
                hint=words.address_hint
                before=format!("{host}/p/")
                from="title"
            />
            <Checkbox form=form name="active" label=words.active hint=words.active_hint />
        </section>
    }
    .into_any()
}

#[component]
fn Asking(site: Site, form: Form) -> impl IntoView {
    let words = &site.words().editor;
    view! {
        <section class="section">
            <h2>{words.ask}</h2>
            <p class="section__intro">{words.ask_intro}</p>
            <div class="checks">
                <Checkbox form=form.clone() name="collect_email" label=words.ask_email />
                <Checkbox form=form.clone() name="collect_name" label=words.ask_name />
                <Checkbox form=form.clone() name="collect_phone" label=words.ask_phone />
                <Checkbox form=form name="collect_address" label=words.ask_address />
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Afterwards(site: Site, form: Form) -> impl IntoView {
    let words = &site.words().editor;
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
            <TextField
                site=site
                field=form.field("success_url")
                label=words.success_url
                hint=words.success_hint
                kind="url"
                inputmode="url"
                optional=true
            />
            <TextField
                site=site
                field=form.field("cancel_url")
                label=words.cancel_url
                hint=words.cancel_hint
                kind="url"
                inputmode="url"
                optional=true
            />
        </section>
    }
    .into_any()
}

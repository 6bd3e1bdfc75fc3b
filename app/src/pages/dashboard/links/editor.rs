//! The form of a link, new or existing, with the pay page beside it as it would be.

use leptos::prelude::*;
use paylinks::money::Currency;
use paylinks::payment_links::{Interval, ONE_TIME, PageLanguage, PayLink, PriceType};
use paylinks::zone::Zone;

use super::Done;
use super::charges::{TAX_INSIDE, TAX_ON_TOP};
use super::draft::{DraftField, Drafting};
use super::fields::{Afterwards, Asking, Price, SUGGESTED, Selling};
use super::own_fields::fill_form;
use super::selling::{self, WhenItSells};
use crate::components::{Badge, Button, CopyButton, Icon, Look, PostForm, Segment, Segments, Sign, State};
use crate::format;
use crate::forms::Form;
use crate::links as at;
use crate::shell::{Dashboard, Here, Person};
use crate::site::Site;

/// The form's id: its head and its preview stand outside of it.
const FORM: &str = "link-form";
/// The name of the preview's frame.
const FRAME: &str = "preview";

/// The form filled from a link, or for a new one.
#[must_use]
pub fn link_form(site: Site, key: &str, link: Option<&PayLink>, currency: Currency, zone: Zone) -> Form {
    let form = Form::new(key);
    let Some(link) = link else {
        let form = form
            .with("price_type", PriceType::Fixed.as_str())
            .with("language", PageLanguage::Auto.as_str())
            .with("payment_type", ONE_TIME)
            .with("recurring_interval", Interval::Month.as_str())
            .with("currency", currency.code());
        let form = form.with("service_type", "SERVICE");
        return form.ticked("collect_email", true).ticked("active", true);
    };
    let typed = |minor| format::typed(site.language, minor);
    let suggested = SUGGESTED.into_iter().zip(&link.suggested_amounts_minor);
    let form = fill_form(form, &link.collecting);
    suggested
        .fold(selling::filled(form, link, zone), |form, (name, minor)| form.with(name, typed(*minor)))
        .with("price_type", &link.price_type)
        .with("language", link.language.as_str())
        .with("service_type", &link.service_type)
        .with("payment_type", &link.payment_type)
        .with("recurring_interval", link.recurring_interval.as_deref().unwrap_or_default())
        .with(
            "trial_days",
            link.trial_days.filter(|days| *days > 0).map(|days| days.to_string()).unwrap_or_default(),
        )
        .with("max_amount", link.max_amount_minor.map(typed).unwrap_or_default())
        .with("tax_rate", link.tax_rate_bps.map(typed).unwrap_or_default())
        .with("tax_kind", if link.tax_inclusive == Some(false) { TAX_ON_TOP } else { TAX_INSIDE })
        .with("fee_model", link.fee_model.as_str())
        .ticked("require_quantity", link.require_quantity)
        .with("max_quantity", link.max_quantity.map(|most| most.to_string()).unwrap_or_default())
        .with("title", &link.title)
        .with("slug", &link.slug)
        .with("description", &link.description)
        .with("amount", typed(link.amount_minor))
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
    /// What the merchant receives of the saved price, in a sentence.
    receives: Option<String>,
    /// The merchant's time zone.
    zone: Zone,
    /// What was just done.
    done: Done,
    /// The field for a sentence, for a new link.
    #[prop(optional_no_strip)]
    drafting: Option<Drafting>,
) -> impl IntoView {
    let words = site.words();
    let title = link.as_ref().map_or_else(|| words.editor.new_title.to_owned(), |link| link.title.clone());
    let action = link.as_ref().map_or_else(|| at::NEW_LINK.to_owned(), |link| at::edit_link(&link.id));
    let id = link.as_ref().map(|link| link.id.clone());
    let own = id.clone().map(|id| view! { <input type="hidden" name="id" value=id /> });
    let saved = id.is_some();
    let (typed, shown) = (form.clone(), form.clone());
    view! {
        <Dashboard
            site=site
            person=person
            here=Here::Links
            title=title.clone()
            full=true
            toast=done.toast(site)
        >
            <div class="editor">
                <div class="editor__side">
                    <Head site=site title=title link=link />
                    {drafting.map(|drafting| view! { <DraftField site=site drafting=drafting /> })}
                    <PostForm
                        site=site
                        action=action
                        form=typed
                        id=FORM
                        class="form editor__form"
                        guard=true
                    >
                        {own}
                        <Selling site=site form=form.clone() host=host saved=saved />
                        <Price site=site form=form.clone() receives=receives saved=saved />
                        <Asking site=site form=form.clone() />
                        <Afterwards site=site form=form.clone() />
                        <WhenItSells site=site form=form zone=zone />
                    </PostForm>
                </div>
                <Preview site=site form=shown id=id />
            </div>
        </Dashboard>
    }
}

/// The way back, the title, and saving: always in sight.
#[component]
fn Head(site: Site, title: String, link: Option<PayLink>) -> impl IntoView {
    let words = site.words();
    let (back, back_word) = match &link {
        Some(link) => (at::link(&link.id), link.title.clone()),
        None => (at::LINKS.to_owned(), words.links.title.to_owned()),
    };
    let (state, word) = match &link {
        Some(link) => super::state_of(site, link),
        None => (State::Waiting, words.editor.draft),
    };
    let submit = if link.is_some() { words.shared.save } else { words.editor.create };
    let copy = link.map(|link| {
        view! {
            <CopyButton site=site text=link.url label=words.links.copy class="button button--quiet" sign=Sign::Copy />
        }
    });
    view! {
        <div class="editor__head">
            <nav aria-label=words.shared.way>
                <a class="button button--quiet button--icon" href=back aria-label=back_word><Icon sign=Sign::Back /></a>
            </nav>
            <h1 dir="auto">{title}</h1>
            <Badge state=state word=word />
            <div class="editor__actions">
                {copy}
                <Button label=submit look=Look::Primary form=FORM />
            </div>
        </div>
    }
    .into_any()
}

/// The pay page as it would be. Where scripts run it follows what is typed.
#[component]
fn Preview(site: Site, form: Form, id: Option<String>) -> impl IntoView {
    let words = &site.words().editor;
    let choice = |label, name, usual: &str, segments| {
        let chosen = Some(form.value(name)).filter(|value| !value.is_empty()).unwrap_or(usual).to_owned();
        view! { <Segments label=label name=name form=FORM chosen=chosen segments=segments /> }
    };
    let segment = |value, word, sign| Segment { value, word, sign };
    let language = PageLanguage::parse(form.value("language")).and_then(PageLanguage::fixed);
    let src = id.map_or_else(|| at::PREVIEW.to_owned(), |id| at::preview_of(&id));
    view! {
        <live-preview class="preview" data-form=FORM data-action=at::PREVIEW>
            <div class="preview__head">
                {choice(
                    words.size,
                    "preview_size",
                    "phone",
                    vec![
                        segment("phone", words.phone, Some(Sign::Phone)),
                        segment("desktop", words.desktop, Some(Sign::Screen)),
                    ],
                )}
                {choice(
                    words.theme,
                    "preview_theme",
                    "light",
                    vec![
                        segment("light", words.light, Some(Sign::Sun)),
                        segment("dark", words.dark, Some(Sign::Moon)),
                    ],
                )}
                {choice(
                    words.language,
                    "preview_language",
                    language.unwrap_or(site.language).tag(),
                    vec![segment("ro", words.in_romanian, None), segment("en", words.in_english, None)],
                )}
                <noscript>
                    <button class="button button--small" form=FORM formaction=at::PREVIEW formtarget=FRAME>
                        {words.update}
                    </button>
                </noscript>
            </div>
            <div class="preview__room">
                <iframe class="preview__frame" name=FRAME src=src title=words.preview></iframe>
            </div>
            <p class="preview__note">{words.example}</p>
        </live-preview>
    }
    .into_any()
}

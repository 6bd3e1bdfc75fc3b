//! The fields of a link's form.

use leptos::prelude::*;
use paylinks::payment_links::{PriceType, SUBSCRIPTION, SUGGESTIONS};

use super::charges::ChargesFields;
use super::language::LanguageField;
use super::own_fields::AskingMore;
use super::quantity::QuantityFields;
use super::recurring::RecurringFields;
use crate::components::{MoneyField, Segment, Segments, Sign, SlugField, Switch, TextArea, TextField};
use crate::forms::Form;
use crate::site::Site;
use crate::words::fill;

/// The fields of the amounts that a seller suggests.
pub const SUGGESTED: [&str; SUGGESTIONS] = ["suggested_1", "suggested_2", "suggested_3"];

/// What is sold, and under which address.
#[component]
pub(super) fn Selling(
    site: Site,
    form: Form,
    host: String,
    /// Whether the link is there: then it stays the kind of thing that it is.
    saved: bool,
) -> impl IntoView {
    let words = &site.words().editor;
    let kind = form.value("service_type").to_owned();
    let kinds = if saved {
        view! { <input type="hidden" name="service_type" value=kind /> }.into_any()
    } else {
        let files = &site.words().files;
        let segment = |value, word, sign| Segment { value, word, sign: Some(sign) };
        let segments = vec![
            segment("SERVICE", files.service, Sign::Store),
            segment("DIGITAL_PRODUCT", files.digital, Sign::Download),
        ];
        view! {
            <div class="kind">
                <Segments label=files.kind name="service_type" chosen=kind segments=segments />
                <p class="field__hint kind__hint">{files.digital_hint}</p>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="section">
            <h2>{words.what}</h2>
            <p class="section__intro">{words.what_intro}</p>
            {kinds}
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
            <LanguageField site=site form=form />
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
    /// Whether the link is there: then it keeps the kind of its price.
    saved: bool,
) -> impl IntoView {
    let words = &site.words().editor;
    let kind = form.value("price_type").to_owned();
    let [fixed, open, free] =
        [PriceType::Fixed, PriceType::PayWhatYouWant, PriceType::Free].map(PriceType::as_str);
    let segment = |value, word| Segment { value, word, sign: None };
    let kinds = if saved {
        view! { <input type="hidden" name="price_type" value=kind.clone() /> }.into_any()
    } else {
        let segments =
            vec![segment(fixed, words.fixed), segment(open, words.open), segment(free, words.free)];
        view! { <Segments label=words.price_type name="price_type" chosen=kind.clone() segments=segments /> }
            .into_any()
    };
    let recurring = (!saved || kind == fixed)
        .then(|| view! { <RecurringFields site=site form=form.clone() saved=saved /> });
    // Nobody subscribes to three of a thing.
    let pieces = !saved || kind == fixed && form.value("payment_type") != SUBSCRIPTION;
    let quantity = pieces.then(|| view! { <QuantityFields site=site form=form.clone() /> });
    let choice = (!saved || kind == open).then(|| view! { <Choice site=site form=form.clone() /> });
    view! {
        <section class="section price" data-kind=saved.then_some(kind)>
            <h2>{words.price}</h2>
            {kinds}
            <p class="section__intro free">{words.free_intro}</p>
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
            {recurring}
            {quantity}
            {choice}
            <ChargesFields site=site form=form.clone() />
        </section>
    }
    .into_any()
}

/// What buyers who choose may choose.
#[component]
fn Choice(site: Site, form: Form) -> impl IntoView {
    let words = &site.words().editor;
    let suggested = SUGGESTED.into_iter().zip(1..).map(|(name, number)| {
        let field = form.field(name);
        let error = field.error.map(|error| error.sentence(site));
        let (invalid, id) = (error.is_some().then_some("true"), format!("{name}-error"));
        let described = error.is_some().then(|| id.clone());
        view! {
            <div class="field" data-field=name>
                <input
                    class="input"
                    id=name
                    name=name
                    value=field.value
                    inputmode="decimal"
                    autocomplete="off"
                    aria-label=fill(words.suggestion, &[&number.to_string()])
                    aria-invalid=invalid
                    aria-describedby=described
                />
                {error.map(|error| view! { <p class="field__error" id=id>{error}</p> })}
            </div>
        }
    });
    view! {
        <div class="choice">
            <p class="section__intro">{words.open_intro}</p>
            <fieldset class="field">
                <legend class="field__label">
                    {words.suggested}
                    <span class="field__optional">{format!(" {}", site.words().shared.optional)}</span>
                </legend>
                <div class="choice__amounts">{suggested.collect_view()}</div>
                <p class="field__hint">{words.suggested_hint}</p>
            </fieldset>
            <TextField
                site=site
                field=form.field("max_amount")
                label=words.most
                inputmode="decimal"
                autocomplete="off"
                optional=true
            />
        </div>
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
                <Switch form=form.clone() name="collect_address" label=words.ask_address sign=Sign::Home />
            </div>
            <AskingMore site=site form=form />
        </section>
    }
    .into_any()
}

/// What comes after the payment.
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
    }
    .into_any()
}

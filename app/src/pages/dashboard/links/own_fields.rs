//! What a link asks beyond contact and address, in its form. Rows follow one another: the next shows when the one
//! before is begun, without a script.

use leptos::prelude::*;
use paylinks::collecting::{CUSTOM_FIELDS, Collecting, CompanyAsked, FieldKind};

use crate::components::{Icon, Lines, Segment, Segments, Sign, Switch, TextField};
use crate::forms::Form;
use crate::functions::own;
use crate::site::Site;
use crate::words::fill;

/// Fills the form from what a link asks.
pub(super) fn fill_form(form: Form, asked: &Collecting) -> Form {
    let terms = asked.terms.clone().unwrap_or_default();
    let form = form
        .with("collect_company", asked.company.as_str())
        .with("terms_text", terms.text)
        .with("terms_url", terms.url.unwrap_or_default())
        .ticked("collect_shipping", asked.shipping_address);
    asked.custom_fields.iter().zip(1..).fold(form, |form, (field, row)| {
        form.with(&own(row, "id"), &field.id)
            .with(&own(row, "label"), &field.label)
            .with(&own(row, "type"), field.kind.as_str())
            .with(&own(row, "options"), field.options.join("\n"))
            .ticked(&own(row, "required"), field.required)
    })
}

/// Company, shipping address, own questions, terms: folded away until one of them is wanted.
#[component]
pub(super) fn AskingMore(site: Site, form: Form) -> impl IntoView {
    let words = &site.words().collecting;
    let chosen = CompanyAsked::parse(form.value("collect_company")).unwrap_or_default();
    let segment = |asked: CompanyAsked, word| Segment { value: asked.as_str(), word, sign: None };
    let companies = vec![
        segment(CompanyAsked::Off, words.company_off),
        segment(CompanyAsked::Optional, words.company_optional),
        segment(CompanyAsked::Required, words.company_required),
    ];
    let begun = chosen != CompanyAsked::Off
        || form.is_ticked("collect_shipping")
        || ["terms_text", "terms_url"].iter().any(|name| !form.value(name).is_empty())
        || (1..=CUSTOM_FIELDS)
            .any(|row| ["label", "options"].iter().any(|part| !form.value(&own(row, part)).is_empty()));
    let rows = (1..=CUSTOM_FIELDS).map(|row| one(site, &form, row)).collect_view();
    let fields = view! {
        <div class="switches">
            <Switch form=form.clone() name="collect_shipping" label=words.ask_shipping sign=Sign::Store />
        </div>
        <div class="field">
            <span class="field__label">{words.ask_company}</span>
            <Segments
                label=words.ask_company
                name="collect_company"
                chosen=chosen.as_str().to_owned()
                segments=companies
            />
            <p class="field__hint">{words.company_hint}</p>
        </div>
        <fieldset class="own">
            <legend class="field__label">{words.own}</legend>
            <p class="field__hint">{words.own_intro}</p>
            {rows}
        </fieldset>
        <TextField
            site=site
            field=form.field("terms_text")
            label=words.terms_text
            hint=words.terms_hint
            autocomplete="off"
            optional=true
        />
        <TextField
            site=site
            field=form.field("terms_url")
            label=words.terms_url
            kind="url"
            inputmode="url"
            optional=true
        />
    };
    view! {
        <details class="fold" open=begun>
            <summary class="fold__face">
                <Icon sign=Sign::Forth />
                <span>
                    {words.more}
                    " "
                    <small>{words.more_hint}</small>
                </span>
            </summary>
            <div class="fold__in">{fields}</div>
        </details>
    }
    .into_any()
}

/// One question.
fn one(site: Site, form: &Form, row: usize) -> AnyView {
    let words = &site.words().collecting;
    let number = row.to_string();
    let names = ["label", "type", "required", "options", "id"].map(|part| own(row, part));
    let [label, kind, required, options, id] = names;
    let chosen = FieldKind::parse(form.value(&kind)).unwrap_or_default();
    let kinds = FieldKind::ALL.map(|kind| {
        let word = match kind {
            FieldKind::Text => words.text,
            FieldKind::Number => words.number,
            FieldKind::Date => words.date,
            FieldKind::Select => words.select,
            FieldKind::Checkbox => words.checkbox,
        };
        view! { <option value=kind.as_str() selected=kind == chosen>{word}</option> }
    });
    let wrong = |name: &str| {
        let error = form.wrong(site, name);
        let (told, id) = (error.is_some().then_some("true"), format!("{name}-error"));
        let described = error.is_some().then(|| id.clone());
        let line = error.map(|error| view! { <p class="field__error" id=id>{error}</p> });
        (told, described, line)
    };
    let (bad_label, label_told, label_error) = wrong(&label);
    let (bad_options, options_told, options_error) = wrong(&options);
    view! {
        <div class="own__row">
            <input type="hidden" name=id.clone() value=form.value(&id).to_owned() />
            <div class="own__line">
                <input
                    class="input own__label"
                    name=label.clone()
                    value=form.value(&label).to_owned()
                    placeholder=fill(words.question, &[&number])
                    aria-label=fill(words.question, &[&number])
                    autocomplete="off"
                    dir="auto"
                    aria-invalid=bad_label
                    aria-describedby=label_told
                />
                <select class="input" name=kind aria-label=fill(words.kind, &[&number])>
                    {kinds.into_iter().collect_view()}
                </select>
            </div>
            {label_error}
            <Lines
                name=options.clone()
                value=form.value(&options).to_owned()
                label=words.options
                class="input own__options"
                invalid=bad_options
                described=options_told
            />
            {options_error}
            <label class="check own__needed">
                <input type="checkbox" name=required.clone() checked=form.is_ticked(&required) />
                <span>{words.needed}</span>
            </label>
        </div>
    }
    .into_any()
}

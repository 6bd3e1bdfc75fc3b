//! What a link asks beyond contact and address. Links that ask nothing more carry none of it.

use leptos::prelude::*;
use paylinks::collecting::{Collecting, CompanyAsked, CustomField, FieldKind, TermsAsked};

use super::fields::{Question, address, country, id_of, input, told, typed};
use crate::forms::Form;
use crate::site::Site;

/// Everything that the link asks beyond contact and address, as far as it does.
#[component]
pub(super) fn More(site: Site, asked: Collecting, form: Form) -> impl IntoView {
    let words = &site.words().collecting;
    let company = match asked.company {
        CompanyAsked::Off => None,
        CompanyAsked::Required => {
            let fields = company(site, &form, false);
            Some(
                view! { <fieldset class="address"><legend>{words.company}</legend>{fields}</fieldset> }
                    .into_any(),
            )
        }
        CompanyAsked::Optional => {
            let names = ["company[name]", "company[taxId]"];
            let open =
                names.iter().any(|name| form.wrong(site, name).is_some() || !form.value(name).is_empty());
            let fields = company(site, &form, true);
            Some(
                view! {
                    <details class="for-company" open=open>
                        <summary>{words.for_company}</summary>
                        <div class="address">{fields}</div>
                    </details>
                }
                .into_any(),
            )
        }
    };
    let shipping =
        asked.shipping_address.then(|| address(site, &form, "shippingAddress", words.shipping, "shipping"));
    let own = asked.custom_fields.iter().map(|field| own(site, &form, field)).collect_view();
    let terms = asked.terms.map(|terms| accept(site, &form, terms));
    view! {
        {company}
        {shipping}
        {own}
        {terms}
    }
    .into_any()
}

/// Name, tax id and country. What an optional company needs is told by the server once one of them is filled.
fn company(site: Site, form: &Form, lenient: bool) -> AnyView {
    let words = &site.words().collecting;
    let name = Question {
        autocomplete: Some("organization"),
        lenient,
        ..Question::text("company[name]", words.company_name)
    };
    let tax_id = Question {
        hint: Some(words.tax_id_hint),
        word: Some(words.tax_id_wrong),
        lenient,
        ..Question::text("company[taxId]", words.tax_id)
    };
    view! {
        {input(site, form, name)}
        {input(site, form, tax_id)}
        {country(site, form, "company[country]", "off")}
    }
    .into_any()
}

/// A field of the link's own.
fn own(site: Site, form: &Form, field: &CustomField) -> AnyView {
    let words = &site.words().collecting;
    let name = format!("customFields[{}]", field.id);
    let question =
        Question { optional: !field.required, ..Question::text(name.clone(), field.label.clone()) };
    match field.kind {
        FieldKind::Text => input(site, form, question).into_any(),
        FieldKind::Number => {
            let question =
                Question { inputmode: Some("decimal"), word: Some(words.number_wrong), ..question };
            input(site, form, question).into_any()
        }
        FieldKind::Date => {
            input(site, form, Question { kind: "date", word: Some(words.day_wrong), ..question }).into_any()
        }
        FieldKind::Select => select(site, form, field, name),
        FieldKind::Checkbox => {
            let label = view! { <span dir="auto">{field.label.clone()}</span> };
            tick(site, form, name, field.required, label.into_any())
        }
    }
}

fn select(site: Site, form: &Form, field: &CustomField, name: String) -> AnyView {
    let id = id_of(&name);
    let error = format!("{id}-error");
    let chosen = form.value(&name).to_owned();
    let own = name.clone();
    let (invalid, wrong) = told(form.wrong(site, &name));
    let quiet = (!field.required).then(|| {
        view! { <span class="field__optional">{format!(" {}", site.words().shared.optional)}</span> }
    });
    let options = field.options.iter().map(|option| {
        view! { <option value=option.clone() selected=*option == chosen>{option.clone()}</option> }
    });
    view! {
        <div class="field" data-field=own>
            <label class="field__label" for=id.clone()>
                {field.label.clone()}
                {quiet}
            </label>
            <select
                class="input"
                id=id
                name=name
                required=field.required
                aria-invalid=invalid
                aria-describedby=error.clone()
            >
                <option value="">{site.words().shared.choose}</option>
                {options.collect_view()}
            </select>
            <p class="field__error" id=error hidden=invalid.is_none()>{wrong}</p>
        </div>
    }
    .into_any()
}

/// What is accepted, with the way to read it in full.
fn accept(site: Site, form: &Form, terms: TermsAsked) -> AnyView {
    let more = terms.url.map(|url| {
        view! {
            " "
            <a href=url target="_blank" rel="noopener nofollow">{site.words().collecting.read_terms}</a>
        }
    });
    let label = view! { <span dir="auto">{terms.text}{more}</span> };
    tick(site, form, "acceptedTerms".into(), true, label.into_any())
}

fn tick(site: Site, form: &Form, name: String, required: bool, label: AnyView) -> AnyView {
    let id = id_of(&name);
    let error = format!("{id}-error");
    let ticked = typed(form, &name).is_some();
    let own = name.clone();
    let (invalid, wrong) = told(form.wrong(site, &name));
    view! {
        <div class="field" data-field=own>
            <label class="check">
                <input
                    type="checkbox"
                    id=id
                    name=name
                    checked=ticked
                    required=required
                    aria-invalid=invalid
                    aria-describedby=error.clone()
                />
                {label}
            </label>
            <p class="field__error" id=error hidden=invalid.is_none()>{wrong}</p>
        </div>
    }
    .into_any()
}

//! What the buyer is asked, as the pay page's script expects it.

use leptos::prelude::*;
use paylinks::payment_links::{PriceType, Terms};

use crate::components::{Choice, countries};
use crate::forms::Form;
use crate::site::Site;

/// One question.
struct Question {
    name: &'static str,
    id: &'static str,
    label: &'static str,
    kind: &'static str,
    autocomplete: &'static str,
    optional: bool,
}

/// Every question that the link asks.
#[component]
pub(super) fn Questions(site: Site, terms: Terms, form: Form) -> impl IntoView {
    let words = &site.words().checkout;
    let ask = |name, label, kind, autocomplete| Question {
        name,
        id: name,
        label,
        kind,
        autocomplete,
        optional: false,
    };
    let free = terms.price_type == PriceType::Free;
    let digital = terms.service_type == "DIGITAL_PRODUCT";
    // What is free needs one of both, and what is sent needs an e-mail.
    let either = free && terms.collect_phone && terms.collect_email && !digital;
    let wants_email = terms.collect_email || free && (digital || !terms.collect_phone);
    let email = wants_email.then(|| ask("email", words.email, "email", "email"));
    let email_hint = if free { words.free_email_hint } else { words.email_hint };
    let email_hint = if either { words.either_hint } else { email_hint };
    let name = terms.collect_name.then(|| ask("name", words.name, "text", "name"));
    let phone = terms.collect_phone.then(|| ask("phone", words.phone, "tel", "tel"));
    let email = email.map(|question| Question { optional: either, ..question });
    let phone = phone.map(|question| Question { optional: free && wants_email, ..question });
    let asked = [(email, Some(email_hint)), (name, None), (phone, None)];
    let asked = asked.into_iter().filter_map(|(question, hint)| Some(input(site, &form, question?, hint)));
    let asked = asked.collect_view();
    let address = terms.collect_address.then(|| address(site, &form));
    view! {
        {asked}
        {address}
    }
}

fn address(site: Site, form: &Form) -> impl IntoView + use<> {
    let words = &site.words().checkout;
    let ask = |name, id, label, autocomplete, optional| {
        input(site, form, Question { name, id, label, kind: "text", autocomplete, optional }, None)
    };
    view! {
        <fieldset class="address">
            <legend>{words.address}</legend>
            {ask("address[line1]", "address-line1", words.line1, "address-line1", false)}
            {ask("address[line2]", "address-line2", words.line2, "address-line2", true)}
            <div class="row">
                {ask("address[postalCode]", "address-postalCode", words.postal_code, "postal-code", false)}
                {ask("address[city]", "address-city", words.city, "address-level2", false)}
            </div>
            {country(site, form)}
        </fieldset>
    }
}

fn country(site: Site, form: &Form) -> impl IntoView + use<> {
    let (id, name) = ("address-country", "address[country]");
    let chosen = Some(form.value(name)).filter(|code| !code.is_empty()).unwrap_or("RO").to_owned();
    let (invalid, error) = told(form.wrong(site, name));
    let options = countries(site).into_iter().map(|Choice { value, label }| {
        view! { <option value=value selected=value == chosen>{label}</option> }
    });
    view! {
        <div class="field" data-field=name>
            <label class="field__label" for=id>{site.words().checkout.country}</label>
            <select
                class="input"
                id=id
                name=name
                autocomplete="country"
                required=true
                aria-invalid=invalid
                aria-describedby="address-country-error"
            >
                {options.collect_view()}
            </select>
            <p class="field__error" id="address-country-error" hidden=invalid.is_none()>{error}</p>
        </div>
    }
}

/// How a control and its place for words look when something is wrong.
fn told(wrong: Option<String>) -> (Option<&'static str>, Option<String>) {
    (wrong.as_ref().map(|_| "true"), wrong)
}

fn input(site: Site, form: &Form, question: Question, hint: Option<&'static str>) -> impl IntoView + use<> {
    let Question { name, id, label, kind, autocomplete, optional } = question;
    let error = format!("{id}-error");
    let value = Some(form.value(name).to_owned()).filter(|value| !value.is_empty());
    let (invalid, wrong) = told(form.wrong(site, name));
    let described = hint.map_or_else(|| error.clone(), |_| format!("{error} {id}-hint"));
    let quiet = optional.then(|| {
        view! { <span class="field__optional">{format!(" {}", site.words().shared.optional)}</span> }
    });
    let hint = hint.map(|hint| {
        view! { <p class="field__hint" id=format!("{id}-hint")>{hint}</p> }
    });
    let inputmode = matches!(kind, "email" | "tel").then_some(kind);
    view! {
        <div class="field" data-field=name>
            <label class="field__label" for=id>
                {label}
                {quiet}
            </label>
            <input
                class="input"
                id=id
                name=name
                type=kind
                value=value
                autocomplete=autocomplete
                inputmode=inputmode
                required=!optional
                aria-invalid=invalid
                aria-describedby=described
            />
            <p class="field__error" id=error hidden=invalid.is_none()>{wrong}</p>
            {hint}
        </div>
    }
}

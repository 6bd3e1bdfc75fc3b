//! What the buyer is asked, as the pay page's script expects it.

use leptos::prelude::*;
use paylinks::payment_links::Terms;

use crate::components::{Choice, countries};
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
pub(super) fn Questions(site: Site, terms: Terms) -> impl IntoView {
    let words = &site.words().checkout;
    let ask = |name, label, kind, autocomplete| Question {
        name,
        id: name,
        label,
        kind,
        autocomplete,
        optional: false,
    };
    let email = terms.collect_email.then(|| ask("email", words.email, "email", "email"));
    let name = terms.collect_name.then(|| ask("name", words.name, "text", "name"));
    let phone = terms.collect_phone.then(|| ask("phone", words.phone, "tel", "tel"));
    let asked = [(email, Some(words.email_hint)), (name, None), (phone, None)];
    let asked = asked.into_iter().filter_map(|(question, hint)| Some(input(site, question?, hint)));
    let address = terms.collect_address.then(|| address(site));
    view! {
        {asked.collect_view()}
        {address}
    }
}

fn address(site: Site) -> impl IntoView {
    let words = &site.words().checkout;
    let ask = |name, id, label, autocomplete, optional| {
        input(site, Question { name, id, label, kind: "text", autocomplete, optional }, None)
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
            {country(site)}
        </fieldset>
    }
}

fn country(site: Site) -> impl IntoView {
    let id = "address-country";
    let options = countries(site).into_iter().map(|Choice { value, label }| {
        view! { <option value=value selected=value == "RO">{label}</option> }
    });
    view! {
        <div class="field" data-field="address[country]">
            <label class="field__label" for=id>{site.words().checkout.country}</label>
            <select
                class="input"
                id=id
                name="address[country]"
                autocomplete="country"
                required=true
                aria-describedby="address-country-error"
            >
                {options.collect_view()}
            </select>
            <p class="field__error" id="address-country-error" hidden=true></p>
        </div>
    }
}

fn input(site: Site, question: Question, hint: Option<&'static str>) -> impl IntoView {
    let Question { name, id, label, kind, autocomplete, optional } = question;
    let error = format!("{id}-error");
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
                autocomplete=autocomplete
                inputmode=inputmode
                required=!optional
                aria-describedby=described
            />
            <p class="field__error" id=error hidden=true></p>
            {hint}
        </div>
    }
}

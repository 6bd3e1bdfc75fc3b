//! What the buyer is asked, as the pay page's script expects it.

use leptos::prelude::*;
use paylinks::payment_links::{PriceType, Terms};

use super::more::More;
use crate::components::{Choice, countries};
use crate::forms::Form;
use crate::site::Site;

/// One question.
#[derive(Clone, Debug, Default)]
pub(super) struct Question {
    pub(super) name: String,
    pub(super) label: String,
    /// The input's type.
    pub(super) kind: &'static str,
    pub(super) autocomplete: Option<&'static str>,
    pub(super) inputmode: Option<&'static str>,
    pub(super) optional: bool,
    /// Whether the page lets it be empty and leaves it to the server, which knows what else was answered.
    pub(super) lenient: bool,
    pub(super) hint: Option<&'static str>,
    /// What scripts say when the server refuses the answer.
    pub(super) word: Option<&'static str>,
}

impl Question {
    /// A line of text.
    pub(super) fn text(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self { name: name.into(), label: label.into(), kind: "text", ..Self::default() }
    }
}

/// The id of the control of this name.
pub(super) fn id_of(name: &str) -> String {
    name.replace('[', "-").replace(']', "")
}

/// Every question that the link asks.
#[component]
pub(super) fn Questions(site: Site, terms: Terms, form: Form) -> impl IntoView {
    let words = &site.words().checkout;
    let free = terms.price_type == PriceType::Free;
    let digital = terms.service_type == "DIGITAL_PRODUCT";
    // What is free needs one of both, and what is sent needs an e-mail.
    let either = free && terms.collect_phone && terms.collect_email && !digital;
    let wants_email = terms.collect_email || free && (digital || !terms.collect_phone);
    let email_hint = if free { words.free_email_hint } else { words.email_hint };
    let email = wants_email.then(|| Question {
        kind: "email",
        autocomplete: Some("email"),
        inputmode: Some("email"),
        hint: Some(if either { words.either_hint } else { email_hint }),
        optional: either,
        word: Some(words.email_wrong),
        ..Question::text("email", words.email)
    });
    let name = terms
        .collect_name
        .then(|| Question { autocomplete: Some("name"), ..Question::text("name", words.name) });
    let phone = terms.collect_phone.then(|| Question {
        kind: "tel",
        autocomplete: Some("tel"),
        inputmode: Some("tel"),
        optional: free && wants_email,
        word: Some(words.phone_wrong),
        ..Question::text("phone", words.phone)
    });
    let asked = [email, name, phone].into_iter().flatten().map(|question| input(site, &form, question));
    let asked = asked.collect_view();
    let address = terms.collect_address.then(|| address(site, &form, "address", words.address, "billing"));
    let collecting = terms.details.collecting;
    let more = (!collecting.is_empty()).then(|| view! { <More site=site asked=collecting form=form /> });
    view! {
        {asked}
        {address}
        {more}
    }
}

/// An address; `section` tells browsers which of the buyer's own it is.
pub(super) fn address(
    site: Site,
    form: &Form,
    at: &'static str,
    legend: &'static str,
    section: &'static str,
) -> impl IntoView + use<> {
    let words = &site.words().checkout;
    let billing = section == "billing";
    let ask = |part: &str, label, [own, other]: [&'static str; 2], optional| {
        let autocomplete = Some(if billing { own } else { other });
        let question = Question::text(format!("{at}[{part}]"), label);
        input(site, form, Question { autocomplete, optional, ..question })
    };
    let country_of = ["country", "shipping country"];
    view! {
        <fieldset class="address">
            <legend>{legend}</legend>
            {ask("line1", words.line1, ["address-line1", "shipping address-line1"], false)}
            {ask("line2", words.line2, ["address-line2", "shipping address-line2"], true)}
            <div class="row">
                {ask("postalCode", words.postal_code, ["postal-code", "shipping postal-code"], false)}
                {ask("city", words.city, ["address-level2", "shipping address-level2"], false)}
            </div>
            {country(site, form, &format!("{at}[country]"), country_of[usize::from(!billing)])}
        </fieldset>
    }
}

/// A choice of a country; Romania to begin with.
pub(super) fn country(
    site: Site,
    form: &Form,
    name: &str,
    autocomplete: &'static str,
) -> impl IntoView + use<> {
    let id = id_of(name);
    let chosen = Some(form.value(name)).filter(|code| !code.is_empty()).unwrap_or("RO").to_owned();
    let (invalid, wrong) = told(form.wrong(site, name));
    let error = format!("{id}-error");
    let options = countries(site).into_iter().map(|Choice { value, label }| {
        view! { <option value=value selected=value == chosen>{label}</option> }
    });
    view! {
        <div class="field" data-field=name.to_owned()>
            <label class="field__label" for=id.clone()>{site.words().checkout.country}</label>
            <select
                class="input"
                id=id
                name=name.to_owned()
                autocomplete=autocomplete
                required=true
                aria-invalid=invalid
                aria-describedby=error.clone()
            >
                {options.collect_view()}
            </select>
            <p class="field__error" id=error hidden=invalid.is_none()>{wrong}</p>
        </div>
    }
}

/// How a control and its place for words look when something is wrong.
pub(super) fn told(wrong: Option<String>) -> (Option<&'static str>, Option<String>) {
    (wrong.as_ref().map(|_| "true"), wrong)
}

/// What stands in a field; none when nothing does.
pub(super) fn typed(form: &Form, name: &str) -> Option<String> {
    Some(form.value(name).to_owned()).filter(|value| !value.is_empty())
}

/// A line to fill.
pub(super) fn input(site: Site, form: &Form, question: Question) -> impl IntoView + use<> {
    let Question { name, label, kind, autocomplete, inputmode, optional, lenient, hint, word } = question;
    let id = id_of(&name);
    let error = format!("{id}-error");
    let value = typed(form, &name);
    let own = name.clone();
    let (invalid, wrong) = told(form.wrong(site, &name));
    let described = hint.map_or_else(|| error.clone(), |_| format!("{error} {id}-hint"));
    let quiet = optional.then(|| {
        view! { <span class="field__optional">{format!(" {}", site.words().shared.optional)}</span> }
    });
    let hint = hint.map(|hint| {
        view! { <p class="field__hint" id=format!("{id}-hint")>{hint}</p> }
    });
    view! {
        <div class="field" data-field=own>
            <label class="field__label" for=id.clone()>
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
                required=!optional && !lenient
                data-word=word
                aria-invalid=invalid
                aria-describedby=described
            />
            <p class="field__error" id=error hidden=invalid.is_none()>{wrong}</p>
            {hint}
        </div>
    }
}

/// The fields that keep where the buyer came from.
pub(super) const ORIGIN: [&str; 5] =
    ["utm[source]", "utm[medium]", "utm[campaign]", "utm[term]", "utm[content]"];

/// Where the buyer came from, on its way to the server; nothing when nobody says.
pub(super) fn origin(form: &Form) -> impl IntoView + use<> {
    let kept = ORIGIN.into_iter().filter_map(|name| Some((name, typed(form, name)?)));
    kept.map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect_view()
}

//! The amount, where the buyer chooses it.

use leptos::prelude::*;
use paylinks::money::Money;
use paylinks::payment_links::Terms;

use crate::format;
use crate::forms::{Field, Form};
use crate::site::Site;
use crate::words::fill;

/// The bounds in a sentence.
#[must_use]
pub(super) fn bounds(site: Site, terms: &Terms) -> String {
    let words = &site.words().checkout;
    let money = |minor| format::money(site.language, Money::new(minor, terms.currency));
    let least = money(terms.amount_minor);
    match terms.details.max_amount_minor {
        Some(most) => fill(words.choose_between, &[&least, &money(most)]),
        None => fill(words.choose_from, &[&least]),
    }
}

/// The field for the amount, with those that the seller suggests.
pub(super) fn choice(site: Site, terms: &Terms, form: &Form) -> impl IntoView + use<> {
    let words = &site.words().checkout;
    let Field { value, error, .. } = form.field("amount");
    let error = error.map(|error| error.sentence(site));
    let invalid = error.is_some().then_some("true");
    let suggested = &terms.details.suggested_amounts_minor;
    let first = || suggested.first().map(|minor| format::typed(site.language, *minor));
    let value = Some(value).filter(|value| !value.is_empty()).or_else(first);
    let ready = suggested.iter().map(|minor| {
        let typed = format::typed(site.language, *minor);
        let shown = format::money(site.language, Money::new(*minor, terms.currency));
        view! { <button class="button" type="button" data-amount=typed>{shown}</button> }
    });
    let ready = (suggested.len() > 1).then(|| view! { <div class="amounts">{ready.collect_view()}</div> });
    view! {
        <div class="field" data-field="amount">
            <label class="field__label" for="amount">{words.choose}</label>
            {ready}
            <div class="joined">
                <input
                    class="input"
                    id="amount"
                    name="amount"
                    value=value
                    inputmode="decimal"
                    autocomplete="off"
                    required=true
                    aria-describedby="amount-error amount-hint"
                    aria-invalid=invalid
                />
                <span class="joined__after">{terms.currency.code()}</span>
            </div>
            <p class="field__error" id="amount-error" hidden=invalid.is_none()>{error}</p>
            <p class="field__hint" id="amount-hint">{bounds(site, terms)}</p>
        </div>
    }
}

//! A field for an amount of one of several currencies, whose label says which.

use leptos::prelude::*;

use crate::forms::Field;
use crate::site::Site;

/// The field, with what is wrong with it.
pub(super) fn amount_field(site: Site, field: Field, label: String) -> impl IntoView {
    let Field { name, value, error } = field;
    let invalid = error.is_some().then_some("true");
    let described = error.is_some().then(|| format!("{name}-error"));
    let error = error
        .map(|error| view! { <p class="field__error" id=format!("{name}-error")>{error.sentence(site)}</p> });
    view! {
        <div class="field" data-field=name>
            <label class="field__label" for=name>{label}</label>
            <input
                class="input"
                id=name
                name=name
                value=value
                inputmode="decimal"
                autocomplete="off"
                aria-invalid=invalid
                aria-describedby=described
            />
            {error}
        </div>
    }
}

//! A switch: on or off, at once understood.

use leptos::prelude::*;

use super::{Icon, Sign};
use crate::forms::Form;

/// A switch with its words; it is a checkbox to the form.
#[component]
pub fn Switch(
    form: Form,
    name: &'static str,
    label: &'static str,
    #[prop(optional)] hint: Option<&'static str>,
    #[prop(optional)] sign: Option<Sign>,
) -> impl IntoView {
    view! {
        <label class="switch">
            {sign.map(|sign| view! { <Icon sign=sign /> })}
            <span class="switch__words">{label}{hint.map(|hint| view! { <small>{hint}</small> })}</span>
            <input type="checkbox" role="switch" name=name checked=form.is_ticked(name) />
        </label>
    }
    .into_any()
}

//! A checkbox with its words.

use leptos::prelude::*;

use crate::forms::Form;

/// A checkbox.
#[component]
pub fn Checkbox(
    form: Form,
    name: &'static str,
    label: &'static str,
    #[prop(optional)] hint: Option<&'static str>,
) -> impl IntoView {
    view! {
        <label class="check">
            <input type="checkbox" name=name checked=form.is_ticked(name) />
            <span>{label}{hint.map(|hint| view! { <small>{hint}</small> })}</span>
        </label>
    }
}

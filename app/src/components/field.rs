//! A text field: label above, control, one line of hint or error below.

use leptos::prelude::*;

use crate::forms::Field;
use crate::site::Site;

/// A one-line text field.
#[component]
pub fn TextField(
    site: Site,
    field: Field,
    label: &'static str,
    #[prop(optional)] hint: Option<&'static str>,
    /// The input's type.
    #[prop(default = "text")]
    kind: &'static str,
    #[prop(optional)] optional: bool,
    #[prop(optional)] autocomplete: Option<&'static str>,
    #[prop(optional)] inputmode: Option<&'static str>,
    #[prop(optional)] autofocus: bool,
) -> impl IntoView {
    let Field { name, value, .. } = field.clone();
    let invalid = field.error.is_some().then_some("true");
    let described = described(&field, hint);
    view! {
        <Around site=site field=field label=label hint=hint optional=optional>
            <input
                class="input"
                id=name
                name=name
                type=kind
                dir=(kind == "text").then_some("auto")
                value=value
                required=!optional
                autocomplete=autocomplete
                inputmode=inputmode
                autofocus=autofocus
                aria-invalid=invalid
                aria-describedby=described
            />
        </Around>
    }
    .into_any()
}

/// What describes a control: its hint and its error, when they are there.
pub fn described(field: &Field, hint: Option<&str>) -> Option<String> {
    let error = field.error.as_ref().map(|_| format!("{}-error", field.name));
    let hint = hint.map(|_| format!("{}-hint", field.name));
    let ids: Vec<String> = [error, hint].into_iter().flatten().collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// Label, control, hint and error.
#[component]
pub fn Around(
    site: Site,
    field: Field,
    label: &'static str,
    #[prop(optional_no_strip)] hint: Option<&'static str>,
    #[prop(optional)] optional: bool,
    children: Children,
) -> impl IntoView {
    let name = field.name;
    let quiet = optional.then(|| {
        view! { <span class="field__optional">{format!(" {}", site.words().shared.optional)}</span> }
    });
    let hint = hint.map(|hint| {
        view! { <p class="field__hint" id=format!("{name}-hint")>{hint}</p> }
    });
    let error = field.error.map(|error| {
        view! { <p class="field__error" id=format!("{name}-error")>{error.sentence(site)}</p> }
    });
    view! {
        <div class="field" data-field=name>
            <label class="field__label" for=name>
                {label}
                {quiet}
            </label>
            {children()}
            {error}
            {hint}
        </div>
    }
    .into_any()
}

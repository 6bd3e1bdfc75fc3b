//! A day with a time that may be left out.

use leptos::prelude::*;

use super::field::described;
use crate::forms::Field;
use crate::site::Site;

/// A day with a time.
#[component]
pub fn MomentField(
    site: Site,
    day: Field,
    time: Field,
    label: &'static str,
    time_label: &'static str,
    hint: String,
) -> impl IntoView {
    let invalid = day.error.is_some().then_some("true");
    let described = described(&day, Some(""));
    // A time that was told to the second stays so.
    let step = (time.value.len() > 5).then_some("1");
    let error = day.error.map(|error| {
        view! { <p class="field__error" id=format!("{}-error", day.name)>{error.sentence(site)}</p> }
    });
    view! {
        <fieldset class="field" data-field=day.name>
            <legend class="field__label">
                {label}
                <span class="field__optional">{format!(" {}", site.words().shared.optional)}</span>
            </legend>
            <div class="moment">
                <input
                    class="input"
                    type="date"
                    id=day.name
                    name=day.name
                    value=day.value
                    aria-label=label
                    aria-invalid=invalid
                    aria-describedby=described
                />
                <input
                    class="input"
                    type="time"
                    name=time.name
                    value=time.value
                    step=step
                    aria-label=format!("{label}: {time_label}")
                />
            </div>
            {error}
            <p class="field__hint" id=format!("{}-hint", day.name)>{hint}</p>
        </fieldset>
    }
    .into_any()
}

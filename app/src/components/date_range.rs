//! From one day to another.

use leptos::prelude::*;

use crate::site::Site;

/// Two dates; either may be empty.
#[component]
pub fn DateRange(
    site: Site,
    #[prop(into)] from: String,
    #[prop(into)] to: String,
    /// What is wrong with it.
    #[prop(optional_no_strip)]
    error: Option<String>,
) -> impl IntoView {
    let words = &site.words().common;
    let invalid = error.is_some().then_some("true");
    let error = error.map(|error| view! { <p class="field__error" id="range-error">{error}</p> });
    view! {
        <div class="date-range">
            <label class="field">
                <span class="field__label">{words.from_day}</span>
                <input class="input" type="date" name="from" value=from aria-invalid=invalid aria-describedby="range-error" />
            </label>
            <label class="field">
                <span class="field__label">{words.to_day}</span>
                <input class="input" type="date" name="to" value=to aria-invalid=invalid aria-describedby="range-error" />
            </label>
            {error}
        </div>
    }
    .into_any()
}

//! From one day to another, from one amount to another.

use leptos::prelude::*;

use crate::site::Site;

/// One end of a range.
struct End {
    label: &'static str,
    name: &'static str,
    value: String,
}

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
    let words = &site.words().shared;
    let from = End { label: words.from_day, name: "from", value: from };
    let to = End { label: words.to_day, name: "to", value: to };
    range([from, to], "date", error)
}

/// Two amounts in major units; either may be empty.
#[component]
pub fn AmountRange(
    site: Site,
    #[prop(into)] min: String,
    #[prop(into)] max: String,
    /// What is wrong with it.
    #[prop(optional_no_strip)]
    error: Option<String>,
) -> impl IntoView {
    let words = &site.words().shared;
    let min = End { label: words.from_day, name: "min", value: min };
    let max = End { label: words.to_day, name: "max", value: max };
    range([min, max], "text", error)
}

fn range(ends: [End; 2], kind: &'static str, error: Option<String>) -> AnyView {
    let id = format!("{}-error", ends[0].name);
    let described = error.is_some().then(|| id.clone());
    let mode = (kind == "text").then_some("decimal");
    let fields = ends.map(|End { label, name, value }| {
        view! {
            <label class="field">
                <span class="field__label">{label}</span>
                <input
                    class="input"
                    type=kind
                    name=name
                    value=value
                    inputmode=mode
                    autocomplete="off"
                    aria-invalid=described.is_some().then_some("true")
                    aria-describedby=described.clone()
                />
            </label>
        }
    });
    let error = error.map(|error| view! { <p class="field__error" id=id>{error}</p> });
    view! {
        <div class="range">
            {fields.into_iter().collect_view()}
            {error}
        </div>
    }
    .into_any()
}

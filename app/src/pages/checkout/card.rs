//! The card fields as a picture shows them.

use leptos::prelude::*;

use crate::site::Site;

/// Where Stripe's card fields will be.
#[component]
pub(super) fn CardSketch(site: Site) -> impl IntoView {
    let words = &site.words().checkout;
    let field = |word: &'static str| {
        view! {
            <div class="field">
                <span class="field__label">{word}</span>
                <span class="input"></span>
            </div>
        }
    };
    view! {
        {field(words.card_number)}
        <div class="card-sketch">{field(words.card_expiry)}{field(words.card_code)}</div>
    }
    .into_any()
}

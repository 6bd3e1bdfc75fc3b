//! What a business is asked about itself, at the start and in its settings.

use leptos::prelude::*;

use crate::components::{Select, TextField, currencies};
use crate::forms::Field;
use crate::site::Site;

/// What it is called.
#[component]
pub(super) fn BusinessName(site: Site, field: Field) -> impl IntoView {
    let words = &site.words().onboarding;
    view! {
        <TextField site=site field=field label=words.name hint=words.name_hint autocomplete="organization" />
    }
}

/// The currency that new links start with.
#[component]
pub(super) fn BusinessCurrency(site: Site, field: Field) -> impl IntoView {
    let words = &site.words().onboarding;
    view! {
        <Select site=site field=field label=words.currency hint=words.currency_hint choices=currencies() />
    }
}

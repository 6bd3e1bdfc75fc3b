//! How many pieces buyers may take.

use leptos::prelude::*;

use crate::components::{Sign, Switch, TextField};
use crate::forms::Form;
use crate::site::Site;

/// Whether buyers choose how many they take, and the most.
#[component]
pub(super) fn QuantityFields(site: Site, form: Form) -> impl IntoView {
    let words = &site.words().editor;
    view! {
        <div class="fixed-only">
            <div class="switches">
                <Switch
                    form=form.clone()
                    name="require_quantity"
                    label=words.quantity
                    hint=words.quantity_hint
                    sign=Sign::Plus
                />
            </div>
            <div class="with-quantity">
                <TextField
                    site=site
                    field=form.field("max_quantity")
                    label=words.most_pieces
                    inputmode="numeric"
                    autocomplete="off"
                    optional=true
                />
            </div>
        </div>
    }
    .into_any()
}

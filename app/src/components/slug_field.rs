//! The address of a link; a script fills it from the title while nobody writes their own.

use leptos::prelude::*;

use super::field::{Around, described};
use crate::forms::Field;
use crate::site::Site;

/// A slug field behind the part of the address that is fixed.
#[component]
pub fn SlugField(
    site: Site,
    field: Field,
    label: &'static str,
    hint: &'static str,
    /// The fixed part, such as `pay.example.com/p/`.
    before: String,
    /// The name of the field it follows.
    from: &'static str,
) -> impl IntoView {
    let invalid = field.error.is_some().then_some("true");
    let described = described(&field, Some(hint));
    let Field { name, value, .. } = field.clone();
    view! {
        <Around site=site field=field label=label hint=Some(hint)>
            <slug-field class="joined" data-from=from>
                <span class="joined__before">{before}</span>
                <input
                    class="input"
                    id=name
                    name=name
                    value=value
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    aria-invalid=invalid
                    aria-describedby=described
                />
            </slug-field>
        </Around>
    }
    .into_any()
}

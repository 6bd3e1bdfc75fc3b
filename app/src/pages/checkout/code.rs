//! The field for a promotion code.

use leptos::prelude::*;
use paylinks::error::Code;

use crate::site::Site;
use crate::words;

/// A promotion code as it stands in the field of a pay page.
#[derive(Clone, Debug, Default)]
pub struct TypedCode {
    /// What was typed; empty at first.
    pub typed: String,
    /// Why it takes nothing off, when it does not.
    pub wrong: Option<Code>,
}

/// The field, shut until somebody has a code.
#[component]
pub(super) fn CodeField(site: Site, code: TypedCode) -> impl IntoView {
    let words = &site.words().codes;
    let error = code.wrong.map(|wrong| {
        view! { <p class="field__error">{words::sentence(site.language, wrong, None)}</p> }
    });
    let open = !code.typed.is_empty();
    let applied = (open && code.wrong.is_none()).then(|| {
        view! { <p class="field__hint">{words.applied}</p> }
    });
    view! {
        <details open=open>
            <summary class="field__label">{words.ask}</summary>
            <div class="field">
                <div class="joined">
                    <input
                        class="input"
                        name="code"
                        value=code.typed
                        aria-label=words.code
                        aria-describedby="code-said"
                        autocomplete="off"
                        autocapitalize="characters"
                        maxlength="32"
                    />
                    <button class="button">{words.apply}</button>
                </div>
                <div id="code-said" role="status" data-live="code">{error}{applied}</div>
            </div>
        </details>
    }
    .into_any()
}

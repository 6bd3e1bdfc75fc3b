//! A dialog that a button opens: [`DialogButton`] names it. Where browsers do not know commands, a script opens it.

use leptos::prelude::*;

use super::button::{Look, class};
use super::{Icon, Sign};
use crate::site::Site;

/// A dialog; its title is the question or the thing.
#[component]
pub fn Dialog(
    site: Site,
    id: &'static str,
    #[prop(into)] title: String,
    #[prop(optional)] wide: bool,
    children: Children,
) -> impl IntoView {
    let class = if wide { "dialog dialog--wide" } else { "dialog" };
    let heading = format!("{id}-title");
    let labelled = heading.clone();
    view! {
        <dialog class=class id=id aria-labelledby=labelled>
            <div class="dialog__head">
                <h2 class="dialog__title" id=heading>{title}</h2>
                <form method="dialog">
                    <button class="button button--quiet button--small" aria-label=site.words().shared.close>
                        <Icon sign=Sign::Cross />
                    </button>
                </form>
            </div>
            {children()}
        </dialog>
    }
    .into_any()
}

/// The button that opens a dialog.
#[component]
pub fn DialogButton(
    /// The dialog's id.
    dialog: &'static str,
    #[prop(into)] label: String,
    #[prop(optional)] look: Look,
    #[prop(optional)] small: bool,
    #[prop(optional)] sign: Option<Sign>,
) -> impl IntoView {
    let class = class(look, small);
    view! {
        <button type="button" class=class commandfor=dialog command="show-modal" aria-haspopup="dialog">
            {sign.map(|sign| view! { <Icon sign=sign /> })}
            {label}
        </button>
    }
    .into_any()
}

//! A link that looks like a button: it leads somewhere and changes nothing.

use leptos::prelude::*;

use super::button::{Look, class};
use super::{Icon, Sign};

/// A link as a button.
#[component]
pub fn LinkButton(
    #[prop(into)] href: String,
    #[prop(into)] label: String,
    #[prop(optional)] look: Look,
    #[prop(optional)] small: bool,
    #[prop(optional)] sign: Option<Sign>,
    /// Whether the browser keeps what is there as a file.
    #[prop(optional)]
    download: bool,
    /// The part of that page which scripts show in a dialog.
    #[prop(optional)]
    dialog: Option<&'static str>,
) -> impl IntoView {
    let class = class(look, small);
    let download = download.then_some("");
    view! {
        <a class=class href=href download=download data-dialog=dialog>
            {sign.map(|sign| view! { <Icon sign=sign /> })}
            {label}
        </a>
    }
    .into_any()
}

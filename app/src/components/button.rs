//! Buttons: deeds. A link that looks like one is a [`LinkButton`](super::LinkButton).

use leptos::prelude::*;

use super::{Icon, Sign};

/// How a button looks; one primary to a view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// The one thing to do here.
    Primary,
    /// Something else to do.
    #[default]
    Plain,
    /// Something to do beside.
    Quiet,
    /// Something that takes away.
    Danger,
}

/// The class of a button or of a link that looks like one.
pub(super) fn class(look: Look, small: bool) -> String {
    let look = match look {
        Look::Primary => " button--primary",
        Look::Plain => "",
        Look::Quiet => " button--quiet",
        Look::Danger => " button--danger",
    };
    format!("button{look}{}", if small { " button--small" } else { "" })
}

/// A button that sends its form.
#[component]
pub fn Button(
    #[prop(into)] label: String,
    #[prop(optional)] look: Look,
    #[prop(optional)] small: bool,
    #[prop(optional)] sign: Option<Sign>,
    #[prop(optional)] disabled: bool,
    /// Whether what it does is under way.
    #[prop(optional)]
    busy: bool,
    /// The field it sends when it is the one pressed.
    #[prop(optional)]
    name: Option<&'static str>,
    /// What it sends there.
    #[prop(optional)]
    value: Option<&'static str>,
    /// The form it sends, when it stands outside of it.
    #[prop(optional)]
    form: Option<&'static str>,
) -> impl IntoView {
    let class = class(look, small);
    let busy = busy.then_some("true");
    view! {
        <button class=class name=name value=value form=form disabled=disabled aria-busy=busy>
            {sign.map(|sign| view! { <Icon sign=sign /> })}
            {label}
        </button>
    }
    .into_any()
}

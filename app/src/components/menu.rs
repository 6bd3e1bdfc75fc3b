//! A few deeds behind one button. It opens without scripts; with them it closes on Escape and outside.

use leptos::prelude::*;

use super::{Icon, Sign};

/// A menu: `label` names it to readers, what is in it comes as children ([`MenuLink`], [`MenuButton`]).
#[component]
pub fn Menu(
    #[prop(into)] label: String,
    #[prop(default = Sign::Dots)] sign: Sign,
    /// What stands on the button in place of the icon.
    #[prop(optional)]
    face: Option<AnyView>,
    #[prop(default = "menu")] class: &'static str,
    children: Children,
) -> impl IntoView {
    let (label, face) = match face {
        // Readers hear what the button says before what it is for.
        Some(face) => (None, view! { {face}<span class="hidden-visually">{label}</span> }.into_any()),
        None => (Some(label), view! { <Icon sign=sign /> }.into_any()),
    };
    view! {
        <menu-button>
            <details class=class>
                <summary class="menu__button" aria-label=label>{face}</summary>
                <div class="menu__list">{children()}</div>
            </details>
        </menu-button>
    }
    .into_any()
}

/// A line of a menu that leads somewhere.
#[component]
pub fn MenuLink(
    #[prop(into)] href: String,
    #[prop(into)] label: String,
    sign: Sign,
    #[prop(optional)] current: bool,
    /// Whether it turns the list around it in place.
    #[prop(optional)]
    live: bool,
    /// The part of that page which scripts show in a dialog.
    #[prop(optional)]
    dialog: Option<&'static str>,
    /// Whether it leads to something that takes away.
    #[prop(optional)]
    danger: bool,
) -> impl IntoView {
    let class = if danger { "menu__item menu__item--danger" } else { "menu__item" };
    let current = current.then_some("true");
    let live = live.then_some("");
    view! {
        <a class=class href=href aria-current=current data-live=live data-dialog=dialog>
            <Icon sign=sign />
            <span>{label}</span>
        </a>
    }
    .into_any()
}

/// A line of a menu that does something: the button of the form around it.
#[component]
pub fn MenuButton(
    #[prop(into)] label: String,
    sign: Sign,
    #[prop(optional)] danger: bool,
    #[prop(optional)] name: Option<&'static str>,
    #[prop(optional_no_strip)] value: Option<String>,
    #[prop(optional)] current: bool,
) -> impl IntoView {
    let class = if danger { "menu__item menu__item--danger" } else { "menu__item" };
    let current = current.then_some("true");
    view! {
        <button class=class name=name value=value aria-current=current>
            <Icon sign=sign />
            <span>{label}</span>
        </button>
    }
    .into_any()
}

/// A line between groups of a menu.
#[component]
pub fn MenuLine() -> impl IntoView {
    view! { <hr class="menu__line" /> }
}

//! Icons on a 20 grid, and the mark.

use leptos::prelude::*;

/// An icon; words beside it say the same, so it is hidden from readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Two links of a chain.
    Link,
    /// A bank card.
    Card,
    /// Two sliders.
    Sliders,
    /// A key.
    Key,
    /// A tick.
    Check,
    /// A cross.
    Cross,
    /// A clock.
    Clock,
    /// A head and shoulders.
    Person,
    /// A lock.
    Lock,
}

impl Sign {
    const fn path(self) -> &'static str {
        match self {
            Self::Link => {
                "M8.5 11.5a3 3 0 0 0 4.3 0l2.9-2.9a3 3 0 0 0-4.3-4.3l-1 1M11.5 8.5a3 3 0 0 0-4.3 0l-2.9 2.9a3 3 0 0 0 4.3 4.3l1-1"
            }
            Self::Card => {
                "M3 6.5a2 2 0 0 1 2-2h10a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2zM3 8.5h14M6 12.5h3"
            }
            Self::Sliders => {
                "M3 6.5h7m4 0h3M14 6.5a2 2 0 1 1-4 0 2 2 0 0 1 4 0zM3 13.5h3m4 0h7M10 13.5a2 2 0 1 1-4 0 2 2 0 0 1 4 0z"
            }
            Self::Key => "M8.5 11.5 16 4m-2.5 2.5 2 2M11 9l1.5 1.5M9 13.5a3 3 0 1 1-6 0 3 3 0 0 1 6 0z",
            Self::Check => "m4.5 10.5 3.5 3.5 7.5-8",
            Self::Cross => "m5.5 5.5 9 9m0-9-9 9",
            Self::Clock => "M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0zM10 6v4l2.5 2",
            Self::Person => "M13 7a3 3 0 1 1-6 0 3 3 0 0 1 6 0zM4 16.5c.6-3 3-4.5 6-4.5s5.4 1.5 6 4.5",
            Self::Lock => "M5 9.5h10v7H5zM7 9.5V7a3 3 0 0 1 6 0v2.5",
        }
    }
}

/// An icon.
#[component]
pub fn Icon(sign: Sign, #[prop(default = "icon")] class: &'static str) -> impl IntoView {
    view! {
        <svg
            class=class
            viewBox="0 0 20 20"
            fill="none"
            stroke="currentColor"
            stroke-width="1.5"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
        >
            <path d=sign.path() />
        </svg>
    }
    .into_any()
}

/// The mark: a ring on a stem, the "p" that is also a link.
#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
            <path stroke-linecap="round" d="M8.5 18v-7.5a4 4 0 1 1 4 4" />
        </svg>
    }
    .into_any()
}

/// The mark with a name, leading home.
#[component]
pub fn Brand(#[prop(into)] name: String, href: &'static str) -> impl IntoView {
    view! {
        <a class="brand" href=href>
            <Mark />
            <span>{name}</span>
        </a>
    }
    .into_any()
}

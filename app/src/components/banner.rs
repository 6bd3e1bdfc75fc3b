//! A sentence that concerns the whole page.

use leptos::prelude::*;

/// How it sounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    Plain,
    /// Something is to be done.
    Warn,
    /// It did not work.
    Bad,
}

/// A banner; bad news is announced at once.
#[component]
pub fn Banner(tone: Tone, children: Children) -> impl IntoView {
    let (class, role) = match tone {
        Tone::Plain => ("banner", "status"),
        Tone::Warn => ("banner banner--warn", "status"),
        Tone::Bad => ("banner banner--bad", "alert"),
    };
    view! { <div class=class role=role>{children()}</div> }
}

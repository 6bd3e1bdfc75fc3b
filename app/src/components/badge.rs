//! A state as a dot and a word.

use leptos::prelude::*;

/// How a state looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Done and well.
    Good,
    /// Waiting on someone else.
    Waiting,
    /// Wants a look.
    Warn,
    /// Went wrong.
    Bad,
    /// Nothing going on.
    Idle,
}

/// A badge.
#[component]
pub fn Badge(state: State, word: &'static str) -> impl IntoView {
    let class = match state {
        State::Good => "badge badge--good",
        State::Waiting => "badge badge--waiting",
        State::Warn => "badge badge--warn",
        State::Bad => "badge badge--bad",
        State::Idle => "badge",
    };
    view! { <span class=class>{word}</span> }
}

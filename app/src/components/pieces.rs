//! How many pieces: a number between two buttons. Without scripts the buttons send the form, and the answer counts.

use leptos::prelude::*;

use super::{Icon, Sign};
use crate::site::Site;
use crate::words::fill;

/// How many pieces of one thing.
#[component]
pub fn Pieces(
    site: Site,
    /// The field's name.
    name: String,
    /// What it counts, for those who hear the page.
    title: String,
    value: i64,
    least: i64,
    most: i64,
    /// The element that says what is wrong or allowed.
    described: String,
) -> impl IntoView {
    let words = &site.words().order;
    let id = name.replace(['[', ']'], "-");
    let button = |way: &'static str, word: &'static str, sign| {
        let label = fill(word, &[&title]);
        view! {
            <button class="button button--icon" name=way value=name.clone() aria-label=label>
                <Icon sign=sign />
            </button>
        }
    };
    let (less, more) = (button("less", words.less, Sign::Minus), button("more", words.more, Sign::Plus));
    let label = format!("{}: {title}", words.quantity);
    view! {
        <div class="pieces">
            {less}
            <input
                class="input"
                id=id
                name=name.clone()
                type="number"
                inputmode="numeric"
                min=least
                max=most
                step="1"
                required=true
                value=value
                autocomplete="off"
                aria-label=label
                aria-describedby=described
            />
            {more}
        </div>
    }
    .into_any()
}

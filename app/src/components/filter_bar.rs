//! What a list is narrowed to: a search field and chips. It is one form that reads; the address holds all of it.

use leptos::prelude::*;

use super::{Button, Icon, Sign};
use crate::site::Site;

/// One thing to narrow by.
pub struct Chip {
    /// Its name.
    pub label: &'static str,
    /// What it is narrowed to now, in words.
    pub value: Option<String>,
    /// The address of the list without it.
    pub without: String,
    /// What was wrong with it.
    pub wrong: bool,
    /// The control, shown when the chip is opened.
    pub control: AnyView,
}

/// The search field of a filter bar.
pub struct Search {
    /// What stands in it.
    pub value: String,
    /// What can be looked for, such as «Title or address».
    pub label: &'static str,
}

/// A filter bar; more at its end comes as children.
#[component]
pub fn FilterBar(
    site: Site,
    /// The list's address.
    action: &'static str,
    search: Search,
    chips: Vec<Chip>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let words = &site.words().shared;
    let chips = chips.into_iter().map(|chip| view! { <OneChip site=site chip=chip /> });
    view! {
        <form class="filters" method="get" action=action role="search" data-live="">
            <label class="filters__search">
                <span class="hidden-visually">{search.label}</span>
                <Icon sign=Sign::Search />
                <input
                    class="input"
                    type="search"
                    name="q"
                    value=search.value
                    placeholder=search.label
                    autocomplete="off"
                />
            </label>
            <div class="filters__chips">{chips.collect_view()}</div>
            <noscript><Button label=words.apply small=true /></noscript>
            {children.map(|children| view! { <div class="filters__end">{children()}</div> })}
        </form>
    }
    .into_any()
}

#[component]
fn OneChip(site: Site, chip: Chip) -> impl IntoView {
    let words = &site.words().shared;
    let on = chip.value.is_some();
    let class = match (chip.wrong, on) {
        (true, _) => "chip chip--wrong",
        (false, true) => "chip chip--on",
        (false, false) => "chip",
    };
    let clear = on.then(|| {
        let label = format!("{}: {}", words.remove_filter, chip.label);
        view! { <a class="chip__clear" href=chip.without aria-label=label data-live=""><Icon sign=Sign::Cross /></a> }
    });
    let sign = (!on).then(|| view! { <Icon sign=Sign::Plus /> });
    view! {
        <menu-button class=class>
            <details open=chip.wrong>
                <summary class="chip__face">
                    {sign}
                    {chip.label}
                    {chip.value.map(|value| view! { <span class="chip__value">{value}</span> })}
                </summary>
                <div class="chip__panel">
                    {chip.control}
                    <Button label=words.apply small=true />
                </div>
            </details>
            {clear}
        </menu-button>
    }
    .into_any()
}

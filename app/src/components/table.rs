//! Rows under named columns. In a narrow place each row becomes a small grid of its own.

use leptos::prelude::*;

use super::{Icon, Sign};
use crate::site::Site;

/// One column.
#[derive(Clone, Debug, Default)]
pub struct Column {
    label: &'static str,
    number: bool,
    hidden: bool,
    sort: Option<Sorted>,
}

/// How a column is sorted, and where it is sorted the other way.
#[derive(Clone, Debug)]
pub struct Sorted {
    /// Where the list is sorted by this column.
    pub href: String,
    /// Whether it is now, and if so whether from small to large.
    pub now: Option<bool>,
}

impl Column {
    /// A column of words.
    #[must_use]
    pub fn of(label: &'static str) -> Self {
        Self { label, ..Self::default() }
    }

    /// A column of figures, at the right.
    #[must_use]
    pub fn figures(label: &'static str) -> Self {
        Self { label, number: true, ..Self::default() }
    }

    /// A column whose name only readers hear.
    #[must_use]
    pub fn unnamed(label: &'static str) -> Self {
        Self { label, hidden: true, ..Self::default() }
    }

    /// The same column with a way to sort by it.
    #[must_use]
    pub fn sorted(mut self, sort: Sorted) -> Self {
        self.sort = Some(sort);
        self
    }
}

/// A table; `caption` names it to readers, rows come as children.
#[component]
pub fn Table(
    site: Site,
    #[prop(into)] caption: String,
    columns: Vec<Column>,
    #[prop(default = "table")] class: &'static str,
    children: Children,
) -> impl IntoView {
    let heads = columns.into_iter().map(|column| head(site, column));
    view! {
        <table class=class>
            <caption class="hidden-visually">{caption}</caption>
            <thead>
                <tr>{heads.collect_view()}</tr>
            </thead>
            <tbody>{children()}</tbody>
        </table>
    }
    .into_any()
}

fn head(site: Site, column: Column) -> AnyView {
    let class = column.number.then_some("number");
    let Some(sort) = column.sort else {
        let name = if column.hidden {
            view! { <span class="hidden-visually">{column.label}</span> }.into_any()
        } else {
            column.label.into_any()
        };
        return view! { <th scope="col" class=class>{name}</th> }.into_any();
    };
    let (order, sign) = match sort.now {
        None => (None, Sign::UpDown),
        Some(true) => (Some("ascending"), Sign::Up),
        Some(false) => (Some("descending"), Sign::Down),
    };
    let title = site.words().shared.sort;
    view! {
        <th scope="col" class=class aria-sort=order>
            <a class="table__sort" href=sort.href title=title data-live="">
                {column.label}
                <Icon sign=sign />
            </a>
        </th>
    }
    .into_any()
}

//! Names and values, one per line.

use leptos::prelude::*;

/// One line; an empty value is not shown.
pub struct Fact {
    name: AnyView,
    value: Option<AnyView>,
    sum: bool,
}

impl Fact {
    /// A line with a text.
    #[must_use]
    pub fn text(name: &'static str, value: impl Into<String>) -> Self {
        Self::about(name, value)
    }

    /// A line whose name is somebody's own words.
    #[must_use]
    pub fn about(name: impl IntoView + 'static, value: impl Into<String>) -> Self {
        let value = value.into();
        let value = (!value.trim().is_empty()).then(|| value.into_any());
        Self { name: name.into_any(), value, sum: false }
    }

    /// A line with a text that may be missing.
    #[must_use]
    pub fn maybe(name: &'static str, value: Option<String>) -> Self {
        Self::text(name, value.unwrap_or_default())
    }

    /// A line with markup.
    #[must_use]
    pub fn view(name: &'static str, value: AnyView) -> Self {
        Self { name: name.into_any(), value: Some(value), sum: false }
    }

    /// A line with the sum of those above.
    #[must_use]
    pub fn sum(name: &'static str, value: impl Into<String>) -> Self {
        Self { sum: true, ..Self::text(name, value) }
    }
}

/// A list of facts.
#[component]
pub fn Facts(facts: Vec<Fact>, #[prop(default = "facts")] class: &'static str) -> impl IntoView {
    let rows = facts.into_iter().filter_map(|fact| {
        let value = fact.value?;
        let class = if fact.sum { "facts__row facts__row--sum" } else { "facts__row" };
        Some(view! { <div class=class><dt>{fact.name}</dt><dd>{value}</dd></div> })
    });
    view! { <dl class=class>{rows.collect_view()}</dl> }.into_any()
}

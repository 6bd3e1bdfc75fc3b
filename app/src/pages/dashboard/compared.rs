//! Figures of a period beside those of the one before, as the first page and the page of a link show them.

use leptos::prelude::*;
use paylinks::figures::{Conversion, Figure};
use paylinks::language::Language;

use crate::components::Stat;
use crate::format;
use crate::site::Site;

/// A sum, how it changed, and the one before when there was anything then.
#[component]
pub(super) fn Compared(
    site: Site,
    label: &'static str,
    figure: Figure,
    /// Writes a sum.
    write: fn(Language, i64) -> String,
    #[prop(optional)] unit: &'static str,
    /// Its course over the days.
    #[prop(optional)]
    values: Vec<i64>,
) -> impl IntoView {
    let text = |sum| write(site.language, sum);
    let from = figure.before.filter(|before| *before > 0).map(text);
    view! {
        <Stat
            site=site
            label=label
            figure=text(figure.value)
            unit=unit
            change=figure.change_bps
            from=from
            values=values
        />
    }
    .into_any()
}

/// How many visits of a hundred ended in a payment.
#[component]
pub(super) fn Converted(site: Site, label: &'static str, conversion: Conversion) -> impl IntoView {
    let percent = |bps| format::percent(site.language, bps);
    view! {
        <Stat
            site=site
            label=label
            figure=conversion.bps.map_or_else(|| "–".to_owned(), percent)
            points=conversion.difference_bps
            from=conversion.before_bps.map(percent)
        />
    }
    .into_any()
}

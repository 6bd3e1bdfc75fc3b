//! Bars: one for each of a few things, the present one in full colour.

use leptos::prelude::*;
use paylinks::language::Language;

use super::scale::{HEIGHT, down, marks};
use crate::site::Site;

const STEP: i64 = 100;
const BAR: i64 = 80;

/// One bar.
#[derive(Clone, Debug)]
pub struct Bar {
    /// Its name.
    pub name: String,
    /// Its figure.
    pub value: i64,
}

/// A bar chart; the last bar is the present one.
#[component]
pub fn BarChart(
    site: Site,
    /// What it shows.
    label: &'static str,
    bars: Vec<Bar>,
    /// Writes a figure in full.
    figure: fn(Language, i64) -> String,
) -> impl IntoView {
    let most = bars.iter().map(|bar| bar.value).max().unwrap_or(0);
    let top = marks(most).last().copied().unwrap_or(1);
    let last = bars.len().saturating_sub(1);
    let width = i64::try_from(bars.len().max(1)).unwrap_or(1) * STEP;
    let drawn = bars.iter().enumerate().map(|(place, bar)| {
        let left = i64::try_from(place).unwrap_or(0) * STEP + (STEP - BAR) / 2;
        let y = down(bar.value, top);
        let class = if place == last { "chart__bar chart__bar--now" } else { "chart__bar" };
        view! { <rect class=class x=left y=y width=BAR height=HEIGHT - y /> }
    });
    let drawn = drawn.collect_view();
    let names = bars.iter().map(|bar| view! { <span>{bar.name.clone()}</span> }).collect_view();
    let rows = bars.into_iter().map(|bar| {
        view! {
            <tr>
                <th scope="row">{bar.name}</th>
                <td class="number">{figure(site.language, bar.value)}</td>
            </tr>
        }
    });
    view! {
        <figure class="chart">
            <figcaption class="chart__head"><h2>{label}</h2></figcaption>
            <div class="chart__plot chart__plot--bars">
                <svg viewBox=format!("0 0 {width} {HEIGHT}") preserveAspectRatio="none" aria-hidden="true">
                    {drawn}
                </svg>
            </div>
            <div class="chart__names" aria-hidden="true">{names}</div>
            <details class="twin">
                <summary>{site.words().shared.as_table}</summary>
                <table class="twin__table"><tbody>{rows.collect_view()}</tbody></table>
            </details>
        </figure>
    }
    .into_any()
}

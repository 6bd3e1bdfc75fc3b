//! A line over days, with the period before as a dashed one.

use leptos::prelude::*;
use paylinks::language::Language;

use super::scale::{HEIGHT, marks, path};
use crate::site::Site;

const WIDTH: i64 = 1000;
/// Days named below the drawing.
const NAMED: usize = 5;

/// One day of a chart.
#[derive(Clone, Debug)]
pub struct Point {
    /// The day in words.
    pub day: String,
    /// Its figure.
    pub value: i64,
    /// The figure of the same day in the period before.
    pub before: Option<i64>,
}

/// A line chart.
#[component]
pub fn LineChart(
    site: Site,
    /// What it shows, such as «Revenue by day».
    label: &'static str,
    /// The name of the line.
    name: &'static str,
    /// The name of the dashed line.
    before: &'static str,
    points: Vec<Point>,
    /// Writes a figure in full.
    figure: fn(Language, i64) -> String,
    /// Writes a mark of the axis.
    mark: fn(Language, i64) -> String,
    /// Whether the last day is not over.
    #[prop(optional)]
    open: bool,
) -> impl IntoView {
    let most = points.iter().flat_map(|point| [Some(point.value), point.before]).flatten().max().unwrap_or(0);
    let marks = marks(most);
    let top = marks.last().copied().unwrap_or(1);
    let count = points.len();
    let closed = if open { count.saturating_sub(1) } else { count };
    let all = || points.iter().map(|point| point.value).enumerate();
    let line = path(all().take(closed.max(1)), count, WIDTH, top);
    let rest = path(all().skip(closed.saturating_sub(1)), count, WIDTH, top);
    let area = format!("{}L{WIDTH} {HEIGHT}L0 {HEIGHT}Z", path(all(), count, WIDTH, top));
    let former = points.iter().enumerate().filter_map(|(place, point)| Some((place, point.before?)));
    let former = path(former, count, WIDTH, top);
    let has_former = points.iter().any(|point| point.before.is_some());
    let legend = has_former.then(|| {
        view! {
            <p class="chart__legend">
                <span class="chart__key">{name}</span>
                <span class="chart__key chart__key--before">{before}</span>
            </p>
        }
    });
    let axis = marks.iter().rev().map(|value| {
        // Where nothing is, only the zero is true.
        let word = (most > 0 || *value == 0).then(|| mark(site.language, *value));
        view! { <span>{word}</span> }
    });
    let named = named(&points).into_iter().map(|day| view! { <span>{day}</span> });
    let lines = marks.len().saturating_sub(1);
    let grid = (0..=lines).map(|nth| {
        let y = i64::try_from(nth).unwrap_or(0) * HEIGHT / i64::try_from(lines.max(1)).unwrap_or(1);
        view! { <path class="chart__grid" d=format!("M0 {y}H{WIDTH}") vector-effect="non-scaling-stroke" /> }
    });
    view! {
        <figure class="chart">
            <figcaption class="chart__head"><h2>{label}</h2>{legend}</figcaption>
            <line-chart class="chart__body" data-name=name data-before=before>
                <div class="chart__plot">
                    <svg viewBox=format!("0 0 {WIDTH} {HEIGHT}") preserveAspectRatio="none" aria-hidden="true">
                        {grid.collect_view()}
                        <path class="chart__area" d=area />
                        <path class="chart__before" d=former vector-effect="non-scaling-stroke" />
                        <path class="chart__line" d=line vector-effect="non-scaling-stroke" />
                        {open.then(|| view! {
                            <path class="chart__open" d=rest vector-effect="non-scaling-stroke" />
                        })}
                    </svg>
                </div>
                <div class="chart__side" aria-hidden="true">{axis.collect_view()}</div>
                <div class="chart__days" aria-hidden="true">{named.collect_view()}</div>
            </line-chart>
            <Twin site=site label=label name=name before=has_former.then_some(before) points=points figure=figure />
        </figure>
    }
    .into_any()
}

/// A few days at even distances, the last among them.
fn named(points: &[Point]) -> Vec<String> {
    let last = points.len().saturating_sub(1);
    let wanted = NAMED.min(points.len());
    let place = |nth: usize| if wanted < 2 { 0 } else { nth * last / (wanted - 1) };
    (0..wanted).filter_map(|nth| points.get(place(nth))).map(|point| point.day.clone()).collect()
}

/// The same figures as a table.
#[component]
fn Twin(
    site: Site,
    label: &'static str,
    name: &'static str,
    #[prop(optional_no_strip)] before: Option<&'static str>,
    points: Vec<Point>,
    figure: fn(Language, i64) -> String,
) -> impl IntoView {
    let words = &site.words().shared;
    let rows = points.into_iter().map(|point| {
        let former = before.map(|_| {
            let text = point.before.map(|value| figure(site.language, value)).unwrap_or_default();
            view! { <td class="number">{text}</td> }
        });
        view! {
            <tr>
                <th scope="row">{point.day}</th>
                <td class="number">{figure(site.language, point.value)}</td>
                {former}
            </tr>
        }
    });
    view! {
        <details class="twin">
            <summary>{words.as_table}</summary>
            <div class="twin__scroll" tabindex="0" role="region" aria-label=label>
                <table class="twin__table">
                    <thead>
                        <tr>
                            <th scope="col">{words.day}</th>
                            <th scope="col" class="number">{name}</th>
                            {before.map(|before| view! { <th scope="col" class="number">{before}</th> })}
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}

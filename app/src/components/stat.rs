//! One figure: its name, itself, how it changed.

use leptos::prelude::*;

use super::Sparkline;
use crate::format;
use crate::site::Site;
use crate::words::fill;

/// A figure.
#[component]
pub fn Stat(
    site: Site,
    label: &'static str,
    #[prop(into)] figure: String,
    /// The unit after it, smaller: a currency or a percent sign.
    #[prop(optional)]
    unit: &'static str,
    /// By how much it changed, in hundredths of a percent; none when there was nothing before.
    #[prop(optional_no_strip)]
    change: Option<i64>,
    /// The figure before, in words.
    #[prop(optional_no_strip)]
    from: Option<String>,
    /// The same change in hundredths of a point, for figures that are percents themselves.
    #[prop(optional_no_strip)]
    points: Option<i64>,
    /// What else is to be said, in words.
    #[prop(optional_no_strip)]
    note: Option<String>,
    #[prop(optional)] values: Vec<i64>,
    #[prop(optional)] before: Vec<i64>,
) -> impl IntoView {
    let words = &site.words().shared;
    let change = change.map(|change| (change, format::percent(site.language, change.abs())));
    let points = points.map(|points| {
        let figure = format::percent(site.language, points.abs());
        let figure = figure.trim_end_matches('%').trim_end_matches('\u{a0}');
        (points, fill(site.words().home.points, &[figure]))
    });
    let change = change.or(points).map(|(change, text)| {
        let (class, arrow, word) = match change {
            0 => ("stat__change", "→", words.unchanged),
            1.. => ("stat__change stat__change--up", "↑", words.up),
            _ => ("stat__change stat__change--down", "↓", words.down),
        };
        view! {
            <span class=class>
                <span aria-hidden="true">{arrow}</span>
                <span class="hidden-visually">{word}</span>
                {format!(" {text}")}
            </span>
        }
    });
    let from = from.map(|from| fill(words.from_figure, &[&from]));
    let unit = (!unit.is_empty()).then(|| view! { <span class="stat__unit">{format!(" {unit}")}</span> });
    let spark = (!values.is_empty()).then(|| view! { <Sparkline values=values before=before /> });
    view! {
        <div class="stat">
            <dt class="stat__label">{label}</dt>
            <dd class="stat__figure">{figure}{unit}</dd>
            <dd class="stat__more">{change}<span>{from}{note}</span></dd>
            {spark.map(|spark| view! { <dd class="stat__spark" aria-hidden="true">{spark}</dd> })}
        </div>
    }
    .into_any()
}

/// Figures side by side.
#[component]
pub fn Stats(children: Children) -> impl IntoView {
    view! { <dl class="stats">{children()}</dl> }
}

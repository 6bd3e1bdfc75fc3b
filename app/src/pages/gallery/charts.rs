//! Figures drawn.

use leptos::prelude::*;

use super::part;
use crate::components::{Bar, BarChart, LineChart, Point, Sparkline, Stat, Stats};
use crate::format;
use crate::site::Site;

const DAYS: [i64; 14] = [40, 46, 51, 90, 115, 70, 38, 40, 68, 45, 60, 121, 88, 30];
const BEFORE: [i64; 14] = [45, 42, 66, 58, 62, 55, 93, 76, 88, 74, 50, 62, 96, 40];

/// Figures and charts.
#[component]
pub(super) fn Charts(site: Site) -> impl IntoView {
    let points = DAYS.iter().zip(BEFORE).zip(1..).map(|((value, before), day): (_, i32)| Point {
        day: format!("{day} Nov"),
        value: value * 1000,
        before: Some(before * 1000),
    });
    let bars = ["J", "F", "M", "A", "M", "J"]
        .into_iter()
        .zip(DAYS)
        .map(|(name, value)| Bar { name: name.to_owned(), value: value * 100 });
    vec![
        part("stat", view! { <Stats>
                <Stat site=site label="Revenue" figure="21.627,05" unit="RON" change=Some(2290) from=Some("17.604,15".into()) values=DAYS.to_vec() before=BEFORE.to_vec() />
                <Stat site=site label="Visitors who pay" figure="6,8 %" points=Some(-40) from=Some("7,2 %".into()) />
                <Stat site=site label="Payments" figure="0" change=Some(0) />
            </Stats> }.into_any()),
        part("line-chart", view! { <LineChart
                site=site
                label="Revenue by day"
                name="This period"
                before="The period before"
                points=points.collect()
                figure=format::amount
                mark=format::mark
                open=true
            /> }.into_any()),
        part("bar-chart", view! { <BarChart site=site label="Revenue by month" bars=bars.collect() figure=format::amount /> }.into_any()),
        part("sparkline", view! { <Sparkline values=DAYS.to_vec() before=BEFORE.to_vec() /> }.into_any()),
    ]
    .into_any()
}

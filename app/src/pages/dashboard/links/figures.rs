//! How one link sold in a period, against the one before.

use leptos::prelude::*;
use paylinks::figures::{Figure, PayLinkStats, Period};
use paylinks::money::Money;

use crate::components::{LineChart, Point, Stat, Stats, Tab, Tabs};
use crate::format;
use crate::links as at;
use crate::site::Site;
use crate::words::fill;

/// Figures and chart; the period is chosen in place.
#[component]
pub(super) fn Figures(site: Site, stats: PayLinkStats) -> impl IntoView {
    let words = &site.words().home;
    let points = stats.days.iter().zip(&stats.days_before).map(|(now, before)| Point {
        day: format::short_day(site.language, now.day.start()),
        value: now.gross_minor,
        before: Some(before.gross_minor),
    });
    let points: Vec<Point> = points.collect();
    // Where nothing was ever sold a chart has nothing to say.
    let chart = (stats.total.paid_count.value > 0).then(|| {
        view! {
            <LineChart
                site=site
                label=words.by_day
                name=words.this_period
                before=words.period_before
                points=points
                figure=format::amount
                mark=format::mark
                open=true
            />
        }
    });
    let money = Money::new(stats.total.gross_minor.value, stats.currency);
    let paid = format::number(site.language, stats.total.paid_count.value);
    let ever = fill(site.words().link.all_time, &[&format::money(site.language, money), &paid]);
    view! {
        <live-list class="link-page__figures" id="figures" tabindex="-1">
            <div class="head">
                <Tabs label=words.period tabs=periods(site, &stats) class="segments" />
                <p class="quiet small">{ever}</p>
            </div>
            <Sums site=site stats=stats />
            {chart}
        </live-list>
    }
    .into_any()
}

#[component]
fn Sums(site: Site, stats: PayLinkStats) -> impl IntoView {
    let words = &site.words().links;
    let (chosen, days) = (&stats.chosen, &stats.days);
    let count = |number| format::number(site.language, number);
    let before = |figure: &Figure| figure.before.filter(|before| *before > 0);
    let pays =
        chosen.conversion.bps.map_or_else(|| "–".to_owned(), |bps| format::percent(site.language, bps));
    let pays_before = chosen.conversion.before_bps.map(|bps| format::percent(site.language, bps));
    let all = vec![
        view! { <Stat
            site=site
            label=words.revenue
            figure=format::amount(site.language, chosen.gross_minor.value)
            unit=stats.currency.code()
            change=chosen.gross_minor.change_bps
            from=before(&chosen.gross_minor).map(|before| format::amount(site.language, before))
        /> }
        .into_any(),
        view! { <Stat
            site=site
            label=words.visits
            figure=count(chosen.visits.value)
            change=chosen.visits.change_bps
            from=before(&chosen.visits).map(count)
            values=days.iter().map(|day| day.visits).collect()
        /> }
        .into_any(),
        view! { <Stat
            site=site
            label=words.paid
            figure=count(chosen.paid_count.value)
            change=chosen.paid_count.change_bps
            from=before(&chosen.paid_count).map(count)
            values=days.iter().map(|day| day.paid_count).collect()
        /> }
        .into_any(),
        view! { <Stat
            site=site
            label=words.conversion
            figure=pays
            points=chosen.conversion.difference_bps
            from=pays_before
        /> }
        .into_any(),
    ];
    view! { <Stats>{all}</Stats> }.into_any()
}

fn periods(site: Site, stats: &PayLinkStats) -> Vec<Tab> {
    let words = &site.words().home;
    let tab = |period: Period| Tab {
        href: at::link_over(&stats.pay_link_id, period),
        word: match period {
            Period::Week => words.week,
            Period::FourWeeks => words.four_weeks,
            Period::Quarter => words.quarter,
            Period::Year => words.year,
        },
        here: period == stats.period,
    };
    Period::ALL.map(tab).to_vec()
}

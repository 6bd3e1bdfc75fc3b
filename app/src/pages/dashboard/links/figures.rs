//! How one link sold in a period, against the one before.

use leptos::prelude::*;
use paylinks::figures::{PayLinkStats, Period};
use paylinks::money::Money;
use paylinks::payment_links::PriceType;

use super::super::compared::{Compared, Converted};
use crate::components::{LineChart, Point, Stats, Tab, Tabs};
use crate::format;
use crate::links as at;
use crate::site::Site;
use crate::words::fill;

/// Figures and chart; the period is chosen in place.
#[component]
pub(super) fn Figures(
    site: Site,
    stats: PayLinkStats,
    /// How the link's price comes about.
    kind: PriceType,
) -> impl IntoView {
    if kind == PriceType::Free {
        return view! { <Taken site=site stats=stats /> }.into_any();
    }
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
    let chosen = stats.chosen;
    let paid: Vec<i64> = stats.days.iter().map(|day| day.paid_count).collect();
    let visits: Vec<i64> = stats.days.iter().map(|day| day.visits).collect();
    view! {
        <Stats>
            <Compared
                site=site
                label=words.revenue
                figure=chosen.gross_minor
                write=format::amount
                unit=stats.currency.code()
            />
            <Compared
                site=site
                label=words.visits
                figure=chosen.visits
                write=format::number
                values=visits
            />
            <Compared
                site=site
                label=words.paid
                figure=chosen.paid_count
                write=format::number
                values=paid
            />
            <Converted site=site label=words.conversion conversion=chosen.conversion />
            <Compared
                site=site
                label=site.words().link.started
                figure=chosen.started_count
                write=format::number
            />
            <Compared
                site=site
                label=site.words().link.abandoned
                figure=chosen.abandoned_count
                write=format::number
            />
        </Stats>
    }
    .into_any()
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

/// How often what is free was taken.
#[component]
fn Taken(site: Site, stats: PayLinkStats) -> impl IntoView {
    let (words, home) = (&site.words().links, &site.words().home);
    let points = stats.days.iter().zip(&stats.days_before).map(|(now, before)| Point {
        day: format::short_day(site.language, now.day.start()),
        value: now.claimed_count,
        before: Some(before.claimed_count),
    });
    let points: Vec<Point> = points.collect();
    let chart = (stats.total.claimed_count.value > 0).then(|| {
        view! {
            <LineChart
                site=site
                label=site.words().leads.by_day
                name=home.this_period
                before=home.period_before
                points=points
                figure=format::number
                mark=format::number
                open=true
            />
        }
    });
    let taken: Vec<i64> = stats.days.iter().map(|day| day.claimed_count).collect();
    let visits: Vec<i64> = stats.days.iter().map(|day| day.visits).collect();
    let ever = format::number(site.language, stats.total.claimed_count.value);
    let chosen = stats.chosen.clone();
    view! {
        <live-list class="link-page__figures" id="figures" tabindex="-1">
            <div class="head">
                <Tabs label=home.period tabs=periods(site, &stats) class="segments" />
                <p class="quiet small">{fill(site.words().leads.all_time, &[&ever])}</p>
            </div>
            <Stats>
                <Compared
                    site=site
                    label=site.words().leads.taken
                    figure=chosen.claimed_count
                    write=format::number
                    values=taken
                />
                <Compared site=site label=words.visits figure=chosen.visits write=format::number values=visits />
                <Converted site=site label=site.words().leads.converted conversion=chosen.conversion />
            </Stats>
            {chart}
        </live-list>
    }
    .into_any()
}

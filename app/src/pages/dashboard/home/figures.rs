//! The figures of the first page.

use leptos::prelude::*;
use paylinks::figures::{Figure, Overview};

use crate::components::{Stat, Stats};
use crate::format;
use crate::site::Site;
use crate::words::fill;

/// Revenue of today, a week, four weeks and all time.
#[component]
pub(super) fn Totals(site: Site, overview: Overview) -> impl IntoView {
    let words = &site.words().home;
    let unit = overview.currency.code();
    let money = |minor| format::amount(site.language, minor);
    let before = |figure: &Figure| figure.before.filter(|before| *before > 0).map(money);
    let last = |days: usize| {
        let values = |all: &[paylinks::figures::DayFigures]| -> Vec<i64> {
            all[all.len().saturating_sub(days)..].iter().map(|day| day.gross_minor).collect()
        };
        if overview.days.len() >= days { values(&overview.days) } else { Vec::new() }
    };
    let figures = &overview.figures;
    let (today, week) = (figures.today.gross_minor, figures.seven_days.gross_minor);
    let (weeks, total) = (figures.twenty_eight_days.gross_minor, figures.total.gross_minor);
    let yesterday = before(&today).map(|before| fill(words.from_yesterday, &[&before]));
    let all = vec![
        view! { <Stat site=site label=words.today figure=money(today.value) unit=unit note=yesterday /> }
            .into_any(),
        view! { <Stat
            site=site
            label=words.week
            figure=money(week.value)
            unit=unit
            change=week.change_bps
            from=before(&week)
            values=last(7)
        /> }
        .into_any(),
        view! { <Stat
            site=site
            label=words.four_weeks
            figure=money(weeks.value)
            unit=unit
            change=weeks.change_bps
            from=before(&weeks)
            values=last(28)
        /> }
        .into_any(),
        view! { <Stat
            site=site
            label=words.total
            figure=money(total.value)
            unit=unit
            note=Some(words.since_start.to_owned())
        /> }
        .into_any(),
    ];
    view! { <Stats>{all}</Stats> }.into_any()
}

/// What else the chosen period brought.
#[component]
pub(super) fn Chosen(site: Site, overview: Overview) -> impl IntoView {
    let words = &site.words().home;
    let chosen = &overview.figures.chosen;
    let count = |number| format::number(site.language, number);
    let before = |figure: &Figure| figure.before.filter(|before| *before > 0).map(count);
    let days = &overview.days;
    let pays =
        chosen.conversion.bps.map_or_else(|| "–".to_owned(), |bps| format::percent(site.language, bps));
    let pays_before = chosen.conversion.before_bps.map(|bps| format::percent(site.language, bps));
    let refunded = chosen.refunded_minor;
    let all = vec![
        view! { <Stat
            site=site
            label=words.payments
            figure=count(chosen.paid_count.value)
            change=chosen.paid_count.change_bps
            from=before(&chosen.paid_count)
            values=days.iter().map(|day| day.paid_count).collect()
        /> }
        .into_any(),
        view! { <Stat
            site=site
            label=words.visits
            figure=count(chosen.visits.value)
            change=chosen.visits.change_bps
            from=before(&chosen.visits)
            values=days.iter().map(|day| day.visits).collect()
        /> }
        .into_any(),
        view! { <Stat
            site=site
            label=words.who_pay
            figure=pays
            points=chosen.conversion.difference_bps
            from=pays_before
        /> }
        .into_any(),
        view! { <Stat
            site=site
            label=words.refunded
            figure=format::amount(site.language, refunded.value)
            unit=overview.currency.code()
        /> }
        .into_any(),
    ];
    view! { <Stats>{all}</Stats> }.into_any()
}

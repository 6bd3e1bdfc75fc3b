//! The figures of the first page.

use leptos::prelude::*;
use paylinks::figures::Overview;

use super::super::compared::{Compared, Converted};
use crate::components::{Stat, Stats};
use crate::format;
use crate::site::Site;
use crate::words::fill;

/// Revenue of today, a week, four weeks and all time.
#[component]
pub(super) fn Totals(site: Site, overview: Overview) -> impl IntoView {
    let words = &site.words().home;
    let unit = overview.currency.code();
    let money = move |minor| format::amount(site.language, minor);
    let (figures, days) = (overview.figures, overview.days);
    let last = move |count: usize| -> Vec<i64> {
        let from = days.len().checked_sub(count);
        from.map_or_else(Vec::new, |from| days[from..].iter().map(|day| day.gross_minor).collect())
    };
    let today = figures.today.gross_minor;
    let before = today.before.filter(|before| *before > 0).map(money);
    let yesterday = before.map(|before| fill(words.from_yesterday, &[&before]));
    view! {
        <Stats>
            <Stat site=site label=words.today figure=money(today.value) unit=unit note=yesterday />
            <Compared
                site=site
                label=words.week
                figure=figures.seven_days.gross_minor
                write=format::amount
                unit=unit
                values=last(7)
            />
            <Compared
                site=site
                label=words.four_weeks
                figure=figures.twenty_eight_days.gross_minor
                write=format::amount
                unit=unit
                values=last(28)
            />
            <Stat
                site=site
                label=words.total
                figure=money(figures.total.gross_minor.value)
                unit=unit
                note=Some(words.since_start.to_owned())
            />
        </Stats>
    }
    .into_any()
}

/// What else the chosen period brought.
#[component]
pub(super) fn Chosen(site: Site, overview: Overview) -> impl IntoView {
    let words = &site.words().home;
    let chosen = overview.figures.chosen;
    let paid: Vec<i64> = overview.days.iter().map(|day| day.paid_count).collect();
    let visits: Vec<i64> = overview.days.iter().map(|day| day.visits).collect();
    view! {
        <Stats>
            <Compared
                site=site
                label=words.payments
                figure=chosen.paid_count
                write=format::number
                values=paid
            />
            <Compared
                site=site
                label=words.visits
                figure=chosen.visits
                write=format::number
                values=visits
            />
            <Converted site=site label=words.who_pay conversion=chosen.conversion />
            <Stat
                site=site
                label=words.refunded
                figure=format::amount(site.language, chosen.refunded_minor.value)
                unit=overview.currency.code()
            />
        </Stats>
    }
    .into_any()
}

//! The first page of the dashboard: money first, then what needs attention, then the first steps.

mod attention;
mod figures;
mod recent;
mod steps;

use leptos::prelude::*;
use paylinks::figures::{Overview, Period};
use paylinks::money::{Currency, Money};

use self::attention::AttentionList;
use self::figures::{Chosen, Totals};
use self::recent::Recent;
use self::steps::Steps;
use crate::components::{LineChart, LinkButton, Look, Point, Sign, Tab, Tabs};
use crate::format;
use crate::links as at;
use crate::shell::{Dashboard, Here, Person};
use crate::site::Site;
use crate::words::fill;

/// The first page of the dashboard.
#[component]
pub fn HomePage(
    site: Site,
    person: Person,
    overview: Overview,
    /// The currency asked for, when it was.
    asked: Option<Currency>,
    /// The idempotency key of the page's one form.
    key: String,
) -> impl IntoView {
    let words = &site.words().home;
    let title = fill(words.hello, &[person.called()]);
    let points = overview.days.iter().zip(&overview.days_before).map(|(now, before)| Point {
        day: format::short_day(site.language, now.day.start()),
        value: now.gross_minor,
        before: Some(before.gross_minor),
    });
    let points: Vec<Point> = points.collect();
    let checklist = overview.checklist.clone();
    view! {
        <Dashboard site=site person=person here=Here::Home title=words.title>
            <div class="head">
                <div>
                    <h1>{title}</h1>
                    <p class="lead">{today(site, &overview)}</p>
                </div>
                <LinkButton href=at::NEW_LINK label=site.words().links.new look=Look::Primary sign=Sign::Plus />
            </div>
            <live-list id="overview" class="home" tabindex="-1">
                <section class="home__money">
                    <Currencies site=site overview=overview.clone() />
                    <Totals site=site overview=overview.clone() />
                </section>
                <div class="home__columns">
                    <div class="home__story">
                        <section class="home__chart">
                            <Tabs label=words.period tabs=periods(site, &overview, asked) class="segments" />
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
                            <Chosen site=site overview=overview.clone() />
                        </section>
                        <Recent site=site payments=overview.recent />
                    </div>
                    <aside class="home__rail">
                        <AttentionList site=site all=overview.attention />
                        <Steps site=site checklist=checklist key=key />
                    </aside>
                </div>
            </live-list>
        </Dashboard>
    }
}

/// The day, and what it brought so far.
fn today(site: Site, overview: &Overview) -> String {
    let words = &site.words().home;
    let day = format::day(site.language, overview.today.start());
    let today = &overview.figures.today;
    let money = format::money(site.language, Money::new(today.gross_minor.value, overview.currency));
    match today.paid_count.value {
        0 => fill(words.today_none, &[&day]),
        1 => fill(words.today_one, &[&day, &money]),
        many => fill(words.today_many, &[&day, &format::number(site.language, many), &money]),
    }
}

fn periods(site: Site, overview: &Overview, asked: Option<Currency>) -> Vec<Tab> {
    let words = &site.words().home;
    let tab = |period: Period| Tab {
        href: at::home(Some(period), asked),
        word: match period {
            Period::Week => words.week,
            Period::FourWeeks => words.four_weeks,
            Period::Quarter => words.quarter,
            Period::Year => words.year,
        },
        here: period == overview.period,
    };
    Period::ALL.map(tab).to_vec()
}

/// What the figures are in, and what there is beside.
#[component]
fn Currencies(site: Site, overview: Overview) -> impl IntoView {
    let words = &site.words().home;
    let period = Some(overview.period);
    let others = overview.other_currencies.into_iter().map(|other| {
        let money = format::money(site.language, Money::new(other.gross_minor, other.currency));
        let href = at::home(period, Some(other.currency));
        view! {
            <span>
                {fill(words.also, &[&money])}
                " "
                <a href=href data-live="">{fill(words.show_currency, &[other.currency.code()])}</a>
            </span>
        }
    });
    let others = others.collect::<Vec<_>>();
    let several = !others.is_empty();
    several
        .then(|| {
            view! {
                <p class="home__currency">
                    <span>{fill(words.in_currency, &[overview.currency.code()])}</span>
                    {others}
                </p>
            }
        })
        .into_any()
}

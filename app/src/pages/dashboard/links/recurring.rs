//! How a link is paid, in its form; and who has subscribed, on its page.

use leptos::prelude::*;
use paylinks::payment_links::{Interval, ONE_TIME, SUBSCRIPTION};
use paylinks::subscriptions::SubscriptionRow;

use crate::components::{Badge, Choice, Column, Segment, Segments, Select, State, Table, TextField};
use crate::format;
use crate::forms::Form;
use crate::site::Site;

/// Whether it is paid once or again and again; how often, and what is free before.
#[component]
pub(super) fn RecurringFields(site: Site, form: Form, saved: bool) -> impl IntoView {
    let words = &site.words().subscription;
    let kind = form.value("payment_type").to_owned();
    let again = kind == SUBSCRIPTION;
    let kinds = if saved {
        view! { <input type="hidden" name="payment_type" value=kind /> }.into_any()
    } else {
        let segment = |value, word| Segment { value, word, sign: None };
        let segments = vec![segment(ONE_TIME, words.once), segment(SUBSCRIPTION, words.again)];
        view! { <Segments label=words.kind name="payment_type" chosen=kind segments=segments /> }.into_any()
    };
    let choices = Interval::ALL.map(|interval| {
        let label = match interval {
            Interval::Week => words.week,
            Interval::Month => words.month,
            Interval::SixMonths => words.six_months,
            Interval::Year => words.year,
        };
        Choice { value: interval.as_str(), label }
    });
    let fields = (!saved || again).then(|| {
        view! {
            <div class="recurring">
                <Select
                    site=site
                    field=form.field("recurring_interval")
                    label=words.interval
                    choices=choices.to_vec()
                />
                <TextField
                    site=site
                    field=form.field("trial_days")
                    label=words.trial_days
                    hint=words.trial_hint
                    inputmode="numeric"
                    autocomplete="off"
                    optional=true
                />
            </div>
        }
    });
    view! { <div class="fixed-only">{kinds}{fields}</div> }.into_any()
}

/// Who has subscribed, the newest first.
#[component]
pub(super) fn Subscribers(site: Site, subscriptions: Vec<SubscriptionRow>) -> impl IntoView {
    let words = &site.words().subscription;
    if subscriptions.is_empty() {
        return view! { <h2>{words.subscribers}</h2><p class="lead">{words.no_subscribers}</p> }.into_any();
    }
    let rows = subscriptions.into_iter().map(|row| {
        let (state, word) = state_of(site, &row);
        let over = row.cancel_at_period_end || row.status == "CANCELED";
        let next = row.current_period_end.filter(|_| !over).map(|at| format::day(site.language, at));
        let second = row.customer_name.is_some().then(|| row.customer_email.clone());
        view! {
            <tr>
                <td dir="auto">
                    <span class="table__name">{row.customer_name.unwrap_or(row.customer_email)}</span>
                    {second.map(|email| view! { <span class="table__second">{email}</span> })}
                </td>
                <td><Badge state=state word=word /></td>
                <td class="number">{next}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let columns = vec![Column::of(words.subscriber), Column::of(words.state), Column::figures(words.next)];
    view! {
        <h2>{words.subscribers}</h2>
        <Table site=site caption=words.subscribers columns=columns>{rows}</Table>
    }
    .into_any()
}

fn state_of(site: Site, row: &SubscriptionRow) -> (State, &'static str) {
    let words = &site.words().subscription;
    match (row.status.as_str(), row.stripe_status.as_str()) {
        ("ACTIVE", "trialing") => (State::Waiting, words.trial),
        ("ACTIVE", _) => (State::Good, words.active),
        ("PAST_DUE", _) => (State::Warn, words.late),
        (_, "canceled") => (State::Idle, words.ended),
        _ => (State::Idle, words.ending),
    }
}

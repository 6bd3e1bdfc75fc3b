//! How Stripe's news of the merchant's account fare: what came, what waits, what went wrong.

use leptos::prelude::*;
use paylinks::inbox::{Delivery, DeliveryState, GivenUp, InboxHealth};

use super::Room;
use crate::components::{Badge, Banner, Column, Empty, Stat, State, Stats, Table, Tone};
use crate::format;
use crate::links as at;
use crate::shell::Person;
use crate::site::Site;
use crate::words::fill;

/// Stripe's news.
#[component]
pub fn WebhooksPage(site: Site, person: Person, health: InboxHealth) -> impl IntoView {
    let words = &site.words().webhooks;
    let body = if health.account.is_none() {
        view! {
            <Empty title=words.unconnected_title text=words.unconnected_text>
                <a class="button" href=at::CONNECT>{site.words().connect.connect}</a>
            </Empty>
        }
        .into_any()
    } else {
        view! { <Health site=site health=health /> }.into_any()
    };
    view! {
        <Room site=site person=person here=at::WEBHOOKS>
            <p class="lead">{words.intro}</p>
            {body}
        </Room>
    }
}

#[component]
fn Health(site: Site, health: InboxHealth) -> impl IntoView {
    let words = &site.words().webhooks;
    let number = move |count: i64| format::number(site.language, count);
    let counted = |state: DeliveryState| {
        health
            .outcomes
            .iter()
            .filter(|outcome| outcome.state == state)
            .map(|outcome| outcome.count)
            .sum::<i64>()
    };
    let given_up = i64::try_from(health.given_up.len()).unwrap_or(i64::MAX);
    let failed = counted(DeliveryState::Failed) + given_up;
    let received = format!("{}{}", number(health.received), if health.capped { "+" } else { "" });
    let applied = counted(DeliveryState::Applied);
    let waits = health.oldest_waiting_seconds.filter(|_| health.waiting > 0).map(|seconds| {
        let oldest = format::wait(u64::try_from(seconds).unwrap_or_default());
        view! { <p class="quiet small">{fill(words.oldest, &[&oldest])}</p> }
    });
    let lost = (!health.given_up.is_empty()).then(|| {
        view! { <Lost site=site given_up=health.given_up /> }
    });
    let deliveries = if health.deliveries.is_empty() {
        view! { <Empty title=words.empty_title text=words.empty_text /> }.into_any()
    } else {
        view! { <Deliveries site=site deliveries=health.deliveries /> }.into_any()
    };
    view! {
        <Stats>
            <Stat site=site label=words.received figure=received />
            <Stat site=site label=words.applied figure=number(applied) />
            <Stat site=site label=words.waiting figure=number(health.waiting) />
            <Stat site=site label=words.failed figure=number(failed) />
        </Stats>
        {waits}
        {lost}
        <section class="api-news">
            <h2>{words.last}</h2>
            {deliveries}
        </section>
    }
    .into_any()
}

/// What was given up after its last try.
#[component]
fn Lost(site: Site, given_up: Vec<GivenUp>) -> impl IntoView {
    let words = &site.words().webhooks;
    let items = given_up.into_iter().map(move |lost| {
        let tries = fill(words.tries, &[&format::number(site.language, lost.attempts)]);
        let why = lost.last_error.unwrap_or_default();
        view! { <li><code>{lost.event_id}</code>{format!(" {tries} {why}")}</li> }
    });
    view! {
        <Banner tone=Tone::Bad>
            <strong>{words.given_up}</strong>
            <ul>{items.collect_view()}</ul>
        </Banner>
    }
    .into_any()
}

#[component]
fn Deliveries(site: Site, deliveries: Vec<Delivery>) -> impl IntoView {
    let words = &site.words().webhooks;
    let columns = vec![
        Column::of(words.event),
        Column::of(words.arrived),
        Column::of(words.endpoint),
        Column::of(words.outcome),
    ];
    let rows = deliveries.into_iter().map(move |delivery| {
        let (state, word) = match delivery.state {
            DeliveryState::Waiting => (State::Waiting, words.state_waiting),
            DeliveryState::Applied => (State::Good, words.state_applied),
            DeliveryState::Ignored => (State::Idle, words.state_ignored),
            DeliveryState::Aside => (State::Idle, words.state_aside),
            DeliveryState::Failed => (State::Bad, words.state_failed),
        };
        let told = matches!(delivery.state, DeliveryState::Aside | DeliveryState::Failed);
        let more = delivery.outcome.filter(|_| told);
        let more = more.map(|text| view! { <span class="table__second" lang="en">{text}</span> });
        let at = delivery.received_at;
        view! {
            <tr>
                <td class="wide">
                    <code>{delivery.r#type}</code>
                    <span class="table__second"><code>{delivery.object_id}</code></span>
                </td>
                <td class="nowrap">
                    <relative-time datetime=at.to_string()>{format::moment(site.language, at)}</relative-time>
                </td>
                <td class="spare"><code>{delivery.endpoint}</code></td>
                <td><Badge state=state word=word />{more}</td>
            </tr>
        }
    });
    view! { <Table site=site caption=words.last columns=columns>{rows.collect_view()}</Table> }.into_any()
}

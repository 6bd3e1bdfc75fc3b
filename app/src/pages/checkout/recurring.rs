//! What the pay page and the page of thanks say of what is paid again and again.

use std::time::Duration;

use leptos::prelude::*;
use paylinks::clock::Timestamp;
use paylinks::money::Money;
use paylinks::payment_links::{Recurring, Terms};
use paylinks::subscriptions::Plan;

use crate::components::{Fact, Facts};
use crate::format;
use crate::site::Site;
use crate::words::fill;

const DAY: u64 = 24 * 3600;

/// The trial in a sentence: with the day of the first charge when it is known what day it is.
fn trial(site: Site, price: Money, recurring: Recurring, now: Option<Timestamp>) -> String {
    let words = &site.words().subscription;
    let days = recurring.trial_days.to_string();
    let price = format::money(site.language, price);
    let every = recurring.interval.every(site.language);
    match now {
        Some(now) => {
            let free = Duration::from_secs(u64::try_from(recurring.trial_days).unwrap_or(0) * DAY);
            let first = paylinks::format::full_day(now.plus(free), site.language);
            fill(words.trial_from, &[&days, &price, every, &first])
        }
        None => fill(words.trial_plain, &[&days, &price, every]),
    }
}

/// How often `price`, which holds what comes on top, is paid, and what is free before.
pub(super) fn rhythm(site: Site, terms: &Terms, price: Money, now: Option<Timestamp>) -> Option<AnyView> {
    let recurring = terms.details.recurring?;
    let every = recurring.interval.every(site.language);
    let free = (recurring.trial_days > 0).then(|| {
        view! { <p class="pay__trial">{trial(site, price, recurring, now)}</p> }
    });
    Some(view! { <p class="pay__rhythm">{every}</p>{free} }.into_any())
}

/// What is due today, what the button says, and what the buyer agrees to.
pub(super) fn due(site: Site, terms: &Terms, total: &str) -> Option<(String, String, String)> {
    let recurring = terms.details.recurring?;
    let words = &site.words().subscription;
    let every = recurring.interval.every(site.language);
    if recurring.trial_days == 0 {
        return Some((total.to_owned(), fill(words.start, &[total]), fill(words.consent, &[every])));
    }
    let consent = fill(words.consent_trial, &[total, every]);
    let nothing = Money::new(0, terms.currency);
    Some((format::money(site.language, nothing), words.start_trial.to_owned(), consent))
}

/// A subscription to its buyer.
#[component]
pub(super) fn PlanCard(site: Site, plan: Plan, title: String) -> impl IntoView {
    let words = &site.words().subscription;
    let day = |at| paylinks::format::full_day(at, site.language);
    let price =
        format!("{} {}", format::money(site.language, plan.price), plan.interval.every(site.language));
    let next = if plan.trial { words.first_charge } else { words.next_charge };
    let facts = vec![
        Fact::about(title, price),
        Fact::maybe(next, plan.next_charge.map(day)),
        Fact::maybe(words.ends, plan.ends.map(day)),
        Fact::maybe(site.words().outcome.card, plan.card),
    ];
    view! {
        <section class="receipt">
            <header class="receipt__head"><h2>{words.heading}</h2></header>
            <Facts facts=facts class="facts ledger" />
        </section>
    }
    .into_any()
}

//! What happened to a payment, and who did it.

use leptos::prelude::*;
use paylinks::events::TimelineEntry;

use crate::components::{Moment, Sign, Timeline};
use crate::format;
use crate::site::Site;
use crate::words::fill;

/// The story, newest first.
#[component]
pub(super) fn StoryOf(site: Site, timeline: Vec<TimelineEntry>) -> impl IntoView {
    let moments: Vec<Moment> = timeline.iter().map(|entry| moment(site, entry)).collect();
    if moments.is_empty() {
        view! { <p class="lead">{site.words().payment.nothing}</p> }.into_any()
    } else {
        view! { <Timeline moments=moments /> }.into_any()
    }
}

fn moment(site: Site, entry: &TimelineEntry) -> Moment {
    let words = site.words();
    let (kind, actor) = match entry.who_kind.as_str() {
        "buyer" => (words.payment.by_buyer, Sign::Person),
        "person" => (words.payment.by_person, Sign::Person),
        "key" => (words.payment.by_key, Sign::Key),
        "stripe" => (words.payment.by_stripe, Sign::Card),
        _ => (words.payment.by_system, Sign::Bolt),
    };
    // What happened shows where it matters most; elsewhere who did it.
    let (sign, what) = match entry.kind.as_str() {
        "payment.started" => (Sign::Clock, words.story.started),
        "payment.completed" => (Sign::Check, words.story.completed),
        "payment.failed" => (Sign::Cross, words.story.failed),
        "payment.canceled" => (Sign::Cross, words.story.canceled),
        "payment.refunded" => (Sign::Return, words.story.refunded),
        "payment.settled" => (Sign::Bank, words.story.settled),
        "buyer.erasure_requested" => (Sign::Alert, words.purchases.erasure_story),
        "purchase.downloaded" => (Sign::Download, words.files.downloaded),
        "receipt.sent_again" => (Sign::Mail, words.story.sent_again),
        "invoice.corrected" => (actor, words.story.invoice_corrected),
        _ => (actor, words.story.updated),
    };
    let file = entry.data.get("file").and_then(|value| value.as_str());
    let what = file.map_or_else(|| what.to_owned(), |file| fill(what, &[file]));
    let reason = entry.data.get("message").and_then(|value| value.as_str());
    let what = reason.map_or_else(|| what.clone(), |reason| format!("{what}: {reason}"));
    Moment {
        sign,
        good: entry.kind == "payment.completed",
        what,
        kind,
        who: entry.who.clone(),
        when: format::moment(site.language, entry.at),
    }
}

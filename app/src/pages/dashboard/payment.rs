//! One payment: where the money goes, what happened, the facts.

use leptos::prelude::*;
use paylinks::events::TimelineEntry;
use paylinks::money::{Currency, Money};
use paylinks::payments::{Status, TransactionDetail};

use super::status;
use crate::components::{Badge, Banner, Fact, Facts, Moment, Sign, Timeline, Tone};
use crate::format;
use crate::links as at;
use crate::shell::{Dashboard, Here, Person};
use crate::site::Site;
use crate::words::{self, fill};

/// One payment.
#[component]
pub fn PaymentPage(site: Site, person: Person, payment: TransactionDetail) -> impl IntoView {
    let words = &site.words().payment;
    let amount = Money::new(payment.amount_minor, payment.currency);
    let (state, word) = status(site, payment.status);
    let buyer = payment.customer_name.clone().or_else(|| payment.customer_email.clone());
    let buyer = buyer.unwrap_or_else(|| words.unknown_buyer.to_owned());
    let when = format::moment(site.language, payment.paid_at.unwrap_or(payment.created_at));
    let bought = fill(words.bought, &[&buyer, &payment.pay_link.title, &when]);
    let late = payment.paid_late.then(|| view! { <Banner tone=Tone::Warn>{words.paid_late}</Banner> });
    let moments: Vec<Moment> = payment.timeline.iter().map(|entry| moment(site, entry)).collect();
    let story = if moments.is_empty() {
        view! { <p class="lead">{words.nothing}</p> }.into_any()
    } else {
        view! { <Timeline moments=moments /> }.into_any()
    };
    view! {
        <Dashboard site=site person=person here=Here::Payments title=format::money(site.language, amount)>
            <div class="head">
                <a class="head__back" href=at::PAYMENTS>{format!("← {}", site.words().payments.title)}</a>
            </div>
            <div class="payment__title">
                <h1 class="payment__amount">
                    {format!("{} ", format::amount(site.language, amount.minor))}
                    <span class="currency">{amount.currency.code()}</span>
                </h1>
                <Badge state=state word=word />
                <p>{bought}</p>
            </div>
            {late}
            <div class="payment__columns">
                <div class="payment__story">
                    <section class="payment__part">
                        <h2>{words.money}</h2>
                        <Facts facts=ledger(site, &payment) class="facts ledger" />
                    </section>
                    <section class="payment__part">
                        <h2>{words.happened}</h2>
                        {story}
                    </section>
                </div>
                <section class="payment__part">
                    <h2>{words.facts}</h2>
                    <Facts facts=facts(site, &payment) />
                </section>
            </div>
        </Dashboard>
    }
}

fn ledger(site: Site, payment: &TransactionDetail) -> Vec<Fact> {
    let words = &site.words().payment;
    let figure = |minor| format::amount(site.language, minor);
    let paid = matches!(payment.status, Status::Completed | Status::Refunded | Status::Disputed);
    let mut lines = vec![
        Fact::text(words.buyer_paid, figure(if paid { payment.amount_minor } else { 0 })),
        Fact::text(words.platform_fee, figure(if paid { -payment.platform_fee } else { 0 })),
    ];
    if payment.refunded_amount > 0 {
        lines.push(Fact::text(words.refunded, figure(-payment.refunded_amount)));
    }
    let net = Money::new(if paid { payment.net_amount } else { 0 }, payment.currency);
    lines.push(Fact::sum(words.net, format::money(site.language, net)));
    if paid {
        let settled = |minor: Option<i64>| {
            let currency = payment.settled_currency.as_deref().map(Currency::parse);
            match (minor, currency) {
                (Some(minor), Some(Ok(currency))) => {
                    format::money(site.language, Money::new(minor, currency))
                }
                _ => words.soon.to_owned(),
            }
        };
        lines.push(Fact::text(words.stripe_fee, settled(payment.stripe_fee_minor.map(|fee| -fee))));
        lines.push(Fact::text(words.settled, settled(payment.settled_minor)));
    }
    lines
}

fn facts(site: Site, payment: &TransactionDetail) -> Vec<Fact> {
    let words = &site.words().payment;
    let address = payment.customer_address.as_ref().map(|address| {
        let country = words::country(site.language, &address.country);
        let town = format!("{} {}", address.postal_code, address.city);
        let lines = [&address.line1, &address.line2, town.trim(), country];
        lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", ")
    });
    let card = format::card(payment.card_brand.as_deref(), payment.card_last4.as_deref());
    let card = card.map(|card| match payment.card_country.as_deref() {
        Some(code) => format!("{card}, {}", words::country(site.language, code)),
        None => card,
    });
    let slug = payment.pay_link.slug.clone();
    let link = view! { <a href=at::edit_link(&payment.pay_link_id)>{format!("/p/{slug}")}</a> };
    let mut facts = vec![
        Fact::maybe(words.buyer, payment.customer_name.clone()),
        Fact::maybe(words.email, payment.customer_email.clone()),
        Fact::maybe(words.phone, payment.customer_phone.clone()),
        Fact::maybe(words.address, address),
        Fact::maybe(words.card, card),
        Fact::view(words.link, link.into_any()),
        Fact::maybe(words.why_failed, payment.failure_message.clone()),
        Fact::view(words.number, code(paylinks::payments::receipt_number(&payment.id))),
        Fact::view(words.at_stripe, code(payment.stripe_payment_intent_id.clone())),
    ];
    if let Some(url) = payment.receipt_url.clone().filter(|url| url.starts_with("https://")) {
        let link = view! { <a href=url rel="noreferrer">{words.at_stripe}</a> };
        facts.push(Fact::view(words.receipt, link.into_any()));
    }
    facts
}

fn code(text: String) -> AnyView {
    view! { <code>{text}</code> }.into_any()
}

fn moment(site: Site, entry: &TimelineEntry) -> Moment {
    let words = site.words();
    let (sign, what) = match entry.kind.as_str() {
        "payment.started" => (Sign::Clock, words.story.started),
        "payment.completed" => (Sign::Check, words.story.completed),
        "payment.failed" => (Sign::Cross, words.story.failed),
        "payment.canceled" => (Sign::Cross, words.story.canceled),
        "payment.refunded" => (Sign::Card, words.story.refunded),
        "payment.settled" => (Sign::Card, words.story.settled),
        _ => (Sign::Clock, words.story.updated),
    };
    let kind = match entry.who_kind.as_str() {
        "buyer" => words.payment.by_buyer,
        "person" => words.payment.by_person,
        "key" => words.payment.by_key,
        "stripe" => words.payment.by_stripe,
        _ => words.payment.by_system,
    };
    let reason = entry.data.get("message").and_then(|value| value.as_str());
    let what = reason.map_or_else(|| what.to_owned(), |reason| format!("{what}: {reason}"));
    Moment {
        sign,
        good: entry.kind == "payment.completed",
        what,
        kind,
        who: entry.who.clone(),
        when: format::moment(site.language, entry.at),
    }
}

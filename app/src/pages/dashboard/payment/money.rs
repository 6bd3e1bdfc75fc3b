//! Where the money of a payment goes: a bar, and the same as a ledger.

use leptos::prelude::*;
use paylinks::money::{Currency, Money};
use paylinks::payments::TransactionDetail;

use crate::components::{Fact, Facts};
use crate::format;
use crate::pages::checkout::{inside, parts};
use crate::site::Site;
use crate::words::Words;

/// The bar's width in its own units.
const WIDE: i64 = 1000;
/// The gap between two parts.
const GAP: i64 = 4;

/// What Stripe has booked.
struct Booked {
    fee: Money,
    settled: Money,
}

fn booked(payment: &TransactionDetail) -> Option<Booked> {
    let currency = Currency::parse(payment.settled_currency.as_deref()?).ok()?;
    let money = |minor| Money::new(minor, currency);
    Some(Booked { fee: money(payment.stripe_fee_minor?), settled: money(payment.settled_minor?) })
}

/// Where the money goes.
#[component]
pub(super) fn MoneyOf(site: Site, payment: TransactionDetail) -> impl IntoView {
    if !payment.status.is_paid() {
        return view! { <p class="lead">{site.words().payment.no_money}</p> }.into_any();
    }
    let booked = booked(&payment);
    let same = booked.as_ref().filter(|booked| booked.fee.currency == payment.currency);
    let stripe = same.map_or(0, |booked| booked.fee.minor);
    let back = payment.refunded_amount;
    let rest = same.map_or(payment.net_amount, |booked| booked.settled.minor) - back;
    let parts = [
        (rest, "split__rest"),
        (payment.platform_fee, "split__platform"),
        (stripe, "split__stripe"),
        (back, "split__back"),
    ];
    let elsewhere = booked.as_ref().filter(|booked| booked.fee.currency != payment.currency);
    view! {
        {bar(payment.amount_minor, &parts)}
        <Facts facts=ledger(site, &payment, booked.as_ref(), rest) class="facts ledger" />
        {elsewhere.map(|booked| settlement(site, booked))}
    }
    .into_any()
}

/// One stretch for each part, in proportion; the ledger below says the same in figures.
fn bar(whole: i64, parts: &[(i64, &'static str)]) -> AnyView {
    let mut at = 0;
    let stretches = parts.iter().filter(|(minor, _)| *minor > 0).map(|(minor, class)| {
        let wide = minor.saturating_mul(WIDE) / whole.max(1);
        let stretch = (at, wide.max(GAP), *class);
        at += wide.max(GAP) + GAP;
        stretch
    });
    let stretches: Vec<_> = stretches.collect();
    let end = stretches.last().map_or(WIDE, |(at, wide, _)| at + wide);
    let rects = stretches.into_iter().map(|(at, wide, class)| {
        view! { <rect class=class x=at y="0" width=wide height="8" /> }
    });
    view! {
        <svg class="split" viewBox=format!("0 0 {end} 8") preserveAspectRatio="none" aria-hidden="true">
            {rects.collect_view()}
        </svg>
    }
    .into_any()
}

fn ledger(site: Site, payment: &TransactionDetail, booked: Option<&Booked>, rest: i64) -> Vec<Fact> {
    let Words { payment: words, .. } = site.words();
    let figure = |minor| format::amount(site.language, minor);
    let fee = format::percent(site.language, hundredths(payment.platform_fee, payment.amount_minor));
    let platform = view! {
        {words.platform_fee}
        <span class="facts__note">{fee}</span>
    };
    let mut lines = parts(site, &payment.order);
    let inside = inside(site, &payment.order).map(|(name, tax)| Fact::about(name, tax));
    let several = !lines.is_empty() || inside.is_some();
    let paid = figure(payment.amount_minor);
    lines.push(if several { Fact::sum(words.buyer_paid, paid) } else { Fact::text(words.buyer_paid, paid) });
    lines.extend(inside);
    lines.push(Fact::about(platform, figure(-payment.platform_fee)));
    let mut sum = words.net;
    match booked {
        Some(booked) if booked.fee.currency == payment.currency => {
            lines.push(Fact::text(words.stripe_fee, figure(-booked.fee.minor)));
            sum = words.receive;
        }
        Some(_) => {}
        None => lines.push(Fact::text(words.stripe_fee, words.soon)),
    }
    if payment.refunded_amount > 0 {
        lines.push(Fact::text(words.refunded, figure(-payment.refunded_amount)));
    }
    lines.push(Fact::sum(sum, format::money(site.language, Money::new(rest, payment.currency))));
    lines
}

/// What Stripe books in the account's own currency, when the buyer paid in another one.
fn settlement(site: Site, booked: &Booked) -> AnyView {
    let words = &site.words().payment;
    let fee = Money::new(-booked.fee.minor, booked.fee.currency);
    let lines = vec![
        Fact::text(words.stripe_fee, format::money(site.language, fee)),
        Fact::sum(words.settled, format::money(site.language, booked.settled)),
    ];
    view! { <Facts facts=lines class="facts ledger" /> }.into_any()
}

/// Hundredths of a percent that `part` is of `whole`, rounded to the nearest.
fn hundredths(part: i64, whole: i64) -> i64 {
    let whole = i128::from(whole.max(1));
    i64::try_from((i128::from(part) * 10_000 + whole / 2) / whole).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fee_is_told_as_it_was_agreed() {
        assert_eq!(hundredths(596, 14_900), 400);
        assert_eq!(hundredths(200, 4_999), 400);
        assert_eq!(hundredths(0, 100), 0);
        assert_eq!(hundredths(1, 0), 10_000);
    }
}

//! The facts of a payment: who, with what, which numbers.

use leptos::prelude::*;
use paylinks::payments::{TransactionDetail, receipt_number};

use super::super::answers::came_from;
use super::super::payments::PaymentFilter;
use crate::components::{CopyButton, Fact, Facts};
use crate::format;
use crate::links as at;
use crate::site::Site;
use crate::words;

/// The facts.
#[component]
pub(super) fn FactsOf(site: Site, payment: TransactionDetail) -> impl IntoView {
    view! { <Facts facts=facts(site, &payment) /> }
}

fn facts(site: Site, payment: &TransactionDetail) -> Vec<Fact> {
    let words = &site.words().payment;
    let stripes = payment.receipt_url.clone().filter(|url| url.starts_with("https://"));
    let stripes = stripes.map(|url| {
        Fact::view(words.stripe_receipt, view! { <a href=url rel="noreferrer">{words.open}</a> }.into_any())
    });
    let mut facts = vec![
        Fact::maybe(words.buyer, payment.customer_name.clone()),
        email(site, payment),
        Fact::maybe(words.phone, payment.customer_phone.clone()),
        Fact::maybe(words.address, address(site, payment)),
        card(site, payment),
        Fact::maybe(words.why_failed, payment.failure_message.clone()),
        link(site, payment),
        Fact::view(words.number, copied(site, receipt_number(&payment.id), words.copy_number)),
        Fact::view(words.id, copied(site, payment.id.clone(), words.copy_id)),
        Fact::view(
            words.at_stripe,
            copied(site, payment.stripe_payment_intent_id.clone(), words.copy_stripe),
        ),
    ];
    facts.extend(stripes);
    facts.extend(payment.collected.as_ref().and_then(|answers| came_from(site, answers)));
    facts
}

fn email(site: Site, payment: &TransactionDetail) -> Fact {
    let words = &site.words().payment;
    let Some(email) = payment.customer_email.clone() else { return Fact::maybe(words.email, None) };
    let all = PaymentFilter { q: email.clone(), ..PaymentFilter::default() }.address();
    let mailto = format!("mailto:{email}");
    let value = view! {
        <a href=mailto>{email}</a>
        <a class="facts__second" href=all>{words.all_of_buyer}</a>
    };
    Fact::view(words.email, value.into_any())
}

fn card(site: Site, payment: &TransactionDetail) -> Fact {
    let words = &site.words().payment;
    let card = format::card(payment.card_brand.as_deref(), payment.card_last4.as_deref());
    let Some(card) = card else { return Fact::maybe(words.card, None) };
    let country = payment.card_country.as_deref().map(|code| words::country(site.language, code));
    let value = view! {
        {card}
        {country.map(|country| view! { <span class="facts__second">{country}</span> })}
    };
    Fact::view(words.card, value.into_any())
}

fn link(site: Site, payment: &TransactionDetail) -> Fact {
    let href = at::link(&payment.pay_link_id);
    let address = at::pay(&payment.pay_link.slug);
    let all = at::payments_of(&payment.pay_link_id);
    let value = view! {
        <a href=href>{address}</a>
        <a class="facts__second" href=all>{site.words().payment.all_of_link}</a>
    };
    Fact::view(site.words().payment.link, value.into_any())
}

fn address(site: Site, payment: &TransactionDetail) -> Option<String> {
    let address = payment.customer_address.as_ref()?;
    let country = words::country(site.language, &address.country);
    let town = format!("{} {}", address.postal_code, address.city);
    let lines = [&address.line1, &address.line2, town.trim(), country];
    Some(lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", "))
}

/// A number that people take elsewhere.
fn copied(site: Site, text: String, label: &'static str) -> AnyView {
    view! {
        <span class="facts__number">
            <code>{text.clone()}</code>
            <CopyButton site=site text=text label=label brief=true />
        </span>
    }
    .into_any()
}

//! The buyer's subscriptions: how each stands, its end and the way back, another card.

use leptos::prelude::*;
use paylinks::clock::Timestamp;
use paylinks::money::Money;
use paylinks::payment_links::Interval;
use paylinks::subscriptions::OwnSubscription;

use super::checkout::{Seller, Top};
use crate::components::{Badge, Banner, Confirm, Fact, Facts, LinkButton, PostForm, SandboxBar, State, Tone};
use crate::format;
use crate::forms::Form;
use crate::links;
use crate::shell::{Document, Plain};
use crate::site::Site;
use crate::words::fill;

/// Price and rhythm: `29.99 RON every month`.
fn price(site: Site, subscription: &OwnSubscription) -> String {
    let every = Interval::parse(&subscription.interval, "interval").unwrap_or_default().every(site.language);
    let price = Money::new(subscription.amount_minor, subscription.currency);
    format!("{} {every}", format::money(site.language, price))
}

fn state(site: Site, subscription: &OwnSubscription) -> (State, &'static str) {
    let words = &site.words().subscription;
    match subscription.stripe_status.as_str() {
        _ if subscription.is_over() => (State::Idle, words.ended),
        "past_due" | "unpaid" => (State::Bad, words.late),
        _ if subscription.cancel_at_period_end => (State::Waiting, words.ending),
        "trialing" => (State::Good, words.trial),
        _ => (State::Good, words.active),
    }
}

/// When it is charged or ends, in words.
fn next(site: Site, subscription: &OwnSubscription) -> Option<String> {
    let words = &site.words().purchases;
    let day = |at: Timestamp| paylinks::format::full_day(at, site.language);
    let trial = subscription.stripe_status == "trialing";
    match (subscription.ends_at, subscription.next_charge_at) {
        (Some(at), _) if subscription.is_over() => Some(fill(words.ended_on, &[&day(at)])),
        (Some(at), _) => Some(fill(words.until, &[&day(at)])),
        (None, Some(at)) => Some(fill(if trial { words.first } else { words.next }, &[&day(at)])),
        (None, None) => None,
    }
}

fn question(site: Site, subscription: &OwnSubscription) -> String {
    let words = &site.words().purchases;
    let title = &subscription.pay_link.title;
    match subscription.current_period_end {
        Some(at) => fill(words.end_question_until, &[title, &paylinks::format::full_day(at, site.language)]),
        None => fill(words.end_question, &[title]),
    }
}

/// One subscription among the purchases.
#[component]
pub(super) fn Subscribed(site: Site, subscription: OwnSubscription) -> impl IntoView {
    let words = &site.words().purchases;
    let (look, word) = state(site, &subscription);
    let late = matches!(subscription.stripe_status.as_str(), "past_due" | "unpaid");
    let late = late.then(|| view! { <p class="bought__late">{words.paid_late}</p> });
    let card = format::card(subscription.card_brand.as_deref(), subscription.card_last4.as_deref());
    let title = &subscription.pay_link.title;
    let end = if subscription.cancel_at_period_end {
        let name = fill(words.go_on_named, &[title]);
        view! {
            <PostForm site=site action=links::resume_subscription(&subscription.id)>
                <button class="button button--small" aria-label=name>{words.go_on}</button>
            </PostForm>
        }
        .into_any()
    } else {
        view! {
            <Confirm
                site=site
                action=links::cancel_subscription(&subscription.id)
                verb=words.end
                question=question(site, &subscription)
                detail=words.end_detail
                submit=words.end_submit
                keep=words.end_keep
            />
        }
        .into_any()
    };
    let deeds = (!subscription.is_over()).then(|| {
        let change = links::change_card(&subscription.id);
        view! {
            <div class="purchases__deeds">
                <LinkButton href=change label=words.card small=true />
                {end}
            </div>
        }
    });
    view! {
        <li class="bought__one">
            <div class="bought__head">
                <h3 dir="auto">{title.clone()}</h3>
                <span class="bought__price">{price(site, &subscription)}</span>
            </div>
            <p class="bought__line">
                <Badge state=look word=word />
                <span>{next(site, &subscription)}</span>
                <span>{card}</span>
                <span>{fill(words.from_seller, &[&subscription.merchant_name])}</span>
            </p>
            {late}
            {deeds}
        </li>
    }
    .into_any()
}

/// Asks whether to end a subscription, where no dialog can.
#[component]
pub fn EndSubscriptionPage(site: Site, subscription: OwnSubscription) -> impl IntoView {
    let words = &site.words().purchases;
    let question = question(site, &subscription);
    view! {
        <Plain site=site title=question.clone()>
            <div class="confirm purchases" id="confirm">
                <h1 dir="auto">{question}</h1>
                <p class="lead">{words.end_detail}</p>
                <PostForm
                    site=site
                    action=links::cancel_subscription(&subscription.id)
                    class="form__actions"
                >
                    <button class="button button--danger">{words.end_submit}</button>
                    <a class="button button--quiet" href=links::PURCHASES>{words.end_keep}</a>
                </PostForm>
            </div>
        </Plain>
    }
}

/// What the page of another card needs to know of Stripe.
#[derive(Clone, Debug)]
pub struct CardForm {
    /// Where the browser finds Stripe.js.
    pub stripe_js: String,
    /// The key with which browsers speak to Stripe.
    pub publishable_key: String,
    /// The account that charges.
    pub account: String,
    /// Our own origin.
    pub origin: String,
    /// The setup intent of a card that was kept on the bank's own page; empty before.
    pub setup_intent: String,
}

/// Another card for a subscription: the fields are Stripe's.
#[component]
pub fn ChangeCardPage(
    site: Site,
    subscription: OwnSubscription,
    seller: Seller,
    card: CardForm,
    /// What went wrong before.
    form: Form,
) -> impl IntoView {
    let words = &site.words().purchases;
    let pay = &site.words().checkout;
    let action = links::change_card(&subscription.id);
    let back = format!("{}{action}", card.origin);
    let now = format::card(subscription.card_brand.as_deref(), subscription.card_last4.as_deref());
    let facts = vec![
        Fact::about(subscription.pay_link.title.clone(), price(site, &subscription)),
        Fact::maybe(words.card_now, now),
    ];
    let kept = !card.setup_intent.is_empty();
    let fields = if kept {
        view! { <p>{words.card_kept}</p> }.into_any()
    } else {
        view! {
            <div class="field">
                <div id="payment-element"></div>
                <noscript>
                    <p class="banner banner--warn">{words.card_noscript}</p>
                </noscript>
            </div>
        }
        .into_any()
    };
    let notice = form.notice(site).map(|notice| view! { <Banner tone=Tone::Bad>{notice}</Banner> });
    view! {
        <Document
            site=site
            title=format!("{} · {}", words.card_title, subscription.pay_link.title)
            sheet=site.assets.buyer_css_in(seller.brand.accent())
            script=Some(site.assets.card_js.clone())
            stripe=Some(card.stripe_js)
            class="pay outcome"
        >
            <SandboxBar site=site />
            <main id="main">
                <div class="pay__in">
                    <Top site=site seller=seller path=action.clone() />
                    <h1>{words.card_title}</h1>
                    <p>{fill(words.card_text, &[&subscription.pay_link.title])}</p>
                    {notice}
                    <Facts facts=facts class="facts ledger" />
                    <form
                        id="card"
                        class="checkout-form"
                        method="post"
                        action=action
                        novalidate=true
                        data-publishable-key=card.publishable_key
                        data-account=card.account
                        data-currency=subscription.currency.code()
                        data-locale=site.language.tag()
                        data-return-url=back
                        data-subscription=subscription.id
                        data-word-unavailable=pay.unavailable
                        data-word-network=pay.network
                    >
                        <input type="hidden" name="setup_intent" value=card.setup_intent />
                        {fields}
                        <p id="checkout-error" role="alert" hidden=true></p>
                        <button class="button button--primary" id="keep" disabled=!kept>{words.card_submit}</button>
                        <p><a href=links::PURCHASES>{words.back}</a></p>
                    </form>
                </div>
            </main>
        </Document>
    }
}

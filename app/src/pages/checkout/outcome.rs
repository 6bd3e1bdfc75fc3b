//! What became of a payment: thanks, patience, or another try.

use leptos::prelude::*;
use paylinks::checkout_sessions::{CheckoutOutcome, OutcomeState};
use paylinks::subscriptions::Plan;

use super::frame::{Foot, Seller, Top};
use super::goods::Goods;
use super::receipt::ReceiptCard;
use super::recurring::PlanCard;
use crate::components::{Icon, SandboxBar, Sign};
use crate::links;
use crate::shell::Document;
use crate::site::Site;
use crate::words::fill;

/// What became of a payment.
#[component]
pub fn OutcomePage(site: Site, outcome: CheckoutOutcome) -> impl IntoView {
    let words = &site.words().outcome;
    let path = links::outcome(&outcome.slug, &outcome.session_id);
    let (title, sign, mark) = match outcome.state {
        OutcomeState::Paid if outcome.plan.is_some() => {
            (site.words().subscription.done_title, Sign::Check, "outcome__mark outcome__mark--good")
        }
        OutcomeState::Paid => (words.paid_title, Sign::Check, "outcome__mark outcome__mark--good"),
        OutcomeState::Processing => (words.processing_title, Sign::Clock, "outcome__mark"),
        OutcomeState::Failed => (words.failed_title, Sign::Cross, "outcome__mark outcome__mark--bad"),
        OutcomeState::Canceled => (words.canceled_title, Sign::Cross, "outcome__mark"),
        OutcomeState::Open => (words.open_title, Sign::Clock, "outcome__mark"),
        OutcomeState::Expired => (words.expired_title, Sign::Clock, "outcome__mark"),
    };
    let again = links::again(&outcome.slug, &outcome.session_id);
    let body = match outcome.state {
        OutcomeState::Paid => view! { <Paid site=site outcome=outcome.clone() /> }.into_any(),
        OutcomeState::Processing => view! {
            <p class="lead" role="status">{words.processing_text}</p>
            <a class="button" href=path.clone()>{words.check_again}</a>
        }
        .into_any(),
        OutcomeState::Failed => view! {
            <p class="lead">{outcome.message.clone().unwrap_or_else(|| words.failed_text.to_owned())}</p>
            <a class="button button--primary" href=again>{words.try_again}</a>
        }
        .into_any(),
        OutcomeState::Canceled => view! {
            <p class="lead">{words.canceled_text}</p>
            <a class="button button--primary" href=again>{words.start_again}</a>
        }
        .into_any(),
        OutcomeState::Open => view! {
            <p class="lead">{words.open_text}</p>
            <a class="button button--primary" href=again>{words.back}</a>
        }
        .into_any(),
        OutcomeState::Expired => view! {
            <p class="lead">{words.expired_text}</p>
            <a class="button button--primary" href=again>{words.start_again}</a>
        }
        .into_any(),
    };
    let seller =
        Seller { name: outcome.merchant_name.clone(), brand: outcome.brand.clone(), ..Seller::default() };
    let contact = outcome.merchant_email.clone();
    let mailto = format!("mailto:{contact}");
    view! {
        <Document
            site=site
            title=format!("{title} · {}", outcome.merchant_name)
            sheet=site.assets.buyer_css_in(seller.brand.accent())
            script=None
            class="pay outcome"
        >
            <SandboxBar site=site />
            <main id="main">
                <div class="pay__in">
                    <Top site=site seller=seller path=path />
                    <Icon sign=sign class=mark />
                    <h1>{title}</h1>
                    {body}
                    <Foot site=site><a href=mailto>{contact}</a></Foot>
                </div>
            </main>
        </Document>
    }
}

#[component]
fn Paid(site: Site, outcome: CheckoutOutcome) -> impl IntoView {
    let words = &site.words().outcome;
    if let Some(plan) = outcome.plan.clone() {
        return view! { <Subscribed site=site outcome=outcome plan=plan /> }.into_any();
    }
    let sent = outcome.email.as_ref().map(|email| fill(words.sent_to, &[email]));
    let text = sent.map_or_else(|| words.paid_text.to_owned(), |sent| format!("{} {sent}", words.paid_text));
    let thanks = Some(outcome.thank_you_message.clone()).filter(|text| !text.is_empty());
    let receipt = links::receipt(&outcome.slug, &outcome.session_id);
    view! {
        <p class="lead">{text}</p>
        {thanks.map(|thanks| view! { <p class="outcome__thanks">{thanks}</p> })}
        <Goods site=site outcome=outcome.clone() />
        <ReceiptCard site=site outcome=outcome />
        <a class="button screen-only" href=receipt>
            <Icon sign=Sign::Print />
            {words.open_receipt}
        </a>
    }
    .into_any()
}

/// What was subscribed to, with the receipt of the first payment where there was one.
#[component]
fn Subscribed(site: Site, outcome: CheckoutOutcome, plan: Plan) -> impl IntoView {
    let words = &site.words().subscription;
    let sent = outcome.email.as_ref().map(|email| fill(words.done_text, &[email]));
    let thanks = Some(outcome.thank_you_message.clone()).filter(|text| !text.is_empty());
    let receipt = links::receipt(&outcome.slug, &outcome.session_id);
    let title = outcome.title.clone();
    let paid = (!outcome.receipt_number.is_empty()).then(|| {
        view! {
            <ReceiptCard site=site outcome=outcome />
            <a class="button screen-only" href=receipt>
                <Icon sign=Sign::Print />
                {site.words().outcome.open_receipt}
            </a>
        }
    });
    view! {
        {sent.map(|sent| view! { <p class="lead">{sent}</p> })}
        {thanks.map(|thanks| view! { <p class="outcome__thanks">{thanks}</p> })}
        <PlanCard site=site plan=plan title=title />
        {paid}
    }
    .into_any()
}

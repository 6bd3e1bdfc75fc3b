//! One payment: how much, where the money goes, what happened, the facts.

mod facts;
mod money;
mod story;

use leptos::prelude::*;
use paylinks::money::Money;
use paylinks::payments::{Status, TransactionDetail};

use self::facts::FactsOf;
use self::money::MoneyOf;
use self::story::StoryOf;
use super::status;
use crate::components::{Badge, Banner, Icon, JsonBlock, LinkButton, PostButton, Sign, Toast, Tone};
use crate::format;
use crate::links as at;
use crate::shell::{Crumb, Dashboard, Here, Person};
use crate::site::Site;
use crate::words::fill;

/// One payment.
#[component]
pub fn PaymentPage(
    site: Site,
    person: Person,
    payment: TransactionDetail,
    /// Whether the receipt has just been sent again.
    sent: bool,
) -> impl IntoView {
    let words = &site.words().payment;
    let amount = Money::new(payment.amount_minor, payment.currency);
    let (state, word) = status(site, payment.status);
    let late = payment.paid_late.then(|| view! { <Banner tone=Tone::Warn>{words.paid_late}</Banner> });
    let receipt =
        payment.status.is_paid().then(|| view! { <ReceiptWays site=site payment=payment.clone() /> });
    let toast = sent.then(|| view! { <Toast text=words.sent_again /> }.into_any());
    let way = vec![Crumb::new(at::PAYMENTS, site.words().payments.title)];
    view! {
        <Dashboard
            site=site
            person=person
            here=Here::Payments
            title=format::money(site.language, amount)
            way=way
            toast=toast
        >
            <div class="payment__title">
                <div class="payment__sum">
                    <h1 class="payment__amount">
                        {format!("{} ", format::amount(site.language, amount.minor))}
                        <span class="currency">{amount.currency.code()}</span>
                    </h1>
                    <Badge state=state word=word />
                </div>
                {receipt}
                {sentence(site, &payment)}
            </div>
            {late}
            <div class="payment__columns">
                <div class="payment__story">
                    <section class="payment__part">
                        <h2>{words.money}</h2>
                        <MoneyOf site=site payment=payment.clone() />
                    </section>
                    <section class="payment__part">
                        <h2>{words.happened}</h2>
                        <StoryOf site=site timeline=payment.timeline.clone() />
                    </section>
                </div>
                <section class="payment__part">
                    <h2>{words.facts}</h2>
                    <FactsOf site=site payment=payment.clone() />
                </section>
            </div>
            <Raw site=site payment=payment />
        </Dashboard>
    }
}

/// The receipt: its page, its file, and sending it again where there is an address.
#[component]
fn ReceiptWays(site: Site, payment: TransactionDetail) -> impl IntoView {
    let words = &site.words().payment;
    let page = at::receipt(&payment.pay_link.slug, &payment.checkout_session_id);
    let again = at::receipt_of(&payment.id);
    let file = format!("{again}.pdf");
    let invoice = at::invoice(&payment.id);
    let again = payment.customer_email.map(|_| {
        view! { <PostButton site=site action=again label=words.send_again /> }
    });
    view! {
        <div class="payment__ways">
            <LinkButton href=page label=words.receipt sign=Sign::Print />
            <LinkButton href=invoice label=site.words().invoices.open_own />
            <LinkButton href=file label=words.receipt_pdf sign=Sign::Download download=true />
            {again}
        </div>
    }
    .into_any()
}

/// Who bought what, and when; the link leads to what was sold.
fn sentence(site: Site, payment: &TransactionDetail) -> AnyView {
    let words = &site.words().payment;
    let template = match payment.status {
        Status::Completed | Status::Refunded | Status::Disputed => words.bought,
        Status::Pending => words.began,
        Status::Failed => words.tried,
        Status::Canceled => words.gave_up,
    };
    let buyer = payment.customer_name.clone().or_else(|| payment.customer_email.clone());
    let buyer = buyer.unwrap_or_else(|| words.unknown_buyer.to_owned());
    let when = format::moment(site.language, payment.paid_at.unwrap_or(payment.created_at));
    let mut parts = template.splitn(3, "{}");
    let mut part = || parts.next().unwrap_or_default();
    let (before, between, after) = (part(), part(), part());
    let after = fill(after, &[&when]);
    let title = payment.pay_link.title.clone();
    let href = at::link(&payment.pay_link_id);
    view! { <p class="payment__sentence">{before}<bdi>{buyer}</bdi>{between}<a href=href>{title}</a>{after}</p> }
        .into_any()
}

/// What a program gets, with the address where it asks.
#[component]
fn Raw(site: Site, payment: TransactionDetail) -> impl IntoView {
    let words = &site.words().payment;
    let json = serde_json::to_string_pretty(&payment).unwrap_or_default();
    view! {
        <details class="raw">
            <summary class="raw__face">
                <Icon sign=Sign::Forth />
                {words.raw}
                <code>{format!("GET {}", at::transaction(&payment.id))}</code>
            </summary>
            <JsonBlock site=site json=json label=words.raw />
        </details>
    }
    .into_any()
}

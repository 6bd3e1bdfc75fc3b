//! The buyer's own page: what they bought, their files and receipts, and what is kept of them.

use leptos::prelude::*;
use paylinks::clock::Timestamp;
use paylinks::money::Money;
use paylinks::purchases::{PurchaseStatus, PurchaseView};
use paylinks::subscriptions::OwnSubscription;
use paylinks::wire::List;

use super::subscriptions::Subscribed;
use crate::components::{Badge, Icon, LinkButton, PostButton, Sign, State};
use crate::format;
use crate::links;
use crate::shell::Plain;
use crate::site::Site;
use crate::words::fill;

/// What the signed-in person has bought.
#[component]
pub fn PurchasesPage(
    site: Site,
    /// The proven e-mail.
    email: String,
    list: List<PurchaseView>,
    /// The subscriptions, on the first page of the list.
    subscriptions: Vec<OwnSubscription>,
    /// When erasure was asked for.
    erasure: Option<Timestamp>,
) -> impl IntoView {
    let words = &site.words().purchases;
    let nothing = list.data.is_empty() && subscriptions.is_empty();
    let all = list.data.into_iter().map(|purchase| view! { <Bought site=site purchase=purchase /> });
    let all = all.collect_view();
    let orders = (!all.is_empty()).then(|| {
        view! { <section class="section"><h2>{words.orders}</h2><ul class="bought">{all}</ul></section> }
    });
    let subscribed = (!subscriptions.is_empty()).then(|| {
        let all = subscriptions.into_iter().map(|one| view! { <Subscribed site=site subscription=one /> });
        view! {
            <section class="section">
                <h2>{words.subscriptions}</h2>
                <ul class="bought">{all.collect_view()}</ul>
            </section>
        }
    });
    let shown = if nothing {
        view! { <p class="lead">{words.none_text}</p> }.into_any()
    } else {
        view! { {subscribed}{orders} }.into_any()
    };
    let next = list.next_cursor.map(|cursor| {
        let href = links::page_of(links::PURCHASES, None, Some(&cursor));
        view! { <p><a href=href>{site.words().shared.older}</a></p> }
    });
    view! {
        <Plain site=site title=words.title>
            <div class="purchases">
                <div class="head">
                    <h1>{if nothing { words.none_title } else { words.title }}</h1>
                    <div class="head__actions">
                        <PostButton
                            site=site
                            action=links::SIGN_OUT
                            label=site.words().shared.sign_out
                            class="button button--quiet"
                        />
                    </div>
                </div>
                <p class="section__intro">{fill(words.bought_with, &[&email])}</p>
                {shown}
                {next}
                <YourData site=site erasure=erasure />
            </div>
        </Plain>
    }
}

/// One purchase.
#[component]
fn Bought(site: Site, purchase: PurchaseView) -> impl IntoView {
    let words = &site.words().purchases;
    let refunded = (purchase.status == PurchaseStatus::Refunded)
        .then(|| view! { <Badge state=State::Idle word=words.refunded /> });
    let price = match purchase.amount_minor {
        0 => words.free.to_owned(),
        minor => format::money(site.language, Money::new(minor, purchase.currency)),
    };
    let files = purchase.assets.iter().map(|file| {
        view! {
            <li class="files__one">
                <Icon sign=Sign::Download />
                <a class="files__name" href=links::own_file(&purchase.id, &file.key) dir="auto">
                    {file.name.clone()}
                </a>
                <span class="files__size">{format::bytes(site.language, file.size)}</span>
            </li>
        }
    });
    let files = files.collect::<Vec<_>>();
    let files = (!files.is_empty()).then(|| view! { <ul class="files__list">{files}</ul> });
    let receipt = purchase.receipt_url.clone().map(|url| view! { <a href=url>{words.receipt}</a> });
    view! {
        <li class="bought__one">
            <div class="bought__head">
                <h3 dir="auto">{purchase.pay_link.title.clone()}</h3>
                <span class="bought__price">{price}</span>
            </div>
            <p class="bought__line">
                <span>{fill(words.from_seller, &[&purchase.merchant_name])}</span>
                <span>{format::day(site.language, purchase.created_at)}</span>
                {refunded}
                {receipt}
            </p>
            {files}
        </li>
    }
    .into_any()
}

/// Taking it along, and asking for its end.
#[component]
fn YourData(site: Site, erasure: Option<Timestamp>) -> impl IntoView {
    let words = &site.words().purchases;
    let erase = match erasure {
        Some(at) => {
            let when = format::day(site.language, at);
            view! { <p class="quiet small">{fill(words.erase_asked, &[&when])}</p> }.into_any()
        }
        None => view! {
            <PostButton site=site action=links::PURCHASES_ERASURE label=words.erase class="button button--danger" />
        }
        .into_any(),
    };
    view! {
        <section class="section">
            <h2>{words.data}</h2>
            <p class="section__intro">{words.data_text}</p>
            <div class="purchases__deeds">
                <LinkButton href=links::PURCHASES_DATA label=words.take sign=Sign::Download />
                {erase}
            </div>
        </section>
    }
    .into_any()
}

//! The list of links.

use leptos::prelude::*;
use paylinks::money::Money;
use paylinks::payment_links::PayLink;
use paylinks::wire::List;

use crate::components::{Badge, Banner, Confirm, CopyButton, Empty, Pager, PostButton, State, Tone};
use crate::format;
use crate::links as at;
use crate::shell::{Dashboard, Here, Person};
use crate::site::Site;
use crate::words::fill;

/// The list of links.
#[component]
pub fn LinksPage(
    site: Site,
    person: Person,
    list: List<PayLink>,
    /// Whether this is not the first page.
    later: bool,
    /// Whether the merchant can take money.
    connected: bool,
) -> impl IntoView {
    let words = &site.words().links;
    let warning = (!connected).then(|| {
        view! {
            <Banner tone=Tone::Warn>
                <p>
                    {format!("{} ", words.not_connected)}
                    <a href=at::CONNECT>{words.connect}</a>
                </p>
            </Banner>
        }
    });
    let older = list.next_cursor.as_deref().map(|cursor| at::page_of(at::LINKS, None, Some(cursor)));
    let newest = later.then(|| at::LINKS.to_owned());
    let empty = list.data.is_empty();
    let new = (!empty).then(|| {
        view! { <a class="button button--primary" href=at::NEW_LINK>{words.new}</a> }
    });
    let body = if empty {
        view! {
            <Empty title=words.empty_title text=words.empty_text>
                <a class="button button--primary" href=at::NEW_LINK>{words.new}</a>
            </Empty>
        }
        .into_any()
    } else {
        view! { <Table site=site links=list.data /> }.into_any()
    };
    view! {
        <Dashboard site=site person=person here=Here::Links title=words.title>
            <div class="head"><h1>{words.title}</h1>{new}</div>
            {warning}
            {body}
            <Pager site=site newest=newest older=older />
        </Dashboard>
    }
}

#[component]
fn Table(site: Site, links: Vec<PayLink>) -> impl IntoView {
    let words = &site.words().links;
    let rows = links.into_iter().map(|link| view! { <Row site=site link=link /> });
    view! {
        <table class="table links-table">
            <thead>
                <tr>
                    <th scope="col">{words.link}</th>
                    <th scope="col" class="number">{words.price}</th>
                    <th scope="col">{words.status}</th>
                    <th scope="col" class="number">{words.paid}</th>
                    <th scope="col" class="number">{words.revenue}</th>
                    <th scope="col">{words.created}</th>
                    <th scope="col"><span class="hidden-visually">{site.words().common.actions}</span></th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}

#[component]
fn Row(site: Site, link: PayLink) -> impl IntoView {
    let words = &site.words().links;
    let money = |minor| format::money(site.language, Money::new(minor, link.currency));
    let (state, word) = if link.active { (State::Good, words.active) } else { (State::Idle, words.inactive) };
    let switch = if link.active { words.disable } else { words.enable };
    let price = money(link.amount_minor);
    let revenue = money(link.total_revenue);
    view! {
        <tr>
            <td class="wide">
                <a class="table__name" href=at::edit_link(&link.id)>{link.title.clone()}</a>
                <a class="table__second" href=at::pay(&link.slug)>{format!("/p/{}", link.slug)}</a>
            </td>
            <td class="number">{price}</td>
            <td><Badge state=state word=word /></td>
            <td class="number spare">{format::number(site.language, link.total_transactions)}</td>
            <td class="number spare">{revenue}</td>
            <td class="nowrap spare">{format::day(site.language, link.created_at)}</td>
            <td class="wide">
                <div class="table__actions">
                    <CopyButton site=site text=link.url label=words.copy />
                    <a class="button button--small button--quiet" href=at::edit_link(&link.id)>{words.edit}</a>
                    <PostButton
                        site=site
                        action=at::toggle_link(&link.id)
                        label=switch
                        class="button button--small button--quiet"
                    />
                    <Confirm
                        site=site
                        action=at::delete_link(&link.id)
                        verb=words.delete
                        question=fill(words.delete_question, &[&link.title])
                        detail=words.delete_detail
                        submit=words.delete_submit
                        keep=words.keep
                    />
                </div>
            </td>
        </tr>
    }
    .into_any()
}

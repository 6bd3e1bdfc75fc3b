//! The list of payments.

use leptos::prelude::*;
use paylinks::money::Money;
use paylinks::payments::{Status, Transaction};
use paylinks::wire::List;

use super::status;
use crate::components::{Badge, Empty, Pager, Tab, Tabs};
use crate::format;
use crate::links as at;
use crate::shell::{Dashboard, Here, Person};
use crate::site::Site;

/// The list of payments.
#[component]
pub fn PaymentsPage(
    site: Site,
    person: Person,
    list: List<Transaction>,
    /// The state that is filtered for.
    filter: Option<Status>,
    /// Whether this is not the first page.
    later: bool,
) -> impl IntoView {
    let words = &site.words().payments;
    let kept = filter.map(|status| ("status", status.as_str()));
    let older = list.next_cursor.as_deref().map(|cursor| at::page_of(at::PAYMENTS, kept, Some(cursor)));
    let newest = later.then(|| at::page_of(at::PAYMENTS, kept, None));
    let body = match (list.data.is_empty(), filter) {
        (false, _) => view! { <Table site=site payments=list.data /> }.into_any(),
        (true, None) => view! { <Empty title=words.empty_title text=words.empty_text /> }.into_any(),
        (true, Some(_)) => view! {
            <p class="lead">
                {format!("{} ", words.empty_filtered)}
                <a href=at::PAYMENTS>{words.show_all}</a>
            </p>
        }
        .into_any(),
    };
    view! {
        <Dashboard site=site person=person here=Here::Payments title=words.title>
            <div class="head"><h1>{words.title}</h1></div>
            <Tabs label=words.filter tabs=filters(site, filter) class="tabs tabs--small" />
            {body}
            <Pager site=site newest=newest older=older />
        </Dashboard>
    }
}

fn filters(site: Site, filter: Option<Status>) -> Vec<Tab> {
    let all = Tab { href: at::PAYMENTS.to_owned(), word: site.words().payments.all, here: filter.is_none() };
    let one = |wanted: Status| Tab {
        href: at::page_of(at::PAYMENTS, Some(("status", wanted.as_str())), None),
        word: status(site, wanted).1,
        here: filter == Some(wanted),
    };
    let states = [
        Status::Completed,
        Status::Pending,
        Status::Failed,
        Status::Refunded,
        Status::Disputed,
        Status::Canceled,
    ];
    std::iter::once(all).chain(states.map(one)).collect()
}

#[component]
fn Table(site: Site, payments: Vec<Transaction>) -> impl IntoView {
    let words = &site.words().payments;
    let rows = payments.into_iter().map(|payment| {
        let (state, word) = status(site, payment.status);
        let amount = Money::new(payment.amount_minor, payment.currency);
        let buyer = payment.customer_name.or(payment.customer_email).unwrap_or_default();
        view! {
            <tr>
                <td>
                    <a class="table__name nowrap" href=at::payment(&payment.id)>
                        {format::money(site.language, amount)}
                    </a>
                </td>
                <td><Badge state=state word=word /></td>
                <td class="wide">{buyer}</td>
                <td>{payment.pay_link.title}</td>
                <td class="number">{format::moment(site.language, payment.created_at)}</td>
            </tr>
        }
    });
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{words.amount}</th>
                    <th scope="col">{words.status}</th>
                    <th scope="col">{words.buyer}</th>
                    <th scope="col">{words.link}</th>
                    <th scope="col" class="number">{words.date}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}

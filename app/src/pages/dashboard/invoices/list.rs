//! The list of invoices.

use leptos::prelude::*;
use paylinks::invoices::{Invoice, Party};
use paylinks::wire::List;

use crate::components::{Column, Empty, LinkButton, Look, Pager, Sign, Table};
use crate::format;
use crate::links as at;
use crate::shell::{Dashboard, Here, Person};
use crate::site::Site;

/// The list of invoices.
#[component]
pub fn InvoicesPage(
    site: Site,
    person: Person,
    list: List<Invoice>,
    /// Whether this is a page behind the first one.
    later: bool,
) -> impl IntoView {
    let words = &site.words().invoices;
    let older = list.next_cursor.map(|cursor| format!("{}?cursor={}", at::INVOICES, at::encode(&cursor)));
    let newest = later.then(|| at::INVOICES.to_owned());
    let body = if list.data.is_empty() {
        view! {
            <Empty title=words.empty_title text=words.empty_text>
                <LinkButton href=at::INVOICING label=words.empty_action look=Look::Primary />
            </Empty>
        }
        .into_any()
    } else {
        let rows = list.data.into_iter().map(move |invoice| row(site, &invoice)).collect_view();
        let columns = vec![
            Column::of(words.number),
            Column::of(words.buyer),
            Column::of(words.date),
            Column::figures(words.total),
        ];
        view! { <Table site=site caption=words.title columns=columns>{rows}</Table> }.into_any()
    };
    view! {
        <Dashboard site=site person=person here=Here::Invoices title=words.title>
            <div class="head">
                <h1>{words.title}</h1>
                <LinkButton href=at::INVOICING label=words.settings sign=Sign::Sliders />
            </div>
            {body}
            <Pager site=site newest=newest older=older />
        </Dashboard>
    }
}

fn row(site: Site, invoice: &Invoice) -> AnyView {
    let Party { name, company, email, .. } = &invoice.buyer;
    let buyer = [company, name, email].into_iter().find(|text| !text.is_empty()).cloned();
    let buyer = buyer.unwrap_or_else(|| site.words().payment.unknown_buyer.to_owned());
    view! {
        <tr>
            <td>
                <a class="table__name" href=at::invoice(&invoice.id)>{invoice.number.clone()}</a>
                <span class="table__second"><bdi>{invoice.title.clone()}</bdi></span>
            </td>
            <td><bdi>{buyer}</bdi></td>
            <td class="nowrap spare">{format::day(site.language, invoice.issued_at)}</td>
            <td class="number">
                {format!("{} ", format::amount(site.language, invoice.total_minor))}
                <span class="currency">{invoice.currency.code()}</span>
            </td>
        </tr>
    }
    .into_any()
}

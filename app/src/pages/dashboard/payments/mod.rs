//! The list of payments.

mod chips;
mod filter;

use leptos::prelude::*;
use paylinks::payments::Transaction;
use paylinks::wire::List;

pub use self::chips::LinkChoice;
pub use self::filter::{PaymentFilter, is_about_filters};
use super::status;
use crate::components::{Badge, Column, Empty, FilterBar, LinkButton, Look, Pager, Search, Sign, Table};
use crate::format;
use crate::forms::Problem;
use crate::links as at;
use crate::shell::{Dashboard, Here, Person};
use crate::site::Site;

/// What the page of payments shows.
#[derive(Clone, Debug)]
pub struct PaymentsView {
    /// What it is narrowed to.
    pub filter: PaymentFilter,
    /// What was found, or what was wrong with the filters.
    pub found: Result<List<Transaction>, Problem>,
    /// The links to narrow by.
    pub links: Vec<LinkChoice>,
    /// The slug of a link that sells, to try it out.
    pub offer: Option<String>,
}

/// The list of payments.
#[component]
pub fn PaymentsPage(site: Site, person: Person, shown: PaymentsView) -> impl IntoView {
    let words = &site.words().payments;
    let PaymentsView { filter, found, links, offer } = shown;
    let next = found.as_ref().ok().and_then(|list| list.next_cursor.as_deref());
    let older = next.map(|cursor| filter.page(cursor));
    let newest = (!filter.cursor.is_empty()).then(|| filter.but(|_| {}));
    let nothing = found.as_ref().is_ok_and(|list| list.data.is_empty());
    let first = nothing && filter.is_open() && filter.cursor.is_empty();
    let file = filter.file().filter(|_| !nothing && found.is_ok());
    let export = file.map(|href| {
        view! { <LinkButton href=href label=words.export sign=Sign::Export download=true /> }
    });
    let form = filter.form(found.as_ref().err().cloned());
    let bar = (!first).then(|| {
        let search = Search { value: filter.q.clone(), label: words.search };
        let chips = chips::chips(site, &filter, &form, links);
        view! { <FilterBar site=site action=at::PAYMENTS search=search chips=chips /> }
    });
    let wrong = form.field("q").error.map(|error| {
        view! { <p class="field__error" role="alert">{error.sentence(site)}</p> }
    });
    let body = match found {
        Err(_) => view! { <p class="lead" role="alert">{words.wrong_filter}</p> }.into_any(),
        Ok(_) if first => view! { <NoneYet site=site offer=offer /> }.into_any(),
        Ok(list) if list.data.is_empty() => nothing_found(site, older.is_some()),
        Ok(list) => view! { <Rows site=site payments=list.data /> }.into_any(),
    };
    view! {
        <Dashboard site=site person=person here=Here::Payments title=words.title>
            <live-list class="payments" id="payments" tabindex="-1">
                <div class="head">
                    <h1>{words.title}</h1>
                    {export}
                </div>
                {bar}
                {wrong}
                {body}
                <Pager site=site newest=newest older=older />
            </live-list>
        </Dashboard>
    }
}

/// Nothing yet: what will be here, and how to see it happen.
#[component]
fn NoneYet(site: Site, offer: Option<String>) -> impl IntoView {
    let words = &site.words().payments;
    let (text, href, label) = match offer {
        Some(slug) if site.sandbox => (words.empty_trial, at::pay(&slug), words.try_it),
        Some(_) => (words.empty_text, at::LINKS.to_owned(), words.share),
        None => (words.empty_no_link, at::NEW_LINK.to_owned(), words.make_link),
    };
    view! {
        <Empty title=words.empty_title text=text>
            <LinkButton href=href label=label look=Look::Primary />
        </Empty>
    }
    .into_any()
}

/// Nothing behind these filters, or nothing among the payments looked at so far.
fn nothing_found(site: Site, further: bool) -> AnyView {
    let words = &site.words().payments;
    let text = if further { words.look_further } else { words.empty_filtered };
    view! {
        <p class="lead">
            {format!("{text} ")}
            <a href=at::PAYMENTS data-live="">{words.show_all}</a>
        </p>
    }
    .into_any()
}

#[component]
fn Rows(site: Site, payments: Vec<Transaction>) -> impl IntoView {
    let words = &site.words().payments;
    let rows = payments.into_iter().map(move |payment| row(site, payment));
    let columns = vec![
        Column::of(words.buyer),
        Column::of(words.date),
        Column::of(words.card),
        Column::of(words.status),
        Column::figures(words.amount),
    ];
    view! {
        <Table site=site caption=words.title columns=columns class="table payments__table">
            {rows.collect_view()}
        </Table>
    }
    .into_any()
}

fn row(site: Site, payment: Transaction) -> AnyView {
    let words = &site.words().payments;
    let (state, word) = status(site, payment.status);
    let amount = format::amount(site.language, payment.amount_minor);
    let buyer = payment.customer_name.or(payment.customer_email);
    let buyer = buyer.unwrap_or_else(|| site.words().payment.unknown_buyer.to_owned());
    let card = format::card(payment.card_brand.as_deref(), payment.card_last4.as_deref());
    let part = payment.refunded_amount > 0 && payment.refunded_amount < payment.amount_minor;
    let back = part.then(|| {
        let figure = format::amount(site.language, -payment.refunded_amount);
        view! { <span class="table__second">{format!("{figure} {}", words.back)}</span> }
    });
    let at = payment.created_at;
    view! {
        <tr>
            <td>
                <a class="table__name" href=at::payment(&payment.id)><bdi>{buyer}</bdi></a>
                <span class="table__second"><bdi>{payment.pay_link.title}</bdi></span>
            </td>
            <td class="payments__date">
                <time datetime=at.to_string()>{format::moment(site.language, at)}</time>
            </td>
            <td class="spare payments__card">{card}</td>
            <td class="payments__status"><Badge state=state word=word /></td>
            <td class="number payments__amount">
                {format!("{amount} ")}
                <span class="currency">{payment.currency.code()}</span>
                {back}
            </td>
        </tr>
    }
    .into_any()
}

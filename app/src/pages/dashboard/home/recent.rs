//! The newest payments.

use leptos::prelude::*;
use paylinks::money::Money;
use paylinks::payments::Transaction;

use super::super::status;
use crate::components::{Badge, Column, Empty, Icon, Sign, Table};
use crate::format;
use crate::links as at;
use crate::site::Site;

/// The newest payments.
#[component]
pub(super) fn Recent(site: Site, payments: Vec<Transaction>) -> impl IntoView {
    let words = &site.words().home;
    if payments.is_empty() {
        return view! { <Empty title=words.no_payments text=words.no_payments_text /> }.into_any();
    }
    let rows = payments.into_iter().map(|payment| {
        let (state, word) = status(site, payment.status);
        let amount = Money::new(payment.amount_minor, payment.currency);
        let buyer = payment.customer_name.clone().or(payment.customer_email.clone());
        let buyer = buyer.unwrap_or_else(|| site.words().payment.unknown_buyer.to_owned());
        let card = format::card(payment.card_brand.as_deref(), payment.card_last4.as_deref());
        view! {
            <tr>
                <td>
                    <a class="table__name" href=at::payment(&payment.id)>{buyer}</a>
                    <span class="table__second">{payment.pay_link.title}</span>
                </td>
                <td class="nowrap quiet">{format::moment(site.language, payment.created_at)}</td>
                <td class="nowrap quiet spare">{card.unwrap_or_default()}</td>
                <td><Badge state=state word=word /></td>
                <td class="number table__amount">{format::money(site.language, amount)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let columns = vec![
        Column::of(words.buyer),
        Column::of(words.when),
        Column::of(words.paid_with),
        Column::of(words.status),
        Column::figures(words.amount),
    ];
    view! {
        <section class="home__part">
            <div class="home__head">
                <h2>{words.recent}</h2>
                <a class="home__all" href=at::PAYMENTS>{words.all_payments}<Icon sign=Sign::Forth /></a>
            </div>
            <Table site=site caption=words.recent columns=columns>{rows}</Table>
        </section>
    }
    .into_any()
}

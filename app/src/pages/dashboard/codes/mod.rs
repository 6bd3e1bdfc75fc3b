//! Promotion codes: the list, and the form of one.

mod form;

use leptos::prelude::*;
use paylinks::money::Money;
use paylinks::promotion_codes::{PromotionCode, PromotionState};
use paylinks::wire::List;
use paylinks::zone::Zone;

pub use self::form::{CodeFormPage, code_form};
use crate::components::{Badge, Column, CopyButton, Empty, LinkButton, Look, Pager, Sign, State, Table};
use crate::format;
use crate::links as at;
use crate::moments;
use crate::shell::{Dashboard, Here, Person};
use crate::site::Site;
use crate::words::fill;

/// How a code stands.
fn state_of(site: Site, code: &PromotionCode) -> (State, &'static str) {
    let words = &site.words().codes;
    match code.state {
        PromotionState::Active => (State::Good, words.is_active),
        PromotionState::Inactive => (State::Idle, words.is_inactive),
        PromotionState::NotStarted => (State::Waiting, words.is_not_started),
        PromotionState::Ended => (State::Idle, words.is_ended),
        PromotionState::UsedUp => (State::Idle, words.is_used_up),
    }
}

/// What it takes off, as people read it.
fn off(site: Site, code: &PromotionCode) -> String {
    let amount = code.amount_off_minor.zip(code.currency);
    match (code.percent_off, amount) {
        (Some(percent), _) => format::percent(site.language, percent * 100),
        (None, Some((minor, currency))) => format::money(site.language, Money::new(minor, currency)),
        (None, None) => String::new(),
    }
}

/// The list of codes.
#[component]
pub fn CodesPage(
    site: Site,
    person: Person,
    list: List<PromotionCode>,
    /// Whether this is the first page.
    first: bool,
    /// The merchant's time zone.
    zone: Zone,
) -> impl IntoView {
    let words = &site.words().codes;
    let new = move || {
        view! { <LinkButton href=at::NEW_CODE label=words.new look=Look::Primary sign=Sign::Plus /> }
    };
    let none = list.data.is_empty() && first;
    let head = (!none).then(|| view! { <div class="head__actions">{new()}</div> });
    let body = if none {
        view! { <Empty title=words.empty_title text=words.empty_text>{new()}</Empty> }.into_any()
    } else {
        let newest = (!first).then(|| at::CODES.to_owned());
        let older = list.next_cursor.map(|cursor| at::page_of(at::CODES, None, Some(&cursor)));
        let columns = vec![
            Column::of(words.code),
            Column::of(words.off),
            Column::of(site.words().links.status),
            Column::figures(words.used),
            Column::figures(words.until),
        ];
        let rows = list.data.into_iter().map(move |code| view! { <Row site=site code=code zone=zone /> });
        view! {
            <Table site=site caption=words.title columns=columns>{rows.collect_view()}</Table>
            <Pager site=site newest=newest older=older />
        }
        .into_any()
    };
    view! {
        <Dashboard site=site person=person here=Here::Codes title=words.title>
            <div class="head"><h1>{words.title}</h1>{head}</div>
            {body}
        </Dashboard>
    }
}

#[component]
fn Row(site: Site, code: PromotionCode, zone: Zone) -> impl IntoView {
    let words = &site.words().codes;
    let (state, word) = state_of(site, &code);
    let number = |number| format::number(site.language, number);
    let used = match code.max_uses {
        Some(most) => fill(words.used_of, &[&number(code.used_count), &number(most)]),
        None => number(code.used_count),
    };
    let until = code.ends_at.map(|ends| moments::short_ending(site.language, zone, ends));
    let (off, copied) = (off(site, &code), code.code.clone());
    view! {
        <tr>
            <td>
                <a class="table__name" href=at::code(&code.id)>{code.code}</a>
                " "
                <CopyButton site=site text=copied label=site.words().shared.copy sign=Sign::Copy />
            </td>
            <td class="nowrap">{off}</td>
            <td><Badge state=state word=word /></td>
            <td class="number">{used}</td>
            <td class="number spare">{until}</td>
        </tr>
    }
    .into_any()
}

//! What needs attention, with the way to do something about it.

use leptos::prelude::*;
use paylinks::figures::{Attention, AttentionCode, AttentionPage};

use crate::components::{Icon, Sign};
use crate::format;
use crate::links as at;
use crate::site::Site;
use crate::words::fill;

/// The list; it says so when there is nothing.
#[component]
pub(super) fn AttentionList(site: Site, all: Vec<Attention>) -> impl IntoView {
    let words = &site.words().home;
    let nothing = all.is_empty().then(|| view! { <p class="lead">{words.nothing_attention}</p> });
    let items = all.into_iter().map(|one| {
        let (sign, title, text) = told(site, &one);
        let (href, word) = match (one.page, one.subject_id) {
            (AttentionPage::Payment, Some(id)) => (at::payment(&id), words.look),
            _ => (at::CONNECT.to_owned(), words.complete),
        };
        view! {
            <li class="attention">
                <span class="attention__sign"><Icon sign=sign /></span>
                <div>
                    <h3>{title}</h3>
                    <p>{text}</p>
                    <a href=href>{word}</a>
                </div>
            </li>
        }
    });
    let items = items.collect_view();
    view! {
        <section class="home__part">
            <h2>{words.attention}</h2>
            {nothing}
            <ul>{items}</ul>
        </section>
    }
    .into_any()
}

fn told(site: Site, one: &Attention) -> (Sign, &'static str, String) {
    let words = &site.words().home;
    let count = format::number(site.language, one.count.unwrap_or(0));
    let counted = |text| fill(text, &[&count]);
    match one.code {
        AttentionCode::PaymentsNotConnected => {
            (Sign::Bank, words.not_connected, words.not_connected_text.into())
        }
        AttentionCode::AccountCannotCharge => {
            (Sign::Alert, words.cannot_charge, words.cannot_charge_text.into())
        }
        AttentionCode::AccountCannotPayOut => {
            (Sign::Bank, words.cannot_pay_out, words.cannot_pay_out_text.into())
        }
        AttentionCode::RequirementsPastDue => (Sign::Alert, words.past_due, counted(words.past_due_text)),
        AttentionCode::RequirementsDue => {
            let text = match one.deadline {
                Some(at) => fill(words.due_by, &[&count, &format::day(site.language, at)]),
                None => counted(words.due_text),
            };
            (Sign::Person, words.due, text)
        }
        AttentionCode::VisitorsTurnedAway => (Sign::Eye, words.turned_away, counted(words.turned_away_text)),
        AttentionCode::PaidLate => (Sign::Clock, words.paid_late, counted(words.paid_late_text)),
        AttentionCode::ReceiptNotDelivered => {
            (Sign::Mail, words.receipt_lost, counted(words.receipt_lost_text))
        }
        AttentionCode::SaleMailNotDelivered => {
            (Sign::Mail, words.sale_mail_lost, counted(words.sale_mail_lost_text))
        }
    }
}

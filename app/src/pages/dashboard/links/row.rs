//! One row of the list of links.

use leptos::prelude::*;
use paylinks::payment_links::{PayLink, PriceType};

use super::deeds::Deeds;
use super::list::BULK;
use crate::components::{Badge, Meter};
use crate::format;
use crate::links as at;
use crate::site::Site;
use crate::words::fill;

/// One row.
#[component]
pub(super) fn Row(
    site: Site,
    link: PayLink,
    /// The best conversion in sight: its bar is full.
    best_bps: i64,
) -> impl IntoView {
    let words = &site.words().links;
    let (state, word) = super::state_of(site, &link);
    let free = super::kind_of(&link) == PriceType::Free;
    let taken = if free { link.used_count } else { link.total_transactions };
    let revenue = (!free).then(|| {
        let revenue = format!("{}\u{a0}", format::amount(site.language, link.total_revenue));
        view! {
            <b>{revenue}</b>
            <span class="quiet">{link.currency.code()}</span>
        }
    });
    let conversion = link.conversion_bps.map(|bps| {
        view! {
            <span>
                <Meter value=bps most=best_bps />
                {format::percent(site.language, bps)}
            </span>
        }
    });
    view! {
        <tr>
            <td class="links-table__pick">
                <input
                    class="tick"
                    type="checkbox"
                    name="ids"
                    value=link.id.clone()
                    form=BULK
                    aria-label=fill(words.select, &[&link.title])
                />
            </td>
            <td class="links-table__link">
                <a class="table__name" href=at::link(&link.id) dir="auto">{link.title.clone()}</a>
                <span class="table__second">{format!("/p/{}", link.slug)}</span>
            </td>
            <td class="links-table__price nowrap">{super::price_of(site.language, &link)}</td>
            <td class="links-table__state"><Badge state=state word=word /></td>
            <td class="number soft spare">{format::number(site.language, link.total_visits)}</td>
            <td class="number soft spare">{format::number(site.language, taken)}</td>
            <td class="links-table__conversion number spare">{conversion}</td>
            <td class="links-table__revenue number">{revenue}</td>
            <td class="links-table__menu"><Deeds site=site link=link /></td>
        </tr>
    }
    .into_any()
}

//! Tables, filters, timelines, facts, what is empty.

use leptos::prelude::*;

use super::part;
use crate::components::{
    Badge, Chip, Column, DateRange, Empty, Fact, Facts, FilterBar, LinkButton, Look, Moment, Pager, Search,
    Sign, Sorted, State, Table, Timeline,
};
use crate::site::Site;

/// Lists and what belongs to them.
#[component]
pub(super) fn Lists(site: Site) -> impl IntoView {
    let sorted = |now| Sorted { href: "#table".to_owned(), now };
    let columns = vec![
        Column::of("Link").sorted(sorted(Some(true))),
        Column::of("Status"),
        Column::figures("Revenue").sorted(sorted(None)),
    ];
    let rows = [
        ("Fotografie de produs", State::Good, "Active", "191.316,00 RON"),
        ("Card cadou", State::Idle, "Off", "0,00 RON"),
    ];
    let rows = rows.map(|(name, state, word, amount)| {
        view! {
            <tr>
                <td><a class="table__name" href="#table">{name}</a><span class="table__second">"/p/sample"</span></td>
                <td><Badge state=state word=word /></td>
                <td class="number table__amount">{amount}</td>
            </tr>
        }
    });
    let chip = |label, value: Option<&str>, wrong| Chip {
        label,
        value: value.map(ToOwned::to_owned),
        without: "#filter-bar".to_owned(),
        wrong,
        control: view! { <DateRange site=site from="" to="" /> }.into_any(),
    };
    let moment = |sign, good, what: &str, kind, who: &str| Moment {
        sign,
        good,
        what: what.to_owned(),
        kind,
        who: who.to_owned(),
        when: "19 Nov, 14:32".to_owned(),
    };
    let moments = vec![
        moment(Sign::Spark, false, "Prepared a refund of 49,00 RON", "Agent", "Bookkeeper"),
        moment(Sign::Check, true, "Payment succeeded", "Buyer", ""),
    ];
    let facts = vec![Fact::text("Buyer", "Elena Dumitrescu"), Fact::text("Card", "Visa •••• 4242")];
    let ledger = vec![
        Fact::text("Buyer paid", "149,00"),
        Fact::text("Platform fee", "−5,96"),
        Fact::sum("You receive", "143,04 RON"),
    ];
    vec![
        part(
            "filter-bar",
            view! { <FilterBar
                site=site
                action="/dev/components"
                search=Search { value: String::new(), label: "Title or address" }
                chips=vec![chip("Status", Some("active"), false), chip("Currency", None, false)]
            /> }
            .into_any(),
        ),
        part(
            "table",
            view! { <Table site=site caption="Sample" columns=columns>{rows.collect_view()}</Table>
            <Pager site=site newest=Some("#table".into()) older=Some("#table".into()) /> }
            .into_any(),
        ),
        part(
            "empty",
            view! { <Empty title="No links yet" text="Say what you sell and what it costs.">
                <LinkButton href="#empty" label="New link" look=Look::Primary />
            </Empty> }
            .into_any(),
        ),
        part("timeline", view! { <Timeline moments=moments /> }.into_any()),
        part("facts", view! { <Facts facts=facts /><Facts facts=ledger class="facts ledger" /> }.into_any()),
    ]
    .into_any()
}

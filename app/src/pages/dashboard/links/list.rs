//! The list of links.

use leptos::prelude::*;
use paylinks::payment_links::{LinkSort, LinkStatus, ListPayLinks, PayLink};
use paylinks::wire::List;

use super::Done;
use super::filters::{Filters, is_narrowed, sorted};
use super::row::Row;
use crate::components::{
    Banner, Button, Column, Empty, LinkButton, Look, Pager, PostForm, Sign, Table, Tone,
};
use crate::links as at;
use crate::shell::{Dashboard, Here, Person};
use crate::site::Site;

/// The form that the ticks of all rows belong to.
pub(super) const BULK: &str = "bulk";

/// The list of links.
#[component]
pub fn LinksPage(
    site: Site,
    person: Person,
    list: List<PayLink>,
    /// What is shown and in which order.
    wish: ListPayLinks,
    /// Whether some links are put away, where none is shown.
    archived: bool,
    /// Whether the merchant can take money.
    connected: bool,
    /// What was just done.
    done: Done,
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
    // Nothing at all, rather than nothing of what was asked for.
    let none = list.data.is_empty() && !is_narrowed(&wish) && wish.cursor.is_none();
    let head = (!none).then(|| {
        let file = ListPayLinks { cursor: None, ..wish.clone() };
        view! {
            <div class="head__actions">
                <LinkButton
                    href=at::list_of(at::LINKS_FILE, &file)
                    label=words.export
                    sign=Sign::Download
                    download=true
                />
                <LinkButton href=at::NEW_LINK label=words.new look=Look::Primary sign=Sign::Plus />
            </div>
        }
    });
    let away = archived.then(|| {
        let archived = ListPayLinks { status: Some(LinkStatus::Archived), ..ListPayLinks::default() };
        let href = at::list_of(at::LINKS, &archived);
        view! { <LinkButton href=href label=site.words().selling.show_archived /> }
    });
    let body = if none {
        view! {
            <Empty title=words.empty_title text=words.empty_text>
                <LinkButton href=at::NEW_LINK label=words.new look=Look::Primary sign=Sign::Plus />
                {away}
            </Empty>
        }
        .into_any()
    } else {
        view! {
            <Filters site=site wish=wish.clone() />
            <Rows site=site list=list wish=wish />
        }
        .into_any()
    };
    view! {
        <Dashboard site=site person=person here=Here::Links title=words.title toast=done.toast(site)>
            {warning}
            <live-list class="links-list" id="links" tabindex="-1">
                <div class="head"><h1>{words.title}</h1>{head}</div>
                {body}
            </live-list>
        </Dashboard>
    }
}

#[component]
fn Rows(site: Site, list: List<PayLink>, wish: ListPayLinks) -> impl IntoView {
    let words = &site.words().links;
    let archived = wish.status == Some(LinkStatus::Archived);
    let start = ListPayLinks { cursor: None, ..wish.clone() };
    if list.data.is_empty() {
        return view! {
            <p class="lead links-list__nothing">
                {format!("{} ", words.nothing)}
                <a href=at::LINKS data-live="">{words.show_all}</a>
            </p>
        }
        .into_any();
    }
    let newest = wish.cursor.is_some().then(|| at::list_of(at::LINKS, &start));
    let older = list
        .next_cursor
        .map(|cursor| at::list_of(at::LINKS, &ListPayLinks { cursor: Some(cursor), ..start.clone() }));
    let columns = vec![
        Column::unnamed(words.selection),
        Column::of(words.link).sorted(sorted(&wish, LinkSort::Title)),
        Column::of(words.price),
        Column::of(words.status),
        Column::figures(words.visits),
        Column::figures(words.paid).sorted(sorted(&wish, LinkSort::Payments)),
        Column::figures(words.conversion),
        Column::figures(words.revenue).sorted(sorted(&wish, LinkSort::Revenue)),
        Column::unnamed(site.words().shared.actions),
    ];
    let best = list.data.iter().filter_map(|link| link.conversion_bps).max().unwrap_or(1);
    let rows = list.data.into_iter().map(|link| view! { <Row site=site link=link best_bps=best /> });
    let rows = rows.collect_view();
    view! {
        <Table site=site caption=words.title columns=columns class="table links-table">{rows}</Table>
        <Pager site=site newest=newest older=older />
        <Bulk site=site archived=archived />
    }
    .into_any()
}

/// What can be done with the ticked rows. Where scripts run it floats as soon as there is one.
#[component]
fn Bulk(site: Site, archived: bool) -> impl IntoView {
    let (words, sells) = (&site.words().links, &site.words().selling);
    let deeds = if archived {
        vec![(sells.restore, "restore")]
    } else {
        vec![(words.enable, "on"), (words.disable, "off"), (sells.archive, "archive")]
    };
    let deeds = deeds.into_iter().map(|(word, deed)| {
        view! { <Button label=word look=Look::Quiet small=true name="active" value=deed /> }
    });
    view! {
        <bulk-bar
            class="bulk"
            data-word-selected=words.selected
            data-word-all=words.select_all
            data-word-clear=words.unselect
        >
            <PostForm site=site action=at::LINKS_ACTIVE id=BULK class="bulk__form" live=true>
                <span class="bulk__count" aria-live="polite">{words.selection}</span>
                {deeds.collect_view()}
            </PostForm>
        </bulk-bar>
    }
    .into_any()
}

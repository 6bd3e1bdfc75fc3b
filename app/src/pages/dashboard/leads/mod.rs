//! Leads: the list, and the newest of one link.

use leptos::prelude::*;
use paylinks::leads::{Lead, ListLeads};
use paylinks::wire::List;

use super::answers::{answered, came_from};
use crate::components::{
    Chip, Column, Empty, Facts, FilterBar, LinkButton, Look, Pager, Search, Sign, Table,
};
use crate::format;
use crate::links as at;
use crate::shell::{Crumb, Dashboard, Here, Person};
use crate::site::Site;
use crate::words::fill;

/// The list of leads.
#[component]
pub fn LeadsPage(
    site: Site,
    person: Person,
    list: List<Lead>,
    /// What it is narrowed to.
    wish: ListLeads,
    /// The id and the title of the link that it is narrowed to.
    link: Option<(String, String)>,
) -> impl IntoView {
    let (words, shared) = (&site.words().leads, &site.words().payments);
    let start = ListLeads { cursor: None, ..wish.clone() };
    let older = list
        .next_cursor
        .clone()
        .map(|cursor| at::list_of(at::LEADS, &ListLeads { cursor: Some(cursor), ..start.clone() }));
    let newest = wish.cursor.is_some().then(|| at::list_of(at::LEADS, &start));
    let narrowed = wish.q.is_some() || link.is_some();
    let none = list.data.is_empty() && !narrowed && wish.cursor.is_none();
    let export = (!list.data.is_empty()).then(|| {
        let href = at::list_of(at::LEADS_FILE, &start);
        view! { <LinkButton href=href label=shared.export sign=Sign::Export download=true /> }
    });
    let mut way = vec![Crumb::new(at::LINKS, site.words().links.title)];
    way.extend(link.as_ref().map(|(id, title)| Crumb::new(at::link(id), title.clone())));
    let title =
        link.as_ref().map_or_else(|| words.title.to_owned(), |(_, link)| fill(words.of_link, &[link]));
    let chips = link.map(|(id, title)| Chip {
        label: shared.link,
        value: Some(title.clone()),
        without: at::list_of(at::LEADS, &ListLeads { pay_link_id: None, ..start.clone() }),
        wrong: false,
        control: view! {
            <label class="check">
                <input type="checkbox" name="payLinkId" value=id checked=true />
                <span>{title}</span>
            </label>
        }
        .into_any(),
    });
    let search = Search { value: wish.q.clone().unwrap_or_default(), label: words.search };
    let bar = (!none).then(|| {
        view! { <FilterBar site=site action=at::LEADS search=search chips=chips.into_iter().collect() /> }
    });
    let body = if none {
        view! {
            <Empty title=words.empty_title text=words.empty_text>
                <LinkButton href=at::NEW_LINK label=site.words().links.new look=Look::Primary sign=Sign::Plus />
            </Empty>
        }
        .into_any()
    } else if list.data.is_empty() {
        let text = if older.is_some() { shared.look_further } else { shared.empty_filtered };
        view! {
            <p class="lead">
                {format!("{text} ")}
                <a href=at::LEADS data-live="">{shared.show_all}</a>
            </p>
        }
        .into_any()
    } else {
        view! { <Rows site=site leads=list.data links=true /> }.into_any()
    };
    view! {
        <Dashboard site=site person=person here=Here::Links title=title.clone() way=way>
            <live-list class="payments" id="leads" tabindex="-1">
                <div class="head">
                    <h1 dir="auto">{title}</h1>
                    {export}
                </div>
                <p class="lead">{words.intro}</p>
                {bar}
                {body}
                <Pager site=site newest=newest older=older />
            </live-list>
        </Dashboard>
    }
}

/// The newest leads of one link.
#[component]
pub(super) fn LatestLeads(
    site: Site,
    /// The link's id.
    id: String,
    leads: Vec<Lead>,
) -> impl IntoView {
    let words = &site.words().leads;
    let body = if leads.is_empty() {
        view! { <p class="lead">{words.nobody}</p> }.into_any()
    } else {
        view! {
            <Rows site=site leads=leads links=false />
            <p><a href=at::leads_of(&id)>{words.all_of_link}</a></p>
        }
        .into_any()
    };
    view! {
        <h2>{words.latest}</h2>
        {body}
    }
    .into_any()
}

#[component]
fn Rows(
    site: Site,
    leads: Vec<Lead>,
    /// Whether each says of which link it is.
    links: bool,
) -> impl IntoView {
    let words = &site.words().leads;
    let rows = leads.into_iter().map(|lead| row(site, lead, links)).collect_view();
    let columns = vec![
        Column::of(words.person),
        Column::of(words.contact),
        Column::figures(site.words().payments.date),
    ];
    view! {
        <Table site=site caption=words.title columns=columns class="table leads-table">{rows}</Table>
    }
    .into_any()
}

fn row(site: Site, lead: Lead, links: bool) -> AnyView {
    let words = &site.words().leads;
    let name = lead.name.unwrap_or_else(|| words.unnamed.to_owned());
    let second = links.then(|| {
        let title = lead.pay_link.title.clone();
        view! { <a class="table__second" href=at::link(&lead.pay_link_id)><bdi>{title}</bdi></a> }
    });
    let answers = lead.collected.as_ref().map_or_else(Vec::new, |answers| {
        let mut facts = answered(site, answers);
        facts.extend(came_from(site, answers));
        facts
    });
    let answers = (!answers.is_empty()).then(|| {
        view! {
            <details class="twin">
                <summary>{site.words().collecting.answers_short}</summary>
                <Facts facts=answers />
            </details>
        }
    });
    let mail = lead.email.map(|email| {
        let href = format!("mailto:{email}");
        view! { <a class="leads-table__contact" href=href>{email}</a> }
    });
    let phone = lead.phone.map(|phone| {
        let href = format!("tel:{phone}");
        view! { <a class="leads-table__contact" href=href>{phone}</a> }
    });
    let when = lead.created_at;
    view! {
        <tr>
            <td>
                <bdi>{name}</bdi>
                {second}
                {answers}
            </td>
            <td class="wide">{mail}{phone}</td>
            <td class="number leads-table__when"><time datetime=when.to_string()>{format::moment(site.language, when)}</time></td>
        </tr>
    }
    .into_any()
}

//! One link: how it sells, its payments, its facts, what happened to it.

use leptos::prelude::*;
use paylinks::collecting::CompanyAsked;
use paylinks::events::TimelineEntry;
use paylinks::figures::PayLinkStats;
use paylinks::leads::Lead;
use paylinks::money::Money;
use paylinks::payment_links::{PayLink, PriceType};
use paylinks::payments::Transaction;
use paylinks::subscriptions::SubscriptionRow;
use paylinks::zone::Zone;

use super::Done;
use super::deeds::Deeds;
use super::figures::Figures;
use super::files::LinkFiles;
use super::recurring::Subscribers;
use crate::components::{
    Badge, Column, CopyButton, Fact, Facts, LinkButton, Look, Moment, Sign, Table, Timeline,
};
use crate::format;
use crate::links as at;
use crate::moments;
use crate::pages::dashboard::leads::LatestLeads;
use crate::pages::dashboard::status;
use crate::shell::{Crumb, Dashboard, Here, Person};
use crate::site::Site;
use crate::words::fill;

/// One link.
#[component]
pub fn LinkPage(
    site: Site,
    person: Person,
    link: PayLink,
    /// How it sold.
    stats: PayLinkStats,
    /// Its newest payments.
    payments: Vec<Transaction>,
    /// Who took it last, when it is free.
    leads: Vec<Lead>,
    /// Its newest subscriptions; None where it is paid once.
    subscriptions: Option<Vec<SubscriptionRow>>,
    /// What happened to it, newest first.
    story: Vec<TimelineEntry>,
    /// The merchant's time zone.
    zone: Zone,
    /// What was just done.
    done: Done,
) -> impl IntoView {
    let words = site.words();
    let kind = super::kind_of(&link);
    let newest = match kind {
        PriceType::Free => view! { <LatestLeads site=site id=link.id.clone() leads=leads /> }.into_any(),
        _ => view! {
            <h2>{words.link.payments}</h2>
            <Payments site=site id=link.id.clone() payments=payments />
        }
        .into_any(),
    };
    let way = vec![Crumb::new(at::LINKS, words.links.title)];
    let files =
        (link.service_type == "DIGITAL_PRODUCT").then(|| view! { <LinkFiles site=site link=link.clone() /> });
    let moments = story.iter().map(|entry| moment(site, entry)).collect();
    view! {
        <Dashboard
            site=site
            person=person
            here=Here::Links
            title=link.title.clone()
            way=way
            toast=done.toast(site)
        >
            <Head site=site link=link.clone() />
            <Figures site=site stats=stats kind=kind />
            <div class="link-page">
                <div class="link-page__side">
                    {subscriptions
                        .map(|all| {
                            view! {
                                <section class="link-page__part">
                                    <Subscribers site=site subscriptions=all />
                                </section>
                            }
                        })}
                    <section class="link-page__part">{newest}</section>
                </div>
                <div class="link-page__side">
                    {files}
                    <section class="link-page__part">
                        <h2>{words.link.facts}</h2>
                        <Facts facts=facts(site, &link, zone) />
                    </section>
                    <section class="link-page__part">
                        <h2>{words.link.happened}</h2>
                        <Timeline moments=moments />
                    </section>
                </div>
            </div>
        </Dashboard>
    }
}

#[component]
fn Head(site: Site, link: PayLink) -> impl IntoView {
    let words = &site.words().links;
    let (state, word) = super::state_of(site, &link);
    let price = super::price_of(site.language, &link);
    view! {
        <div class="head">
            <div class="link-page__name">
                <h1 dir="auto">{link.title.clone()}</h1>
                <p class="link-page__line">
                    <Badge state=state word=word />
                    <span>{price}</span>
                    <a class="link-page__address" href=at::pay(&link.slug)>{super::shown_address(&link)}</a>
                    <CopyButton site=site text=link.url.clone() label=words.copy sign=Sign::Copy />
                </p>
            </div>
            <div class="head__actions">
                <LinkButton href=at::edit_link(&link.id) label=words.edit sign=Sign::Pencil />
                <LinkButton
                    href=at::share_link(&link.id)
                    label=words.share
                    look=Look::Primary
                    sign=Sign::Share
                    dialog="share"
                />
                <Deeds site=site link=link here=true />
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Payments(site: Site, id: String, payments: Vec<Transaction>) -> impl IntoView {
    let words = site.words();
    if payments.is_empty() {
        return view! { <p class="lead">{words.link.no_payments}</p> }.into_any();
    }
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
                <td class="wide" dir="auto">{buyer}</td>
                <td class="number">{format::moment(site.language, payment.created_at)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let columns = vec![
        Column::of(words.payments.amount),
        Column::of(words.payments.status),
        Column::of(words.payments.buyer),
        Column::figures(words.payments.date),
    ];
    view! {
        <Table site=site caption=words.link.payments columns=columns>{rows}</Table>
        <p><a href=at::payments_of(&id)>{words.link.all_payments}</a></p>
    }
    .into_any()
}

fn facts(site: Site, link: &PayLink, zone: Zone) -> Vec<Fact> {
    let sells = &site.words().selling;
    let (words, ask) = (&site.words().link, &site.words().editor);
    let asks = [
        (link.collect_email, ask.ask_email),
        (link.collect_name, ask.ask_name),
        (link.collect_phone, ask.ask_phone),
        (link.collect_address, ask.ask_address),
    ];
    let more = &site.words().collecting;
    let asks = asks.into_iter().chain([
        (link.collecting.company != CompanyAsked::Off, more.ask_company),
        (link.collecting.shipping_address, more.ask_shipping),
    ]);
    let asks = asks.filter_map(|(asked, word)| asked.then_some(word));
    let asks: Vec<&str> =
        asks.chain(link.collecting.custom_fields.iter().map(|field| field.label.as_str())).collect();
    let asks = if asks.is_empty() { site.words().shared.none.to_owned() } else { asks.join(", ") };
    let long = |name, text: &str| {
        let text = text.to_owned();
        let shown =
            (!text.is_empty()).then(|| view! { <span class="link-page__text" dir="auto">{text}</span> });
        shown.map(|shown| Fact::view(name, shown.into_any()))
    };
    let number = |number| format::number(site.language, number);
    let sold = link.max_uses.map(|most| fill(words.sold_of, &[&number(link.used_count), &number(most)]));
    let all = [
        Some(Fact::text(site.words().links.price, super::price_of(site.language, link))),
        long(words.description, &link.description),
        link.opens_at.map(|at| Fact::text(sells.opens, moments::when(site.language, zone, at))),
        link.closes_at.map(|at| Fact::text(sells.closes, moments::ending(site.language, zone, at))),
        sold.map(|sold| Fact::text(words.sold, sold)),
        link.max_per_buyer.map(|most| Fact::text(sells.per_buyer, number(most))),
        Some(Fact::text(words.asks, asks)),
        link.collecting.terms.as_ref().and_then(|terms| long(more.terms_text, &terms.text)),
        long(words.thank_you, &link.thank_you_message),
        long(words.disabled_message, &link.disabled_message),
        Some(Fact::maybe(words.success_url, link.success_url.clone())),
        Some(Fact::maybe(words.cancel_url, link.cancel_url.clone())),
        Some(Fact::text(words.created, format::moment(site.language, link.created_at))),
        Some(Fact::text(words.updated, format::moment(site.language, link.updated_at))),
        Some(Fact::text(words.revision, format::number(site.language, link.revision))),
    ];
    all.into_iter().flatten().collect()
}

fn moment(site: Site, entry: &TimelineEntry) -> Moment {
    let (words, by) = (&site.words().link, &site.words().payment);
    let (sign, what) = match entry.kind.as_str() {
        "link.created" => (Sign::Plus, words.story_created),
        "link.enabled" => (Sign::Power, words.story_enabled),
        "link.archived" => (Sign::Book, site.words().selling.story_archived),
        "link.restored" => (Sign::Return, site.words().selling.story_restored),
        "link.disabled" => (Sign::Power, words.story_disabled),
        _ => (Sign::Pencil, words.story_updated),
    };
    let kind = match entry.who_kind.as_str() {
        "person" => by.by_person,
        "key" => by.by_key,
        _ => by.by_system,
    };
    let when = format::moment(site.language, entry.at);
    Moment { sign, good: false, what: what.to_owned(), kind, who: entry.who.clone(), when }
}

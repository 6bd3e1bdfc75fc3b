//! Links: the list, one link, its form, and handing it on.

mod charges;
mod deeds;
mod detail;
mod done;
mod draft;
mod editor;
mod fields;
mod figures;
mod files;
mod filters;
mod language;
mod list;
mod own_fields;
mod quantity;
mod recurring;
mod row;
mod selling;
mod share;

use paylinks::language::Language;
use paylinks::money::Money;
use paylinks::payment_links::{Interval, LinkState, PayLink, PriceType};

pub use self::charges::TAX_ON_TOP;
pub use self::detail::LinkPage;
pub use self::done::Done;
pub use self::draft::{Drafting, drafted_form};
pub use self::editor::{LinkFormPage, link_form};
pub use self::fields::SUGGESTED;
pub use self::files::LinkFilesPage;
pub use self::list::LinksPage;
pub use self::share::SharePage;
use crate::components::State;
use crate::format;
use crate::site::Site;
use crate::words::{self, fill};

/// How a link's state looks and reads.
fn state(site: Site, active: bool) -> (State, &'static str) {
    let words = &site.words().links;
    if active { (State::Good, words.active) } else { (State::Idle, words.inactive) }
}

/// How this link stands.
fn state_of(site: Site, link: &PayLink) -> (State, &'static str) {
    match link.state {
        LinkState::Active => state(site, true),
        LinkState::Inactive => state(site, false),
        LinkState::UsedUp => (State::Idle, site.words().links.sold_out),
        LinkState::Archived => (State::Idle, site.words().selling.archived),
        LinkState::NotOpen => (State::Waiting, site.words().selling.not_open),
        LinkState::Closed => (State::Idle, site.words().selling.closed),
    }
}

/// A link's price as people read it; the least of it when buyers choose.
#[must_use]
pub fn price(language: Language, price: Money, kind: PriceType) -> String {
    let money = format::money(language, price);
    match kind {
        PriceType::Fixed => money,
        PriceType::PayWhatYouWant => fill(words::words(language).links.from_price, &[&money]),
        PriceType::Free => words::words(language).checkout.free.to_owned(),
    }
}

/// How the price of this link comes about.
fn kind_of(link: &PayLink) -> PriceType {
    PriceType::parse(&link.price_type).unwrap_or_default()
}

/// The price of this link.
fn price_of(language: Language, link: &PayLink) -> String {
    let price = price(language, Money::new(link.amount_minor, link.currency), kind_of(link));
    let interval = link.recurring_interval.as_deref().map(|text| Interval::parse(text, "interval"));
    match interval {
        Some(Ok(interval)) => format!("{price} {}", interval.every(language)),
        _ => price,
    }
}

/// Whether buyers can be sent there: another scheme could run.
fn shown_address(link: &PayLink) -> String {
    link.url.split_once("://").map_or_else(|| link.url.clone(), |(_, rest)| rest.to_owned())
}

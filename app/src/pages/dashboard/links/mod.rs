//! Links: the list, one link, its form, and handing it on.

mod deeds;
mod detail;
mod done;
mod draft;
mod editor;
mod fields;
mod figures;
mod filters;
mod language;
mod list;
mod quantity;
mod row;
mod selling;
mod share;

use paylinks::language::Language;
use paylinks::money::Money;
use paylinks::payment_links::{LinkState, PayLink};

pub use self::detail::LinkPage;
pub use self::done::Done;
pub use self::draft::{Drafting, drafted_form};
pub use self::editor::{LinkFormPage, link_form};
pub use self::fields::SUGGESTED;
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

/// A link's price as people read it; `open` when it is the least that buyers may choose.
#[must_use]
pub fn price(language: Language, price: Money, open: bool) -> String {
    let money = format::money(language, price);
    if open { fill(words::words(language).links.from_price, &[&money]) } else { money }
}

/// The price of this link.
fn price_of(language: Language, link: &PayLink) -> String {
    price(language, Money::new(link.amount_minor, link.currency), link.min_amount_minor.is_some())
}

/// Whether buyers can be sent there: another scheme could run.
fn shown_address(link: &PayLink) -> String {
    link.url.split_once("://").map_or_else(|| link.url.clone(), |(_, rest)| rest.to_owned())
}

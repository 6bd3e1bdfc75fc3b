//! Links: the list, one link, its form, and handing it on.

mod deeds;
mod detail;
mod done;
mod editor;
mod fields;
mod figures;
mod filters;
mod list;
mod row;
mod share;

use paylinks::payment_links::PayLink;

pub use self::detail::LinkPage;
pub use self::done::Done;
pub use self::editor::{LinkFormPage, link_form};
pub use self::list::LinksPage;
pub use self::share::SharePage;
use crate::components::State;
use crate::site::Site;

/// How a link's state looks and reads.
fn state(site: Site, active: bool) -> (State, &'static str) {
    let words = &site.words().links;
    if active { (State::Good, words.active) } else { (State::Idle, words.inactive) }
}

/// Whether buyers can be sent there: another scheme could run.
fn shown_address(link: &PayLink) -> String {
    link.url.split_once("://").map_or_else(|| link.url.clone(), |(_, rest)| rest.to_owned())
}

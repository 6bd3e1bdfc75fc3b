//! The catalogue: the list of products, and the form of one.

mod edit;
mod list;

pub use self::edit::{PRICE_FIELDS, ProductFormPage, product_form};
pub use self::list::ProductsPage;
use crate::components::State;
use crate::site::Site;

/// How a product's state looks and reads.
fn state(site: Site, active: bool) -> (State, &'static str) {
    let words = &site.words().products;
    if active { (State::Good, words.active) } else { (State::Idle, words.archived) }
}

/// What was just done, in a sentence.
fn told(site: Site, done: Option<&str>) -> Option<String> {
    let words = &site.words().products;
    let word = match done? {
        "made" => words.made,
        "saved" => words.saved,
        "archived" => words.archived_now,
        "restored" => words.restored_now,
        _ => return None,
    };
    Some(word.to_owned())
}

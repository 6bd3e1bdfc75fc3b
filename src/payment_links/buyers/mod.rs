//! How often one buyer buys through a link: counted by the mark of their e-mail, kept at the start like a seat, given back
//! with it. One unique key decides every race.

mod store;

pub(crate) use self::store::{free, hold, sql::ALL as STATEMENTS, take, uses};
use crate::core::Core;

/// The mark of a buyer of this merchant: the same for the same address, however it is written.
pub(crate) fn mark(core: &Core, merchant_id: &str, email: &str) -> String {
    core.secrets.mark("buyer", &format!("{merchant_id} {}", email.trim().to_lowercase()))
}

//! How often a link still sells: a seat for each buyer, held at the start, taken when the money is there. One
//! conditional update decides every race, so that no more are sold than there are.

mod store;

pub(crate) use self::store::{claim, free, hold, sql::ALL as STATEMENTS, take, take_held, taken_and_held};

/// The most that a link's limit may be.
pub(crate) const MOST: i64 = 1_000_000;

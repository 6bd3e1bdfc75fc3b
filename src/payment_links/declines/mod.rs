//! How many cards were declined on a link lately: many in a short time means that stolen ones are tried.

mod store;

use std::time::Duration;

pub(crate) use self::store::{count, sql::ALL as STATEMENTS, waits_until};

/// Declines on one link in so long, from which on nobody starts to pay there for the rest of the time.
pub(crate) const MOST: i64 = 100;
/// How long declines are counted together.
pub(crate) const SPAN: Duration = Duration::from_mins(10);

//! Payments that subscriptions make.

mod store;

pub(crate) use self::store::{belongs_to, session_of_intent, sql::ALL as STATEMENTS};

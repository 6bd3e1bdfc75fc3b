//! Whole documents: head, bar, frame. Every page returns one of these.

mod dashboard;
mod document;
mod door;
mod plain;
mod side;

pub use self::dashboard::{Crumb, Dashboard, Here};
pub use self::document::{Document, Public};
pub use self::door::Door;
pub use self::plain::Plain;
pub use self::side::{Business, Person, SignOut};

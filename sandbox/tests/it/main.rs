//! The sandbox over real HTTP.

mod money;
mod payments;
mod support;

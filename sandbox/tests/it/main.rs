//! The sandbox over real HTTP.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop")]

mod accounts;
mod browsers;
mod calls;
mod faults;
mod journal;
mod money;
mod pages;
mod payments;
mod subscriptions;
mod support;
mod webhooks;

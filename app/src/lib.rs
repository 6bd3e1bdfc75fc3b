//! The pages: Leptos components that take loaded data and return a whole document. No runtime in the
//! browser, no routing, no SQL: the server loads by operations and renders.
//!
//! [`links`] has every address, [`words`] every sentence, [`components`] the parts, [`pages`] the pages,
//! [`functions`] the writes.

#![recursion_limit = "256"]
#![allow(
    clippy::must_use_candidate,
    clippy::needless_pass_by_value,
    reason = "components are called by view! and own their props"
)]
#![allow(unreachable_pub, reason = "the component macro wraps every component in a module of its own")]

pub mod components;
pub mod format;
pub mod forms;
pub mod functions;
pub mod links;
mod moments;
pub mod pages;
mod product_links;
#[cfg(test)]
mod rules;
mod shell;
pub mod site;
pub mod words;

pub use self::shell::{Business, Crumb, Here, Person};

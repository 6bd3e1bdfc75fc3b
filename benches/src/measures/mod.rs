//! What is measured, one file each.

pub(crate) mod dashboard;
pub(crate) mod download;
pub(crate) mod footprint;
pub(crate) mod injection;
pub(crate) mod keys;
pub(crate) mod pages;
pub(crate) mod payments;
pub(crate) mod seats;
pub(crate) mod webhooks;

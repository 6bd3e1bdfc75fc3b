//! The doors of the house: HTTP and the command line over the core's catalogue. No rules and no SQL here.
//!
//! Read [`routes`] first: the whole map is on one screen. [`build`] makes the router that `paylinks serve`
//! and the tests share.

pub mod actor;
mod asker;
pub mod assets;
mod brand;
pub mod commands;
mod download;
mod files;
mod health;
mod layers;
mod mailbox;
pub mod pages;
pub mod problem;
mod render;
pub mod rest;
pub mod routes;
pub mod seeds;
pub mod sessions;
mod slim;
mod stripe_webhook;
#[cfg(test)]
mod trial;

use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::Router;
use paylinks::core::Core;
use paylinks::operation::Entry;

pub use self::asker::Asker;
pub use self::assets::Assets;
pub use self::layers::Surface;
pub use self::routes::build;

/// What every handler gets. Cheap to clone: every layer of every request does.
#[derive(Clone)]
pub struct AppState(Arc<Shared>);

/// The parts of an [`AppState`].
pub struct Shared {
    /// The core.
    pub core: Core,
    /// Where styles, scripts and pictures are.
    pub assets: Assets,
    /// Whether new requests are welcome.
    pub ready: Ready,
    /// Pay pages that were rendered lately.
    pub pay_pages: pages::PayPages,
}

impl Deref for AppState {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl AppState {
    /// Puts the parts together.
    #[must_use]
    pub fn new(parts: Shared) -> Self {
        Self(Arc::new(parts))
    }
}

/// Whether the process wants new requests: true from the start, false once it is told to stop.
#[derive(Clone, Debug)]
pub struct Ready(Arc<AtomicBool>);

impl Default for Ready {
    fn default() -> Self {
        Self(Arc::new(AtomicBool::new(true)))
    }
}

impl Ready {
    /// Asks load balancers to look elsewhere.
    pub fn stop(&self) {
        self.0.store(false, Ordering::Release);
    }

    /// Whether requests are still welcome.
    #[must_use]
    pub fn yes(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}

/// What [`build`] needs beside the core.
pub struct Options {
    /// The operations that the API serves.
    pub catalogue: &'static [Entry],
    /// Stripe's stand-in, in sandbox mode.
    pub sandbox: Option<Router>,
    /// Whether the process wants new requests.
    pub ready: Ready,
}

impl Default for Options {
    fn default() -> Self {
        Self { catalogue: paylinks::catalogue::CATALOGUE, sandbox: None, ready: Ready::default() }
    }
}

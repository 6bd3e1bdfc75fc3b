//! What stories are made of: an application of their own, people who use it, and Stripe's stand-in.

pub(crate) mod app;
mod books;
mod browser;
pub(crate) mod client;
mod dump;
pub(crate) mod engine;
pub(crate) mod injected;
pub(crate) mod journal;
pub(crate) mod model;
pub(crate) mod people;
pub(crate) mod program;
pub(crate) mod snapshot;
pub(crate) mod storage;
pub(crate) mod stripe;
mod subscriber;

use std::pin::Pin;

pub(crate) use app::{App, Setup};
pub(crate) use client::Client;
pub(crate) use engine::Engine;
pub(crate) use people::Merchant;
pub(crate) use serde_json::{Value, json};

/// Makes each story two tests: `name::sqlite` and `name::postgres`. A story with a setup of its own is
/// written `name = setup`, after a function of [`Setup`].
macro_rules! stories {
    ($($name:ident $(= $setup:ident)?),* $(,)?) => {
        $(mod $name {
            #[test]
            fn sqlite() {
                $crate::support::tell($crate::support::Engine::Sqlite, setup(), |app| Box::pin(super::$name(app)));
            }

            #[test]
            fn postgres() {
                $crate::support::tell($crate::support::Engine::Postgres, setup(), |app| Box::pin(super::$name(app)));
            }

            fn setup() -> $crate::support::Setup {
                $crate::support::stories!(@setup $($setup)?)
            }
        })*
    };
    (@setup) => { $crate::support::Setup::default() };
    (@setup $setup:ident) => { $crate::support::Setup::$setup() };
}
pub(crate) use stories;

/// Tells one story on one engine, and holds the application to what every story must leave behind.
pub(crate) fn tell(
    engine: Engine,
    setup: Setup,
    story: impl FnOnce(App) -> Pin<Box<dyn Future<Output = ()> + Send>>,
) {
    journal::listen();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .thread_stack_size(8 * 1024 * 1024)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let app = App::start(engine, setup).await;
        story(app.clone()).await;
        app.finish().await;
    });
    runtime.shutdown_timeout(std::time::Duration::from_secs(1));
}

//! The map: every door of the house on one screen.

use std::future::{Ready, ready};

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::response::Response;
use axum::routing::{get, post};
use paylinks::config::SANDBOX_PATH;
use paylinks::core::Core;
use paylinks::error::{Code, Error};
use paylinks_app::links as at;

use crate::rest::openapi;
use crate::{
    AppState, Asker, Assets, Options, Shared, Surface, assets, brand, files, health, layers, mailbox, pages,
    rest, sessions, stripe_webhook,
};

/// The largest form that a page reads.
const FORM_LIMIT: usize = 256 * 1024;

/// The whole application as one router.
pub fn build(core: Core, options: Options) -> Router {
    let pay_pages = pages::PayPages::new(&core);
    let state = AppState::new(Shared { core, assets: Assets::load(), ready: options.ready, pay_pages });
    let Options { catalogue, sandbox, .. } = options;

    let pages = pages::routes(state.clone())
        .layer(DefaultBodyLimit::max(FORM_LIMIT))
        .layer(sessions::layer(&state.core));
    let pages = layers::guard_pages(pages, &state);

    let house = Router::new()
        .route("/webhooks/stripe", post(stripe_webhook::receive))
        .route("/assets/{hash}/{*path}", get(assets::serve))
        .route("/brand/{file}", get(brand::logo))
        .route("/robots.txt", get(pages::robots))
        .route(at::SITEMAP, get(pages::sitemap))
        .route("/favicon.ico", get(assets::favicon))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/csp-report", post(health::csp_report));
    let house = if state.core.config.sandbox() {
        house.route("/dev/mailbox.json", get(mailbox::list))
    } else {
        house
    };
    let house = house
        .with_state(state.clone())
        .merge(pages)
        .merge(pages::pay_page(state.clone()))
        .method_not_allowed_fallback(refusal(&state, || Error::invalid(Code::MethodNotAllowed)))
        .fallback(refusal(&state, Error::not_found))
        .merge(openapi::routes(catalogue, state.core.config.url(rest::BASE)))
        .nest(rest::BASE, rest::routes(state.clone(), catalogue))
        .layer(layers::compression())
        .merge(files::routes(state.clone()));
    let house = match sandbox {
        Some(stripe) => house.nest(SANDBOX_PATH, stripe),
        None => house,
    };
    layers::wrap(house, &state)
}

/// A handler that answers with this error in the form of the address asked.
fn refusal(
    state: &AppState,
    error: fn() -> Error,
) -> impl Fn(Request) -> Ready<Response> + Clone + Send + Sync + 'static {
    let state = state.clone();
    move |request| {
        let surface = Surface::of(request.uri().path());
        ready(surface.refuse(&state, &error(), &Asker::of(&request)))
    }
}

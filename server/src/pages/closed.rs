//! Pay pages that cannot sell. Buyers are told by whom they were asked to pay, never more about the seller.

use axum::response::{IntoResponse, Response};
use leptos::prelude::*;
use paylinks::checkout_sessions;
use paylinks::error::{Code, Error, Kind};
use paylinks_app::pages::Told;
use paylinks_app::pages::checkout::ClosedPage;
use paylinks_app::site::Site;

use super::page::site;
use crate::{AppState, Asker, problem, render};

/// Says why this pay page has nothing to sell.
pub(super) async fn say(app: &AppState, slug: &str, error: &Error, asker: &Asker) -> Response {
    let known = matches!(error.kind, Kind::Gone { .. }) || error.code == Code::CannotCharge;
    // The page must come even when the database has just failed.
    let link = if known { checkout_sessions::seller(&app.core, slug).await.ok().flatten() } else { None };
    let Some(link) = link else { return super::refuse(app, error, asker) };
    problem::log(error);
    let site = Site { theme: asker.theme, ..site(app, asker.language_on(link.language)) };
    let told = Told::of(site, error, asker.again.clone(), asker.request_id.clone());
    let reason = match error.kind {
        Kind::Gone { reason } => reason,
        _ => "cannot_charge",
    };
    let html = render::document(|| {
        view! { <ClosedPage site=site slug=slug.to_owned() link=link told=told reason=reason /> }
    });
    let mut response = (problem::status(error), axum::response::Html(html)).into_response();
    problem::mark(error, &mut response);
    response
}

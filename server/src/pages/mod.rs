//! Pages: each handler loads by operations and renders a view of `paylinks_app`; each form runs the server
//! function of its page. What goes wrong becomes a page too, in one place: [`page::tell`].

mod api_keys;
mod branding;
mod checkout;
mod checkout_settings;
mod claim;
mod closed;
mod codes;
mod connect;
mod developers;
mod entrance;
mod export;
mod form;
mod gallery;
mod home;
mod invoices;
mod leads;
mod link_files;
mod links;
mod mailbox;
mod mails;
mod merchants;
mod offer;
mod outcome;
mod page;
mod pay;
mod payments;
mod preferences;
mod prefill;
mod preview;
mod products;
mod purchases;
mod qr;
mod search;
mod sessions;
mod settings;
mod sign_in;
mod sitemap;
mod subscriptions;
#[cfg(test)]
mod tests;
mod typed;
mod visit;
mod wish;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, post};
use leptos::prelude::*;
use paylinks::error::Error;
use paylinks::leads::ListLeads;
use paylinks::payment_links::ListPayLinks;
use paylinks::payments::ListTransactions;
use paylinks::products::ListProducts;
use paylinks_app::pages::{Told, ToldPage};
use paylinks_app::site::Site;
use paylinks_app::{Person, links as at};

pub use self::checkout::PayPages;
pub(crate) use self::checkout::kept;
use self::page::site;
pub(crate) use self::sitemap::{robots, sitemap};
use crate::{AppState, Asker, problem, render};

/// The pay page: the one that many strangers open. It knows no session and takes no form.
pub fn pay_page(state: AppState) -> Router {
    Router::new().route("/p/{slug}", get(checkout::show)).with_state(state)
}

/// The routes of all other pages.
pub fn routes(state: AppState) -> Router {
    let router = Router::new()
        .route(at::HOME, get(entrance::front))
        .route(at::SIGN_IN, get(sign_in::ask).post(sign_in::send))
        .route(at::SIGN_IN_SENT, get(sign_in::sent))
        .route(at::SIGN_IN_CONFIRM, get(sign_in::look).post(sign_in::enter))
        .route(at::SIGN_OUT, post(sign_in::leave))
        .route(at::ONBOARDING, get(entrance::questions).post(entrance::answer))
        .route(at::DASHBOARD, get(home::show))
        .route(at::DISMISS_CHECKLIST, post(home::dismiss))
        .route(at::SEARCH, get(search::find))
        .route(at::PREFERENCES, post(preferences::keep))
        .route(at::SWITCH_BUSINESS, post(merchants::switch))
        .route(at::NEW_BUSINESS, get(merchants::ask).post(merchants::open))
        .route(at::LINKS, get(links::list))
        .route(at::NEW_LINK, get(links::new).post(links::create))
        .route("/dashboard/links/{id}/edit", get(links::edit).post(links::save))
        .route("/dashboard/links/{id}/duplicate", post(links::duplicate))
        .route("/dashboard/links/{id}/share", get(links::share))
        .route("/dashboard/links/{id}/delete", get(links::ask).post(links::remove))
        .route(
            "/dashboard/links/{id}/files",
            get(link_files::show).post(link_files::add).layer(DefaultBodyLimit::disable()),
        )
        .route("/dashboard/links/{id}/files/{key}", get(link_files::look))
        .route("/dashboard/links/{id}/files/{key}/remove", post(link_files::remove))
        .route(at::LINKS_ACTIVE, post(links::set_active))
        .route(at::PREVIEW, get(preview::first).post(preview::draw))
        .route("/dashboard/links/{id}", get(links::show))
        .route(at::LINKS_FILE, get(export::file::<ListPayLinks>))
        .route("/dashboard/links/{id}/qr.svg", get(qr::svg))
        .route("/dashboard/links/{id}/qr.png", get(qr::png))
        .route(at::CODES, get(codes::list))
        .route(at::NEW_CODE, get(codes::new).post(codes::create))
        .route("/dashboard/codes/{id}", get(codes::edit).post(codes::save))
        .route(at::INVOICES, get(invoices::list))
        .route("/dashboard/invoices/{id}", get(invoices::show).post(invoices::correct))
        .route(at::INVOICING, get(invoices::settings).post(invoices::save_settings))
        .route("/p/{slug}/invoice/{session}", get(invoices::own).post(invoices::complete))
        .route(at::PAYMENTS, get(payments::list))
        .route(at::PAYMENTS_FILE, get(export::file::<ListTransactions>))
        .route("/dashboard/payments/{id}", get(payments::show))
        .route(at::LEADS, get(leads::list))
        .route(at::LEADS_FILE, get(export::file::<ListLeads>))
        .route("/dashboard/payments/{id}/receipt", post(payments::send_receipt))
        .route("/dashboard/payments/{id}/receipt.pdf", get(payments::receipt_pdf))
        .route(at::SETTINGS, get(settings::show).post(settings::save))
        .route(at::CHECKOUT, get(checkout_settings::show).post(checkout_settings::save))
        .route(at::CONNECT, get(connect::show).post(connect::start))
        .route(at::CONNECT_RETURN, get(connect::back).post(connect::back))
        .route(at::CONNECT_REFRESH, get(connect::again))
        .route(at::CONNECT_LOGIN, post(connect::open))
        .route(at::SESSIONS, get(sessions::list))
        .route(at::OTHER_SESSIONS, get(sessions::ask_others).post(sessions::end_others))
        .route("/dashboard/settings/sessions/{id}/revoke", get(sessions::ask).post(sessions::end))
        .route(at::PRODUCTS, get(products::list))
        .route(at::PRODUCTS_FILE, get(export::file::<ListProducts>))
        .route(at::NEW_PRODUCT, get(products::new).post(products::create))
        .route(at::PRODUCT, get(products::edit).post(products::save))
        .route(at::ARCHIVE_PRODUCT, post(products::archive))
        .route(at::RESTORE_PRODUCT, post(products::restore))
        .route(at::LIMITS, post(settings::save_limits))
        .route(at::BUSINESS, get(settings::business).post(settings::save_business))
        .route(
            at::BRANDING,
            get(branding::show).post(branding::save).layer(DefaultBodyLimit::max(branding::FORM_LIMIT)),
        )
        .route(at::API_KEYS, get(api_keys::list).post(api_keys::create))
        .route("/dashboard/developers/keys/{id}/revoke", get(api_keys::ask).post(api_keys::revoke))
        .route(at::DEVELOPERS, get(developers::api))
        .route("/dashboard/developers/api/{name}", get(developers::operation))
        .route("/dashboard/{*rest}", any(page::nowhere))
        .route("/fn/{name}", post(form::function))
        .route("/p/{slug}", post(pay::start))
        .route("/p/{slug}/again/{session}", get(pay::again))
        .route("/p/{slug}/claim", get(claim::back).post(claim::take))
        .route("/p/{slug}/thanks", get(claim::thanks))
        .route("/p/{slug}/claimed/{id}/{mark}/files/{key}", get(claim::file))
        .route(at::PURCHASES, get(purchases::list))
        .route(at::PURCHASES_DATA, get(purchases::data))
        .route(at::PURCHASES_ERASURE, post(purchases::erase))
        .route("/purchases/{id}/files/{key}", get(purchases::file))
        .route("/purchases/subscriptions/{id}/cancel", get(subscriptions::ask).post(subscriptions::end))
        .route("/purchases/subscriptions/{id}/resume", post(subscriptions::resume))
        .route("/purchases/subscriptions/{id}/card", get(subscriptions::card).post(subscriptions::use_card))
        .route("/p/{slug}/return/{session}", get(outcome::show))
        .route("/p/{slug}/receipt/{session}", get(outcome::receipt).post(outcome::mail_receipt))
        .route("/p/{slug}/receipt/{session}/files/{key}", get(outcome::file));
    let router = if state.core.config.sandbox() {
        router
            .route(at::WEBHOOKS, get(developers::webhooks))
            .route(at::COMPONENTS, get(gallery::show))
            .route(at::MAILBOX, get(mailbox::list))
            .route("/dev/mailbox/{id}", get(mailbox::show))
            .route(at::MAILS, get(mails::list))
            .route("/dev/mails/{example}/{language}", get(mails::show))
    } else {
        router
    };
    router.layer(from_fn_with_state(state.clone(), page::tell)).with_state(state)
}

/// The page that says what went wrong and what to do now.
#[must_use]
pub fn refuse(state: &AppState, error: &Error, asker: &Asker) -> Response {
    tell(Site { theme: asker.theme, ..site(state, asker.language) }, error, asker, None)
}

/// The same, inside the dashboard's frame when somebody is signed in.
fn tell(site: Site, error: &Error, asker: &Asker, person: Option<Person>) -> Response {
    problem::log(error);
    let status = problem::status(error);
    let told = Told::of(site, error, asker.again.clone(), asker.request_id.clone());
    let number = status.as_u16();
    let page = || view! { <ToldPage site=site told=told status=number person=person /> };
    let mut response = (status, axum::response::Html(render::document(page))).into_response();
    problem::mark(error, &mut response);
    response
}

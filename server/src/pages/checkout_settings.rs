//! How buyers pay.

use axum::body::Bytes;
use axum::extract::Query;
use axum::response::Response;
use http::StatusCode;
use leptos::prelude::*;
use paylinks::checkout_sessions::GetCheckoutSettings;
use paylinks_app::forms::Form;
use paylinks_app::functions::SaveCheckout;
use paylinks_app::links;
use paylinks_app::pages::dashboard::CheckoutPage;

use super::form::{self, Posted, Refused};
use super::page::{Answer, Fail, Page, go, key};
use super::settings::Wish;

/// How buyers pay.
pub(crate) async fn show(page: Page, Query(wish): Query<Wish>) -> Answer {
    let settings = page.ask(GetCheckoutSettings {}).await?;
    let form = Form::new(key()?).ticked("hosted", settings.hosted);
    view(&page, StatusCode::OK, form, wish.saved.is_some()).await
}

/// Keeps it.
pub(crate) async fn save(page: Page, body: Bytes) -> Answer {
    match form::run::<SaveCheckout>(&page, Posted::read(&body)).await? {
        Ok(()) => Ok(go(&format!("{}?saved", links::CHECKOUT))),
        Err(Refused { form, status, .. }) => view(&page, status, form, false).await,
    }
}

async fn view(page: &Page, status: StatusCode, form: Form, saved: bool) -> Result<Response, Fail> {
    let person = page.person().await?;
    Ok(page.show_as(status, || {
        view! { <CheckoutPage site=page.site person=person form=form saved=saved /> }
    }))
}

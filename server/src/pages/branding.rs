//! How the merchant looks to buyers.

use axum::extract::{Multipart, Query};
use axum::response::Response;
use http::StatusCode;
use leptos::prelude::*;
use paylinks::branding::GetBranding;
use paylinks::error::{Code, Error, Kind};
use paylinks_app::forms::Form;
use paylinks_app::functions::SaveBranding;
use paylinks_app::links;
use paylinks_app::pages::dashboard::{BrandingPage, branding_form};

use super::form::{self, Posted, Refused};
use super::page::{Answer, Fail, Page, go, key};
use super::settings::Wish;

/// The largest form that is read to its end, so that a photo which is too large can be told at its field. What is
/// kept of a file meanwhile is little.
pub(crate) const FORM_LIMIT: usize = 32 << 20;

/// The form and the preview.
pub(crate) async fn show(page: Page, Query(wish): Query<Wish>) -> Answer {
    view(&page, StatusCode::OK, None, wish.saved.is_some()).await
}

/// Keeps logo and accent.
pub(crate) async fn save(page: Page, parts: Multipart) -> Answer {
    page.me().await?;
    let posted = match Posted::read_parts(parts).await {
        Ok(posted) => posted,
        Err(error) if error.kind == Kind::TooLarge => {
            let form = Form::returned(Vec::new(), Error::field("logo", Code::LogoTooHeavy).into());
            return view(&page, StatusCode::PAYLOAD_TOO_LARGE, Some(form), false).await;
        }
        Err(error) => return Err(error.into()),
    };
    match form::run::<SaveBranding>(&page, posted).await? {
        Ok(()) => Ok(go(&format!("{}?saved", links::BRANDING))),
        Err(Refused { form, status, .. }) => view(&page, status, Some(form), false).await,
    }
}

async fn view(page: &Page, status: StatusCode, form: Option<Form>, saved: bool) -> Result<Response, Fail> {
    let person = page.person().await?;
    let branding = page.ask(GetBranding {}).await?;
    let form = match form {
        Some(form) => form,
        None => branding_form(&key()?, &branding),
    };
    Ok(page.show_as(status, || {
        view! { <BrandingPage site=page.site person=person branding=branding form=form saved=saved /> }
    }))
}

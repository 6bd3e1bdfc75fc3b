//! API keys in the dashboard.

use axum::body::Bytes;
use axum::extract::Path;
use http::StatusCode;
use leptos::prelude::*;
use paylinks::api_keys::{CreatedApiKey, ListApiKeys};
use paylinks::error::Error;
use paylinks_app::Here;
use paylinks_app::forms::Form;
use paylinks_app::functions::{CreateKey, RevokeKey};
use paylinks_app::links as at;
use paylinks_app::pages::dashboard::{ApiKeysPage, ConfirmDeedPage};
use paylinks_app::words::fill;

use super::form::{self, Posted, Refused};
use super::page::{Answer, Fail, Page, go, key};

/// The list and the form.
pub(crate) async fn list(page: Page) -> Answer {
    let form = empty()?;
    show(&page, StatusCode::OK, form, None).await
}

/// Makes a key and shows its secret, once: there is no address to come back to it.
pub(crate) async fn create(page: Page, body: Bytes) -> Answer {
    page.me().await?;
    match form::run::<CreateKey>(&page, Posted::read(&body)).await? {
        Ok(made) => {
            let form = empty()?;
            show(&page, StatusCode::OK, form, Some(made)).await
        }
        Err(Refused { form, status, .. }) => show(&page, status, form, None).await,
    }
}

/// Asks whether to revoke a key, where no dialog can.
pub(crate) async fn ask(page: Page, Path(id): Path<String>) -> Answer {
    let person = page.person().await?;
    let keys = page.ask(ListApiKeys {}).await?.data;
    let key = keys.into_iter().find(|key| key.id == id).ok_or_else(Error::not_found)?;
    let words = &page.site.words().keys;
    let question = fill(words.revoke_question, &[&key.name]);
    Ok(page.show(|| {
        view! {
            <ConfirmDeedPage
                site=page.site
                person=person
                here=Here::Developers
                question=question
                detail=words.revoke_detail
                submit=words.revoke
                keep=words.keep
                action=at::revoke_key(&id)
                back=at::API_KEYS
            />
        }
    }))
}

/// Revokes it.
pub(crate) async fn revoke(page: Page, Path(id): Path<String>) -> Answer {
    form::press::<RevokeKey>(&page, Posted::empty().with("id", &id)).await?;
    Ok(go(at::API_KEYS))
}

fn empty() -> Result<Form, Fail> {
    Ok(Form::new(key()?).ticked("read", true).ticked("write", true))
}

async fn show(page: &Page, status: StatusCode, form: Form, made: Option<CreatedApiKey>) -> Answer {
    let person = page.person().await?;
    let keys = page.ask(ListApiKeys {}).await?.data;
    Ok(page.show_as(status, || {
        view! { <ApiKeysPage site=page.site person=person keys=keys form=form made=made /> }
    }))
}

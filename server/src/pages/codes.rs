//! Promotion codes in the dashboard.

use axum::body::Bytes;
use axum::extract::{Path, Query};
use http::StatusCode;
use leptos::prelude::*;
use paylinks::merchants::Me;
use paylinks::payment_links::ListPayLinks;
use paylinks::promotion_codes::{GetPromotionCode, ListPromotionCodes, PromotionCode};
use paylinks_app::forms::Form;
use paylinks_app::functions::SaveCode;
use paylinks_app::links as at;
use paylinks_app::pages::dashboard::{CodeFormPage, CodesPage, code_form};
use serde::Deserialize;

use super::form::{self, Posted, Refused};
use super::page::{Answer, Page, go, key, person};

/// Links to choose from at most.
const LINKS: i64 = 100;

/// Where in the list.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wish {
    cursor: Option<String>,
}

/// The list.
pub(crate) async fn list(page: Page, Query(wish): Query<Wish>) -> Answer {
    let me = page.me().await?;
    let first = wish.cursor.is_none();
    let list = page.ask(ListPromotionCodes { cursor: wish.cursor, ..ListPromotionCodes::default() }).await?;
    Ok(page.show(|| {
        view! {
            <CodesPage site=page.site person=person(&me) list=list first=first zone=me.merchant.time_zone />
        }
    }))
}

/// The form of a new code.
pub(crate) async fn new(page: Page) -> Answer {
    let me = page.me().await?;
    let merchant = &me.merchant;
    let form = code_form(page.site, &key()?, None, merchant.default_currency, merchant.time_zone);
    editor(&page, StatusCode::OK, &me, form, None).await
}

/// Makes it.
pub(crate) async fn create(page: Page, body: Bytes) -> Answer {
    let me = page.me().await?;
    match form::run::<SaveCode>(&page, posted(&body).with("id", "")).await? {
        Ok(_) => Ok(go(at::CODES)),
        Err(Refused { form, status, .. }) => editor(&page, status, &me, form, None).await,
    }
}

/// The form of an existing code.
pub(crate) async fn edit(page: Page, Path(id): Path<String>) -> Answer {
    let me = page.me().await?;
    let code = page.ask(GetPromotionCode { id }).await?;
    let merchant = &me.merchant;
    let form = code_form(page.site, &key()?, Some(&code), merchant.default_currency, merchant.time_zone);
    editor(&page, StatusCode::OK, &me, form, Some(code)).await
}

/// Keeps the changes.
pub(crate) async fn save(page: Page, Path(id): Path<String>, body: Bytes) -> Answer {
    let me = page.me().await?;
    match form::run::<SaveCode>(&page, posted(&body).with("id", &id)).await? {
        Ok(_) => Ok(go(at::CODES)),
        Err(Refused { form, status, .. }) => {
            let code = page.ask(GetPromotionCode { id }).await?;
            editor(&page, status, &me, form, Some(code)).await
        }
    }
}

/// The fields, the ticked links in one of them.
fn posted(body: &Bytes) -> Posted {
    let posted = Posted::read(body);
    let links = posted.all("links").join(",");
    posted.with("links", &links)
}

async fn editor(page: &Page, status: StatusCode, me: &Me, form: Form, code: Option<PromotionCode>) -> Answer {
    let links = page.ask(ListPayLinks { limit: Some(LINKS), ..ListPayLinks::default() }).await?.data;
    Ok(page.show_as(status, || {
        view! {
            <CodeFormPage
                site=page.site
                person=person(me)
                form=form
                code=code
                links=links
                zone=me.merchant.time_zone
            />
        }
    }))
}

//! Payment links in the dashboard.

use axum::body::Bytes;
use axum::extract::{Path, Query};
use http::StatusCode;
use leptos::prelude::*;
use paylinks::connected_accounts::GetStripeAccount;
use paylinks::payment_links::{GetPayLink, ListPayLinks, PayLink};
use paylinks_app::forms::Form;
use paylinks_app::functions::{RemoveLink, SaveLink, SwitchLink};
use paylinks_app::links as at;
use paylinks_app::pages::dashboard::{ConfirmDeedPage, LinkFormPage, LinksPage, link_form};
use paylinks_app::words::fill;
use paylinks_app::{Here, Person};
use serde::Deserialize;

use super::form::{self, Posted, Refused};
use super::page::{Answer, Page, go, key, person};

/// Where in the list, and what was just done.
#[derive(Deserialize)]
pub(crate) struct Wish {
    cursor: Option<String>,
    saved: Option<String>,
}

/// The list.
pub(crate) async fn list(page: Page, Query(wish): Query<Wish>) -> Answer {
    let person = page.person().await?;
    let later = wish.cursor.is_some();
    let list = page.ask(ListPayLinks { cursor: wish.cursor, ..ListPayLinks::default() }).await?;
    let connected = page.ask(GetStripeAccount {}).await?.charges_enabled;
    Ok(page.show(|| {
        view! { <LinksPage site=page.site person=person list=list later=later connected=connected /> }
    }))
}

/// The form of a new link.
pub(crate) async fn new(page: Page) -> Answer {
    let me = page.me().await?;
    let form = link_form(page.site, &key()?, None, me.merchant.default_currency);
    Ok(editor(&page, StatusCode::OK, person(&me), form, None, false))
}

/// Makes it.
pub(crate) async fn create(page: Page, body: Bytes) -> Answer {
    let person = page.person().await?;
    match form::run::<SaveLink>(&page, Posted::read(&body).with("id", "")).await? {
        Ok(id) => Ok(go(&format!("{}?saved", at::edit_link(&id)))),
        Err(Refused { form, status }) => Ok(editor(&page, status, person, form, None, false)),
    }
}

/// The form of an existing link.
pub(crate) async fn edit(page: Page, Path(id): Path<String>, Query(wish): Query<Wish>) -> Answer {
    let me = page.me().await?;
    let link = page.ask(GetPayLink { id }).await?;
    let form = link_form(page.site, &key()?, Some(&link), link.currency);
    Ok(editor(&page, StatusCode::OK, person(&me), form, Some(link), wish.saved.is_some()))
}

/// Keeps the changes.
pub(crate) async fn save(page: Page, Path(id): Path<String>, body: Bytes) -> Answer {
    let person = page.person().await?;
    match form::run::<SaveLink>(&page, Posted::read(&body).with("id", &id)).await? {
        Ok(id) => Ok(go(&format!("{}?saved", at::edit_link(&id)))),
        Err(Refused { form, status }) => {
            let link = page.ask(GetPayLink { id }).await?;
            Ok(editor(&page, status, person, form, Some(link), false))
        }
    }
}

/// Switches a link on or off.
pub(crate) async fn switch(page: Page, Path(id): Path<String>) -> Answer {
    form::press::<SwitchLink>(&page, Posted::empty().with("id", &id)).await?;
    Ok(go(at::LINKS))
}

/// Asks whether to delete it, where no dialog can.
pub(crate) async fn ask(page: Page, Path(id): Path<String>) -> Answer {
    let person = page.person().await?;
    let link = page.ask(GetPayLink { id }).await?;
    let words = &page.site.words().links;
    let question = fill(words.delete_question, &[&link.title]);
    Ok(page.show(|| {
        view! {
            <ConfirmDeedPage
                site=page.site
                person=person
                here=Here::Links
                question=question
                detail=words.delete_detail
                submit=words.delete_submit
                keep=words.keep
                action=at::delete_link(&link.id)
                back=at::LINKS
            />
        }
    }))
}

/// Deletes it.
pub(crate) async fn remove(page: Page, Path(id): Path<String>) -> Answer {
    form::press::<RemoveLink>(&page, Posted::empty().with("id", &id)).await?;
    Ok(go(at::LINKS))
}

fn editor(
    page: &Page,
    status: StatusCode,
    person: Person,
    form: Form,
    link: Option<PayLink>,
    saved: bool,
) -> axum::response::Response {
    let origin = &page.core().config.public_url;
    let host = origin.split_once("://").map_or(origin.as_str(), |(_, host)| host).to_owned();
    page.show_as(status, || {
        view! { <LinkFormPage site=page.site person=person form=form link=link host=host saved=saved /> }
    })
}

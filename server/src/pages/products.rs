//! The catalogue in the dashboard.

use axum::body::Bytes;
use axum::extract::{Path, Query};
use http::StatusCode;
use leptos::prelude::*;
use paylinks::products::{GetProduct, ListProducts, Product, ProductStatus};
use paylinks_app::Person;
use paylinks_app::forms::Form;
use paylinks_app::functions::{PutProductAway, SaveProduct};
use paylinks_app::links as at;
use paylinks_app::pages::dashboard::{ProductFormPage, ProductsPage, product_form};
use serde::Deserialize;

use super::form::{self, Posted, Refused};
use super::page::{Answer, Page, go, key};

/// Letters of a search at most.
const LONGEST: usize = 100;

/// What of the list, and what was just done.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wish {
    q: String,
    status: String,
    cursor: Option<String>,
    done: Option<String>,
}

impl Wish {
    fn list(&self) -> ListProducts {
        let q: String = self.q.trim().chars().filter(|letter| !letter.is_control()).take(LONGEST).collect();
        let status = [ProductStatus::Active, ProductStatus::Archived].into_iter();
        ListProducts {
            q: Some(q).filter(|text| !text.is_empty()),
            status: { status }.find(|status| status.as_str() == self.status),
            cursor: self.cursor.clone().filter(|cursor| !cursor.is_empty()),
            limit: None,
        }
    }
}

/// The list.
pub(crate) async fn list(page: Page, Query(query): Query<Wish>) -> Answer {
    let person = page.person().await?;
    let wish = query.list();
    let list = page.ask(wish.clone()).await?;
    let done = query.done;
    Ok(page.show(|| view! { <ProductsPage site=page.site person=person list=list wish=wish done=done /> }))
}

/// The form of a new product.
pub(crate) async fn new(page: Page) -> Answer {
    let person = page.person().await?;
    let form = product_form(page.site, &key()?, None);
    Ok(editor(&page, StatusCode::OK, person, form, None, None))
}

/// Makes it.
pub(crate) async fn create(page: Page, body: Bytes) -> Answer {
    let person = page.person().await?;
    match form::run::<SaveProduct>(&page, Posted::read(&body).with("id", "")).await? {
        Ok(id) => Ok(go(&at::after(&at::product(&id), "made", &[]))),
        Err(Refused { form, status, .. }) => Ok(editor(&page, status, person, form, None, None)),
    }
}

/// The form of an existing product.
pub(crate) async fn edit(page: Page, Path(id): Path<String>, Query(query): Query<Wish>) -> Answer {
    let person = page.person().await?;
    let product = page.ask(GetProduct { id }).await?;
    let form = product_form(page.site, &key()?, Some(&product));
    Ok(editor(&page, StatusCode::OK, person, form, Some(product), query.done))
}

/// Keeps the changes.
pub(crate) async fn save(page: Page, Path(id): Path<String>, body: Bytes) -> Answer {
    let person = page.person().await?;
    match form::run::<SaveProduct>(&page, Posted::read(&body).with("id", &id)).await? {
        Ok(id) => Ok(go(&at::after(&at::product(&id), "saved", &[]))),
        Err(Refused { form, status, .. }) => {
            let product = page.ask(GetProduct { id }).await?;
            Ok(editor(&page, status, person, form, Some(product), None))
        }
    }
}

/// Puts it away.
pub(crate) async fn archive(page: Page, Path(id): Path<String>) -> Answer {
    put_away(&page, &id, "off", "archived").await
}

/// Brings it back.
pub(crate) async fn restore(page: Page, Path(id): Path<String>) -> Answer {
    put_away(&page, &id, "on", "restored").await
}

async fn put_away(page: &Page, id: &str, active: &str, done: &str) -> Answer {
    page.me().await?;
    form::press::<PutProductAway>(page, Posted::empty().with("id", id).with("active", active)).await?;
    Ok(go(&at::after(&at::product(id), done, &[])))
}

fn editor(
    page: &Page,
    status: StatusCode,
    person: Person,
    form: Form,
    product: Option<Product>,
    done: Option<String>,
) -> axum::response::Response {
    page.show_as(status, || {
        view! { <ProductFormPage site=page.site person=person form=form product=product done=done /> }
    })
}

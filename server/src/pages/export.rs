//! Lists as files for people: the filters are those of the API, by their names there.

use axum::extract::RawQuery;
use paylinks::export::{self, Export};
use paylinks::operation::Entry;
use serde_json::{Map, Value};

use super::page::{Answer, Page};
use crate::download;
use crate::rest::input;
use crate::rest::schema::Shape;

/// The file of a list.
pub(crate) async fn file<E: Export>(page: Page, RawQuery(query): RawQuery) -> Answer {
    page.person().await?;
    // Forms send their empty fields too, and every page understands `lang`.
    let mut query = input::read_query(query.as_deref());
    query.retain(|(name, text)| !text.is_empty() && name != "lang");
    let wish = input::merge(&Shape::of(&Entry::of::<E>()), Map::new(), &query, &[])?;
    let file = export::export::<E>(page.core(), &page.actor, Value::Object(wish)).await?;
    Ok(download::answer(file, true))
}

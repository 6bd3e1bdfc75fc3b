//! The files of a digital product. What a form sends goes to the storage as it comes.

use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{Multipart, Path, Query};
use axum::response::Response;
use http::StatusCode;
use leptos::prelude::*;
use paylinks::error::{Code, Error, Kind};
use paylinks::payment_links::{AddPayLinkFiles, GetPayLink};
use paylinks::purchases;
use paylinks::uploads::{LinkFile, take_in};
use paylinks_app::forms::Form;
use paylinks_app::functions::RemoveLinkFile;
use paylinks_app::links as at;
use paylinks_app::pages::dashboard::{Done, LinkFilesPage};

use super::form::{self, Posted};
use super::links::Wish;
use super::page::{Answer, Fail, Page, go, key};
use crate::files::patiently;
use crate::problem;

/// The files of a link, and the form that adds to them.
pub(crate) async fn show(page: Page, Path(id): Path<String>, Query(wish): Query<Wish>) -> Answer {
    view(&page, id, StatusCode::OK, Form::new(key()?), wish.done()).await
}

/// Takes in every file that was chosen and adds them to the link.
pub(crate) async fn add(page: Page, Path(id): Path<String>, parts: Multipart) -> Answer {
    page.me().await?;
    page.ask(GetPayLink { id: id.clone() }).await?;
    match take(&page, &id, parts).await {
        Ok(()) => Ok(go(&at::after(&at::link_files(&id), "files", &[]))),
        Err(error) if matches!(error.kind, Kind::Invalid | Kind::TooLarge) => {
            let status = match error.kind {
                Kind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
                _ => problem::status(&error),
            };
            let form = Form::returned(Vec::new(), at_file(error).into());
            view(&page, id, status, form, Done::default()).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn take(page: &Page, id: &str, mut parts: Multipart) -> Result<(), Error> {
    let mut files = Vec::<LinkFile>::new();
    while let Some(part) = parts.next_field().await.map_err(broken)? {
        if part.name() == Some("file") && part.file_name().is_some_and(|name| !name.is_empty()) {
            files.push(take_one(page, part).await?);
        }
    }
    if files.is_empty() {
        return Err(Error::field("file", Code::FileEmpty));
    }
    let file_urls = files.iter().map(|file| file.wire(page.core()).url).collect();
    page.core().ask(&page.actor, AddPayLinkFiles { id: id.to_owned(), file_urls }).await?;
    Ok(())
}

async fn take_one(page: &Page, part: Field<'_>) -> Result<LinkFile, Error> {
    // Some browsers tell where the file was.
    let path = part.file_name().unwrap_or_default();
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    let content_type = part.content_type().unwrap_or("application/octet-stream").to_owned();
    take_in(page.core(), &page.actor, &name, &content_type, patiently(part)).await
}

/// Removes a file from the link.
pub(crate) async fn remove(page: Page, Path((id, key)): Path<(String, String)>) -> Answer {
    page.me().await?;
    let posted = Posted::empty().with("id", &id).with("key", &key);
    form::press::<RemoveLinkFile>(&page, posted).await?;
    Ok(go(&at::after(&at::link_files(&id), "no_file", &[])))
}

/// The merchant's own look at a file.
pub(crate) async fn look(page: Page, Path((_, key)): Path<(String, String)>) -> Answer {
    page.me().await?;
    Ok(go(&purchases::own_address(page.core(), &page.actor, &key).await?))
}

/// Whatever was wrong is told at the one field there is.
fn at_file(mut error: Error) -> Error {
    for field in &mut error.fields {
        "file".clone_into(&mut field.field);
    }
    error
}

async fn view(page: &Page, id: String, status: StatusCode, form: Form, done: Done) -> Result<Response, Fail> {
    let person = page.person().await?;
    let link = page.ask(GetPayLink { id }).await?;
    let limit = page.core().config.files.file_limit;
    Ok(page.show_as(status, || {
        view! { <LinkFilesPage site=page.site person=person link=link form=form limit=limit done=done /> }
    }))
}

fn broken(error: MultipartError) -> Error {
    Error::invalid(Code::Invalid).because(error)
}

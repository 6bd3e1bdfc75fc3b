//! Where a person is signed in.

use axum::extract::Path;
use leptos::prelude::*;
use paylinks::sessions::ListSessions;
use paylinks_app::Here;
use paylinks_app::functions::EndSession;
use paylinks_app::links as at;
use paylinks_app::pages::dashboard::{ConfirmDeedPage, SessionsPage};

use super::form::{self, Posted};
use super::page::{Answer, Page, go};

/// The list.
pub(crate) async fn list(page: Page) -> Answer {
    let person = page.person().await?;
    let sessions = page.ask(ListSessions {}).await?.data;
    Ok(page.show(|| view! { <SessionsPage site=page.site person=person sessions=sessions /> }))
}

/// Asks whether to sign a browser out, where no dialog can.
pub(crate) async fn ask(page: Page, Path(id): Path<String>) -> Answer {
    let person = page.person().await?;
    let words = &page.site.words().sessions;
    Ok(page.show(|| {
        view! {
            <ConfirmDeedPage
                site=page.site
                person=person
                here=Here::Settings
                question=words.revoke_question.to_owned()
                detail=words.revoke_detail
                submit=words.revoke
                keep=words.keep
                action=at::revoke_session(&id)
                back=at::SESSIONS
            />
        }
    }))
}

/// Signs it out.
pub(crate) async fn end(page: Page, Path(id): Path<String>) -> Answer {
    form::press::<EndSession>(&page, Posted::empty().with("id", &id)).await?;
    Ok(go(at::SESSIONS))
}

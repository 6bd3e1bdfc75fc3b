//! Where a person is signed in.

use axum::extract::Path;
use leptos::prelude::*;
use paylinks::sessions::ListSessions;
use paylinks_app::Here;
use paylinks_app::functions::{EndOtherSessions, EndSession};
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

/// Asks whether to sign every other browser out, where no dialog can.
pub(crate) async fn ask_others(page: Page) -> Answer {
    let person = page.person().await?;
    let words = &page.site.words().sessions;
    Ok(page.show(|| {
        view! {
            <ConfirmDeedPage
                site=page.site
                person=person
                here=Here::Settings
                question=words.others_question.to_owned()
                detail=words.others_detail
                submit=words.revoke_others
                keep=words.keep_others
                action=at::OTHER_SESSIONS.to_owned()
                back=at::SESSIONS
            />
        }
    }))
}

/// Signs every other browser out.
pub(crate) async fn end_others(page: Page) -> Answer {
    form::press::<EndOtherSessions>(&page, Posted::empty()).await?;
    Ok(go(at::SESSIONS))
}

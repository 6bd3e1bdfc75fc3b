//! Several merchants of one person: opening another one, and acting for it in this browser.

use axum::body::Bytes;
use leptos::prelude::*;
use paylinks::merchants::{CreateMerchant, SwitchMerchant};
use paylinks::operation::Call;
use paylinks_app::forms::{Form, KEY_FIELD};
use paylinks_app::links;
use paylinks_app::pages::dashboard::NewBusinessPage;

use super::form::Posted;
use super::page::{Answer, Page, go, key};
use crate::sessions;

/// Whether to open another one; the form's key makes that happen once.
pub(crate) async fn ask(page: Page) -> Answer {
    let person = page.person().await?;
    let form = Form::new(key()?);
    Ok(page.show(|| view! { <NewBusinessPage site=page.site person=person form=form /> }))
}

/// Opens another one and asks the first questions about it.
pub(crate) async fn open(page: Page, body: Bytes) -> Answer {
    let posted = Posted::read(&body);
    let key = Some(posted.get(KEY_FIELD)).filter(|key| !key.is_empty());
    let call = Call { idempotency_key: key.map(ToOwned::to_owned) };
    let opened = page.core().run(&page.actor, call, CreateMerchant {}).await?;
    sessions::choose(&page.session, &opened.me.merchant.id).await?;
    Ok(go(links::ONBOARDING))
}

/// Acts for another one from now on. What was open belongs to the one before, so the dashboard opens anew.
pub(crate) async fn switch(page: Page, body: Bytes) -> Answer {
    let id = Posted::read(&body).get("merchant").to_owned();
    let acting = page.ask(SwitchMerchant { id }).await?;
    sessions::choose(&page.session, &acting.me.merchant.id).await?;
    Ok(go(links::DASHBOARD))
}

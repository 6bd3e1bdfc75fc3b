//! Several merchants of one person: opening another one, and acting for it in this browser.

use axum::body::Bytes;
use axum::extract::Path;
use paylinks::merchants::{CreateMerchant, SwitchMerchant};
use paylinks::operation::Call;
use paylinks_app::forms::KEY_FIELD;
use paylinks_app::links;

use super::form::Posted;
use super::page::{Answer, Page, go};
use crate::sessions;

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
pub(crate) async fn switch(page: Page, Path(id): Path<String>) -> Answer {
    let acting = page.ask(SwitchMerchant { id }).await?;
    sessions::choose(&page.session, &acting.me.merchant.id).await?;
    Ok(go(links::DASHBOARD))
}

//! Free links: their form, which needs no script, and the thanks.

use axum::body::Bytes;
use axum::extract::Path;
use leptos::prelude::*;
use paylinks::actor::{Actor, Who};
use paylinks::checkout_sessions::{self, Offer};
use paylinks::core::Core;
use paylinks::error::{Code, Kind};
use paylinks::language::Language;
use paylinks::limits::{self, Limit};
use paylinks::purchases;
use paylinks_app::forms::Form;
use paylinks_app::functions::ClaimFree;
use paylinks_app::links as at;
use paylinks_app::pages::checkout::{ClaimPage, Seller, ThanksPage};
use paylinks_app::site::Site;

use super::form::{self, Posted, Refused};
use super::page::{Answer, Page, go, site};
use crate::render::document;

/// The page of a free link.
pub(super) fn draw(core: &Core, site: Site, offer: Offer, form: Form) -> String {
    let origin = core.config.public_url.clone();
    let Offer { link, merchant_name, brand, zone, .. } = offer;
    let seller = Seller { name: merchant_name, brand, zone };
    document(|| {
        view! { <ClaimPage site=site terms=link.terms() seller=seller form=form origin=origin /> }
    })
}

/// Whoever opens the form's own address is led to its page.
pub(crate) async fn back(Path(slug): Path<String>) -> axum::response::Response {
    go(&at::pay(&slug))
}

/// Takes what the link gives.
pub(crate) async fn take(mut page: Page, Path(slug): Path<String>, body: Bytes) -> Answer {
    let posted = Posted::read(&body).with("slug", &slug);
    if !posted.get("website").is_empty() {
        // A program: it hears what everybody hears, and nothing is kept.
        return Ok(go(&at::thanks(&slug)));
    }
    let language = Language::parse(posted.get("language")).unwrap_or(page.visitor.language);
    page.site = Site { theme: page.visitor.theme, ..site(&page.state, language) };
    // Whoever takes it is nobody in the seller's story, also when signed in as somebody of ours.
    page.actor = Actor { who: Who::Anonymous, merchant_id: None, scopes: Vec::new(), language, ..page.actor };
    match form::run::<ClaimFree>(&page, posted).await? {
        Ok(()) => {
            let taken = checkout_sessions::taken_free(page.core(), &slug).await?;
            Ok(go(&taken.link.success_url.unwrap_or_else(|| at::thanks(&slug))))
        }
        // Its page says why there is nothing to take, or takes the money.
        Err(Refused { error, .. }) if is_elsewhere(&error) => Ok(go(&at::pay(&slug))),
        Err(Refused { form, status, .. }) => {
            let offer = checkout_sessions::offer(page.core(), &slug).await?;
            let html = draw(page.core(), page.site, offer, form);
            Ok(page.answer(status, html))
        }
    }
}

fn is_elsewhere(error: &paylinks::error::Error) -> bool {
    matches!(error.kind, Kind::Gone { .. }) || error.code == Code::LinkNotFree
}

/// The thanks.
pub(crate) async fn thanks(page: Page, Path(slug): Path<String>) -> Answer {
    let Offer { link, merchant_name, brand, zone, .. } =
        checkout_sessions::taken_free(page.core(), &slug).await?;
    let seller = Seller { name: merchant_name, brand, zone };
    let site = Site { theme: page.visitor.theme, ..site(&page.state, page.visitor.language) };
    Ok(page.show(|| view! { <ThanksPage site=site terms=link.terms() seller=seller /> }))
}

/// A click on a file in the mail of thanks: its address is made now, and holds for five minutes.
pub(crate) async fn file(
    page: Page,
    Path((slug, id, mark, key)): Path<(String, String, String, String)>,
) -> Answer {
    let core = page.core();
    core.limits.check(&Limit::new(&limits::PUBLIC_PER_IP, &page.actor.ip))?;
    Ok(go(&purchases::address_for_claim(core, &slug, &id, &mark, &key).await?))
}

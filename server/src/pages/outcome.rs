//! Where buyers come back to: Stripe is asked what became of the payment, the address bar is not.

use axum::extract::{Path, RawQuery};
use axum::response::IntoResponse;
use http::HeaderValue;
use http::header::REFRESH;
use leptos::prelude::*;
use paylinks::checkout_sessions::{OutcomeState, outcome};
use paylinks::limits::{self, Limit};
use paylinks::purchases;
use paylinks::subscriptions;
use paylinks_app::links;
use paylinks_app::pages::checkout::{OutcomePage, ReceiptPage};

use super::page::{Answer, Page, go, site};

/// Seconds until a page that waits for the bank asks again.
const AGAIN: HeaderValue = HeaderValue::from_static("4");

/// What became of a payment. Stripe's own parameters are taken out of the address first.
pub(crate) async fn show(
    page: Page,
    Path((slug, session)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Answer {
    let core = page.core();
    core.limits.check(&Limit::new(&limits::PUBLIC_PER_IP, &page.actor.ip))?;
    // Back from the bank's own page, where a card was kept: what it was kept for begins now.
    if query.as_deref().is_some_and(|query| query.contains("setup_intent")) {
        outcome(core, &page.actor, &slug, &session).await?;
        subscriptions::take_up(core, &session).await?;
        return Ok(go(&links::outcome(&slug, &session)));
    }
    let outcome = outcome(core, &page.actor, &slug, &session).await?;
    let paid = outcome.state == OutcomeState::Paid;
    if let Some(url) = outcome.success_url.as_deref().filter(|_| paid) {
        return Ok(go(url));
    }
    if query.is_some_and(|query| query.contains("payment_intent")) {
        return Ok(go(&links::outcome(&slug, &session)));
    }
    let language = if page.visitor.language_chosen { page.visitor.language } else { outcome.language };
    let site = site(&page.state, language);
    let waits = outcome.state == OutcomeState::Processing;
    let response = page.show(|| view! { <OutcomePage site=site outcome=outcome /> });
    if waits { Ok(([(REFRESH, AGAIN)], response).into_response()) } else { Ok(response) }
}

/// A click on a file that was bought: its address is made now, and holds for five minutes.
pub(crate) async fn file(page: Page, Path((slug, session, key)): Path<(String, String, String)>) -> Answer {
    let core = page.core();
    core.limits.check(&Limit::new(&limits::PUBLIC_PER_IP, &page.actor.ip))?;
    Ok(go(&purchases::address_for_session(core, &slug, &session, &key).await?))
}

/// The receipt of a payment that went through; any other is told where it stands.
pub(crate) async fn receipt(page: Page, Path((slug, session)): Path<(String, String)>) -> Answer {
    let core = page.core();
    core.limits.check(&Limit::new(&limits::PUBLIC_PER_IP, &page.actor.ip))?;
    let outcome = outcome(core, &page.actor, &slug, &session).await?;
    // What is free for now has no receipt yet.
    if outcome.state != OutcomeState::Paid || outcome.receipt_number.is_empty() {
        return Ok(go(&links::outcome(&slug, &session)));
    }
    let language = if page.visitor.language_chosen { page.visitor.language } else { outcome.language };
    let site = site(&page.state, language);
    Ok(page.show(|| view! { <ReceiptPage site=site outcome=outcome /> }))
}

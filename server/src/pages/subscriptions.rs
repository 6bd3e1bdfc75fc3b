//! What buyers change in their subscriptions: the end, and the card.

use axum::body::Bytes;
use axum::extract::{Path, Query};
use axum::response::Response;
use leptos::prelude::*;
use paylinks::branding;
use paylinks::subscriptions::{GetOwnSubscription, OwnSubscription, of_buyer};
use paylinks_app::forms::Form;
use paylinks_app::functions::{EndSubscription, KeepSubscription, UseCard};
use paylinks_app::links as at;
use paylinks_app::pages::checkout::Seller;
use paylinks_app::pages::{CardForm, ChangeCardPage, EndSubscriptionPage};
use serde::Deserialize;

use super::form::{self, Posted, Refused};
use super::page::{Answer, Fail, Page, go};

async fn own(page: &Page, id: &str) -> Result<OwnSubscription, Fail> {
    page.ask(GetOwnSubscription { id: id.to_owned() }).await
}

/// Asks whether to end it, where no dialog can.
pub(crate) async fn ask(page: Page, Path(id): Path<String>) -> Answer {
    let subscription = own(&page, &id).await?;
    if subscription.is_over() || subscription.cancel_at_period_end {
        return Ok(go(at::PURCHASES));
    }
    Ok(page.show(|| view! { <EndSubscriptionPage site=page.site subscription=subscription /> }))
}

/// Lets it end with what is paid.
pub(crate) async fn end(page: Page, Path(id): Path<String>) -> Answer {
    form::press::<EndSubscription>(&page, Posted::empty().with("id", &id)).await?;
    Ok(go(at::PURCHASES))
}

/// Takes that back.
pub(crate) async fn resume(page: Page, Path(id): Path<String>) -> Answer {
    form::press::<KeepSubscription>(&page, Posted::empty().with("id", &id)).await?;
    Ok(go(at::PURCHASES))
}

/// What the bank's own page adds to the address.
#[derive(Deserialize)]
pub(crate) struct Back {
    setup_intent: Option<String>,
    redirect_status: Option<String>,
}

/// The page of another card.
pub(crate) async fn card(page: Page, Path(id): Path<String>, Query(back): Query<Back>) -> Answer {
    let kept = back.setup_intent.filter(|_| back.redirect_status.as_deref() == Some("succeeded"));
    draw(&page, &id, kept.unwrap_or_default(), Form::default()).await
}

/// Charges the card that was kept.
pub(crate) async fn use_card(page: Page, Path(id): Path<String>, body: Bytes) -> Answer {
    match form::run::<UseCard>(&page, Posted::read(&body).with("id", &id)).await? {
        Ok(()) => Ok(go(at::PURCHASES)),
        Err(Refused { form, status, .. }) => {
            let mut response = draw(&page, &id, String::new(), form).await?;
            *response.status_mut() = status;
            Ok(response)
        }
    }
}

async fn draw(page: &Page, id: &str, setup_intent: String, form: Form) -> Result<Response, Fail> {
    let subscription = own(page, id).await?;
    if subscription.is_over() {
        return Ok(go(at::PURCHASES));
    }
    let core = page.core();
    let row = of_buyer(core, page.actor.proven_email()?, id).await?;
    let seller = Seller {
        name: subscription.merchant_name.clone(),
        brand: branding::find(core, &row.merchant_id).await?,
        ..Seller::default()
    };
    let card = CardForm {
        stripe_js: core.config.stripe.js_url.clone(),
        publishable_key: core.config.stripe.publishable_key.clone(),
        account: row.stripe_account_id,
        origin: core.config.public_url.clone(),
        setup_intent,
    };
    Ok(page.show(|| {
        view! { <ChangeCardPage site=page.site subscription=subscription seller=seller card=card form=form /> }
    }))
}

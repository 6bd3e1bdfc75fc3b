//! Where buyers come back to: Stripe is asked what became of the payment, the address bar is not.

use axum::extract::{Path, Query, RawQuery};
use axum::response::{IntoResponse, Response};
use http::HeaderValue;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, REFRESH, SET_COOKIE};
use leptos::prelude::*;
use paylinks::checkout_sessions::hosted::token_for;
use paylinks::checkout_sessions::{CheckoutOutcome, OutcomeState, outcome};
use paylinks::error::Error;
use paylinks::language::Language;
use paylinks::limits::{self, Limit};
use paylinks::payments::{self, Payment};
use paylinks::purchases;
use paylinks::receipts::{self, File};
use paylinks::subscriptions;
use paylinks_app::links;
use paylinks_app::pages::checkout::{OutcomePage, ReceiptPage};
use paylinks_app::words::{fill, sentence, words};
use serde::Deserialize;

use super::page::{Answer, Fail, Page, go, site};
use crate::actor::attempt_cookie;
use crate::problem;

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
        return Ok(with_cookie(go(url), attempt_cookie(&slug, "", core.config.https())));
    }
    let https = core.config.https();
    if let Some(query) = query.filter(|query| query.contains("payment_intent")) {
        // Who knows the secret of the payment gets what was typed back; the address bar is rid of it.
        let secret = form_urlencoded::parse(query.as_bytes());
        let secret = secret.into_owned().find(|(name, _)| name == "payment_intent_client_secret");
        let token = match secret.filter(|_| !paid) {
            Some((_, secret)) => token_for(core, &session, &secret).await?,
            None => None,
        };
        let cookie = token.and_then(|token| attempt_cookie(&slug, &token, https));
        return Ok(with_cookie(go(&links::outcome(&slug, &session)), cookie));
    }
    let site = site(&page.state, language(&page, &outcome));
    let waits = outcome.state == OutcomeState::Processing;
    let response = page.show(|| view! { <OutcomePage site=site outcome=outcome /> });
    // What is paid is not gone on with: the next purchase is another one.
    let forget = paid.then(|| attempt_cookie(&slug, "", https)).flatten();
    let response = with_cookie(response, forget);
    if waits { Ok(([(REFRESH, AGAIN)], response).into_response()) } else { Ok(response) }
}

/// A click on a file that was bought: its address is made now, and holds for five minutes.
pub(crate) async fn file(page: Page, Path((slug, session, key)): Path<(String, String, String)>) -> Answer {
    let core = page.core();
    core.limits.check(&Limit::new(&limits::PUBLIC_PER_IP, &page.actor.ip))?;
    Ok(go(&purchases::address_for_session(core, &slug, &session, &key).await?))
}

fn with_cookie(mut response: Response, cookie: Option<HeaderValue>) -> Response {
    if let Some(cookie) = cookie {
        response.headers_mut().insert(SET_COOKIE, cookie);
    }
    response
}

/// What was just asked for on the page of a receipt.
#[derive(Deserialize)]
pub(crate) struct Wish {
    sent: Option<String>,
}

/// The receipt of a payment that went through, as a page or a file; any other is told where it stands.
pub(crate) async fn receipt(
    page: Page,
    Path((slug, session)): Path<(String, String)>,
    Query(wish): Query<Wish>,
) -> Answer {
    let file = session.strip_suffix(".pdf");
    let Some(outcome) = paid(&page, &slug, file.unwrap_or(&session)).await? else {
        return Ok(go(&links::outcome(&slug, file.unwrap_or(&session))));
    };
    let language = language(&page, &outcome);
    if file.is_some() {
        let payment = payment(&page, &outcome).await?;
        return Ok(document(receipts::pdf(page.core(), &payment, Some(language)).await?));
    }
    let mailed = wish.sent.and(outcome.email.clone());
    let told = mailed.map(|email| (fill(words(language).outcome.sent_again, &[&email]), true));
    let site = site(&page.state, language);
    Ok(page.show(|| view! { <ReceiptPage site=site outcome=outcome mailed=told /> }))
}

/// Mails the receipt to its buyer once more.
pub(crate) async fn mail_receipt(page: Page, Path((slug, session)): Path<(String, String)>) -> Answer {
    let Some(outcome) = paid(&page, &slug, &session).await? else {
        return Ok(go(&links::outcome(&slug, &session)));
    };
    let payment = payment(&page, &outcome).await?;
    match receipts::resend_to_buyer(page.core(), &page.actor, &payment).await {
        Ok(_) => Ok(go(&format!("{}?sent", links::receipt(&slug, &session)))),
        Err(error) => {
            let language = language(&page, &outcome);
            let (status, told) = (problem::status(&error), sentence(language, error.code, None));
            let site = site(&page.state, language);
            let mailed = Some((told, false));
            let mut response =
                page.show_as(status, || view! { <ReceiptPage site=site outcome=outcome mailed=mailed /> });
            problem::mark(&error, &mut response);
            Ok(response)
        }
    }
}

/// What became of an attempt whose money was taken; None for any other.
pub(super) async fn paid(page: &Page, slug: &str, session: &str) -> Result<Option<CheckoutOutcome>, Fail> {
    let core = page.core();
    core.limits.check(&Limit::new(&limits::PUBLIC_PER_IP, &page.actor.ip))?;
    let outcome = outcome(core, &page.actor, slug, session).await?;
    // What is free for now has no receipt yet.
    Ok(Some(outcome)
        .filter(|outcome| outcome.state == OutcomeState::Paid && !outcome.receipt_number.is_empty()))
}

pub(super) async fn payment(page: &Page, outcome: &CheckoutOutcome) -> Result<Payment, Fail> {
    Ok(payments::of_session(page.core(), &outcome.session_id).await?.ok_or_else(Error::not_found)?)
}

pub(super) fn language(page: &Page, outcome: &CheckoutOutcome) -> Language {
    if page.visitor.language_chosen { page.visitor.language } else { outcome.language }
}

/// A document, to be kept.
pub(crate) fn document(file: File) -> Response {
    let name = format!("attachment; filename=\"{}\"", file.name);
    ([(CONTENT_TYPE, "application/pdf".to_owned()), (CONTENT_DISPOSITION, name)], file.bytes).into_response()
}

//! Pages that say what happened and what to do now, when there is nothing else to show.

use leptos::prelude::*;
use paylinks::error::{Code, Error, Kind};

use crate::components::{CopyButton, Fact, Facts, LinkButton, Look};
use crate::format;
use crate::links;
use crate::shell::{Dashboard, Here, Person, Plain};
use crate::site::Site;
use crate::words::{self, fill};

/// What to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What happened.
    pub title: String,
    /// What to do now.
    pub text: String,
    /// Where to try again, when trying again may help.
    pub again: Option<String>,
    /// What support finds it by, when it is our fault.
    pub request_id: Option<String>,
}

impl Told {
    /// What to tell about an error at the address `again`, logged under `request_id`.
    #[must_use]
    pub fn of(site: Site, error: &Error, again: Option<String>, request_id: Option<String>) -> Self {
        let told = &site.words().told;
        let (title, text) = match &error.kind {
            Kind::NotFound => (told.not_found, told.not_found_text),
            Kind::Forbidden if error.code == Code::FileLinkInvalid => (told.link_over, told.link_over_text),
            Kind::Forbidden if error.code == Code::PurchaseRevoked => (told.refunded, told.refunded_text),
            Kind::Forbidden | Kind::Unauthenticated => (told.forbidden, told.forbidden_text),
            Kind::Gone { reason: "deleted" } => (told.deleted, told.deleted_text),
            Kind::Gone { reason: "not_open" } => (told.not_open, told.not_open_text),
            Kind::Gone { reason: "closed" } => (told.closed, told.closed_text),
            Kind::Gone { reason: "used_up" } => (told.sold_out, told.sold_out_text),
            Kind::Gone { .. } => (told.gone, told.gone_text),
            Kind::Unavailable if error.code == Code::CannotCharge => {
                (told.cannot_charge, told.cannot_charge_text)
            }
            Kind::Unavailable => (told.down, told.down_text),
            Kind::Internal => (told.broken, told.broken_text),
            Kind::TooMany { .. } => (told.busy, told.busy_text),
            Kind::Conflict | Kind::KeyReused => (told.conflict, ""),
            Kind::Invalid | Kind::TooLarge | Kind::UnsupportedMedia => {
                (told.wrong_form, told.wrong_form_text)
            }
        };
        let text = match error.kind {
            Kind::TooMany { retry_after } => fill(text, &[&format::wait(retry_after)]),
            Kind::Conflict | Kind::KeyReused => words::sentence(site.language, error.code, None),
            _ => text.to_owned(),
        };
        let ours = matches!(error.kind, Kind::Internal | Kind::Unavailable);
        let passes = ours || matches!(error.kind, Kind::TooMany { .. });
        Self {
            title: title.to_owned(),
            text,
            again: again.filter(|_| passes),
            request_id: request_id.filter(|_| error.kind == Kind::Internal),
        }
    }
}

/// Says it, inside the dashboard's frame when somebody is signed in there.
#[component]
pub fn ToldPage(
    site: Site,
    told: Told,
    /// The status of the answer, shown small.
    status: u16,
    person: Option<Person>,
) -> impl IntoView {
    let title = told.title.clone();
    let inside = person.is_some();
    let body = view! { <Body site=site told=told status=status inside=inside /> };
    match person {
        Some(person) => view! {
            <Dashboard site=site person=person here=Here::Nowhere title=title>{body}</Dashboard>
        }
        .into_any(),
        None => view! { <Plain site=site title=title>{body}</Plain> }.into_any(),
    }
}

#[component]
fn Body(site: Site, told: Told, status: u16, inside: bool) -> impl IntoView {
    let words = &site.words().told;
    let (home, home_word) =
        if inside { (links::DASHBOARD, words.dashboard) } else { (links::HOME, words.home) };
    let home_look = if told.again.is_some() { Look::Plain } else { Look::Primary };
    let again = told.again.map(|href| {
        view! { <LinkButton href=href label=words.again look=Look::Primary /> }
    });
    let request = told.request_id.map(|id| {
        let copied = id.clone();
        let value = view! {
            <code>{id}</code>
            " "
            <CopyButton site=site text=copied label=site.words().shared.copy />
        };
        view! {
            <div class="told__request">
                <Facts facts=vec![Fact::view(words.request_id, value.into_any())] />
                <p class="quiet small">{words.request_text}</p>
            </div>
        }
    });
    view! {
        <div class="told">
            <svg class="told__drawing" viewBox="13 0 76 60" fill="none" stroke="currentColor" aria-hidden="true">
                <path d="M14 60V18a15 15 0 1 1 15 15 15 15 0 0 1-15-15" />
                <path
                    class="accent"
                    stroke="currentColor"
                    stroke-width="2"
                    stroke-dasharray="2 4"
                    d="M44 60V18a15 15 0 1 1 15 15 15 15 0 0 1-15-15"
                />
            </svg>
            <div class="told__what">
                <p class="told__status">{status.to_string()}</p>
                <h1>{told.title}</h1>
                <p class="lead">{told.text}</p>
            </div>
            {request}
            <div class="form__actions">
                {again}
                <LinkButton href=home label=home_word look=home_look />
            </div>
        </div>
    }
    .into_any()
}

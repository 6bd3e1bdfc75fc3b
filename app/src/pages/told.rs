//! Pages that say what happened and what to do now, when there is nothing else to show.

use leptos::prelude::*;
use paylinks::error::{Code, Error, Kind};

use crate::links;
use crate::shell::Plain;
use crate::site::Site;
use crate::words::{self, fill};

/// What to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What happened.
    pub title: String,
    /// What to do now.
    pub text: String,
}

impl Told {
    /// What to tell about an error.
    #[must_use]
    pub fn of(site: Site, error: &Error) -> Self {
        let told = &site.words().told;
        let (title, text) = match &error.kind {
            Kind::NotFound => (told.not_found, told.not_found_text),
            Kind::Forbidden | Kind::Unauthenticated => (told.forbidden, told.forbidden_text),
            Kind::Gone { reason: "deleted" } => (told.deleted, told.deleted_text),
            Kind::Gone { .. } => (told.gone, told.gone_text),
            Kind::Unavailable if error.code == Code::CannotCharge => {
                (told.cannot_charge, told.cannot_charge_text)
            }
            Kind::Unavailable => (told.down, told.down_text),
            Kind::Internal => (told.broken, told.broken_text),
            Kind::TooMany { retry_after } => {
                let seconds = retry_after.to_string();
                return Self { title: told.busy.to_owned(), text: fill(told.busy_text, &[&seconds]) };
            }
            Kind::Conflict | Kind::KeyReused => {
                let reason = words::sentence(site.language, error.code, None);
                return Self { title: told.conflict.to_owned(), text: reason };
            }
            Kind::Invalid | Kind::TooLarge | Kind::UnsupportedMedia => {
                (told.wrong_form, told.wrong_form_text)
            }
        };
        Self { title: title.to_owned(), text: text.to_owned() }
    }
}

/// Says it.
#[component]
pub fn ToldPage(site: Site, told: Told) -> impl IntoView {
    let title = told.title.clone();
    view! {
        <Plain site=site title=title>
            <div class="told">
                <h1>{told.title}</h1>
                <p class="lead">{told.text}</p>
                <a class="button" href=links::HOME>{site.words().told.home}</a>
            </div>
        </Plain>
    }
}

//! A deed that asks first: in a dialog where scripts run, on a page of its own where they do not.

use leptos::prelude::*;

use super::PostForm;
use crate::site::Site;

/// A button that asks before its form is sent. The form's address also answers GET, with the same question.
#[component]
pub fn Confirm(
    site: Site,
    /// Where the form posts to.
    action: String,
    /// The word on the button.
    verb: &'static str,
    /// The question.
    question: String,
    /// What follows from it.
    detail: &'static str,
    /// The word on the dialog's own button.
    submit: &'static str,
    /// The word that leaves things as they are.
    keep: &'static str,
) -> impl IntoView {
    let page = action.clone();
    let name = question.clone();
    view! {
        <confirm-dialog data-word-confirm=submit data-word-cancel=keep>
            <PostForm site=site action=action confirm=question detail=detail>
                <button class="button button--small button--quiet button--danger">{verb}</button>
            </PostForm>
            <a class="button button--small button--quiet button--danger confirm__page" href=page aria-label=name>
                {verb}
            </a>
        </confirm-dialog>
    }
    .into_any()
}

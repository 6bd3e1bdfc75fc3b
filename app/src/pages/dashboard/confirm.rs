//! A page that asks before a deed that cannot be taken back, for browsers without scripts.

use leptos::prelude::*;

use crate::components::PostForm;
use crate::shell::{Dashboard, Here, Person};
use crate::site::Site;

/// The question, and two ways on.
#[component]
pub fn ConfirmDeedPage(
    site: Site,
    person: Person,
    here: Here,
    question: String,
    detail: &'static str,
    submit: &'static str,
    keep: &'static str,
    /// Where the form posts to.
    action: String,
    /// Where leaving things as they are leads.
    #[prop(into)]
    back: String,
) -> impl IntoView {
    view! {
        <Dashboard site=site person=person here=here title=question.clone()>
            <div class="confirm" id="confirm" data-word-close=site.words().shared.close>
                <h1 dir="auto">{question}</h1>
                <p class="lead">{detail}</p>
                <PostForm site=site action=action class="form__actions">
                    <button class="button button--danger">{submit}</button>
                    <a class="button button--quiet" href=back data-close="">{keep}</a>
                </PostForm>
            </div>
        </Dashboard>
    }
}

//! The first steps, until they are done or put away.

use leptos::prelude::*;
use paylinks::figures::{Checklist, Step as Fact};

use crate::components::{PostForm, Step, Stepper};
use crate::forms::Form;
use crate::links as at;
use crate::site::Site;
use crate::words::fill;

/// The first steps; nothing once all are done or the list was put away.
#[component]
pub(super) fn Steps(site: Site, checklist: Checklist, key: String) -> impl IntoView {
    let words = &site.words().home;
    let done = checklist.steps.iter().filter(|step| step.done).count();
    let all = checklist.steps.len();
    if checklist.dismissed || done == all {
        return ().into_any();
    }
    let steps = checklist.steps.into_iter().map(|step| {
        let (label, href) = match step.step {
            Fact::Connect => (words.step_connect, at::CONNECT),
            Fact::Link => (words.step_link, at::NEW_LINK),
            Fact::TestPayment => (words.step_test, at::LINKS),
            Fact::Share => (words.step_share, at::LINKS),
            Fact::FirstSale => (words.step_sale, at::LINKS),
        };
        Step { label, done: step.done, action: Some((href.to_owned(), words.start)) }
    });
    let progress = fill(words.progress, &[&done.to_string(), &all.to_string()]);
    view! {
        <section class="home__part">
            <div class="home__head">
                <h2>{words.setting_up}</h2>
                <span class="quiet small">{progress.clone()}</span>
            </div>
            <Stepper progress=progress steps=steps.collect() />
            <PostForm site=site action=at::DISMISS_CHECKLIST form=Form::new(key)>
                <button class="button--link small">{words.dismiss}</button>
            </PostForm>
        </section>
    }
    .into_any()
}

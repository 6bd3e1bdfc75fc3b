//! Opening another business: what that is, and the button.

use leptos::prelude::*;

use crate::components::{Button, LinkButton, Look, PostForm};
use crate::forms::Form;
use crate::links as at;
use crate::shell::{Dashboard, Here, Person};
use crate::site::Site;

/// Whether to open another business.
#[component]
pub fn NewBusinessPage(site: Site, person: Person, form: Form) -> impl IntoView {
    let words = &site.words().nav;
    view! {
        <Dashboard site=site person=person here=Here::Nowhere title=words.new_business>
            <div class="confirm">
                <h1>{words.new_business}</h1>
                <p class="lead">{words.new_business_text}</p>
                <PostForm site=site action=at::NEW_BUSINESS form=form class="form__actions">
                    <Button label=words.new_business look=Look::Primary />
                    <LinkButton href=at::DASHBOARD label=words.new_business_keep look=Look::Quiet />
                </PostForm>
            </div>
        </Dashboard>
    }
}

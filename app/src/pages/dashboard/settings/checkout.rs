//! How buyers pay.

use leptos::prelude::*;

use super::{Group, Room};
use crate::components::{Button, Look, PostForm, Switch};
use crate::forms::Form;
use crate::links as at;
use crate::shell::Person;
use crate::site::Site;

/// How buyers pay.
#[component]
pub fn CheckoutPage(site: Site, person: Person, form: Form, saved: bool) -> impl IntoView {
    let words = &site.words().checkout_settings;
    view! {
        <Room site=site person=person here=at::CHECKOUT saved=saved>
            <Group title=words.title intro=words.intro>
                <PostForm site=site action=at::CHECKOUT form=form.clone() class="form">
                    <Switch form=form name="hosted" label=words.hosted hint=words.hosted_hint />
                    <div class="form__actions">
                        <Button label=site.words().shared.save look=Look::Primary />
                    </div>
                </PostForm>
            </Group>
        </Room>
    }
}

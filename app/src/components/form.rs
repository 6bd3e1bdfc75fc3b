//! The form element: it posts, carries its idempotency key, and says above what was wrong.

use leptos::prelude::*;

use super::{Banner, Tone};
use crate::forms::{Form, KEY_FIELD};
use crate::site::Site;

/// A form that posts.
#[component]
pub fn PostForm(
    site: Site,
    /// Where to; a page's form posts to the page itself.
    #[prop(into)]
    action: String,
    /// What it shows.
    #[prop(optional)]
    form: Form,
    #[prop(optional)] class: Option<&'static str>,
    /// Whether files come with it.
    #[prop(optional)]
    files: bool,
    /// Its name, for controls that stand outside of it.
    #[prop(optional)]
    id: Option<&'static str>,
    /// Whether scripts send it and put the answer in place of the list around it.
    #[prop(optional)]
    live: bool,
    /// Whether scripts ask before what was typed in it is left behind.
    #[prop(optional)]
    guard: bool,
    /// The question of the dialog around it.
    #[prop(optional)]
    confirm: Option<String>,
    /// What follows from it.
    #[prop(optional)]
    detail: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    let notice = form.notice(site);
    let key = Some(form.key().to_owned()).filter(|key| !key.is_empty());
    let enctype = files.then_some("multipart/form-data");
    let live = live.then_some("");
    // A form that came back holds what was typed before.
    let guard = guard.then_some(if notice.is_some() { "typed" } else { "" });
    view! {
        <form
            method="post"
            action=action
            class=class
            id=id
            enctype=enctype
            novalidate=true
            data-live=live
            data-guard=guard
            data-confirm=confirm
            data-confirm-detail=detail
        >
            {notice.map(|notice| view! { <Banner tone=Tone::Bad>{notice}</Banner> })}
            {key.map(|key| view! { <input type="hidden" name=KEY_FIELD value=key /> })}
            {children()}
        </form>
    }
    .into_any()
}

/// A form that is one button.
#[component]
pub fn PostButton(
    site: Site,
    #[prop(into)] action: String,
    label: &'static str,
    #[prop(default = "button")] class: &'static str,
) -> impl IntoView {
    view! {
        <PostForm site=site action=action>
            <button class=class>{label}</button>
        </PostForm>
    }
    .into_any()
}

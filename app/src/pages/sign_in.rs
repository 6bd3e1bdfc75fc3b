//! Sign-in by mailed link: asking for it, looking for it, pressing the one button behind it.

use leptos::prelude::*;
use paylinks::sign_in::LinkView;

use crate::components::{PostForm, TextField};
use crate::forms::Form;
use crate::links;
use crate::shell::{Door, Public};
use crate::site::Site;
use crate::words::fill;

/// Where one asks for a link.
#[component]
pub fn SignInPage(
    site: Site,
    form: Form,
    /// Its full address, wherever it leads afterwards.
    address: String,
) -> impl IntoView {
    let words = &site.words().sign_in;
    let next = form.value("next").to_owned();
    let path = if next.is_empty() { links::SIGN_IN.to_owned() } else { links::sign_in_then(&next) };
    let public = Public { description: words.found.to_owned(), address };
    view! {
        <Door site=site title=words.title path=path public=Some(public)>
            <div class="auth__intro">
                <h1>{words.title}</h1>
                <p>{words.intro}</p>
            </div>
            <PostForm site=site action=links::SIGN_IN form=form.clone() class="form">
                <input type="hidden" name="next" value=next />
                <TextField
                    site=site
                    field=form.field("email")
                    label=words.email
                    kind="email"
                    autocomplete="email"
                    inputmode="email"
                    autofocus=true
                />
                <button class="button button--primary">{words.submit}</button>
            </PostForm>
            <p class="quiet small">{words.new_here}</p>
        </Door>
    }
}

/// After asking: where the link went and, in sandbox mode, the link itself.
#[component]
pub fn SentPage(site: Site, email: String, link: Option<String>) -> impl IntoView {
    let words = &site.words().sign_in;
    let mail = link.map(|link| {
        view! {
            <section class="auth__mail">
                <p class="small quiet">{words.sent_sandbox}</p>
                <a class="button button--primary" href=link>{words.open_link}</a>
            </section>
        }
    });
    view! {
        <Door site=site title=words.sent_title path=links::SIGN_IN_SENT>
            <div class="auth__intro">
                <h1>{words.sent_title}</h1>
                <p>{fill(words.sent_intro, &[&email])}</p>
            </div>
            {mail}
            <p class="quiet small">{words.sent_nothing}</p>
            <p><a href=links::SIGN_IN>{words.ask_again}</a></p>
        </Door>
    }
}

/// Behind a mailed link: one button. Looking at this page uses nothing up.
#[component]
pub fn ConfirmPage(site: Site, link: LinkView, token: String) -> impl IntoView {
    let words = &site.words().sign_in;
    let (title, intro, submit) = if link.other_browser {
        (words.other_title, words.other_intro, words.other_submit)
    } else {
        (words.confirm_title, words.confirm_intro, words.confirm_submit)
    };
    let confirmed =
        link.other_browser.then(|| view! { <input type="hidden" name="confirmed" value="yes" /> });
    let path = links::confirm_sign_in(&token);
    view! {
        <Door site=site title=title path=path>
            <div class="auth__intro">
                <h1>{title}</h1>
                <p>{fill(intro, &[&link.email])}</p>
            </div>
            <PostForm site=site action=links::SIGN_IN_CONFIRM class="form">
                <input type="hidden" name="token" value=token />
                {confirmed}
                <button class="button button--primary">{submit}</button>
            </PostForm>
        </Door>
    }
}

/// Behind a link that no longer works: why, and the way to a new one.
#[component]
pub fn BadLinkPage(site: Site, reason: String) -> impl IntoView {
    let words = &site.words().sign_in;
    view! {
        <Door site=site title=words.bad_title path=links::SIGN_IN>
            <div class="auth__intro">
                <h1>{words.bad_title}</h1>
                <p>{reason}</p>
            </div>
            <a class="button button--primary" href=links::SIGN_IN>{words.ask_again}</a>
        </Door>
    }
}

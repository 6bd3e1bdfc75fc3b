//! The front page: what it is, and the way in.

use leptos::prelude::*;

use crate::links;
use crate::shell::Plain;
use crate::site::Site;

/// The front page.
#[component]
pub fn FrontPage(site: Site) -> impl IntoView {
    let words = &site.words().front;
    view! {
        <Plain site=site title=words.title>
            <div class="front">
                <h1>{words.title}</h1>
                <p class="lead">{words.lead}</p>
                <a class="button button--primary" href=links::SIGN_IN>{words.sign_in}</a>
                <ol class="front__steps">
                    <li><span>{words.step_1}</span></li>
                    <li><span>{words.step_2}</span></li>
                    <li><span>{words.step_3}</span></li>
                </ol>
            </div>
        </Plain>
    }
}

//! The files that were bought, one click each.

use leptos::prelude::*;
use paylinks::checkout_sessions::CheckoutOutcome;
use paylinks::payment_links::Terms;

use crate::components::{Icon, Sign};
use crate::format;
use crate::links;
use crate::site::Site;
use crate::words::fill;

/// How many files come with an offer, and how much they are; nothing where there are none.
pub(super) fn included(site: Site, terms: &Terms) -> Option<impl IntoView + use<>> {
    let words = &site.words().files;
    let files = &terms.details.files;
    let weight = format::bytes(site.language, files.iter().map(|file| file.size).sum());
    let text = match files.len() {
        0 => return None,
        1 => fill(words.included_one, &[&weight]),
        many => fill(words.included, &[&many.to_string(), &weight]),
    };
    Some(view! { <p class="quiet small">{text}</p> })
}

/// The files of a purchase; nothing where there are none.
#[component]
pub(super) fn Goods(site: Site, outcome: CheckoutOutcome) -> impl IntoView {
    if outcome.files.is_empty() {
        return ().into_any();
    }
    let files = outcome.files.iter().map(|file| {
        view! {
            <li>
                <a class="goods__one" href=links::bought_file(&outcome.slug, &outcome.session_id, &file.key)>
                    <Icon sign=Sign::Download />
                    <span class="goods__name" dir="auto">{file.name.clone()}</span>
                    <span class="quiet small">{format::bytes(site.language, file.size)}</span>
                </a>
            </li>
        }
    });
    view! {
        <section class="goods screen-only" id="files">
            <h2>{site.words().files.yours}</h2>
            <ul>{files.collect_view()}</ul>
        </section>
    }
    .into_any()
}

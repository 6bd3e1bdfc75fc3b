//! What is free: a form that takes it, and thanks. No script, no card; it is whole without both.

use leptos::prelude::*;
use paylinks::payment_links::Terms;

use super::fields::{Questions, origin};
use super::frame::{Foot, Seller, Top};
use super::offer::Halves;
use crate::components::{Icon, SandboxBar, Sign};
use crate::forms::Form;
use crate::links;
use crate::shell::{Document, Public};
use crate::site::Site;
use crate::words::fill;

/// The page of a free link.
#[component]
pub fn ClaimPage(
    site: Site,
    terms: Terms,
    seller: Seller,
    /// What was typed and what was wrong with it.
    form: Form,
    /// Our own origin.
    origin: String,
) -> impl IntoView {
    let words = &site.words().checkout;
    let found: String = if terms.description.is_empty() {
        fill(words.claim_found, &[&terms.title, &seller.name])
    } else {
        terms.description.chars().take(160).collect()
    };
    view! {
        <Document
            site=site
            title=format!("{} · {}", terms.title, seller.name)
            sheet=site.assets.checkout_css_in(seller.brand.accent())
            script=None
            public=Some(Public {
                description: found,
                address: format!("{origin}{}", links::pay(&terms.slug)),
            })
            class="pay"
        >
            <SandboxBar site=site />
            <Halves site=site terms=terms.clone() order=None seller=seller>
                <ClaimForm site=site terms=terms form=form live=true />
            </Halves>
        </Document>
    }
}

/// The form that takes it; a picture of it when it is not `live`.
#[component]
pub(super) fn ClaimForm(site: Site, terms: Terms, form: Form, live: bool) -> impl IntoView {
    let words = &site.words().checkout;
    let action = live.then(|| links::claim(&terms.slug));
    let notice = form.notice(site).map(|notice| {
        view! { <p class="banner banner--bad" role="alert">{notice}</p> }
    });
    // Programs fill what people do not see.
    let trap = live.then(|| {
        view! {
            <div class="hidden-visually" aria-hidden="true">
                <label for="website">{words.leave_empty}</label>
                <input id="website" name="website" tabindex="-1" autocomplete="off" />
            </div>
            <input type="hidden" name="language" value=site.language.tag() />
        }
    });
    view! {
        <form class="checkout-form" method="post" action=action novalidate=true>
            {notice}
            {origin(&form)}
            <Questions site=site terms=terms form=form />
            {trap}
            <button class="button button--primary" type="submit">
                {words.claim}
            </button>
        </form>
    }
}

/// The thanks to whoever has taken it.
#[component]
pub fn ThanksPage(site: Site, terms: Terms, seller: Seller) -> impl IntoView {
    let words = &site.words().outcome;
    let thanks = Some(terms.thank_you_message).filter(|text| !text.is_empty());
    let thanks = thanks.map(|thanks| view! { <p class="outcome__thanks" dir="auto">{thanks}</p> });
    let back = terms.cancel_url.map(|url| {
        view! { <a href=url rel="nofollow">{fill(site.words().checkout.back_to, &[&seller.name])}</a> }
    });
    view! {
        <Document
            site=site
            title=format!("{} · {}", words.paid_title, seller.name)
            sheet=site.assets.buyer_css_in(seller.brand.accent())
            script=None
            class="pay outcome"
        >
            <SandboxBar site=site />
            <main id="main">
                <div class="pay__in">
                    <Top site=site seller=seller path=links::thanks(&terms.slug) />
                    <Icon sign=Sign::Check class="outcome__mark outcome__mark--good" />
                    <h1>{words.paid_title}</h1>
                    <p class="lead">{format!("{} {}", fill(words.taken_text, &[&terms.title]), words.taken_sent)}</p>
                    {thanks}
                    <Foot site=site>{back}</Foot>
                </div>
            </main>
        </Document>
    }
}

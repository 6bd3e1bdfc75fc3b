//! The pay page. It reads well before any script runs; the card form is Stripe's.

use leptos::prelude::*;
use paylinks::payment_links::PaymentLink;

use super::fields::Questions;
use super::frame::{Foot, Top};
use crate::components::SandboxBar;
use crate::format;
use crate::links;
use crate::shell::Document;
use crate::site::Site;
use crate::words::fill;

/// What the pay page's script needs to know.
#[derive(Clone, Debug)]
pub struct PayForm {
    /// Where the browser finds Stripe.js.
    pub stripe_js: String,
    /// The key with which browsers speak to Stripe.
    pub publishable_key: String,
    /// The account that charges.
    pub account: String,
    /// Our own origin.
    pub origin: String,
}

/// The pay page.
#[component]
pub fn OfferPage(site: Site, link: PaymentLink, seller: String, pay: PayForm) -> impl IntoView {
    let words = &site.words().checkout;
    let path = links::pay(&link.slug);
    let price = link.price();
    let description = (!link.description.is_empty()).then(|| {
        view! { <p class="pay__text">{link.description.clone()}</p> }
    });
    let cancel = link.cancel_url.clone().map(|url| {
        view! { <a href=url rel="nofollow">{fill(words.back_to, &[&seller])}</a> }
    });
    view! {
        <Document
            site=site
            title=format!("{} · {seller}", link.title)
            sheet=site.assets.checkout_css.clone()
            script=Some(site.assets.checkout_js.clone())
            stripe=pay.stripe_js.clone()
            class="pay pay--offer"
        >
            <SandboxBar site=site />
            <section class="pay__offer">
                <div class="pay__in">
                    <Top site=site seller=seller.clone() path=path />
                    <h1>{link.title.clone()}</h1>
                    <p class="pay__price">
                        {format!("{} ", format::amount(site.language, price.minor))}
                        <span class="currency">{price.currency.code()}</span>
                    </p>
                    {description}
                </div>
            </section>
            <main class="pay__form" id="main">
                <div class="pay__in">
                    <Form site=site link=link.clone() pay=pay />
                    <p class="quiet small">{fill(words.secure, &[&seller])}</p>
                    <Foot site=site>{cancel}</Foot>
                </div>
            </main>
        </Document>
    }
}

#[component]
fn Form(site: Site, link: PaymentLink, pay: PayForm) -> impl IntoView {
    let words = &site.words().checkout;
    let price = link.price();
    let total = format::money(site.language, price);
    let revision = link.revision;
    let (action, start) = (links::pay(&link.slug), links::start_payment(&link.slug));
    let back = format!("{}{}", pay.origin, links::returns(&link.slug));
    view! {
        <form
            id="checkout"
            class="checkout-form"
            method="post"
            action=action
            novalidate=true
            data-publishable-key=pay.publishable_key
            data-account=pay.account
            data-start-url=start
            data-return-url=back
            data-amount-minor=price.minor
            data-currency=price.currency.code()
            data-locale=site.language.tag()
            data-revision=revision
            data-word-processing=words.processing
            data-word-unavailable=words.unavailable
            data-word-network=words.network
            data-word-required=words.required
            data-word-email=words.email_wrong
            data-word-reload=words.reload
        >
            <Questions site=site link=link />
            <div class="field">
                <span class="field__label">{words.card}</span>
                <div id="payment-element"></div>
                <noscript>
                    <p class="banner banner--warn">{words.noscript}</p>
                </noscript>
            </div>
            <p class="total">
                <span>{words.total}</span>
                <span>{total.clone()}</span>
            </p>
            <p id="checkout-error" role="alert" hidden=true></p>
            <button class="button button--primary" type="submit" id="pay" disabled=true>
                {fill(words.pay, &[&total])}
            </button>
        </form>
    }
    .into_any()
}

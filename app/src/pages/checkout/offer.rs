//! The pay page. It reads well before any script runs; the card form is Stripe's.

use leptos::either::Either;
use leptos::prelude::*;
use paylinks::clock::Timestamp;
use paylinks::payment_links::{PriceType, Terms};
use paylinks::pricing::Order;

use super::card::CardSketch;
use super::choice::{bounds, choice};
use super::code::TypedCode;
use super::data::OfferData;
use super::fields::{Questions, origin};
use super::frame::{Foot, Price, Seller, Top};
use super::goods::included;
use super::order::{Cart, inside, is_open, parts};
use super::recurring::{due, rhythm};
use crate::components::{Facts, Icon, SandboxBar, Sign};
use crate::format;
use crate::forms;
use crate::links;
use crate::moments;
use crate::shell::{Document, Public};
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
    /// What time it is.
    pub now: Timestamp,
}

/// The pay page.
#[component]
pub fn OfferPage(
    site: Site,
    terms: Terms,
    /// What the buyer has put together so far.
    order: Order,
    /// The field for a promotion code, where the seller has some.
    #[prop(optional_no_strip)]
    code: Option<TypedCode>,
    /// Which version of the link this is.
    revision: i64,
    seller: Seller,
    pay: PayForm,
    /// What its address has filled in already.
    prefill: forms::Form,
) -> impl IntoView {
    let words = &site.words().checkout;
    // Where buyers put their order together, or have a code, the page counts it anew as they do.
    let counts = is_open(&terms) || code.is_some();
    let typed = code.as_ref().filter(|code| code.wrong.is_none()).map(|code| code.typed.clone());
    let address = format!("{}{}", pay.origin, links::pay(&terms.slug));
    let found: String = if terms.description.is_empty() {
        fill(words.found, &[&terms.title, &seller.name])
    } else {
        terms.description.chars().take(160).collect()
    };
    view! {
        <Document
            site=site
            title=format!("{} · {}", terms.title, seller.name)
            sheet=site.assets.checkout_css_in(seller.brand.accent())
            script=Some(site.assets.checkout_js.clone())
            stripe=pay.stripe_js.clone()
            public=Some(Public { description: found, address: address.clone() })
            class="pay"
        >
            <SandboxBar site=site />
            <OfferData terms=terms.clone() seller=seller.clone() origin=pay.origin.clone() address=address.clone() />
            <Halves site=site terms=terms.clone() order=Some(order.clone()) code=code now=pay.now seller=seller>
                <Form
                    site=site
                    terms=terms
                    order=order
                    counts=counts
                    code=typed
                    pay=Some((pay, revision))
                    prefill=prefill
                />
            </Halves>
        </Document>
    }
}

/// What is sold, and beside it the form that takes it.
#[component]
pub(super) fn Halves<C: IntoView + 'static>(
    site: Site,
    terms: Terms,
    /// What the buyer has put together so far; None when there is nothing to count.
    order: Option<Order>,
    #[prop(optional_no_strip)] code: Option<TypedCode>,
    /// What time it is, where that matters.
    #[prop(optional)]
    now: Option<Timestamp>,
    seller: Seller,
    children: TypedChildren<C>,
) -> impl IntoView {
    let words = &site.words().checkout;
    let description = (!terms.description.is_empty()).then(|| {
        view! { <p class="pay__text" dir="auto">{terms.description.clone()}</p> }
    });
    let counts = is_open(&terms) || code.is_some();
    let rhythm = rhythm(site, &terms, now);
    let price = match terms.price_type {
        PriceType::Fixed => {
            let live = counts.then_some("price");
            let each = terms.details.quantity.map(|_| {
                let each = fill(site.words().order.each, &[&format::money(site.language, terms.price())]);
                view! { <p class="quiet">{each}</p> }
            });
            let price = order.as_ref().map_or(terms.price(), Order::total);
            Either::Left(view! { <div data-live=live><Price site=site price=price />{each}{rhythm}</div> })
        }
        PriceType::PayWhatYouWant => Either::Right(view! { <p class="pay__open">{words.open}</p> }),
        PriceType::Free => Either::Right(view! { <p class="pay__open">{words.free}</p> }),
    };
    let cart = order.filter(|_| counts);
    let cart = cart.map(|order| view! { <Cart site=site terms=terms.clone() order=order code=code /> });
    let until = terms.details.availability.closes_at.map(|closes| {
        let closes = moments::ending(site.language, seller.zone, closes);
        view! { <p class="quiet small">{fill(site.words().moments.until, &[&closes])}</p> }
    });
    let secure = if terms.price_type == PriceType::Free { words.free_secure } else { words.secure };
    let cancel = terms.cancel_url.clone().map(|url| {
        view! { <a href=url rel="nofollow">{fill(words.back_to, &[&seller.name])}</a> }
    });
    view! {
        <main class="pay__halves" id="main">
            <section class="pay__offer">
                <div class="pay__in">
                    <Top site=site seller=seller.clone() path=links::pay(&terms.slug) />
                    <h1 dir="auto">{terms.title.clone()}</h1>
                    {price}
                    {description}
                    {included(site, &terms)}
                    {cart}
                    {until}
                </div>
            </section>
            <section class="pay__form">
                <div class="pay__in">
                    {children.into_inner()()}
                    <p class="pay__secure">
                        <Icon sign=Sign::Lock />
                        {fill(secure, &[&seller.name])}
                    </p>
                    <Foot site=site>{cancel}</Foot>
                </div>
            </section>
        </main>
    }
}

/// What is paid in all and the button; the button waits for the script unless this is a preview.
fn ending(site: Site, terms: &Terms, order: &Order, counts: bool, disabled: bool) -> AnyView {
    let words = &site.words().checkout;
    let open = terms.price_type == PriceType::PayWhatYouWant;
    let chosen = (!open || order.total_minor > 0).then(|| format::money(site.language, order.total()));
    let total = chosen.unwrap_or_default();
    let live = |name: &'static str| counts.then_some(name);
    let parts = parts(site, order);
    let parts = (counts || !parts.is_empty()).then(|| {
        view! { <div data-live=live("order")><Facts facts=parts class="facts ledger" /></div> }
    });
    let inside = inside(site, order).map(|(name, tax)| {
        view! { <p class="field__hint" data-live=live("inside")>{format!("{name}: {tax}")}</p> }
    });
    // The script writes what is chosen into what is marked.
    let mark = open.then_some("");
    let label = match words.pay.split_once("{}") {
        Some((before, _)) if open => {
            Either::Left(view! { <span>{before}<span data-total="">{total.clone()}</span></span> })
        }
        _ => Either::Right(fill(words.pay, &[&total])),
    };
    let (total_word, total, label, consent) = match due(site, terms, &total) {
        Some((today, start, consent)) => {
            (site.words().subscription.today, today, Either::Right(start), Some(consent))
        }
        None => (words.total, total, label, None),
    };
    let consent = consent.map(|consent| view! { <p class="field__hint">{consent}</p> });
    view! {
        {parts}
        <p class="total">
            <span>{total_word}</span>
            <span data-total=mark data-live=live("total")>{total}</span>
        </p>
        {inside}
        {consent}
        <p id="checkout-error" role="alert" hidden=true></p>
        <button class="button button--primary" type="submit" id="pay" disabled=disabled data-live=live("pay")>
            {label}
        </button>
    }
    .into_any()
}

/// The form that pays.
#[component]
pub(super) fn Form(
    site: Site,
    terms: Terms,
    order: Order,
    /// Whether the page counts it anew as buyers change it.
    counts: bool,
    /// The promotion code that takes something off.
    code: Option<String>,
    pay: Option<(PayForm, i64)>,
    prefill: forms::Form,
) -> impl IntoView {
    let words = &site.words().checkout;
    let price = terms.price();
    let open = terms.price_type == PriceType::PayWhatYouWant;
    let end = ending(site, &terms, &order, counts, pay.is_some());
    let recurring = terms.details.recurring.map(|_| "");
    let choice = open.then(|| choice(site, &terms));
    let word_amount = open.then(|| bounds(site, &terms));
    let most = terms.details.max_amount_minor;
    let word_held = terms.details.max_uses.map(|_| words.all_held);
    // What was counted without scripts; with them the cart itself is read.
    let quantity = terms.details.quantity.map(|_| {
        view! { <input type="hidden" name="quantity" value=order.pieces() /> }
    });
    let code = code.filter(|code| !code.is_empty()).map(|code| {
        view! { <input type="hidden" name="code" value=code /> }
    });
    let Some((pay, revision)) = pay else {
        return Either::Left(view! {
            <form class="checkout-form">
                {choice}
                <Questions site=site terms=terms form=forms::Form::default() />
                <CardSketch site=site />
                {end}
            </form>
        });
    };
    let origin = origin(&prefill);
    let action = links::pay(&terms.slug);
    let start = match recurring {
        Some(_) => links::start_subscription(&terms.slug),
        None => links::start_payment(&terms.slug),
    };
    let back = format!("{}{}", pay.origin, links::returns(&terms.slug));
    Either::Right(view! {
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
            data-amount-minor=if open { price.minor } else { order.total_minor }
            data-max-minor=most
            data-currency=price.currency.code()
            data-locale=site.language.tag()
            data-revision=revision
            data-recurring=recurring
            data-word-processing=words.processing
            data-word-unavailable=words.unavailable
            data-word-network=words.network
            data-word-required=words.required
            data-word-email=words.email_wrong
            data-word-amount=word_amount
            data-word-reload=words.reload
            data-word-held=word_held
        >
            {choice}
            {quantity}
            {code}
            {origin}
            <Questions site=site terms=terms form=prefill />
            <div class="field">
                <div id="payment-element"></div>
                <noscript>
                    <p class="banner banner--warn">{words.noscript}</p>
                </noscript>
            </div>
            {end}
        </form>
    })
}

#[cfg(test)]
#[path = "offer_tests.rs"]
mod tests;

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
    /// Whether all buyers pay on Stripe's own page.
    pub hosted: bool,
    /// What time it is.
    pub now: Timestamp,
}

/// What stands in the form, and what there is to say of it.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// The fields as they were typed or came in the address, and what is wrong with them.
    pub form: forms::Form,
    /// What happened, above the button.
    pub error: Option<String>,
    /// What to know before, above the fields.
    pub note: Option<&'static str>,
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
    /// What was typed before.
    #[prop(optional)]
    typed: Typed,
) -> impl IntoView {
    let words = &site.words().checkout;
    // Where buyers put their order together, or have a code, the page counts it anew as they do.
    let counts = is_open(&terms) || code.is_some();
    let taken = code.as_ref().filter(|code| code.wrong.is_none()).map(|code| code.typed.clone());
    let address = format!("{}{}", pay.origin, links::pay(&terms.slug));
    // Stripe's own page sells nothing twice yet.
    let plain = pay.hosted && terms.details.recurring.is_none();
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
            script=(!plain).then(|| site.assets.checkout_js.clone())
            stripe=(!plain).then(|| pay.stripe_js.clone())
            public=Some(Public { description: found, address: address.clone() })
            class="pay"
        >
            <SandboxBar site=site />
            <OfferData terms=terms.clone() seller=seller.clone() origin=pay.origin.clone() address=address.clone() />
            <Halves
                site=site
                terms=terms.clone()
                order=Some(order.clone())
                code=code
                now=pay.now
                seller=seller
                plain=plain
            >
                <Form
                    site=site
                    terms=terms
                    order=order
                    counts=counts
                    code=taken
                    pay=Some((pay, revision))
                    typed=typed
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
    /// Whether the page has no script.
    #[prop(optional)]
    plain: bool,
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
    let cart =
        cart.map(|order| view! { <Cart site=site terms=terms.clone() order=order code=code plain=plain /> });
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

/// How the form ends: what is paid in all, what went wrong, and the button.
struct Ending {
    counts: bool,
    /// Whether the button leads to Stripe's own page.
    hosted: bool,
    /// Whether the button waits for the script.
    waits: bool,
    error: Option<String>,
}

fn ending(site: Site, terms: &Terms, order: &Order, ending: Ending) -> AnyView {
    let words = &site.words().checkout;
    let Ending { counts, hosted, waits, error } = ending;
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
        _ if hosted => Either::Right(words.continue_to_pay.to_owned()),
        _ => Either::Right(fill(words.pay, &[&total])),
    };
    let (total_word, total, label, consent) = match due(site, terms, &total) {
        Some((today, start, consent)) => {
            (site.words().subscription.today, today, Either::Right(start), Some(consent))
        }
        None => (words.total, total, label, None),
    };
    let consent = consent.map(|consent| view! { <p class="field__hint">{consent}</p> });
    let quiet = error.is_none();
    let sum = (!open || !hosted).then(|| {
        view! {
            <p class="total">
                <span>{total_word}</span>
                <span data-total=mark data-live=live("total")>{total}</span>
            </p>
        }
    });
    view! {
        {parts}
        {sum}
        {inside}
        {consent}
        <p id="checkout-error" role="alert" hidden=quiet>{error}</p>
        <button class="button button--primary" type="submit" id="pay" disabled=waits data-live=live("pay")>
            {label}
        </button>
    }
    .into_any()
}

/// What to do without scripts, and what when Stripe's does not come.
fn lost(site: Site, recurring: bool) -> (&'static str, &'static str) {
    let words = &site.words().checkout;
    if recurring { (words.noscript, words.unloaded) } else { (words.next_page, words.unavailable) }
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
    #[prop(optional)] typed: Typed,
) -> impl IntoView {
    let words = &site.words().checkout;
    let Typed { form, error, note } = typed;
    let recurring = terms.details.recurring.map(|_| "");
    let hosted = recurring.is_none() && pay.as_ref().is_some_and(|(pay, _)| pay.hosted);
    let price = terms.price();
    let open = terms.price_type == PriceType::PayWhatYouWant;
    let waits = recurring.is_some() && pay.is_some();
    let end = ending(site, &terms, &order, Ending { counts, hosted, waits, error });
    let choice = open.then(|| choice(site, &terms, &form));
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
                <Questions site=site terms=terms form=form />
                <CardSketch site=site />
                {end}
            </form>
        });
    };
    let origin = origin(&form);
    let action = links::pay(&terms.slug);
    let start = match recurring {
        Some(_) => links::start_subscription(&terms.slug),
        None => links::start_payment(&terms.slug),
    };
    let back = format!("{}{}", pay.origin, links::returns(&terms.slug));
    // What a browser without scripts tells of the page that it shows.
    let seen = view! {
        <input type="hidden" name="revision" value=revision />
        <input type="hidden" name="language" value=site.language.tag() />
    };
    let (without_scripts, unavailable) = lost(site, recurring.is_some());
    let note = note.map(|note| view! { <p class="banner">{note}</p> });
    if hosted {
        return Either::Right(Either::Left(view! {
            <form class="checkout-form" method="post" action=action novalidate=true>
                {note}
                {choice}
                {quantity}
                {code}
                {origin}
                <Questions site=site terms=terms form=form />
                {seen}
                {end}
                <p class="field__hint">{words.next_page}</p>
            </form>
        }));
    }
    Either::Right(Either::Right(view! {
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
            data-word-unavailable=unavailable
            data-word-network=words.network
            data-word-required=words.required
            data-word-email=words.email_wrong
            data-word-amount=word_amount
            data-word-reload=words.reload
            data-word-held=word_held
        >
            {note}
            {choice}
            {quantity}
            {code}
            {origin}
            <Questions site=site terms=terms form=form />
            {seen}
            <div class="field">
                <div id="payment-element"></div>
                <noscript>
                    <p class="field__hint">{without_scripts}</p>
                </noscript>
            </div>
            {end}
        </form>
    }))
}

#[cfg(test)]
#[path = "offer_tests.rs"]
mod tests;

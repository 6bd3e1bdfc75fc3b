//! The receipt: a card on the page of thanks, and a sheet to print or keep.

use leptos::prelude::*;
use paylinks::checkout_sessions::CheckoutOutcome;
use paylinks::money::Money;

use super::frame::{Foot, Price, Seller, Top};
use super::goods::Goods;
use super::order::{inside, parts};
use crate::components::{Banner, Fact, Facts, Icon, PostButton, SandboxBar, Sign, Tone};
use crate::format;
use crate::links;
use crate::shell::Document;
use crate::site::Site;
use crate::words::fill;

/// What was bought, and the sum under a line.
pub(super) fn sums(site: Site, outcome: &CheckoutOutcome) -> Vec<Fact> {
    let words = &site.words().outcome;
    let (price, back) = (outcome.price, outcome.refunded.minor);
    let mut sums = parts(site, &outcome.order);
    if sums.is_empty() {
        sums.push(Fact::about(outcome.title.clone(), format::amount(site.language, price.minor)));
    }
    sums.push(Fact::sum(words.paid, format::money(site.language, price)));
    sums.extend(inside(site, &outcome.order).map(|(name, tax)| Fact::about(name, tax)));
    if back > 0 {
        let left = Money::new(price.minor - back, price.currency);
        sums.push(Fact::text(words.given_back, format::amount(site.language, -back)));
        sums.push(Fact::sum(words.left, format::money(site.language, left)));
    }
    sums
}

/// The receipt in short.
#[component]
pub(super) fn ReceiptCard(site: Site, outcome: CheckoutOutcome) -> impl IntoView {
    let words = &site.words().outcome;
    let when = outcome.paid_at.map(|at| format::full(site.language, at));
    let facts = vec![
        Fact::maybe(words.date, when),
        Fact::maybe(words.card, outcome.card.clone()),
        Fact::text(words.seller, outcome.merchant_name.clone()),
    ];
    view! {
        <section class="receipt">
            <header class="receipt__head">
                <h2>{words.receipt}</h2>
                <span class="quiet small">{fill(words.number, &[&outcome.receipt_number])}</span>
            </header>
            <Facts facts=sums(site, &outcome) class="facts ledger" />
            <Facts facts=facts class="facts ledger receipt__facts" />
        </section>
    }
    .into_any()
}

/// The receipt as a sheet of its own.
#[component]
pub fn ReceiptPage(
    site: Site,
    outcome: CheckoutOutcome,
    /// What came of asking for it by mail once more: the sentence, and whether it is good news.
    mailed: Option<(String, bool)>,
) -> impl IntoView {
    let words = &site.words().outcome;
    let path = links::receipt(&outcome.slug, &outcome.session_id);
    let number = fill(words.number, &[&outcome.receipt_number]);
    let seller =
        Seller { name: outcome.merchant_name.clone(), brand: outcome.brand.clone(), ..Seller::default() };
    let contact = outcome.merchant_email.clone();
    let mailto = format!("mailto:{contact}");
    let company = outcome.company.as_ref().map(|company| format!("{}, {}", company.name, company.tax_id));
    let facts = vec![
        Fact::text(words.seller, outcome.merchant_name.clone()),
        Fact::text(words.seller_email, contact.clone()),
        Fact::maybe(words.buyer, outcome.buyer_name.clone()),
        Fact::maybe(words.buyer_email, outcome.email.clone()),
        Fact::maybe(site.words().collecting.company, company),
        Fact::maybe(words.date, outcome.paid_at.map(|at| format::full(site.language, at))),
        Fact::maybe(words.card, outcome.card.clone()),
    ];
    let invoice = links::own_invoice(&outcome.slug, &outcome.session_id);
    let pdf = links::receipt_pdf(&outcome.slug, &outcome.session_id);
    let again = outcome.email.as_ref().map(|_| {
        let action = links::receipt(&outcome.slug, &outcome.session_id);
        view! { <PostButton site=site action=action label=words.send_again /> }
    });
    let told = mailed.map(|(sentence, good)| {
        view! { <Banner tone=if good { Tone::Plain } else { Tone::Bad }>{sentence}</Banner> }
    });
    let trial = site.sandbox.then(|| view! { <p>{words.trial}</p> });
    view! {
        <Document
            site=site
            title=format!("{} {number} · {}", words.receipt, outcome.merchant_name)
            sheet=site.assets.buyer_css_in(seller.brand.accent())
            script=Some(site.assets.print_js.clone())
            class="pay outcome"
        >
            <SandboxBar site=site />
            <main id="main">
                <div class="pay__in sheet">
                    <Top site=site seller=seller path=path />
                    <Goods site=site outcome=outcome.clone() />
                    <article class="receipt">
                        <header class="receipt__head">
                            <h1>{words.receipt}</h1>
                            <span class="quiet">{number}</span>
                        </header>
                        <Price site=site price=outcome.price />
                        <Facts facts=facts />
                        <Facts facts=sums(site, &outcome) class="facts ledger" />
                        <footer class="quiet small">
                            <p>{words.no_invoice}</p>
                            {trial}
                        </footer>
                    </article>
                    {told}
                    <div class="receipt__ways screen-only">
                        <button class="button" type="button" data-print="">
                            <Icon sign=Sign::Print />
                            {words.print}
                        </button>
                        <a class="button" href=pdf>{words.pdf}</a>
                        <a class="button" href=invoice>{site.words().invoices.open_own}</a>
                        {again}
                    </div>
                    <Foot site=site>
                        <a href=links::PURCHASES>{site.words().purchases.all_mine}</a>
                        <a href=mailto>{contact}</a>
                    </Foot>
                </div>
            </main>
        </Document>
    }
}

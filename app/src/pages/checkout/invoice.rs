//! The buyer's own invoice, with the form that completes it.

use leptos::prelude::*;
use paylinks::checkout_sessions::CheckoutOutcome;
use paylinks::invoices::Invoice;

use super::frame::{Foot, Price, Seller, Top};
use super::receipt::sums;
use crate::components::{Banner, Button, Fact, Facts, Look, PostForm, SandboxBar, Tone};
use crate::format;
use crate::forms::Form;
use crate::links;
use crate::pages::invoice::{PartyFields, side};
use crate::shell::Document;
use crate::site::Site;
use crate::words::fill;

/// The buyer's own invoice.
#[component]
pub fn InvoicePage(
    site: Site,
    outcome: CheckoutOutcome,
    invoice: Invoice,
    form: Form,
    /// Whether it has just been corrected.
    saved: bool,
) -> impl IntoView {
    let words = &site.words().invoices;
    let path = links::own_invoice(&outcome.slug, &outcome.session_id);
    let pdf = format!("{path}.pdf");
    let back = links::receipt(&outcome.slug, &outcome.session_id);
    let number = fill(site.words().outcome.number, &[&invoice.number]);
    let seller =
        Seller { name: outcome.merchant_name.clone(), brand: outcome.brand.clone(), ..Seller::default() };
    let contact = outcome.merchant_email.clone();
    let mailto = format!("mailto:{contact}");
    let facts = vec![
        side(words.seller, &invoice.seller),
        side(words.buyer, &invoice.buyer),
        Fact::text(words.date, format::full(site.language, invoice.issued_at)),
    ];
    let told = saved.then(|| view! { <Banner tone=Tone::Plain>{words.corrected}</Banner> });
    view! {
        <Document
            site=site
            title=format!("{} {number} · {}", words.invoice, outcome.merchant_name)
            sheet=site.assets.buyer_css_in(seller.brand.accent())
            script=None
            class="pay outcome"
        >
            <SandboxBar site=site />
            <main id="main">
                <div class="pay__in sheet">
                    <Top site=site seller=seller path=path.clone() />
                    {told}
                    <article class="receipt">
                        <header class="receipt__head">
                            <h1>{words.invoice}</h1>
                            <span class="quiet">{number}</span>
                        </header>
                        <Price site=site price=invoice.total() />
                        <Facts facts=facts />
                        <Facts facts=sums(site, &outcome) class="facts ledger" />
                    </article>
                    <div class="receipt__ways screen-only">
                        <a class="button" href=pdf>{words.pdf}</a>
                        <a class="button" href=back>{words.back}</a>
                    </div>
                    <section class="receipt screen-only">
                        <header class="receipt__head"><h2>{words.details}</h2></header>
                        <p class="quiet">{words.own_intro}</p>
                        <PostForm site=site action=path form=form.clone() class="form">
                            <PartyFields site=site form=form />
                            <Button label=words.correct look=Look::Primary />
                        </PostForm>
                    </section>
                    <Foot site=site><a href=mailto>{contact}</a></Foot>
                </div>
            </main>
        </Document>
    }
}

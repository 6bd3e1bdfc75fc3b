//! A pay page that cannot sell: whose it is, what happened, what to do now.

use leptos::prelude::*;
use paylinks::checkout_sessions::ClosedLink;

use super::frame::{Foot, Seller, Top};
use crate::components::{Icon, SandboxBar, Sign};
use crate::links;
use crate::moments;
use crate::pages::Told;
use crate::shell::Document;
use crate::site::Site;
use crate::words::fill;

/// A pay page that cannot sell.
#[component]
pub fn ClosedPage(
    site: Site,
    slug: String,
    link: ClosedLink,
    /// What happened.
    told: Told,
    /// Why: the API's word, or `cannot_charge`.
    reason: &'static str,
) -> impl IntoView {
    let words = site.words();
    let sign = if reason == "not_open" { Sign::Clock } else { Sign::Store };
    let text = view! { <p class="lead outcome__said" dir="auto">{text(site, &link, &told, reason)}</p> };
    // Where it may sell again without anybody's doing, looking again helps.
    let again = matches!(reason, "not_open" | "used_up" | "cannot_charge");
    let again = again.then(|| view! { <a class="button" href=links::pay(&slug)>{words.told.look_again}</a> });
    let back = link.cancel_url.filter(|_| reason != "deleted").map(|url| {
        let word = fill(words.checkout.back_to, &[&link.merchant_name]);
        view! { <a class="button button--primary" href=url rel="nofollow">{word}</a> }
    });
    let seller = Seller { name: link.merchant_name, brand: link.brand, zone: link.zone };
    view! {
        <Document
            site=site
            title=format!("{} · {}", told.title, seller.name)
            sheet=site.assets.buyer_css_in(seller.brand.accent())
            script=None
            class="pay outcome"
        >
            <SandboxBar site=site />
            <main id="main">
                <div class="pay__in">
                    <Top site=site seller=seller path=links::pay(&slug) />
                    <Icon sign=sign class="outcome__mark" />
                    <h1>{told.title}</h1>
                    {text}
                    {back}
                    {again}
                    <Foot site=site>{None::<&str>}</Foot>
                </div>
            </main>
        </Document>
    }
}

/// What to say: when it opens, when it closed, the seller's own words, or ours.
fn text(site: Site, link: &ClosedLink, told: &Told, reason: &str) -> String {
    let words = &site.words().moments;
    let sells = &link.availability;
    match (reason, sells.opens_at, sells.closes_at) {
        ("inactive", ..) if !sells.disabled_message.is_empty() => sells.disabled_message.clone(),
        ("not_open", Some(opens), _) => fill(words.opens, &[&moments::when(site.language, link.zone, opens)]),
        ("closed", _, Some(closes)) => {
            let past = fill(words.closed, &[&moments::ending(site.language, link.zone, closes)]);
            format!("{past} {}", told.text)
        }
        _ => told.text.clone(),
    }
}

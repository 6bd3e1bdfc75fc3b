//! A pay page that cannot sell: whose it is, what happened, what to do now.

use leptos::prelude::*;

use super::frame::{Foot, Seller, Top};
use crate::components::{Icon, SandboxBar, Sign};
use crate::links;
use crate::pages::Told;
use crate::shell::Document;
use crate::site::Site;

/// A pay page that cannot sell.
#[component]
pub fn ClosedPage(site: Site, slug: String, seller: Seller, told: Told) -> impl IntoView {
    view! {
        <Document
            site=site
            title=format!("{} · {}", told.title, seller.name)
            sheet=site.assets.checkout_css_in(seller.brand.accent())
            script=None
            class="pay outcome"
        >
            <SandboxBar site=site />
            <main id="main">
                <div class="pay__in">
                    <Top site=site seller=seller path=links::pay(&slug) />
                    <Icon sign=Sign::Store class="outcome__mark" />
                    <h1>{told.title}</h1>
                    <p class="lead">{told.text}</p>
                    <Foot site=site>{None::<&str>}</Foot>
                </div>
            </main>
        </Document>
    }
}

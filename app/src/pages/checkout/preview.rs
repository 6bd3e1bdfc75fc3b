//! The pay page as it would be, for the editor of a link: the real parts, without anything that could start.

use leptos::prelude::*;
use paylinks::payment_links::{PriceType, Terms};
use paylinks::pricing::Order;

use super::claim::ClaimForm;
use super::frame::Seller;
use super::offer::{Form, Halves};
use super::order::is_open;
use crate::forms;
use crate::shell::Document;
use crate::site::Site;

/// What the server says of what was typed, in the merchant's language.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// What the merchant receives.
    pub receives: Option<String>,
    /// Whether the address can be taken, and what there is to say of it.
    pub address: Option<(bool, String)>,
}

/// The preview. The editor's script reads what is told in it; without scripts it stands above.
#[component]
pub fn OfferPreview(site: Site, terms: Terms, order: Order, seller: Seller, told: Told) -> impl IntoView {
    let Told { receives, address } = told;
    let (state, address) = address.map(|(free, text)| (if free { "good" } else { "bad" }, text)).unzip();
    let plain: Vec<String> = [receives.clone(), address.clone()].into_iter().flatten().collect();
    let plain = (!plain.is_empty()).then(|| plain.join(" "));
    view! {
        <Document
            site=site
            title=format!("{} · {}", terms.title, seller.name)
            sheet=site.assets.checkout_css_in(seller.brand.accent())
            script=None
            class="pay"
            still=true
        >
            <p hidden=true data-tell="receives">{receives}</p>
            <p hidden=true data-tell="address" data-state=state>{address}</p>
            <noscript>{plain.map(|text| view! { <p class="banner">{text}</p> })}</noscript>
            <Halves site=site terms=terms.clone() order=Some(order.clone()) seller=seller>
                {sketch(site, terms, order)}
            </Halves>
        </Document>
    }
}

/// The form of a picture of the page: nothing in it can start.
fn sketch(site: Site, terms: Terms, order: Order) -> AnyView {
    if terms.price_type == PriceType::Free {
        let form = forms::Form::default();
        return view! { <ClaimForm site=site terms=terms form=form live=false /> }.into_any();
    }
    let counts = is_open(&terms);
    view! { <Form site=site terms=terms order=order counts=counts code=None pay=None /> }.into_any()
}

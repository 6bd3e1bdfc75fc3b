//! The pay page as it would be, for the editor of a link: the real parts, without anything that could start.

use leptos::prelude::*;
use paylinks::payment_links::Terms;

use super::frame::Seller;
use super::offer::Halves;
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
pub fn OfferPreview(site: Site, terms: Terms, seller: Seller, told: Told) -> impl IntoView {
    let receives = told.receives.unwrap_or_default();
    let (free, address) = told.address.unwrap_or((true, String::new()));
    let plain = [&receives, &address].map(|text| text.as_str()).join(" ");
    let plain = Some(plain.trim().to_owned()).filter(|text| !text.is_empty());
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
            <p hidden=true data-tell="address" data-state=if free { "good" } else { "bad" }>{address}</p>
            <noscript>{plain.map(|text| view! { <p class="banner">{text}</p> })}</noscript>
            <Halves site=site terms=terms seller=seller pay=None />
        </Document>
    }
}

//! What a pay page offers, for search engines and programs: a data block that no browser runs.

use leptos::prelude::*;
use paylinks::money::Money;
use paylinks::payment_links::{PriceType, Terms};
use serde_json::{Value, json};

use super::frame::Seller;

/// The offer in schema.org's words.
#[component]
pub(super) fn OfferData(terms: Terms, seller: Seller, origin: String, address: String) -> impl IntoView {
    view! { <script type="application/ld+json">{text(&terms, &seller, &origin, &address)}</script> }
}

/// JSON in which nothing can end its element: what stands in a script is not escaped on the way out.
fn text(terms: &Terms, seller: &Seller, origin: &str, address: &str) -> String {
    let price = terms.price();
    let decimal = |minor| Money::new(minor, price.currency).decimal();
    let mut offer = json!({ "@type": "Offer", "url": address, "priceCurrency": price.currency,
        "availability": "https://schema.org/InStock", "seller": { "@type": "Organization", "name": seller.name } });
    if terms.price_type == PriceType::PayWhatYouWant {
        let mut range = json!({ "@type": "PriceSpecification", "priceCurrency": price.currency,
            "minPrice": decimal(price.minor) });
        if let Some(most) = terms.details.max_amount_minor {
            range["maxPrice"] = decimal(most).into();
        }
        offer["priceSpecification"] = range;
    } else {
        offer["price"] = decimal(price.minor).into();
    }
    let mut product = json!({ "@context": "https://schema.org", "@type": "Product", "name": terms.title });
    if !terms.description.is_empty() {
        product["description"] = terms.description.clone().into();
    }
    if let Some(logo) = seller.brand.logo() {
        product["image"] = Value::String(format!("{origin}{}", logo.url));
    }
    product["offers"] = offer;
    product.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_it_ends_its_element() {
        let mut terms: Terms = serde_json::from_value(json!({ "title": "</script><script>alert(1)</script>", "slug": "tea",
            "description": "<!-- & -->", "price_type": "FIXED", "service_type": "SERVICE", "payment_type": "ONE_TIME",
            "amount_minor": 4999, "currency": "RON", "collect_email": true, "collect_name": false,
            "collect_phone": false, "collect_address": false, "thank_you_message": "", "success_url": null,
            "cancel_url": null, "active": true }))
        .unwrap();
        let seller = Seller { name: "Ada & Co".into(), ..Seller::default() };
        let said = text(&terms, &seller, "https://pay.example.com", "https://pay.example.com/p/tea");
        assert!(!said.contains(['<', '>', '&']), "{said}");
        let read: Value = serde_json::from_str(&said).unwrap();
        assert_eq!(read["name"], terms.title.as_str());
        assert_eq!(
            (&read["offers"]["price"], &read["offers"]["priceCurrency"]),
            (&json!("49.99"), &json!("RON"))
        );
        terms.price_type = PriceType::PayWhatYouWant;
        terms.details.max_amount_minor = Some(9000);
        let read: Value = serde_json::from_str(&text(&terms, &seller, "", "")).unwrap();
        assert_eq!(read["offers"]["priceSpecification"]["minPrice"], "49.99");
        assert_eq!(read["offers"]["priceSpecification"]["maxPrice"], "90.00");
    }
}

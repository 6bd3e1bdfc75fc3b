//! Taking what is free.

use std::collections::BTreeMap;

use leptos::server;
use paylinks::checkout_sessions::Address;
use paylinks::collecting::{CompanyTold, Utm};
use paylinks::language::Language;
use paylinks::leads::ClaimPayLink;

use super::{given, run};
use crate::forms::Problem;

/// Takes what the free link with this slug gives. Which fields there are is the link's own.
#[server(prefix = "/fn", endpoint = "claim-free")]
pub async fn claim_free(
    slug: String,
    #[server(flatten)] told: BTreeMap<String, String>,
) -> Result<(), Problem> {
    let text = |name: &str| told.get(name).cloned().unwrap_or_default();
    let address = |at: &str| {
        let part = |part: &str| text(&format!("{at}[{part}]"));
        Some(Address {
            line1: part("line1"),
            line2: part("line2"),
            city: part("city"),
            postal_code: part("postalCode"),
            country: part("country"),
        })
    };
    let inside = |outer: &'static str| {
        let inner = move |(name, value): (&String, &String)| {
            let name = name.strip_prefix(outer)?.strip_prefix('[')?.strip_suffix(']')?;
            (!value.is_empty()).then(|| (name.to_owned(), value.clone()))
        };
        told.iter().filter_map(inner)
    };
    let utm: BTreeMap<String, String> = inside("utm").collect();
    let part = |name: &str| utm.get(name).cloned();
    let claim = ClaimPayLink {
        slug,
        email: given(text("email")),
        phone: given(text("phone")),
        name: given(text("name")),
        address: address("address"),
        custom_fields: Some(inside("customFields").map(|(id, value)| (id, value.into())).collect()),
        company: Some(CompanyTold {
            name: text("company[name]"),
            tax_id: text("company[taxId]"),
            country: text("company[country]"),
        }),
        shipping_address: address("shippingAddress"),
        accepted_terms: Some(!text("acceptedTerms").is_empty()),
        utm: Some(Utm {
            source: part("source"),
            medium: part("medium"),
            campaign: part("campaign"),
            term: part("term"),
            content: part("content"),
        }),
        language: Language::parse(&text("language")),
    };
    run("", claim).await.map(drop)
}

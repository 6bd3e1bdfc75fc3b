//! Taking what is free.

use std::collections::BTreeMap;

use leptos::server;
use paylinks::checkout_sessions::Address;
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
    let claim = ClaimPayLink {
        slug,
        email: given(text("email")),
        phone: given(text("phone")),
        name: given(text("name")),
        address: Some(Address {
            line1: text("address[line1]"),
            line2: text("address[line2]"),
            city: text("address[city]"),
            postal_code: text("address[postalCode]"),
            country: text("address[country]"),
        }),
        language: Language::parse(&text("language")),
    };
    run("", claim).await.map(drop)
}

//! What every page of an invoice shows: its two sides, and the fields of the buyer's.

use leptos::prelude::*;
use paylinks::invoices::{Invoice, Party};

use crate::components::{Fact, TextArea, TextField};
use crate::forms::Form;
use crate::site::Site;

/// The form of the buyer's side.
#[must_use]
pub fn buyer_form(key: &str, invoice: &Invoice) -> Form {
    let Party { name, company, tax_id, address, .. } = &invoice.buyer;
    Form::new(key).with("name", name).with("company", company).with("tax_id", tax_id).with("address", address)
}

/// The fields of a side: a person's or a company's.
#[component]
pub(super) fn PartyFields(site: Site, form: Form) -> impl IntoView {
    let words = &site.words().invoices;
    view! {
        <TextField site=site field=form.field("company") label=words.company autocomplete="organization" optional=true />
        <TextField
            site=site
            field=form.field("tax_id")
            label=words.tax_id
            hint=words.tax_id_hint
            autocomplete="off"
            optional=true
        />
        <TextField site=site field=form.field("name") label=words.name autocomplete="name" optional=true />
        <TextArea site=site field=form.field("address") label=words.address optional=true />
    }
    .into_any()
}

/// A side in one fact.
pub(super) fn side(label: &'static str, party: &Party) -> Fact {
    let lines =
        [&party.company, &party.name, &party.tax_id, &party.registration, &party.address, &party.email];
    let mut lines: Vec<String> = lines.into_iter().filter(|line| !line.is_empty()).cloned().collect();
    lines.dedup();
    Fact::text(label, lines.join(", ").replace('\n', ", "))
}

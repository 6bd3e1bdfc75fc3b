//! Settings of invoices: what stands before their numbers, and what they say of the merchant.

use leptos::prelude::*;
use paylinks::invoices::InvoiceSettings;

use super::{Group, Room};
use crate::components::{Button, Look, PostForm, TextArea, TextField};
use crate::forms::Form;
use crate::links as at;
use crate::shell::Person;
use crate::site::Site;
use crate::words::fill;

/// The form of the settings of invoices.
#[must_use]
pub fn invoicing_form(key: &str, settings: &InvoiceSettings) -> Form {
    Form::new(key)
        .with("prefix", &settings.prefix)
        .with("company", &settings.company)
        .with("tax_id", &settings.tax_id)
        .with("registration", &settings.registration)
        .with("address", &settings.address)
}

/// Settings of invoices.
#[component]
pub fn InvoicingPage(
    site: Site,
    person: Person,
    /// The number of the next invoice.
    next: String,
    form: Form,
    saved: bool,
) -> impl IntoView {
    let (words, shared) = (&site.words().invoices, &site.words().shared);
    let line = |name: &'static str, label: &'static str, hint: &'static str, autocomplete: &'static str| {
        let field = form.field(name);
        view! {
            <TextField
                site=site
                field=field
                label=label
                hint=hint
                autocomplete=autocomplete
                optional=true
            />
        }
        .into_any()
    };
    let prefix = line("prefix", words.prefix, words.prefix_hint, "off");
    let company = line("company", words.company, words.own_company_hint, "organization");
    let tax_id = line("tax_id", words.tax_id, words.tax_id_hint, "off");
    let registration = line("registration", words.registration, words.registration_hint, "off");
    let address =
        view! { <TextArea site=site field=form.field("address") label=words.address optional=true /> };
    view! {
        <Room site=site person=person here=at::INVOICING saved=saved>
            <PostForm site=site action=at::INVOICING form=form.clone() class="form">
                <Group title=words.numbering>
                    <p>{fill(words.next, &[&next])}</p>
                    {prefix}
                </Group>
                <Group title=words.own intro=words.own_company_intro>
                    {company}
                    {tax_id}
                    {registration}
                    {address}
                    <div class="form__actions"><Button label=shared.save look=Look::Primary /></div>
                </Group>
            </PostForm>
        </Room>
    }
}

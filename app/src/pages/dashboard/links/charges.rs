//! Tax, and who pays the platform's fee.

use leptos::prelude::*;
use paylinks::pricing::FeeModel;

use crate::components::{Segment, Segments, TextField};
use crate::forms::Form;
use crate::site::Site;

/// The tax in a price, in the form's words.
pub const TAX_INSIDE: &str = "in";
/// The tax on top of a price.
pub const TAX_ON_TOP: &str = "top";

/// What comes on top of the price, or is in it.
#[component]
pub(super) fn ChargesFields(site: Site, form: Form) -> impl IntoView {
    let words = &site.words().editor;
    let chosen = |name, usual: &str| {
        Some(form.value(name)).filter(|value| !value.is_empty()).unwrap_or(usual).to_owned()
    };
    let segment = |value, word| Segment { value, word, sign: None };
    let kinds = vec![segment(TAX_INSIDE, words.tax_inside), segment(TAX_ON_TOP, words.tax_on_top)];
    let (seller, buyer) = (FeeModel::Merchant.as_str(), FeeModel::Buyer.as_str());
    let payers = vec![segment(seller, words.fee_mine), segment(buyer, words.fee_buyers)];
    view! {
        <div class="charges">
            <TextField
                site=site
                field=form.field("tax_rate")
                label=words.tax_rate
                hint=words.tax_rate_hint
                inputmode="decimal"
                autocomplete="off"
                optional=true
            />
            <Segments label=words.tax_kind name="tax_kind" chosen=chosen("tax_kind", TAX_INSIDE) segments=kinds />
            <div class="field">
                <span class="field__label">{words.fee_payer}</span>
                <Segments label=words.fee_payer name="fee_model" chosen=chosen("fee_model", seller) segments=payers />
                <p class="field__hint">{words.fee_hint}</p>
            </div>
        </div>
    }
    .into_any()
}

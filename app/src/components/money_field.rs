//! An amount in major units with its currency.

use leptos::prelude::*;

use super::field::{Around, described};
use super::select::currencies;
use crate::forms::Field;
use crate::site::Site;

/// An amount with its currency.
#[component]
pub fn MoneyField(
    site: Site,
    amount: Field,
    currency: Field,
    label: &'static str,
    hint: &'static str,
    currency_label: &'static str,
    #[prop(optional)] optional: bool,
) -> impl IntoView {
    let mut around = amount.clone();
    around.error = amount.error.clone().or_else(|| currency.error.clone());
    let invalid = around.error.is_some().then_some("true");
    let described = described(&around, Some(hint));
    let chosen = currency.value;
    let options = currencies().into_iter().map(move |choice| {
        let selected = choice.value == chosen;
        view! { <option value=choice.value selected=selected>{choice.label}</option> }
    });
    view! {
        <Around site=site field=around label=label hint=Some(hint) optional=optional>
            <div class="joined">
                <input
                    class="input"
                    id=amount.name
                    name=amount.name
                    value=amount.value
                    required=!optional
                    inputmode="decimal"
                    autocomplete="off"
                    aria-invalid=invalid
                    aria-describedby=described
                />
                <select class="input" name=currency.name aria-label=currency_label>
                    {options.collect_view()}
                </select>
            </div>
        </Around>
    }
    .into_any()
}

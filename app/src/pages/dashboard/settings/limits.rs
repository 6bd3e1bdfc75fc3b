//! The least and the most that one payment may come to.

use leptos::prelude::*;
use paylinks::money::Currency;
use paylinks::payment_limits::PaymentLimits;

use super::Group;
use crate::components::{Button, PostForm};
use crate::format;
use crate::forms::Form;
use crate::functions::LIMIT_FIELDS;
use crate::links as at;
use crate::pages::dashboard::amount_field::amount_field;
use crate::site::Site;
use crate::words::fill;

/// The form filled from what is set.
#[must_use]
pub fn limits_form(site: Site, key: &str, limits: &PaymentLimits) -> Form {
    let typed =
        |minor: Option<i64>| minor.map(|minor| format::typed(site.language, minor)).unwrap_or_default();
    LIMIT_FIELDS.into_iter().zip(&limits.limits).fold(Form::new(key), |form, ((least, most), limit)| {
        form.with(least, typed(limit.min_amount_minor)).with(most, typed(limit.max_amount_minor))
    })
}

/// The bounds of payments in every currency.
#[component]
pub(super) fn LimitsGroup(site: Site, form: Form) -> impl IntoView {
    let words = site.words();
    let rows = Currency::ALL.into_iter().zip(LIMIT_FIELDS).map(|(currency, (least, most))| {
        let one = |name, word| amount_field(site, form.field(name), fill(word, &[currency.code()]));
        view! { <div class="limits__row">{one(least, words.settings.least)}{one(most, words.settings.most)}</div> }
    });
    let rows = rows.collect_view();
    view! {
        <Group title=words.settings.limits intro=words.settings.limits_intro>
            <PostForm site=site action=at::LIMITS form=form.clone() class="form">
                {rows}
                <div class="form__actions"><Button label=words.settings.limits_save /></div>
            </PostForm>
        </Group>
    }
    .into_any()
}

//! Drafting a link from a sentence: the field above the form of a new link, and the form it fills.

use leptos::prelude::*;
use paylinks::drafts::{DraftNote, PayLinkDraft};
use paylinks::payment_links::PriceType;

use super::fields::SUGGESTED;
use crate::components::{Banner, Button, PostForm, TextField, Tone};
use crate::format;
use crate::forms::Form;
use crate::links as at;
use crate::site::Site;
use crate::words;

/// The field for a sentence as it stands, and what a draft had to say.
#[derive(Clone, Debug, Default)]
pub struct Drafting {
    /// The sentence, and what was wrong with it.
    pub form: Form,
    /// What the draft took for granted; None before there is one.
    pub notes: Option<Vec<DraftNote>>,
}

/// The form of a new link, filled from a draft.
#[must_use]
pub fn drafted_form(site: Site, key: &str, draft: &PayLinkDraft) -> Form {
    let typed = |minor| format::typed(site.language, minor);
    let count = |count: Option<i64>| count.map(|count| count.to_string()).unwrap_or_default();
    // A kind that the form does not know is the usual one.
    let kind = PriceType::parse(&draft.price_type).unwrap_or_default();
    let suggested = SUGGESTED.into_iter().zip(&draft.suggested_amounts_minor);
    suggested
        .fold(Form::new(key), |form, (name, minor)| form.with(name, typed(*minor)))
        .with("price_type", kind.as_str())
        .with("service_type", &draft.service_type)
        .with("title", &draft.title)
        .with("description", &draft.description)
        .with("amount", draft.amount_minor.map(typed).unwrap_or_default())
        .with("max_amount", draft.max_amount_minor.map(typed).unwrap_or_default())
        .with("currency", draft.currency.code())
        .with("max_uses", count(draft.max_uses))
        .ticked("collect_email", draft.collect_email)
        .ticked("active", true)
}

/// The field for a sentence.
#[component]
pub(super) fn DraftField(site: Site, drafting: Drafting) -> impl IntoView {
    let words = &site.words().drafts;
    let Drafting { form, notes } = drafting;
    let told = notes.map(|notes| {
        let lines = notes.iter().map(|note| view! { <li>{words::note(site.language, note)}</li> });
        let lines = (!notes.is_empty()).then(|| view! { <ul>{lines.collect_view()}</ul> });
        view! {
            <Banner tone=if lines.is_some() { Tone::Warn } else { Tone::Plain }>
                <strong>{words.filled}</strong>
                {lines}
            </Banner>
        }
    });
    view! {
        <PostForm site=site action=at::NEW_LINK form=form.clone() class="form draft">
            <div class="draft__line">
                <TextField
                    site=site
                    field=form.field("prompt")
                    label=words.label
                    hint=words.hint
                    autocomplete="off"
                />
                <Button label=words.submit />
            </div>
            {told}
        </PostForm>
    }
    .into_any()
}

//! When and how often a link sells, in its form.

use leptos::prelude::*;
use paylinks::payment_links::PayLink;
use paylinks::zone::Zone;

use crate::components::{MomentField, Sign, Switch, TextArea, TextField};
use crate::forms::Form;
use crate::moments;
use crate::site::Site;
use crate::words::fill;

/// Writes what a link says of it into its form.
pub(super) fn filled(form: Form, link: &PayLink, zone: Zone) -> Form {
    let (opens, closes) = (moments::typed(zone, link.opens_at), moments::typed_end(zone, link.closes_at));
    form.with("opens_on", opens.0)
        .with("opens_time", opens.1)
        .with("closes_on", closes.0)
        .with("closes_time", closes.1)
        .with("disabled_message", &link.disabled_message)
        .with("max_uses", link.max_uses.map(|most| most.to_string()).unwrap_or_default())
        .with("max_per_buyer", link.max_per_buyer.map(|most| most.to_string()).unwrap_or_default())
}

/// When and how often it sells, and whether it does at all.
#[component]
pub(super) fn WhenItSells(site: Site, form: Form, zone: Zone) -> impl IntoView {
    let words = &site.words().selling;
    let in_zone = moments::in_zone(site.language, zone);
    view! {
        <section class="section">
            <h2>{words.title}</h2>
            <MomentField
                site=site
                day=form.field("opens_on")
                time=form.field("opens_time")
                label=words.opens
                time_label=words.time
                hint=fill(words.opens_hint, &[&in_zone])
            />
            <MomentField
                site=site
                day=form.field("closes_on")
                time=form.field("closes_time")
                label=words.closes
                time_label=words.time
                hint=fill(words.closes_hint, &[&in_zone])
            />
            <TextField
                site=site
                field=form.field("max_uses")
                label=words.max_uses
                hint=words.max_uses_hint
                inputmode="numeric"
                autocomplete="off"
                optional=true
            />
            <TextField
                site=site
                field=form.field("max_per_buyer")
                label=words.max_per_buyer
                hint=words.max_per_buyer_hint
                inputmode="numeric"
                autocomplete="off"
                optional=true
            />
            <div class="switches">
                <Switch form=form.clone() name="active" label=words.active hint=words.active_hint sign=Sign::Power />
            </div>
            <TextArea
                site=site
                field=form.field("disabled_message")
                label=words.disabled_message
                hint=words.disabled_hint
                optional=true
            />
        </section>
    }
    .into_any()
}

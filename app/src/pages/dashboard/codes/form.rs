//! The form of a promotion code.

use leptos::prelude::*;
use paylinks::money::Currency;
use paylinks::payment_links::PayLink;
use paylinks::promotion_codes::PromotionCode;
use paylinks::zone::Zone;

use super::state_of;
use crate::components::{
    Badge, Button, Look, MomentField, MoneyField, PostForm, Segment, Segments, Switch, TextField,
};
use crate::format;
use crate::forms::Form;
use crate::links as at;
use crate::moments;
use crate::shell::{Crumb, Dashboard, Here, Person};
use crate::site::Site;
use crate::words::fill;

/// The form filled from a code, or for a new one.
#[must_use]
pub fn code_form(
    site: Site,
    key: &str,
    code: Option<&PromotionCode>,
    currency: Currency,
    zone: Zone,
) -> Form {
    let form = Form::new(key);
    let Some(code) = code else {
        let form = form.with("kind", "percent").with("currency", currency.code());
        return form.ticked("active", true);
    };
    let count = |count: Option<i64>| count.map(|count| count.to_string()).unwrap_or_default();
    let (starts, ends) = (moments::typed(zone, code.starts_at), moments::typed_end(zone, code.ends_at));
    let amount = code.amount_off_minor.map(|minor| format::typed(site.language, minor));
    form.with("code", &code.code)
        .with("kind", if code.percent_off.is_some() { "percent" } else { "amount" })
        .with("percent", count(code.percent_off))
        .with("amount", amount.unwrap_or_default())
        .with("currency", code.currency.unwrap_or(currency).code())
        .with("max_uses", count(code.max_uses))
        .with("max_per_buyer", count(code.max_per_buyer))
        .with("starts_on", starts.0)
        .with("starts_time", starts.1)
        .with("ends_on", ends.0)
        .with("ends_time", ends.1)
        .with("links", code.pay_link_ids.join(","))
        .ticked("first_purchase", code.first_purchase_only)
        .ticked("active", code.active)
}

/// The form of a promotion code.
#[component]
pub fn CodeFormPage(
    site: Site,
    person: Person,
    form: Form,
    /// The code that is edited; None for a new one.
    code: Option<PromotionCode>,
    /// Links that it can be for.
    links: Vec<PayLink>,
    /// The merchant's time zone.
    zone: Zone,
) -> impl IntoView {
    let words = &site.words().codes;
    let title = code.as_ref().map_or_else(|| words.new.to_owned(), |code| code.code.clone());
    let action = code.as_ref().map_or_else(|| at::NEW_CODE.to_owned(), |code| at::code(&code.id));
    let badge = code.as_ref().map(|code| {
        let (state, word) = state_of(site, code);
        view! { <Badge state=state word=word /> }
    });
    let submit = if code.is_some() { site.words().shared.save } else { words.create };
    let typed = form.clone();
    let way = vec![Crumb::new(at::CODES, words.title)];
    view! {
        <Dashboard site=site person=person here=Here::Codes title=title.clone() way=way>
            <div class="head"><h1>{title}</h1>{badge}</div>
            <PostForm site=site action=action form=typed class="form code-form" guard=true>
                <TextField
                    site=site
                    field=form.field("code")
                    label=words.code
                    hint=words.code_hint
                    autocomplete="off"
                />
                <Off site=site form=form.clone() />
                <Limits site=site form=form.clone() />
                <When site=site form=form.clone() zone=zone />
                <ForLinks site=site form=form.clone() links=links />
                <div class="switches"><Switch form=form name="active" label=words.active /></div>
                <div class="form__actions"><Button label=submit look=Look::Primary /></div>
            </PostForm>
        </Dashboard>
    }
}

/// How much it takes off.
#[component]
fn Off(site: Site, form: Form) -> impl IntoView {
    let words = &site.words().codes;
    let segment = |value, word| Segment { value, word, sign: None };
    let kinds = vec![segment("percent", words.percent), segment("amount", words.amount)];
    let chosen = form.value("kind").to_owned();
    view! {
        <section class="section off">
            <h2>{words.off}</h2>
            <Segments label=words.kind name="kind" chosen=chosen segments=kinds />
            <div class="off__percent">
                <TextField
                    site=site
                    field=form.field("percent")
                    label=words.percent
                    hint=words.percent_hint
                    inputmode="numeric"
                    autocomplete="off"
                    optional=true
                />
            </div>
            <div class="off__amount">
                <MoneyField
                    site=site
                    amount=form.field("amount")
                    currency=form.field("currency")
                    label=words.amount
                    hint=words.amount_hint
                    currency_label=site.words().editor.currency
                    optional=true
                />
            </div>
        </section>
    }
    .into_any()
}

/// How often it can be used.
#[component]
fn Limits(site: Site, form: Form) -> impl IntoView {
    let words = &site.words().codes;
    let count = |name, label, hint| {
        let field = form.field(name);
        view! {
            <TextField
                site=site
                field=field
                label=label
                hint=hint
                inputmode="numeric"
                autocomplete="off"
                optional=true
            />
        }
    };
    view! {
        <section class="section">
            <h2>{words.limits}</h2>
            {count("max_uses", words.max_uses, words.max_uses_hint)}
            {count("max_per_buyer", words.max_per_buyer, words.max_per_buyer_hint)}
            <div class="switches">
                <Switch
                    form=form.clone()
                    name="first_purchase"
                    label=words.first_purchase
                    hint=words.first_purchase_hint
                />
            </div>
        </section>
    }
    .into_any()
}

/// When it can be used.
#[component]
fn When(site: Site, form: Form, zone: Zone) -> impl IntoView {
    let (words, sells) = (&site.words().codes, &site.words().selling);
    let in_zone = moments::in_zone(site.language, zone);
    view! {
        <section class="section">
            <h2>{words.when}</h2>
            <MomentField
                site=site
                day=form.field("starts_on")
                time=form.field("starts_time")
                label=words.starts
                time_label=sells.time
                hint=fill(sells.opens_hint, &[&in_zone])
            />
            <MomentField
                site=site
                day=form.field("ends_on")
                time=form.field("ends_time")
                label=words.ends
                time_label=sells.time
                hint=fill(sells.closes_hint, &[&in_zone])
            />
        </section>
    }
    .into_any()
}

/// Which links it is for.
#[component]
fn ForLinks(site: Site, form: Form, links: Vec<PayLink>) -> impl IntoView {
    let words = &site.words().codes;
    let chosen: Vec<String> = form.value("links").split(',').map(ToOwned::to_owned).collect();
    let choices = links.into_iter().map(|link| {
        let ticked = chosen.contains(&link.id);
        view! {
            <label class="check">
                <input type="checkbox" name="links" value=link.id checked=ticked />
                <span dir="auto">{link.title}</span>
            </label>
        }
    });
    let choices = choices.collect_view();
    view! {
        <fieldset class="section checks">
            <legend class="field__label">{words.links}</legend>
            <p class="field__hint">{words.links_hint}</p>
            {choices}
        </fieldset>
    }
    .into_any()
}

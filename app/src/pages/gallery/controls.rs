//! What one presses and fills.

use leptos::prelude::*;
use paylinks::error::{Code, Fields as Wrong};

use super::part;
use crate::components::{
    Avatar, Badge, Button, Checkbox, CopyButton, DateRange, Icon, LinkButton, Look, MoneyField, Select, Sign,
    SlugField, State, Switch, TextArea, TextField, currencies,
};
use crate::forms::Form;
use crate::site::Site;

/// Buttons, badges, icons.
#[component]
pub(super) fn Buttons(site: Site) -> impl IntoView {
    let icons = Sign::ALL.iter().map(|sign| view! { <Icon sign=*sign /> });
    vec![
        part(
            "button",
            view! { <Button label="New link" look=Look::Primary sign=Sign::Plus />
            <Button label="Export" sign=Sign::Export />
            <Button label="Cancel" look=Look::Quiet />
            <Button label="Refund" look=Look::Danger />
            <Button label="Off" disabled=true />
            <Button label="Saving" look=Look::Primary busy=true />
            <Button label="Small" small=true /> }
            .into_any(),
        ),
        part(
            "link-button",
            view! { <LinkButton href="#button" label="Open" look=Look::Primary />
            <LinkButton href="#button" label="Open" sign=Sign::Out />
            <LinkButton href="#button" label="Open" look=Look::Quiet small=true />
            <CopyButton site=site text="copied" label="Copy link" /> }
            .into_any(),
        ),
        part(
            "badge",
            view! { <Badge state=State::Good word="Paid" />
            <Badge state=State::Waiting word="Processing" />
            <Badge state=State::Idle word="Refunded" />
            <Badge state=State::Warn word="Disputed" />
            <Badge state=State::Bad word="Failed" />
            <span class="tag">"Person"</span> }
            .into_any(),
        ),
        part(
            "avatar",
            view! { <Avatar name="Ioana Marin" />
            <Avatar name="Atelier Lumina" business=true /> }
            .into_any(),
        ),
        part("icon", view! { {icons.collect_view()} }.into_any()),
    ]
    .into_any()
}

/// Fields: empty, filled, wrong.
#[component]
pub(super) fn Fields(site: Site) -> impl IntoView {
    let good = Form::default()
        .with("title", "Fotografie de produs")
        .with("description", "Curs video în 12 lecții")
        .with("amount", "149.00")
        .with("currency", "RON")
        .with("slug", "fotografie-de-produs")
        .ticked("active", true)
        .ticked("collect_email", true);
    let wrong = Wrong::default()
        .with("title", Code::Required, None)
        .with("amount", Code::AmountDecimals, None)
        .with("slug", Code::SlugTaken, None)
        .error();
    let bad = Form::returned(
        vec![("amount".into(), "49,999".into()), ("slug".into(), "membru".into())],
        wrong.into(),
    );
    vec![
        part("field", view! { <TextField site=site field=good.field("title") label="Title" />
            <TextField site=site field=bad.field("title") label="Title" hint="Buyers read it first." />
            <TextField site=site field=Form::default().field("phone") label="Phone" optional=true kind="tel" /> }.into_any()),
        part("money-field", view! { <MoneyField
                site=site
                amount=good.field("amount")
                currency=good.field("currency")
                label="Amount"
                hint="What the buyer pays."
                currency_label="Currency"
            />
            <MoneyField
                site=site
                amount=bad.field("amount")
                currency=good.field("currency")
                label="Amount"
                hint="What the buyer pays."
                currency_label="Currency"
            /> }.into_any()),
        part("slug-field", view! { <SlugField site=site field=good.field("slug") label="Address" hint="Small letters." before="pay.example.com/p/".into() from="title" />
            <SlugField site=site field=bad.field("slug") label="Address" hint="Small letters." before="pay.example.com/p/".into() from="title" /> }.into_any()),
        part("textarea", view! { <TextArea site=site field=good.field("description") label="Description" optional=true /> }.into_any()),
        part("select", view! { <Select site=site field=good.field("currency") label="Currency" choices=currencies() /> }.into_any()),
        part("checkbox", view! { <Checkbox form=good.clone() name="active" label="This link sells" hint="Turned off, its page says so." />
            <Checkbox form=good.clone() name="other" label="Not ticked" /> }.into_any()),
        part("switch", view! { <div class="switches">
                <Switch form=good.clone() name="collect_email" label="E-mail" hint="For the receipt." sign=Sign::Mail />
                <Switch form=good name="collect_phone" label="Phone" sign=Sign::Phone />
            </div> }.into_any()),
        part("date-range", view! { <DateRange site=site from="2026-11-01" to="2026-11-20" />
            <DateRange site=site from="2026-11-20" to="2026-11-01" error=Some("From is after to.".into()) /> }.into_any()),
    ]
    .into_any()
}

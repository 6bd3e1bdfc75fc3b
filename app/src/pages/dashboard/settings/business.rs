//! Settings of the business: its name, its currency, and what cannot change.

use leptos::prelude::*;
use paylinks::merchants::Me;

use super::limits::LimitsGroup;
use super::{Group, Room};
use crate::components::{Button, CopyButton, Fact, Facts, Look, PostForm, Select, zones};
use crate::format;
use crate::forms::Form;
use crate::links as at;
use crate::pages::business_fields::{BusinessCurrency, BusinessName};
use crate::shell::Person;
use crate::site::Site;
use crate::words::country;

/// Settings of the business.
#[component]
pub fn BusinessPage(
    site: Site,
    person: Person,
    me: Me,
    key: String,
    /// The form that came back, if one did.
    form: Option<Form>,
    /// The form of the bounds of payments.
    limits: Form,
    saved: bool,
) -> impl IntoView {
    let (words, shared) = (&site.words().settings, &site.words().shared);
    let merchant = me.merchant;
    let form = form.unwrap_or_else(|| {
        Form::new(&key)
            .with("merchant_name", &merchant.name)
            .with("default_currency", merchant.default_currency.code())
            .with("time_zone", merchant.time_zone.name())
    });
    let copied = merchant.id.clone();
    let id = view! {
        <code>{merchant.id}</code>
        " "
        <CopyButton site=site text=copied label=shared.copy />
    };
    let facts = vec![
        Fact::text(words.country, country(site.language, &merchant.country)),
        Fact::text(words.since, format::day(site.language, merchant.created_at)),
        Fact::view(words.id, id.into_any()),
    ];
    view! {
        <Room site=site person=person here=at::BUSINESS saved=saved>
            <Group title=words.merchant intro=words.merchant_intro>
                <PostForm site=site action=at::BUSINESS form=form.clone() class="form">
                    <BusinessName site=site field=form.field("merchant_name") />
                    <BusinessCurrency site=site field=form.field("default_currency") />
                    <Select
                        site=site
                        field=form.field("time_zone")
                        label=words.time_zone
                        hint=words.time_zone_hint
                        choices=zones(site)
                    />
                    <div class="form__actions"><Button label=shared.save look=Look::Primary /></div>
                </PostForm>
            </Group>
            <LimitsGroup site=site form=limits />
            <Group title=words.fixed intro=words.fixed_intro>
                <Facts facts=facts />
            </Group>
        </Room>
    }
}
